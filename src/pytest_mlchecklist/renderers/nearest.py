"""Which skills are nearest to a tick: where an hour of work shows soonest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.renderers.words import TICKED
from pytest_mlchecklist.report import Outcome, Severity

if TYPE_CHECKING:
    from pytest_mlchecklist.report import PartReport, Report, SkillReport


def nearest_to_a_tick(report: Report, count: int = 3) -> tuple[SkillReport, ...]:
    """Return the begun skills that need least for their tick, nearest first.

    A skill is begun when something of one of its parts was checked: a file alone is no beginning.
    Those that lack the fewest parts come first, then those where a part is begun that is not right yet,
    with the fewest failing checks, then the report's order.
    """
    begun = [skill for skill in report.skills if _is_begun(skill)]
    return tuple(sorted(begun, key=_distance)[:count])


def _is_begun(skill: SkillReport) -> bool:
    ticked = skill.verdict in TICKED
    outcomes = {check.outcome for part in skill.parts for check in part.checks}
    return not ticked and not skill.excuse and bool(outcomes - {Outcome.NOT_RUN})


def _distance(skill: SkillReport) -> tuple[int, bool, int]:
    to_mend = [part for part in skill.parts if part.needed and part.checks and part.verdict not in TICKED]
    return skill.lacking, not to_mend, sum(_failing_checks(part) for part in to_mend)


def _failing_checks(part: PartReport) -> int:
    return sum(
        check.severity is Severity.REQUIRED and check.outcome is not Outcome.PASSED for check in part.checks
    )
