"""A tick is earned: what outcomes amount to."""

from __future__ import annotations

import pytest

from pytest_mlchecklist.report import (
    CheckReport,
    LevelSummary,
    Outcome,
    Severity,
    SkillReport,
    Summary,
    Verdict,
)
from pytest_mlchecklist.skill import AllOf, AnyOf
from pytest_mlchecklist.verdicts import (
    count_lacking,
    judge_part,
    judge_skill,
    missing_in_words,
    needs_in_words,
    remarks_of,
    summarise,
)

VERIFIED, FAILING, LOST, PARTIAL, NOTHING = (
    Verdict.VERIFIED,
    Verdict.FAILING,
    Verdict.COULD_NOT_RUN,
    Verdict.PARTIAL,
    Verdict.NOT_STARTED,
)


def _check(outcome, severity=Severity.REQUIRED, *, examples=1, message=""):
    return CheckReport("a_check", severity, outcome, message, examples=examples)


def _remark(outcome, **kwargs):
    return _check(outcome, Severity.REMARK, **kwargs)


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ([_check(Outcome.PASSED)], VERIFIED),
        ([_check(Outcome.PASSED), _remark(Outcome.FAILED)], VERIFIED),
        ([_check(Outcome.PASSED), _remark(Outcome.COULD_NOT_RUN)], VERIFIED),
        ([_check(Outcome.PASSED), _remark(Outcome.NOT_RUN)], VERIFIED),
        ([_check(Outcome.PASSED, examples=0)], PARTIAL),
        ([_check(Outcome.PASSED), _check(Outcome.NOT_RUN)], PARTIAL),
        ([_check(Outcome.NOT_RUN)], PARTIAL),
        ([_remark(Outcome.PASSED)], PARTIAL),
        ([], PARTIAL),
        ([_check(Outcome.PASSED), _check(Outcome.FAILED)], FAILING),
        ([_check(Outcome.COULD_NOT_RUN), _check(Outcome.FAILED)], FAILING),
        ([_check(Outcome.COULD_NOT_RUN), _check(Outcome.BLOCKED)], LOST),
        ([_check(Outcome.PASSED), _check(Outcome.BLOCKED)], LOST),
    ],
)
def test_a_part_is_verified_only_when_every_required_check_passed(checks, expected):
    """Every required check ran, on at least one input, and passed; remarks leave the tick."""
    assert expected == judge_part(checks, started=True)


def test_a_part_that_nobody_shows_is_not_started():
    """Without an object there is no other verdict."""
    assert judge_part([], started=False) is NOTHING


def test_a_written_record_is_attested():
    """Evidence is never verified."""
    assert judge_part([_check(Outcome.PASSED)], started=True, kind="evidence") is Verdict.ATTESTED


def test_remarks_are_listed_in_one_line_each():
    """A remark that did not hold is shown, in its own words."""
    checks = [
        _remark(
            Outcome.FAILED, message="we called    f(1)\nit gave      2\nwe expected  3\nto try       harder"
        ),
        _remark(Outcome.PASSED),
        _check(Outcome.FAILED),
    ]
    assert remarks_of(checks) == ("a check: we called f(1); it gave 2; we expected 3",)


ALL = AllOf(("a", "b"))
ANY = AnyOf(2, ("a", "b", "c"))
BOTH = AllOf(("d", ANY))


@pytest.mark.parametrize(
    ("needs", "found", "expected"),
    [
        (None, {}, NOTHING),
        (ALL, {"a": VERIFIED, "b": VERIFIED}, VERIFIED),
        (ALL, {"a": VERIFIED, "b": Verdict.ATTESTED}, Verdict.ATTESTED),
        (ALL, {"a": VERIFIED, "b": NOTHING}, PARTIAL),
        (ALL, {"a": PARTIAL, "b": NOTHING}, PARTIAL),
        (ALL, {"a": VERIFIED, "b": FAILING}, FAILING),
        (ALL, {"a": LOST, "b": FAILING}, FAILING),
        (ALL, {"a": VERIFIED, "b": LOST}, LOST),
        (ALL, {"a": NOTHING, "b": NOTHING}, NOTHING),
        (ANY, {"a": VERIFIED, "b": FAILING, "c": VERIFIED}, VERIFIED),
        (ANY, {"a": VERIFIED, "b": FAILING, "c": NOTHING}, PARTIAL),
        (ANY, {"a": VERIFIED, "b": FAILING, "c": FAILING}, FAILING),
        (ANY, {"a": VERIFIED, "b": FAILING, "c": LOST}, LOST),
        (ANY, {"a": NOTHING, "b": FAILING, "c": NOTHING}, FAILING),
        (ANY, {"a": NOTHING, "b": LOST, "c": NOTHING}, LOST),
        (BOTH, {"a": VERIFIED, "b": VERIFIED, "c": FAILING, "d": VERIFIED}, VERIFIED),
        (BOTH, {"a": VERIFIED, "b": VERIFIED, "c": FAILING, "d": FAILING}, FAILING),
    ],
)
def test_a_skill_is_ticked_when_its_needs_hold(needs, found, expected):
    """A wrong part spoils a skill only when nothing else would earn the tick."""
    assert expected == judge_skill(needs, found)


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        (None, ""),
        (AllOf(("a",)), "a"),
        (ALL, "a and b"),
        (AllOf(("a", "b", "c")), "a, b and c"),
        (ANY, "any 2 of a, b, c"),
        (BOTH, "d, and any 2 of a, b, c"),
    ],
)
def test_needs_are_said_in_words(needs, expected):
    """A learner reads what the tick takes."""
    assert expected == needs_in_words(needs)


@pytest.mark.parametrize(
    ("needs", "found", "expected"),
    [
        (None, {}, "nothing checks this skill yet"),
        (ALL, {"a": VERIFIED, "b": VERIFIED}, ""),
        (ALL, {"a": VERIFIED, "b": FAILING}, "b (failing)"),
        (BOTH, {"a": VERIFIED, "b": NOTHING, "c": LOST, "d": VERIFIED}, "any 1 of b, c (could not run)"),
        (BOTH, dict.fromkeys("abcd", NOTHING), "d, and any 2 of a, b, c"),
    ],
)
def test_what_is_missing_is_said_in_words(needs, found, expected):
    """A learner reads what the tick still takes, and what is wrong with it."""
    assert expected == missing_in_words(needs, found)


@pytest.mark.parametrize(
    ("needs", "found", "expected"),
    [
        (None, {}, 0),
        (ALL, {"a": VERIFIED, "b": VERIFIED}, 0),
        (ALL, {"a": VERIFIED, "b": FAILING}, 1),
        (BOTH, {"a": VERIFIED, "b": NOTHING, "c": LOST, "d": VERIFIED}, 1),
        (BOTH, dict.fromkeys("abcd", NOTHING), 3),
    ],
)
def test_how_many_parts_lack_is_counted(needs, found, expected):
    """Of alternatives, as many count as the tick takes."""
    assert expected == count_lacking(needs, found)


def test_excused_skills_are_not_counted():
    """Whole numbers, by level, without what is excused."""
    skills = [
        SkillReport("entry/x/a", "A", "entry", "x", VERIFIED),
        SkillReport("entry/x/b", "B", "entry", "x", FAILING),
        SkillReport("entry/x/c", "C", "entry", "x", VERIFIED, excuse="why"),
        SkillReport("advanced/x/d", "D", "advanced", "x", Verdict.ATTESTED),
    ]
    levels = (LevelSummary("entry", 1, 0, 2), LevelSummary("advanced", 0, 1, 1))
    assert summarise(skills) == Summary(1, 1, 3, levels)
