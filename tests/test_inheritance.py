"""What a class inherits from the learner's other classes counts as its own."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (
    Wanted("relu", "function", (), ("x",)),
    Wanted("dense_layer", "layer", ("dense",), ("x", "weight", "bias")),
    Wanted("train", "trainer", ("fit",), ("x", "y", "epochs", "lr")),
)
BASE = """
class Base:
    def fit(self, x, y):
        for _ in range(self.epochs):
            self.step(x, y)
"""
MODEL = """
from base import Base

class Perceptron(Base):
    def __init__(self, epochs, lr):
        self.epochs, self.lr, self.weights = epochs, lr, None

    def step(self, x, y):
        pass
"""


def _targets(root: Path, files: dict[str, str]) -> dict[str, str]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dedent(text))
    return {part: found.target for part, found in discover(root, WANTED).candidates.items()}


@pytest.mark.parametrize(
    "files",
    [
        {"base.py": BASE, "model.py": MODEL},
        {"core/base.py": BASE, "model.py": MODEL},
        {"base.py": BASE.replace("Base", "Top") + "class Base(Top): pass", "model.py": MODEL},
        {"model.py": BASE + MODEL},
    ],
)
def test_an_inherited_method_is_the_class_s_own(tmp_path: Path, files: dict[str, str]) -> None:
    """A `fit` of a base, near or far, is found as the method of the class that learns."""
    assert _targets(tmp_path, files) == {"train": "model.py:Perceptron.fit"}


def test_a_method_of_its_own_comes_before_an_inherited_one(tmp_path: Path) -> None:
    """A base that only prescribes is no reason to call the class unfinished."""
    files = {
        "base.py": "class Layer:\n    def __call__(self, x):\n        raise NotImplementedError\n",
        "a.py": "class ReLU(Layer):\n    def forward(self, x):\n        return x * (x > 0)\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert not discover(tmp_path, WANTED).candidates["relu"].unfinished


def test_a_constructor_is_inherited_too(tmp_path: Path) -> None:
    """A layer whose base keeps the weights is a layer."""
    base = "class Affine:\n    def __init__(self, n_in, n_out):\n        self.W = make(n_in, n_out)\n"
    dense = "class Dense(Affine):\n    def forward(self, x):\n        return x @ self.W\n"
    assert _targets(tmp_path, {"base.py": base, "a.py": dense})["dense_layer"] == "a.py:Dense"


def test_of_two_bases_of_one_name_the_nearer_counts(tmp_path: Path) -> None:
    """Each chapter's class has its own chapter's base."""
    files = {"one/base.py": BASE, "one/model.py": MODEL}
    files |= {"two/base.py": "class Base: pass\n", "two/model.py": MODEL}
    assert _targets(tmp_path, files) == {"train": "one/model.py:Perceptron.fit"}


def test_classes_that_inherit_from_each_other_are_passed_over(tmp_path: Path) -> None:
    """A circle that Python would refuse ends the search."""
    text = "class A(B):\n    pass\n\nclass B(A):\n    def relu(self, x):\n        return x\n"
    assert set(_targets(tmp_path, {"a.py": text})) == {"relu"}


@pytest.mark.parametrize("bases", ["A", "nn.Module", "Missing"])
def test_a_circle_and_a_strange_base_are_passed_over(tmp_path: Path, bases: str) -> None:
    """Classes that inherit from themselves or from elsewhere are read without complaint."""
    text = f"class A({bases}):\n    pass\n\nclass B(A):\n    def relu(self, x):\n        return x\n"
    assert _targets(tmp_path, {"a.py": text}) == {"relu": "a.py:B.relu"}
