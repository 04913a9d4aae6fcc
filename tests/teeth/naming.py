"""Which mistake a failure tells the learner, and what it may tell besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.report import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytest_mlchecklist.report import CheckReport
    from pytest_mlchecklist.skill import Mistake

BREAK_TWO: frozenset[str] = frozenset()
"""Mistakes, by their functions, that break a property besides which has a name of its own."""


def told(mistake: Mistake, reports: Iterable[CheckReport]) -> set[str]:
    """Return the names that failures give, or their messages where they give none.

    Of a mistake in BREAK_TWO only the first name counts: learners read that first, and what
    comes after it is true too.
    """
    failed = [report for report in reports if report.outcome is not Outcome.PASSED]
    if mistake.function.__name__ in BREAK_TWO:
        return {report.mistake for report in [report for report in failed if report.mistake][:1]}
    return {report.mistake or report.message for report in failed}
