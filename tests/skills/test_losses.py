"""Losses as learners write them: by what a gradient is taken, and what is said beside the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pytest_mlchecklist.skill import Part
from shown import show as show_object

SHARES, LABELS = np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]]), np.array([1, 0])
NOTES = {
    ("cross_entropy", "right_functions.py", "softmax_cross_entropy"): [
        "its logits is the scores before a softmax",
        "this is the loss of each example, not their mean",
    ],
    ("hinge", "right_functions.py", "squared_hinge_of_labels"): [
        "its y is a label of 0 or 1",
        "this is the squared hinge",
    ],
    ("triplet", "right_functions.py", "triplet_loss"): [
        "this is the sum of the triplet loss of squared distances"
    ],
    ("kl", "right_torch.py", "kl_of_logs"): ["its log_q is logarithms of shares"],
}
SLOPES = [
    "def loss(y_true, y_pred):\n    return np.sum((y_pred - y_true) ** 2) / 2\n\n\n"
    "def loss_grad(y_true, y_pred):\n    return y_pred - y_true\n",
    "def loss(y_true, y_pred, derivative=False):\n"
    "    return y_pred - y_true if derivative else np.sum((y_pred - y_true) ** 2) / 2\n",
    "class loss:\n    def forward(self, y_true, y_pred):\n        self.gap = y_pred - y_true\n"
    "        return np.sum(self.gap**2) / 2\n\n    def backward(self):\n        return self.gap\n",
    "import torch\n\n\ndef loss(y_true, y_pred):\n    return ((y_pred - y_true) ** 2).sum() / 2\n",
]


@pytest.mark.parametrize("text", SLOPES, ids=["beside", "switch", "remembered", "autograd"])
def test_a_gradient_is_taken_by_the_argument_that_the_contract_names(
    text: str, tmp_path: Path, parts: Mapping[str, Part]
) -> None:
    """A loss whose first argument is the target is differentiated by the prediction all the same."""
    (tmp_path / "own.py").write_text("import numpy as np\n\n\n" + text)
    shown = show_object(parts["huber"], tmp_path / "own.py", "loss")
    values: dict[str, Any] = {
        "prediction": np.array([2.0, 5.0]),
        "target": np.array([1.0, 7.0]),
        "delta": 1.0,
    }
    assert [1.0, -2.0] == list(shown.ask("gradient", values))


@pytest.mark.parametrize(("part", "file", "symbol"), NOTES)
def test_the_form_of_a_loss_is_named(part: str, file: str, symbol: str, show: Callable) -> None:
    """The report says what goes in, and how the examples are reduced."""
    reports = show(part, f"losses/{file}", symbol).reports().values()
    notes = {note for report in reports for note in report.notes}
    assert {*NOTES[part, file, symbol]} <= notes


def test_labels_as_numbers_are_not_taken_for_one_hot_rows(show: Callable) -> None:
    """Code that multiplies by its targets gets one-hot rows."""
    assert "one-hot rows" in show("cross_entropy", "losses/right_functions.py").description
