"""Multi-GPU training: a rank that is lost is named, and leaves no process behind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pytest_mlchecklist.host.kinds import ranks
from pytest_mlchecklist.host.refusal import CannotRun

WRONG = "multi_gpu_training/wrong.py"


@pytest.mark.parametrize(
    ("symbol", "said"),
    [("dies", "rank 1 died with exit status 3"), ("hangs", "rank 0 and rank 1 did not end within 3 s")],
)
def test_a_lost_rank_is_named(symbol, said, monkeypatch, show):
    """Whoever reads the report learns which rank was lost, and how."""
    monkeypatch.setattr(ranks, "LIMIT", 3.0)
    with pytest.raises(CannotRun, match=said):
        show("distributed_train", WRONG, symbol)


def test_no_rank_outlives_its_run(monkeypatch, show):
    """A rank that sleeps for ever is gone when the run is."""
    monkeypatch.setattr(ranks, "LIMIT", 2.0)
    before = children()
    with pytest.raises(CannotRun):
        show("distributed_train", WRONG, "hangs")
    time.sleep(0.1)
    assert children() <= before


def children() -> set[str]:
    return {pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}
