"""Dropout and batch normalisation: modes that a repository shares, and rows as pixels of images."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from pytest_mlchecklist.report import Outcome
from pytest_mlchecklist.skill import Part
from shown import show as show_object

FOLDER = "theory_advanced_layers"
ROWS = np.random.default_rng(0).normal(2, 3, size=(12, 4)).round(2)
GAMMA, BETA = np.array([0.5, 1.0, 1.5, 2.0]), np.array([1.0, -1.0, 0.0, 2.0])
UPSTREAM = np.random.default_rng(1).normal(size=ROWS.shape).round(2)


@pytest.mark.parametrize("symbol", ["dropout_layer", "Dropout"])
def test_dropout_without_a_switch_is_neither_right_nor_wrong(symbol: str, show: Callable) -> None:
    """What evaluation is for code that only knows training can't be asked; the rest is."""
    failures = show("dropout", f"{FOLDER}/no_switch.py", symbol).failures()
    assert {Outcome.COULD_NOT_RUN} == {report.outcome for report in failures.values()}
    assert "drops_nothing_in_evaluation" in failures
    assert "drops_its_share" not in failures


def test_batch_norm_without_running_statistics_could_not_run(show: Callable) -> None:
    """A formula alone is right in training, and has no evaluation."""
    failures = show("batch_norm", f"{FOLDER}/no_switch.py").failures()
    assert {Outcome.COULD_NOT_RUN} == {report.outcome for report in failures.values()}
    assert "agrees_with_the_reference" not in failures


@pytest.mark.parametrize(
    ("switch", "read"),
    [
        ("class Settings:\n    is_training = True\n", "Settings.is_training"),
        ("TRAINING = True\n", "TRAINING"),
    ],
    ids=["class", "module"],
)
def test_a_mode_of_the_repository_is_put_back(
    switch: str, read: str, tmp_path: Path, parts: Mapping[str, Part]
) -> None:
    """Code that reads a switch of its file is asked in both modes, and the switch stands as it did."""
    text = f"{switch}\n\ndef dropout(x, p):\n    return x * p if {read} else x\n"
    (tmp_path / "own.py").write_text(text)
    shown = show_object(parts["dropout"], tmp_path / "own.py", "dropout")
    came = [
        float(shown.ask("call", {"x": np.ones((1, 1)), "p": 0.5, "training": mode})[0, 0])
        for mode in (True, False, True)
    ]
    assert [0.5, 1.0, 0.5] == came
    namespace = vars(sys.modules[shown.convention.loaded.value.__module__])
    assert eval(read, namespace) is True  # noqa: S307 - our own text


@pytest.mark.parametrize("symbol", ["BatchNorm2d", "BatchNormOfImages"])
def test_rows_go_in_as_pixels_of_images(symbol: str, show: Callable) -> None:
    """A batch norm of channels is asked with images that hold the rows."""
    assert "rows as pixels of images" in show("batch_norm", f"{FOLDER}/right_torch.py", symbol).description


def test_batch_norm_is_that_of_pytorch(parts: Mapping[str, Part]) -> None:
    """The reference, its running statistics and its gradients are those of `torch.nn.BatchNorm1d`."""
    torch = pytest.importorskip("torch")
    part = parts["batch_norm"]
    norm = torch.nn.BatchNorm1d(4, eps=1e-5, momentum=0.25).double()
    with torch.no_grad():
        norm.weight.copy_(torch.tensor(GAMMA))
        norm.bias.copy_(torch.tensor(BETA))
    x = torch.tensor(ROWS, requires_grad=True)
    came = norm(x)
    came.backward(torch.tensor(UPSTREAM))
    np.testing.assert_allclose(part.reference(ROWS, GAMMA, BETA, training=True), came.detach(), atol=1e-12)
    own = part.operations["gradients"](ROWS, GAMMA, BETA, UPSTREAM, training=True)
    for name, gradient in {"x": x.grad, "gamma": norm.weight.grad, "beta": norm.bias.grad}.items():
        np.testing.assert_allclose(own[name], gradient, atol=1e-12)
    norm(torch.tensor(ROWS[:5] * 2))
    used = part.operations["after_training"]([ROWS, ROWS[:5] * 2], ROWS, GAMMA, BETA, 0.25, 1e-5)
    np.testing.assert_allclose(used, norm.eval()(torch.tensor(ROWS)).detach(), atol=1e-12)


@pytest.mark.parametrize("p", [0.25, 0.5, 0.75])
def test_dropout_scales_as_that_of_pytorch(p: float, parts: Mapping[str, Part]) -> None:
    """What is kept, and what its gradient is multiplied by, is divided by one less the share."""
    torch = pytest.importorskip("torch")
    x = torch.ones(50, 50, dtype=torch.float64, requires_grad=True)
    theirs = torch.nn.functional.dropout(x, p, training=True)
    theirs.sum().backward()
    ours = parts["dropout"].reference(np.ones((50, 50)), p, training=True)
    assert {0.0, float(theirs.detach().max())} == set(np.unique(ours))
    np.testing.assert_array_equal(x.grad, theirs.detach())
