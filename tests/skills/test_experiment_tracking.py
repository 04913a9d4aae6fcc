"""Trainings that MLflow, TensorBoard or W&B track: their stores are read, where the library is installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

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
COUNTED = """
from pathlib import Path

def train_and_log(config, log_dir):
    Path(log_dir).mkdir()
    with Path(__file__).with_name("runs.txt").open("a") as runs:
        runs.write("x")
    Path(log_dir, "config.txt").write_text(f"lr: {config['lr']}, epochs: {config['epochs']}")
    lines = [f"{epoch},{1 / (1 + epoch)}\\n" for epoch in range(config["epochs"])]
    Path(log_dir, "log.csv").write_text("epoch,loss\\n" + "".join(lines))
"""
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


def test_a_training_is_not_repeated_for_each_check(show: Callable, tmp_path: Path) -> None:
    """Both checks read what one training left: MLflow needs a second for each new store."""
    (tmp_path / "train.py").write_text(COUNTED, "utf-8")
    shown = show(PART, str(tmp_path / "train.py"), "train_and_log")
    assert ({}, 1) == (shown.failures(), len((tmp_path / "runs.txt").read_text()))
