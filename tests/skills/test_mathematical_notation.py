"""Formulas written down as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable


def test_a_failure_is_one_that_can_be_worked_by_hand(show: Callable) -> None:
    """The counterexample is small, and the message says what was done."""
    shown = show("expected_value", "mathematical_notation/wrong_formulas.py", "expected_value_plain_mean")
    expected = (
        "we called    expected_value(values=[0, 1], probabilities=[0.75, 0.25])\n"
        "it gave      0.5\n"
        "we expected  0.25\n"
        "to try       This is what one gets when the probabilities are not used: this is the plain mean. "
        "Work the input above out by hand and compare it with each line of your code."
    )
    assert expected == shown.failures()["agrees_with_the_reference"].message


def test_an_argument_that_code_lacks_is_not_shown(show: Callable) -> None:
    """Who takes values alone is not told of probabilities."""
    shown = show("variance", "mathematical_notation/wrong_formulas.py", "variance_root")
    message = shown.failures()["agrees_with_the_reference"].message
    assert "we called    variance(values=[2, 1])" in message.splitlines()


def test_the_variance_of_a_sample_is_a_variance(show: Callable) -> None:
    """Division by n − 1 is right, and the report says so."""
    reports = show("variance", "mathematical_notation/right_lists.py", "sample_variance").reports()
    notes = {note for report in reports.values() for note in report.notes}
    assert {"this is the variance of a sample, divided by n − 1"} == notes
