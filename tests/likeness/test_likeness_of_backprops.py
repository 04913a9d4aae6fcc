"""Which code looks like a backpropagation: what goes both ways, has weights, and is told labels."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from pytest_mlchecklist.discovery import Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (Wanted("network_backward", "backprop", ("backward", "backprop"), ("x", "labels", "w1")),)
LOSS = """
    class CrossEntropy:
        def forward(self, y_pred, y_true):
            return -(y_true * y_pred).sum()

        def backward(self, y_pred, y_true):
            return y_pred - y_true
    """
NETWORK = """
    class Net:
        def __init__(self, n_in, n_out):
            self.W1, self.W2 = [n_in], [n_out]

        def forward(self, x):
            return x

        def backward(self, x, y):
            return x - y
    """
FUNCTION = """
    def backprop(X, Y, W1, W2):
        return X, Y
    """


def _target(folder: Path, *texts: str) -> str:
    for number, text in enumerate(texts):
        (folder / f"file{number}.py").write_text(dedent(text))
    found = discover(folder, WANTED).candidates
    return found["network_backward"].target if found else ""


def test_a_loss_is_no_network(tmp_path: Path) -> None:
    """A loss goes both ways and is told labels; but it has no weights."""
    assert not _target(tmp_path, LOSS)


def test_a_network_beside_a_loss_is_found(tmp_path: Path) -> None:
    """Its method is what is shown."""
    assert _target(tmp_path, LOSS, NETWORK) == "file1.py:Net.backward"


def test_a_function_of_labels_and_weights_is_found(tmp_path: Path) -> None:
    """It has three arguments at least."""
    assert _target(tmp_path, FUNCTION) == "file0.py:backprop"
