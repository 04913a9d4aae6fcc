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
    ("multiclass_hinge", "right_torch_families.py", "CrammerSinger"): [
        "this is the multi-class hinge of the worst class alone (Crammer and Singer 2001)"
    ],
    ("multiclass_focal", "right_families.py", "categorical_focal_loss"): [
        "this is the multi-class focal loss with a weight of a quarter"
    ],
    ("info_nce", "right_torch_families.py", "ClipLoss"): [
        "this is the symmetric InfoNCE, as in CLIP (Radford et al. 2021)"
    ],
    ("info_nce", "right_families.py", "nt_xent"): [
        "this is the NT-Xent, the InfoNCE of all views (Chen et al. 2020)"
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


RNG = np.random.default_rng(0)
SCORES, ANY, SIGNS = RNG.normal(size=(6, 3)), RNG.normal(size=(2, 6)), np.array([1.0, -1, -1, 1, 1, -1])
OWN, FAR = RNG.integers(0, 3, 6), RNG.normal(size=(3, 6, 4))
CHANCES, TRUTH = RNG.uniform(0.1, 0.9, 6), np.array([0, 1, 1, 0, 1, 0])
ROWS = [np.exp(rows) / np.exp(rows).sum(axis=1, keepdims=True) for rows in RNG.normal(size=(2, 6, 3))]
FUNCTIONAL: dict[str, tuple[dict[str, Any], str, Callable[..., Any]]] = {
    "cross_entropy": (
        {"prediction": np.exp(SCORES) / np.exp(SCORES).sum(axis=1, keepdims=True), "target": OWN},
        "prediction",
        lambda f, prediction, target: f.nll_loss(prediction.log(), target),
    ),
    "binary_cross_entropy": (
        {"prediction": CHANCES, "target": TRUTH},
        "prediction",
        lambda f, prediction, target: f.binary_cross_entropy(prediction, target.double()),
    ),
    "hinge": (
        {"prediction": ANY[0], "target": SIGNS},
        "prediction",
        lambda f, prediction, target: f.hinge_embedding_loss(target * prediction, -target.abs(), margin=1),
    ),
    "huber": (
        {"prediction": ANY[0] * 3, "target": ANY[1], "delta": 0.5},
        "prediction",
        lambda f, prediction, target, delta: f.huber_loss(prediction, target, delta=delta),
    ),
    "triplet": (
        {"anchor": FAR[0], "positive": FAR[1], "negative": FAR[2], "margin": 2.0},
        "anchor",
        lambda f, anchor, positive, negative, margin: f.triplet_margin_loss(
            anchor, positive, negative, margin, eps=0
        ),
    ),
    "multiclass_hinge": (
        {"prediction": SCORES, "target": OWN},
        "prediction",
        lambda f, prediction, target: 3 * f.multi_margin_loss(prediction, target),  # it averages the classes
    ),
    "info_nce": (
        {"one": FAR[0], "other": FAR[1], "temperature": 0.5},
        "one",
        lambda f, one, other, temperature: f.cross_entropy(
            f.normalize(one) @ f.normalize(other).T / temperature, one.new_tensor(range(6)).long()
        ),
    ),
    "kl": ({"p": ROWS[0], "q": ROWS[1]}, "q", lambda f, p, q: f.kl_div(q.log(), p, reduction="batchmean")),
}


@pytest.mark.parametrize("name", FUNCTIONAL)
def test_a_loss_and_its_slope_are_those_of_pytorch(name: str, parts: Mapping[str, Part]) -> None:
    """The reference gives what PyTorch gives, and the slope that we measure is that of autograd."""
    torch = pytest.importorskip("torch")
    inputs, by, theirs = FUNCTIONAL[name]
    tensors = {key: torch.tensor(value) if np.ndim(value) else value for key, value in inputs.items()}
    tensors[by].requires_grad_()
    loss = theirs(torch.nn.functional, **tensors)
    loss.backward()
    assert parts[name].reference(**inputs) == pytest.approx(loss.item(), rel=1e-9)
    np.testing.assert_allclose(parts[name].operations["gradient"](**inputs), tensors[by].grad, atol=1e-6)


@pytest.mark.parametrize(
    ("part", "symbol", "note"),
    [
        ("huber", "HuberSummed", "its gradient is summed where its value is averaged"),
        ("hinge", "HingeHalf", "its gradient is half the slope of its value"),
        ("cross_entropy", "CrossEntropyOfSoftmax", "its gradient is that by the scores before a softmax"),
    ],
)
def test_the_form_of_a_gradient_is_named(part: str, symbol: str, note: str, show: Callable) -> None:
    """A gradient that differs by a number that many leave out is right, and said to do so."""
    report = show(part, "losses/right_classes.py", symbol).reports()["has_the_right_gradient"]
    assert [note] == [said for said in report.notes if said.startswith("its gradient")]


@pytest.mark.parametrize(
    ("part", "symbol"),
    [
        ("cross_entropy", "cross_entropy_detached"),
        ("binary_cross_entropy", "bce_item"),
        ("huber", "huber_without_gradient"),
    ],
)
def test_a_loss_that_cuts_the_way_back_is_told_so(part: str, symbol: str, show: Callable) -> None:
    """A loss that gives the right number, from which no gradient flows back, trains nothing."""
    failures = show(part, "losses/wrong_losses.py", symbol).failures()
    assert ["has_the_right_gradient"] == list(failures)
    assert "no gradient reaches the prediction" in failures["has_the_right_gradient"].message


def test_labels_go_in_as_fractions_where_whole_numbers_are_refused(show: Callable) -> None:
    """PyTorch's losses of two classes want labels of the type that predictions have."""
    assert (
        "labels as fractions" in show("binary_cross_entropy", "losses/right_torch.py", "BCELoss").description
    )


def test_a_way_back_may_call_the_prediction_what_comes_from_above(show: Callable) -> None:
    """A loss is the last of all, so that beside the target only the prediction can come."""
    reports = show("binary_cross_entropy", "losses/right_classes.py", "Loss_BinaryCrossentropy").reports()
    assert not reports["has_the_right_gradient"].notes
