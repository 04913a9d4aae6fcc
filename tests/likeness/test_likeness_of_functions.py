"""Which code looks like a function: a class that is called is one, a model of the same name is not."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (
    Wanted("l1_penalty", "function", ("l1", "l1_regularizer"), ("weights", "strength"), 1),
    Wanted("l2_penalty", "function", ("l2", "l2_regularizer"), ("weights", "strength"), 1),
    Wanted("elastic_net", "function", (), ("weights", "strength", "ratio"), 1),
    Wanted("binary_cross_entropy", "function", ("cost",), ("prediction", "target"), 2),
    Wanted("kl", "function", ("kl_divergence",), ("p", "q"), 2),
    Wanted("gaussian_kl", "function", ("kl_divergence",), ("mu", "logvar"), 2),
    Wanted("convolve2d", "function", ("conv2d",), ("image", "kernel"), 2),
    Wanted("rescale_images", "function", ("to_unit_range",), ("images",), 1),
    Wanted("fine_tune", "tuner", ("unfreeze",), ("model", "loader")),
    Wanted("autograd_value", "autograd", ("value", "node"), ("leaves", "steps")),
    Wanted("custom_layer", "block", ("linear",), ("x",)),
    Wanted("batch_generator", "loader", ("data_loader",), ("x", "y", "batch_size")),
)


def _found(folder: Path, text: str) -> dict[str, str]:
    (folder / "a.py").write_text(dedent(text))
    found = discover(folder, WANTED).candidates
    return {part: one.target.removeprefix("a.py:") for part, one in found.items() if not one.unfinished}


def test_a_number_that_is_the_name_tells_penalties_apart(tmp_path: Path) -> None:
    """L1 is no second try of L."""
    text = """
        class L2:
            def __call__(self, weights): return (weights**2).sum()
    """
    assert _found(tmp_path, text) == {"l2_penalty": "L2"}


@pytest.mark.parametrize(
    "text",
    [
        """
        class ElasticNet:
            def fit(self, X, y): return self
            def predict(self, X): return X
            def score(self, X, y): return 0
        """,
        """
        class LinearRegression:
            def cost(self, X, y): return ((X @ self.w - y) ** 2).mean()
        """,
        """
        class Conv2D:
            def forward(self, X, retain_derived=True): return X
        """,
        """
        class KNNClassifier:
            def __init__(self, k): self.k = k
            def predict(self, images): return images
            def __call__(self, images): return images
        """,
        """
        class Layer:
            def backward(self, g): return g
            def unfreeze(self): self.trainable = True
        """,
        """
        class Node:
            def __init__(self, left, right, value=None): self.left, self.right = left, right
        """,
        """
        class Linear(Function):
            def forward(self, x, W, b): return x @ W + b
            def backward(self, gy): return gy
        """,
    ],
    ids=["a model", "a cost", "a layer", "a classifier", "a switch", "a tree", "an operation"],
)
def test_other_things_of_that_name_are_left_alone(tmp_path: Path, text: str) -> None:
    """A name alone shows nothing."""
    assert not _found(tmp_path, text)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ("mu, log_var", "gaussian_kl"),
        ("z_mean, z_log_sigma", "gaussian_kl"),
        ("m, lv", "gaussian_kl"),
        ("P, Q", "kl"),
    ],
)
def test_divergences_are_told_apart_by_their_arguments(tmp_path: Path, arguments: str, part: str) -> None:
    """Moments tell normal distributions; two letters tell shares."""
    found = _found(tmp_path, f"def kl_divergence({arguments}): return 0.5")
    assert part in found
    assert arguments == "m, lv" or len(found) == 1


def test_what_is_gone_through_is_finished(tmp_path: Path) -> None:
    """A class of special methods alone is no exercise."""
    text = """
        class DataLoader:
            def __init__(self, x, y, batch_size): self.x, self.y, self.size = x, y, batch_size
            def __iter__(self): yield self.x, self.y
            def __len__(self): return len(self.x)
    """
    assert _found(tmp_path, text) == {"batch_generator": "DataLoader"}
