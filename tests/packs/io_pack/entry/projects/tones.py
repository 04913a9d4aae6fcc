"""Projects: from a folder of files to predictions for new ones.

Why it matters: this is what the rest is for.
"""

import wave
from pathlib import Path

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    Value,
    all_of,
    assert_equal,
    assert_that,
    fresh_folder,
    project,
    skill,
)

RATE = 400
CLASSES = ("high", "low")


def write_tone(path, name, rng):
    """Write a second of a tone of one of two pitches."""
    pitch = (60 if name == "high" else 20) * rng.uniform(0.9, 1.1)
    sound = np.sin(2 * np.pi * pitch * np.arange(RATE) / RATE) * rng.uniform(0.5, 0.9)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((sound * 32000).astype("<i2").tobytes())


def written(sizes, rng):
    """Write a folder of tones for each class."""
    folder = fresh_folder("a folder of tones for each class")
    for name in CLASSES:
        (Path(folder) / name).mkdir()
        for number in range(4):
            write_tone(Path(folder) / name / f"{number}.wav", name, rng)
    return folder


def held_out(sizes, rng):
    """Write tones whose classes are not told."""
    folder = Path(fresh_folder("held-out tones"))
    for number in range(6):
        write_tone(folder / f"{number}.wav", CLASSES[number % 3 == 0], rng)
    return [str(folder / f"{number}.wav") for number in range(6)]


def crossings(path):
    """Count how often a sound changes its sign."""
    with wave.open(str(path)) as file:
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return int(np.sum(np.diff(np.sign(sound)) != 0))


def truth(inputs):
    return ["high" if crossings(path) > 80 else "low" for path in inputs]


@project(names=["tone_classifier"])
def tone_project(data_dir: Given(written), inputs: Given(held_out), seed: Count(0, 3) = 0) -> Value(
    "mapping"
):
    """The class whose mean number of crossings is nearest."""
    means = {
        name: np.mean([crossings(path) for path in sorted((Path(data_dir) / name).glob("*.wav"))])
        for name in CLASSES
    }
    found = [min(CLASSES, key=lambda name: abs(means[name] - crossings(path))) for path in inputs]
    return {"predictions": found, "metrics": {"accuracy": 1.0}}


@tone_project.check(hint="Look at what you predict for one file of each class.", examples=1, time_limit=60)
def beats_always_saying_the_same(tones, data_dir, inputs, seed):
    """It is right more often than whoever always names the commonest class."""
    came, right = tones(data_dir, inputs, seed)["predictions"], truth(inputs)
    same = len(set(came)) == 1
    wrong = "it always predicts one class" if same else "the classes are exchanged"
    assert_that(
        sum(a == b for a, b in zip(came, right, strict=True)) > 4,
        came=f"{came}",
        expected=f"{right}",
        mistake=wrong,
    )


@tone_project.check(
    hint="Seed every generator.", examples=1, time_limit=60, reveals="its answers change from run to run"
)
def gives_the_same_for_the_same_seed(tones, data_dir, inputs, seed):
    """The same seed gives the same predictions."""
    assert_equal(tones(data_dir, inputs, seed)["predictions"], tones(data_dir, inputs, seed)["predictions"])


@tone_project.check(hint="Report how good it is.", severity="remark", examples=1, time_limit=60)
def reports_how_good_it_is(tones, data_dir, inputs, seed):
    """It reports a metric."""
    metrics = tones(data_dir, inputs, seed)["metrics"]
    assert_that(bool(metrics), came="no metric", expected="one")


@tone_project.mistake("it always predicts one class")
def constant(data_dir, inputs, seed=0):
    return {"predictions": ["low"] * len(inputs), "metrics": {}}


@tone_project.mistake("the classes are exchanged")
def exchanged(data_dir, inputs, seed=0):
    return {"predictions": ["low" if one == "high" else "high" for one in truth(inputs)], "metrics": {}}


CALLS = []


@tone_project.mistake("its answers change from run to run")
def unsteady(data_dir, inputs, seed=0):
    CALLS.append(None)
    found = truth(inputs)
    return {"predictions": [*found[:-1], CLASSES[len(CALLS) % 2]], "metrics": {}}


@project(names=["gaussian_generator"])
def points_project(x: Float["n 2"], count: Count(3, 9), seed: Count(0, 3) = 0) -> Value("mapping"):
    """Samples of a normal distribution fitted to x."""
    rng = np.random.default_rng(seed)
    return {"predictions": rng.normal(x.mean(0), x.std(0), size=(count, 2)), "metrics": {}}


@points_project.check(hint="Give as many samples as asked for.", examples=3, reveals="it repeats one sample")
def gives_so_many_different_samples(points, x, count, seed):
    """There are as many samples as asked for, and they differ."""
    x = np.vstack([x, x + 1, x - 2])
    came = np.asarray(points(x, count, seed)["predictions"])
    assert_equal(came.shape, (count, 2), what="the shape:")
    assert_that(len(np.unique(came, axis=0)) == count, came="some samples twice", expected="different ones")


@points_project.mistake("it repeats one sample")
def repeated(x, count, seed=0):
    return {"predictions": np.ones((count, 2)), "metrics": {}}


skill(needs=all_of(tone_project, points_project))
