from __future__ import annotations

from pytest_mlchecklist.renderers.nearest import nearest_to_a_tick
from pytest_mlchecklist.report import (
    BindingReport,
    CheckReport,
    GateReport,
    Outcome,
    PartReport,
    Report,
    Severity,
    SkillReport,
    Summary,
    Verdict,
)

from .sample import empty, environment

BOUND = BindingReport("a.py:f", "declared")


def skill(
    name: str,
    *parts: PartReport,
    lacking: int = 1,
    verdict: Verdict = Verdict.FAILING,
    excuse: str = "",
) -> SkillReport:
    return SkillReport(name, name, "entry", "theory", verdict, lacking=lacking, excuse=excuse, parts=parts)


def failing(required: int, *, remarks: int = 0, needed: bool = True) -> PartReport:
    severities = [Severity.REQUIRED] * required + [Severity.REMARK] * remarks
    checks = tuple(CheckReport("c", severity, Outcome.FAILED) for severity in severities)
    return PartReport("p", Verdict.FAILING, BOUND, checks=checks, needed=needed)


def report(*skills: SkillReport) -> Report:
    return Report(1, "p", Summary(0, 0, len(skills)), skills, GateReport(), environment())


ABSENT = PartReport("q", Verdict.NOT_STARTED)
LEFT_OUT = PartReport(
    "s", Verdict.PARTIAL, BOUND, checks=(CheckReport("c", Severity.REQUIRED, Outcome.NOT_RUN),)
)
DONE = PartReport("r", Verdict.VERIFIED, BOUND, checks=(CheckReport("c", Severity.REQUIRED, Outcome.PASSED),))


def nearest(*skills: SkillReport, count: int = 3) -> list[str]:
    return [skill.id for skill in nearest_to_a_tick(report(*skills), count)]


def test_fewer_parts_that_lack_come_first() -> None:
    """A skill that lacks one part is nearer than one that lacks two, however many could be shown."""
    assert ["one", "two"] == nearest(
        skill("two", failing(1), ABSENT, lacking=2), skill("one", failing(5), DONE, ABSENT, ABSENT)
    )


def test_what_is_begun_comes_before_what_is_not() -> None:
    """Where one part lacks, a part that is nearly right is nearer than one of which nothing is there."""
    assert ["begun", "unbegun"] == nearest(skill("unbegun", DONE, ABSENT), skill("begun", DONE, failing(9)))


def test_fewer_failing_checks_break_a_tie() -> None:
    """Of two skills with one part to mend, the one with fewer failing required checks is nearer."""
    assert ["one", "two"] == nearest(skill("two", failing(2)), skill("one", failing(1, remarks=4)))


def test_the_checklist_breaks_the_last_tie() -> None:
    """Skills that are equally near stand as in the checklist."""
    assert ["b", "a"] == nearest(skill("b", failing(1)), skill("a", failing(1)))


def test_parts_beyond_the_tick_do_not_count() -> None:
    """A failing part that the tick does not need makes a skill no farther."""
    assert ["extra", "two"] == nearest(
        skill("two", failing(2)), skill("extra", failing(1), failing(9, needed=False))
    )


def test_only_skills_that_are_begun_and_wanted_are_named() -> None:
    """Ticked, excused and unbegun skills are never named, nor those that were left out of the run."""
    assert ["begun"] == nearest(
        skill("verified", DONE, verdict=Verdict.VERIFIED),
        skill("attested", DONE, verdict=Verdict.ATTESTED),
        skill("excused", failing(1), excuse="not for us"),
        skill("unbegun", ABSENT, verdict=Verdict.NOT_STARTED),
        skill("left out", LEFT_OUT, verdict=Verdict.PARTIAL),
        skill("looked at", PartReport("q", Verdict.NOT_STARTED, BOUND), verdict=Verdict.NOT_STARTED),
        skill("begun", failing(1)),
    )


def test_no_more_than_asked_are_named() -> None:
    """The count is the most that are named, and an empty checklist names none."""
    assert ["a", "b"] == nearest(*(skill(name, failing(1)) for name in "abc"), count=2)
    assert () == nearest_to_a_tick(empty())
