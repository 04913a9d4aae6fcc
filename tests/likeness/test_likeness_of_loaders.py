"""What shows a loader: something that is given data."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Discovery, Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

WANTED = (
    Wanted(
        "batch_generator",
        "loader",
        ("batches", "minibatches", "random_mini_batches", "data_loader"),
        ("x", "y", "batch_size"),
    ),
    Wanted("stream_records", "loader", ("read_records",), ("path", "batch_size")),
    Wanted("load_dataset", "loader", ("load_data", "get_data"), ()),
)


def _discovered(root: Path, text: str) -> Discovery:
    (root / "a.py").write_text(dedent(text))
    return discover(root, WANTED)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def batches(X, y, batch_size=32):\n    yield X, y", {"batch_generator": "a.py:batches"}),
        (
            "def random_mini_batches(X, Y, mini_batch_size, seed):\n    return []",
            {"batch_generator": "a.py:random_mini_batches"},
        ),
        (
            "class DataLoader:\n    def __init__(self, x, y, bs): pass\n    def __iter__(self): yield self.x",
            {"batch_generator": "a.py:DataLoader"},
        ),
        (
            "class DataLoader:\n    def __init__(self, x, y, bs): self.x = x\n"
            "    def __len__(self): return 1\n    def __iter__(self): yield self.x",
            {"batch_generator": "a.py:DataLoader"},
        ),
        ("def read_records(filename, chunk_size):\n    yield 1", {"stream_records": "a.py:read_records"}),
        ("def batches(verbose):\n    print(verbose)", {}),
        ("class DataLoader:\n    def __init__(self, x): self.x = x\n    def plot(self): return self.x", {}),
        ("def load_data(path):\n    return path", {}),
        ("def load_data():\n    return open('/home/me/x.csv')", {}),
        ("# mlchecklist: load_dataset\ndef mine():\n    return 1", {"load_dataset": "a.py:mine"}),
    ],
)
def test_what_is_found(text: str, found: dict[str, str], tmp_path: Path) -> None:
    """A loader is found by what it is given; one that is given nothing is found by its marker only."""
    candidates = _discovered(tmp_path, text).candidates
    assert found == {part: candidate.target for part, candidate in candidates.items()}


def test_a_loader_without_arguments_is_noted(tmp_path: Path) -> None:
    """A loader that takes nothing is never called unasked; a note says what to declare."""
    notes = _discovered(tmp_path, "def load_data():\n    return open('x.csv')").notes
    target = "a.py:load_data"
    said = (
        f'{target} takes no data, so it is not called unasked: declare load_dataset = "{target}" if it may be'
    )
    assert (said,) == notes
