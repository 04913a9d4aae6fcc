"""Multi-GPU training: a rank that is lost is named, and leaves no process behind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pytest_mlchecklist.code import Code
from pytest_mlchecklist.engine import examine
from pytest_mlchecklist.host.kinds import ranks
from pytest_mlchecklist.report import Outcome


@pytest.fixture
def first_report(show):
    """Return what the first check says of a sample."""

    def report(symbol: str):
        shown = show("distributed_train", "multi_gpu_training/wrong.py", symbol)
        code = Code(shown.part, shown.ask, shown.convention.facts)
        return examine(shown.part.checks[0], code, seed=0)[0]

    return report


@pytest.mark.parametrize(
    ("symbol", "said"),
    [("dies", "rank 1 died with exit status 3"), ("hangs", "rank 0 and rank 1 did not end within 3 s")],
)
def test_a_lost_rank_is_named(symbol, said, monkeypatch, first_report):
    """Whoever reads the report learns which rank was lost, and how."""
    monkeypatch.setattr(ranks, "LIMIT", 3.0)
    report = first_report(symbol)
    assert report.outcome is Outcome.COULD_NOT_RUN
    assert said in report.message


def test_no_rank_outlives_its_run(monkeypatch, first_report):
    """A rank that sleeps for ever is gone when the run is."""
    monkeypatch.setattr(ranks, "LIMIT", 2.0)
    before = children()
    first_report("hangs")
    time.sleep(0.1)
    assert children() <= before


def children() -> set[str]:
    return {pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}
