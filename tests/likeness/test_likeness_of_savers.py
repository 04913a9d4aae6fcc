"""What shows saving and loading, in the dialects that learners write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (
    Wanted("save_model", "saver", ("save", "save_checkpoint", "model_store"), ("weights", "x")),
    Wanted("load_model", "saver", ("load", "load_checkpoint"), ("weights", "x")),
)
NETWORK = (
    "class Net:\n    def forward(self, x): return x\n"
    "    def save(self, path): open(path)\n    def load(self, path): open(path)"
)


def _found(root: Path, text: str) -> dict[str, str]:
    (root / "a.py").write_text(text)
    return {part: found.target for part, found in discover(root, WANTED).candidates.items()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def save_model(model, path): open(path)", {"save_model": "a.py:save_model"}),
        ("def load_checkpoint(path, model): return model", {"load_model": "a.py:load_checkpoint"}),
        (NETWORK, {"save_model": "a.py:Net.save", "load_model": "a.py:Net.load"}),
        (
            "class ModelStore:\n    def save(self, model, name): open(name)\n"
            "    def load(self, name): open(name)",
            {"save_model": "a.py:ModelStore", "load_model": "a.py:ModelStore.load"},
        ),
        ("def load(path): return open(path)", {}),
        ("def save_history(history, path): open(path)", {}),
        ("class Logger:\n    def save(self, path): open(path)", {}),
        ("class Tree:\n    def save(self): return 1\n    def load(self, saved): return saved", {}),
    ],
)
def test_finds_what_saves_and_loads(tmp_path: Path, text: str, found: dict[str, str]) -> None:
    """Functions of a model and methods in pairs are found; data, logs and states in memory are not."""
    assert found == _found(tmp_path, text)


def test_a_stub_is_found_as_unfinished(tmp_path: Path) -> None:
    """An empty function of that name is an exercise that was not begun."""
    (tmp_path / "a.py").write_text("def save_model(model, path):\n    raise NotImplementedError")
    assert discover(tmp_path, WANTED).candidates["save_model"].unfinished
