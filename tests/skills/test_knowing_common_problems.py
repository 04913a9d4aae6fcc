"""Knowing common problems as learners write them: what is said of it besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pytest_mlchecklist.report import Outcome, Severity

WRONG = "knowing_common_problems/wrong_detectors.py"


@pytest.mark.parametrize(
    ("part", "symbol", "check", "told"),
    [
        ("detect_vanishing_gradients", "vanishing_zero", "says_yes_where_it_is", "it always says no"),
        ("detect_exploding_gradients", "exploding_below", "says_no_where_it_is_not", "are exchanged"),
        ("detect_dead_units", "dead_rows", "says_yes_where_some_are_dead", "rows are looked at"),
        ("detect_data_leakage", "leak_in_place", "says_yes_where_it_is", "their own place"),
    ],
)
def test_a_failure_says_yes_or_no_and_why(
    part: str, symbol: str, check: str, told: str, show: Callable
) -> None:
    """What was said, what should have been, and what was done to get there."""
    message = show(part, WRONG, symbol).failures()[check].message
    came, expected = ("no", "yes") if "yes" in check else ("yes", "no")
    assert f"it gave      {came}\nwe expected  {expected}" in message
    assert told in message


def test_a_gap_alone_is_no_overfitting(show: Callable) -> None:
    """A network that learns nothing has a gap too, and is told apart."""
    assert "knows_underfitting" in show("detect_overfitting", WRONG, "overfit_gap").failures()


def test_what_is_no_number_is_a_remark(show: Callable) -> None:
    """NaN among norms that explode is beyond the skill: it is said, and the tick is not refused."""
    file = "knowing_common_problems/right_lists.py"
    report = show("detect_exploding_gradients", file, "exploding").reports()["takes_what_is_no_number"]
    assert (Severity.REMARK, Outcome.FAILED) == (report.severity, report.outcome)
    assert "norms=[1, nan, 1]" in report.message
