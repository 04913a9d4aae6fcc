"""Trainings that MLflow, TensorBoard or W&B track: their stores are read, where the library is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

import pytest

from pytest_mlchecklist.host.refusal import CannotRun

FILE = "experiment_tracking/trainings.py"
PART = "tracked_training"
RIGHT = {
    "with_mlflow": "mlflow",
    "with_tensorboard": "tensorboard",
    "tensorboard_with_a_file": "tensorboard",
    "with_wandb": "wandb",
}
WRONG = {
    "mlflow_without_steps": ("mlflow", "every value is logged at the same step"),
    "tensorboard_without_settings": ("tensorboard", "no setting is stored"),
    "tensorboard_at_the_end": ("tensorboard", "only the last value is stored"),
    "wandb_without_settings": ("wandb", "no setting is stored"),
}
READ = {"mlflow": "MLflow", "tensorboard": "TensorBoard", "wandb": "W&B"}


@pytest.mark.parametrize(("symbol", "library"), RIGHT.items())
def test_a_tracked_training_is_right(show: Callable, symbol: str, library: str) -> None:
    """The store holds every setting and a whole curve, and the report says whose store was read."""
    pytest.importorskip(library)
    shown = show(PART, FILE, symbol)
    assert {} == shown.failures()
    assert f"{READ[library]} read" in shown.description


@pytest.mark.parametrize(("symbol", "expected"), WRONG.items())
def test_what_is_missing_in_the_store_is_told(show: Callable, symbol: str, expected: tuple[str, str]) -> None:
    """The mistake is named."""
    library, mistake = expected
    pytest.importorskip(library)
    assert {mistake} == {report.mistake for report in show(PART, FILE, symbol).failures().values()}


@pytest.mark.parametrize(("symbol", "library"), RIGHT.items())
def test_without_the_library_it_could_not_run(show: Callable, symbol: str, library: str) -> None:
    """What is missing is named, so that the report can say what to install."""
    if importlib.util.find_spec(library):
        pytest.skip(f"{library} is installed")
    with pytest.raises(CannotRun, match=f"No module named '{library}"):
        show(PART, FILE, symbol)
