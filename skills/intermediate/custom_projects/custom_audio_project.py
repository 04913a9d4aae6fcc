"""Custom audio project: teach a model of your own to tell sounds apart, starting from plain WAV files.

Why it matters: Sound asks for decisions that no ready-made dataset takes for you, such as how
long to listen and which frequencies to keep.

Next step: Record yourself saying yes and no, twenty times each, and let your project tell them apart.
"""

import wave
from functools import cache
from pathlib import Path

import numpy as np

from pytest_mlchecklist.api import (
    PILES,
    Count,
    Given,
    Value,
    all_of,
    fresh_folder,
    held_out,
    project,
    skill,
)

CLASSES = ("hiss", "hum", "whistle")
EACH = {"hiss": 30, "hum": 40, "whistle": 30}
HELD = {"hiss": 18, "hum": 24, "whistle": 18}
RATE = 8000
NAMES = """
    train_audio_project audio_classifier_project train_audio_classifier train_audio_model train_on_audio
    audio_classifier sound_classifier train_sound_classifier audio_classification_project sound_project
"""


def sound(name, rng):
    """Return a second of one class: noise, a low tone with an overtone, or a high tone."""
    t, phase = np.arange(RATE) / RATE, rng.uniform(0, 2 * np.pi)
    low, high = rng.uniform(150, 250), rng.uniform(1200, 2000)
    hum = np.sin(2 * np.pi * low * t + phase) + 0.4 * np.sin(4 * np.pi * low * t)
    kinds = {"hiss": rng.normal(size=RATE), "hum": hum, "whistle": np.sin(2 * np.pi * high * t + phase)}
    values = kinds[name] / np.abs(kinds[name]).max() + rng.normal(0, 0.02, size=RATE)
    return np.clip(values * rng.uniform(0.3, 0.8), -1, 1)


def write(path, values):
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((values * 32767).astype("<i2").tobytes())


@cache
def sounds_to_train_on(number):
    rng, folder = (
        np.random.default_rng(number),
        fresh_folder("a folder of WAVs for each of hiss, hum, whistle"),
    )
    for name, count in EACH.items():
        (Path(folder) / name).mkdir()
        for index in range(count):
            write(Path(folder) / name / f"{index:03}.wav", sound(name, rng))
    return folder


@cache
def sounds_held_out(number):
    rng, folder = np.random.default_rng([number, 1]), Path(fresh_folder())
    truth = rng.permutation([name for name, count in HELD.items() for _ in range(count)]).tolist()
    paths = [str(folder / f"{stem}.wav") for stem in rng.permutation(len(truth))]
    for path, name in zip(paths, truth, strict=True):
        write(path, sound(name, rng))
    return held_out(paths, truth, about="60 other sounds", alike=lambda: sounds_alike(number))


@cache
def sounds_alike(number):
    """Return a folder of ten sounds, each of which lies in all ten classes, but for one sample."""
    rng, folder = np.random.default_rng([number, 2]), fresh_folder("ten folders with the same ten sounds")
    paths = [Path(folder) / name / f"{index:03}.wav" for index, name in enumerate(PILES)]
    sounds = [sound(rng.choice(CLASSES), rng) for _ in range(10)]
    for index, path in enumerate(paths):
        path.parent.mkdir(exist_ok=True)
        sounds[index % 10][0] = index / 1000
        write(path, sounds[index % 10])
    return folder, held_out(map(str, paths), PILES, about="these very sounds")


# Whoever draws classes at random spares half of the errors of always saying "hum" with a probability
# under 1e-6: 42 of 60 would have to be right, of 20 on average.
@project(names=NAMES.split(), margin=0.5, epochs=20, alike=True)
def audio_project(
    data_dir: Given(lambda _, rng: sounds_to_train_on(int(rng.integers(3)))),
    inputs: Given(lambda _, rng: sounds_held_out(int(rng.integers(3)))),
    seed: Count(0, 3) = 0,
) -> Value("mapping"):
    """Train on a folder that holds a folder of WAV files for each class, then name the class of other sounds.

    Each sound is a second long: one channel, 16 bits, 8000 samples a second; a hundred are for training. What
    is asked about is a list of paths.
    """
    paths = sorted(Path(data_dir).glob("*/*.wav"))
    seen, labels = np.array([features(path) for path in paths]), [path.parent.name for path in paths]
    kept = np.random.default_rng(seed).permutation(len(paths)) % 5 > 0
    centres = {name: middle(seen[kept], np.array(labels)[kept] == name) for name in set(labels)}
    found = [nearest(features(path), centres) for path in inputs]
    unseen = [nearest(seen[at], centres) == labels[at] for at in np.flatnonzero(~kept)]
    return {"predictions": found, "metrics": {"val_accuracy": float(np.mean(unseen))}}


def features(path):
    """Return how much of its strength a sound has in each of eight bands."""
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    power = [band.sum() for band in np.array_split(np.abs(np.fft.rfft(samples)) ** 2, 8)]
    return np.array(power) / np.sum(power)


def middle(points, chosen):
    return points[chosen].mean(axis=0)


def nearest(point, centres):
    return min(sorted(centres), key=lambda name: np.linalg.norm(centres[name] - point))


@audio_project.mistake("the classes are exchanged")
def other_names(data_dir, inputs, seed=0):
    came = audio_project(data_dir, inputs, seed)
    return came | {"predictions": [CLASSES[CLASSES.index(name) - 1] for name in came["predictions"]]}


skill(needs=all_of(audio_project))
