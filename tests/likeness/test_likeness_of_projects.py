"""What shows a project: it trains on a folder, and predicts."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Discovery, Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (
    Wanted(
        "custom_image_project", "project", ("train_project", "image_project"), ("data_dir", "inputs", "seed")
    ),
)


def _discovered(root: Path, text: str) -> Discovery:
    (root / "a.py").write_text(dedent(text))
    return discover(root, WANTED)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def train_project(data_dir, seed):\n    return 1", {"custom_image_project": "a.py:train_project"}),
        (
            "class ImageProject:\n    def fit(self, data): pass\n    def predict(self, x): return x",
            {"custom_image_project": "a.py:ImageProject"},
        ),
        ("class ImageProject:\n    def show(self): return 1", {}),
        ("def train(data_dir):\n    return 1", {}),
        ("def train_project(config):\n    return 1", {}),
    ],
)
def test_what_is_found(text: str, found: dict[str, str], tmp_path: Path) -> None:
    """A project is found by a clear name and what it is given."""
    candidates = _discovered(tmp_path, text).candidates
    assert found == {part: candidate.target for part, candidate in candidates.items()}
