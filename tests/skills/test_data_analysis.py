"""Summaries of a column as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MESSAGES = {
    ("summarize", "compares_with_nan", "agrees_with_the_reference"): (
        "we called    summarize(column=[104.5, nan, 103.5, 105.5])\n"
        "it gave      {minimum: 103.5, maximum: 105.5, mean: 104.5, missing: 0, outliers: []}\n"
        "we expected  {minimum: 103.5, maximum: 105.5, mean: 104.5, missing: 1, outliers: []}\n"
        "to try       This is what one gets when missing values are not counted. Work the input "
        "above out by hand and compare it with each line of your code."
    ),
}
REMARKS = [("right_numpy", "summarize", "summarize", "copes_with_nothing")]


@pytest.mark.parametrize(("part", "symbol", "check"), MESSAGES)
def test_a_failure_is_told_in_four_lines(show: Callable, part: str, symbol: str, check: str) -> None:
    """It says what was called, what came, what was expected, and what to try."""
    message = show(part, "data_analysis/wrong_various.py", symbol).failures()[check].message
    assert MESSAGES[part, symbol, check] == message


@pytest.mark.parametrize(("file", "part", "symbol", "remark"), REMARKS)
def test_a_corner_is_a_remark(show: Callable, file: str, part: str, symbol: str, remark: str) -> None:
    """Right code that stumbles in a corner keeps its tick, and is told."""
    shown = show(part, f"data_analysis/{file}.py", symbol)
    assert "failed" == shown.reports()[remark].outcome
