"""The packs of the tests: their references are right, and their checks catch and name each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.code import plain_code
from pytest_mlchecklist.engine import examine
from pytest_mlchecklist.report import CheckReport, Outcome, Severity
from pytest_mlchecklist.skill import Mistake, Part

PACKS = Path(__file__).parent.parent / "packs"
READ_FROM_FILES = ("repository", "evidence")
PARTS = [
    part
    for pack in sorted(PACKS.iterdir())
    for part in catalogue.load([pack]).parts.values()
    if part.kind not in READ_FROM_FILES
]
MISTAKES = [(part, mistake) for part in PARTS for mistake in part.mistakes]


def _failures(part: Part, **functions: object) -> list[CheckReport]:
    code = plain_code(part, **functions)
    reports = [examine(check, code)[0] for check in part.checks if check.severity is Severity.REQUIRED]
    return [report for report in reports if report.outcome is not Outcome.PASSED]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_reference_passes_its_own_checks(part: Part) -> None:
    """The reference of every part passes every required check."""
    assert {} == {report.name: report.message for report in _failures(part)}


@pytest.mark.parametrize(("part", "mistake"), MISTAKES, ids=lambda item: item.name)
def test_a_mistake_is_caught_and_named(part: Part, mistake: Mistake) -> None:
    """Each mistake fails a required check, and the message names it."""
    failures = _failures(part, **{mistake.operation: mistake.function})
    assert mistake.name in [report.mistake for report in failures]
