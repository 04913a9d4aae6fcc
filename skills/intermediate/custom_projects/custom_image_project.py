"""Custom image project: from a folder of pictures to a classifier that recognises new ones.

Why it matters: Tutorials come with clean files and a finished recipe. Going the whole way alone
shows which of the pieces you really own.

Next step: Photograph three things in your kitchen, twenty times each, and train on your own pictures.
"""

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
from pytest_mlchecklist.errors import CannotRun

CLASSES = ("leaf", "sand", "sea")
EACH = {"leaf": 30, "sand": 40, "sea": 30}
HELD = {"leaf": 18, "sand": 24, "sea": 18}
SIDE = 32
NAMES = """
    train_image_project image_classifier_project train_image_classifier train_image_model train_on_images
    image_classifier image_classification_project picture_classifier train_cnn_on_folder picture_project
"""


def _pillow():
    try:
        from PIL import Image
    except ImportError as error:
        raise CannotRun("the pictures for this are written with Pillow: pip install pillow") from error
    return Image


def picture(name, rng):
    """Return pixels of one class: each has a colour, a brightness and a pattern of its own."""
    across, down = np.meshgrid(np.arange(SIDE), np.arange(SIDE))
    phase, light = rng.uniform(0, 2 * np.pi), rng.uniform(-15, 15)
    patterns = {"leaf": np.sin(across * 0.8 + phase), "sand": rng.normal(size=(SIDE, SIDE))}
    wave = patterns.get(name, np.sin(down * 0.5 + phase))
    colour = {"leaf": (50, 130, 50), "sand": (200, 180, 120), "sea": (30, 60, 140)}[name]
    pixels = np.array(colour) + light + 30 * wave[..., None] + rng.normal(0, 12, size=(SIDE, SIDE, 3))
    return np.clip(pixels, 0, 255).astype(np.uint8)


@cache
def pictures_to_train_on(number):
    rng, folder = np.random.default_rng(number), fresh_folder("a folder of PNGs for each of leaf, sand, sea")
    for name, count in EACH.items():
        (Path(folder) / name).mkdir()
        for index in range(count):
            _pillow().fromarray(picture(name, rng)).save(Path(folder) / name / f"{index:03}.png")
    return folder


@cache
def pictures_held_out(number):
    rng, folder = np.random.default_rng([number, 1]), Path(fresh_folder())
    truth = rng.permutation([name for name, count in HELD.items() for _ in range(count)]).tolist()
    paths = [str(folder / f"{stem}.png") for stem in rng.permutation(len(truth))]
    for path, name in zip(paths, truth, strict=True):
        _pillow().fromarray(picture(name, rng)).save(path)
    return held_out(paths, truth, about="60 other pictures", alike=lambda: pictures_alike(number))


@cache
def pictures_alike(number):
    """Return a folder of ten pictures, each of which lies in all ten classes, but for one pixel."""
    rng, folder = np.random.default_rng([number, 2]), fresh_folder("ten folders with the same ten pictures")
    paths = [Path(folder) / name / f"{index:03}.png" for index, name in enumerate(PILES)]
    pictures = [picture(rng.choice(CLASSES), rng) for _ in range(10)]
    for index, path in enumerate(paths):
        path.parent.mkdir(exist_ok=True)
        pictures[index % 10][0, 0] = index
        _pillow().fromarray(pictures[index % 10]).save(path)
    return folder, held_out(map(str, paths), PILES, about="these very pictures")


# Whoever draws classes at random spares half of the errors of always saying "sand" with a probability
# under 1e-6: 42 of 60 would have to be right, of 20 on average.
@project(names=NAMES.split(), margin=0.5, epochs=20, alike=True)
def image_project(
    data_dir: Given(lambda _, rng: pictures_to_train_on(int(rng.integers(3)))),
    inputs: Given(lambda _, rng: pictures_held_out(int(rng.integers(3)))),
    seed: Count(0, 3) = 0,
) -> Value("mapping"):
    """Train on a folder that holds a folder of PNGs for each class, then name the class of other pictures.

    The pictures are in colour, 32 × 32 pixels; a hundred are for training. What is asked about is a list of
    paths.
    """
    paths = sorted(Path(data_dir).glob("*/*.png"))
    seen, labels = np.array([features(path) for path in paths]), [path.parent.name for path in paths]
    kept = np.random.default_rng(seed).permutation(len(paths)) % 5 > 0
    centres = {name: middle(seen[kept], np.array(labels)[kept] == name) for name in set(labels)}
    found = [nearest(features(path), centres) for path in inputs]
    unseen = [nearest(seen[at], centres) == labels[at] for at in np.flatnonzero(~kept)]
    return {"predictions": found, "metrics": {"val_accuracy": float(np.mean(unseen))}}


def features(path):
    """Return the mean colour of a picture."""
    return np.asarray(_pillow().open(path), dtype=float).mean(axis=(0, 1))


def middle(points, chosen):
    return points[chosen].mean(axis=0)


def nearest(point, centres):
    return min(sorted(centres), key=lambda name: np.linalg.norm(centres[name] - point))


@image_project.mistake("the classes are exchanged")
def other_names(data_dir, inputs, seed=0):
    came = image_project(data_dir, inputs, seed)
    return came | {"predictions": [CLASSES[CLASSES.index(name) - 1] for name in came["predictions"]]}


skill(needs=all_of(image_project))
