"""The gate counts in whole numbers and says why it is missed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_mlchecklist.errors import ChecklistError
from pytest_mlchecklist.gate import Rules, judge_gate
from pytest_mlchecklist.ratchet import read_ticks, write_ticks
from pytest_mlchecklist.report import GateReport, SkillReport, Verdict


def _skill(id_, verdict=Verdict.VERIFIED, **kwargs):
    level, category, name = id_.split("/")
    return SkillReport(id_, name, level, category, verdict, **kwargs)


def _skills(ticked, total):
    verdicts = [Verdict.VERIFIED] * ticked + [Verdict.NOT_STARTED] * (total - ticked)
    return [_skill(f"entry/x/s{number}", verdict) for number, verdict in enumerate(verdicts)]


def test_nothing_asked_is_met():
    """Without rules the gate stands open."""
    assert judge_gate(Rules(), _skills(0, 3)) == GateReport(asked=False, met=True)


@given(st.integers(0, 89), st.integers(1, 89), st.fractions(0, 100, max_denominator=1000))
def test_a_share_is_reached_as_exact_arithmetic_says(ticked, total, percent):
    """No rounding lets a gate open or keeps it shut."""
    ticked = min(ticked, total)
    expected = Fraction(ticked, total) >= percent / 100
    assert expected == judge_gate(Rules(percent), _skills(ticked, total)).met


def test_a_hundred_means_all():
    """88 of 89 is not all."""
    expected = GateReport(asked=True, met=False, reasons=("88 of 89 skills are ticked; 100 % takes 89",))
    assert expected == judge_gate(Rules(Fraction(100)), _skills(88, 89))


def test_none_of_none_is_met_and_said():
    """Where nothing is counted, any share is reached."""
    expected = GateReport(asked=True, met=True, reasons=("no skill is counted, so 50 % of them are reached",))
    assert expected == judge_gate(Rules(Fraction(50)), [_skill("entry/x/a", Verdict.FAILING, excuse="why")])


def test_attested_counts_as_ticked():
    """A written record counts like a verified skill."""
    assert judge_gate(Rules(Fraction(100)), [_skill("entry/x/a", Verdict.ATTESTED)]).met


def test_a_level_is_counted_alone():
    """A level's share looks at that level only."""
    skills = [*_skills(1, 2), _skill("advanced/x/a")]
    rules = Rules(level_under={"entry": Fraction(501, 10), "advanced": Fraction(100)})
    expected = ("entry: 1 of 2 skills are ticked; 50.1 % takes 2",)
    assert expected == judge_gate(rules, skills).reasons


def test_a_required_skill_that_is_not_ticked_is_named():
    """The reason says its verdict and what is missing."""
    skills = [_skill("entry/x/a", Verdict.FAILING, missing="double (failing)"), _skill("entry/x/b")]
    gate = judge_gate(Rules(required=("entry/x/a", "entry/x/b")), skills)
    assert gate == GateReport(
        asked=True, met=False, reasons=("entry/x/a is required and is failing: double (failing)",)
    )


def test_an_excused_skill_is_not_asked_for():
    """The manifest's excuse holds at the gate."""
    skills = [_skill("entry/x/a", Verdict.FAILING, excuse="why")]
    assert judge_gate(Rules(required=("entry/x/a",), kept=("entry/x/a",)), skills).met


def test_a_lost_tick_is_named():
    """What was ticked before must stay ticked, and stay in the checklist."""
    gate = judge_gate(Rules(kept=("entry/x/a", "entry/x/gone")), [_skill("entry/x/a", Verdict.PARTIAL)])
    assert gate.reasons == (
        "entry/x/a was ticked before and is partial",
        "entry/x/gone was ticked before and is no longer in the checklist",
    )


def test_a_new_ratchet_asks_but_keeps_nothing_yet():
    """The first run with a ratchet is met."""
    assert judge_gate(Rules(kept=()), _skills(0, 1)) == GateReport(asked=True, met=True)


def test_the_ratchet_remembers(tmp_path):
    """What is written is read, in a fixed order."""
    write_ticks(tmp_path / "r.json", {"b/b/b", "a/a/a"})
    assert read_ticks(tmp_path / "r.json") == ("a/a/a", "b/b/b")
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]


def test_a_ratchet_that_is_not_there_keeps_nothing(tmp_path):
    """The first run begins with nothing."""
    assert read_ticks(tmp_path / "r.json") == ()


@pytest.mark.parametrize("text", ["", "[]", "{}", "3", '{"ticked": 3}'])
def test_a_foreign_file_is_no_ratchet(tmp_path, text):
    """A file that we didn't write is refused."""
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(ChecklistError, match=r"r\.json: is not a list of ticks"):
        read_ticks(tmp_path / "r.json")
