"""Supervised data as learners write it: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MESSAGES = {
    ("encode_labels", "from_one", "counts_up_from_zero"): (
        "we called    encode_labels(labels=['bird'])\n"
        "it gave      the numbers [1]\n"
        "we expected  [0]\n"
        "to try       This is what one gets when the numbers begin at one. With k classes, which "
        "numbers are there? Count them on your fingers, from zero."
    ),
    ("one_hot", "inverted", "agrees_with_the_reference"): (
        "we called    one_hot(ids=[2, 0, 1, 2], k=4)\n"
        "it gave      [[1, 1, 0, 1], [0, 1, 1, 1], [1, 0, 1, 1], [1, 1, 0, 1]]\n"
        "we expected  [[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]\n"
        "to try       This is what one gets when zeros and ones are exchanged. Work the input "
        "above out by hand and compare it with each line of your code."
    ),
}
REMARKS = [("right_pair_labels", "pair_labels", "dropped", "tells_what_has_no_label")]


@pytest.mark.parametrize(("part", "symbol", "check"), MESSAGES)
def test_a_failure_is_told_in_four_lines(show: Callable, part: str, symbol: str, check: str) -> None:
    """It says what was called, what came, what was expected, and what to try."""
    message = show(part, "supervised_data/wrong_various.py", symbol).failures()[check].message
    assert MESSAGES[part, symbol, check] == message


@pytest.mark.parametrize(("file", "part", "symbol", "remark"), REMARKS)
def test_a_corner_is_a_remark(show: Callable, file: str, part: str, symbol: str, remark: str) -> None:
    """Right code that stumbles in a corner keeps its tick, and is told."""
    shown = show(part, f"supervised_data/{file}.py", symbol)
    assert "failed" == shown.reports()[remark].outcome
