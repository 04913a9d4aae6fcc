"""Multi-GPU training: a rank that is lost is named, and leaves no process behind."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.binding import DECLARED, Binding
from pytest_mlchecklist.engine import Run
from pytest_mlchecklist.host.kinds import ranks
from pytest_mlchecklist.report import CheckReport, Outcome
from pytest_mlchecklist.skill import Part

WRONG = Path(__file__).with_name("multi_gpu_training") / "wrong.py"


def first_report(parts: Mapping[str, Part], symbol: str) -> CheckReport:
    part = parts["distributed_train"]
    run = Run(WRONG.parent, isolation="none")
    try:
        return run.check(part, part.checks[0], Binding(part.name, WRONG, symbol, DECLARED))
    finally:
        run.close()


@pytest.mark.parametrize(
    ("symbol", "said"),
    [("dies", "rank 1 died with exit status 3"), ("hangs", "rank 0 and rank 1 did not end within 3 s")],
)
def test_a_lost_rank_is_named(parts, symbol, said, monkeypatch):
    """Whoever reads the report learns which rank was lost, and how."""
    monkeypatch.setattr(ranks, "LIMIT", 3.0)
    report = first_report(parts, symbol)
    assert report.outcome is Outcome.COULD_NOT_RUN
    assert said in report.message


def test_no_rank_outlives_its_run(parts, monkeypatch):
    """A rank that sleeps for ever is gone when the run is."""
    monkeypatch.setattr(ranks, "LIMIT", 2.0)
    before = children()
    first_report(parts, "hangs")
    time.sleep(0.1)
    assert children() <= before


def children() -> set[str]:
    return {pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}
