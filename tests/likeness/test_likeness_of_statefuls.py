"""What shows an object that is driven step by step, in the dialects that learners write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (
    Wanted("early_stopping", "stateful", ("early_stopper",), ("losses", "patience", "min_delta")),
    Wanted("model_checkpoint", "stateful", ("checkpoint",), ("losses",)),
)


def _found(root: Path, text: str) -> dict[str, str]:
    (root / "a.py").write_text(text)
    return {part: found.target for part, found in discover(root, WANTED).candidates.items()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            (
                "class EarlyStopping:\n    def __init__(self, patience): self.n = 0\n"
                "    def __call__(self, val_loss, model): return"
            ),
            {"early_stopping": "a.py:EarlyStopping"},
        ),
        (
            "class EarlyStopper(Callback):\n    def on_epoch_end(self, epoch, logs=None): self.wait = 1",
            {"early_stopping": "a.py:EarlyStopper"},
        ),
        (
            "def early_stopping(val_losses, patience): return True",
            {"early_stopping": "a.py:early_stopping"},
        ),
        (
            (
                "class ModelCheckpoint:\n    def __init__(self, path): self.path = path\n"
                "    def step(self, loss, model): return"
            ),
            {"model_checkpoint": "a.py:ModelCheckpoint"},
        ),
        ("class EarlyStoppingConfig:\n    def step(self, loss): return", {}),
        ("class Trainer:\n    def early_stopping(self, loss): return True", {}),
        ("class EarlyStopping:\n    patience = 3\n    def describe(self): return 3", {}),
    ],
)
def test_finds_what_is_driven(tmp_path: Path, text: str, found: dict[str, str]) -> None:
    """A class that is told a loss, a callback, a function are found; settings and a method are not."""
    assert found == _found(tmp_path, text)


def test_a_stub_is_found_as_unfinished(tmp_path: Path) -> None:
    """An exercise that nobody has begun is known by its name."""
    text = "class EarlyStopping:\n    def __call__(self, loss):\n        pass\n"
    (tmp_path / "a.py").write_text(text)
    assert discover(tmp_path, WANTED).candidates["early_stopping"].unfinished
