"""Splits as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

FOR_ONE_REASON = """
    not_stratified class_preserving not_shuffled first_of_each_class misaligned trains_on_the_test_set
    minus_zero exchanged without_its_seed with_the_global_seed
"""


@pytest.mark.parametrize("symbol", FOR_ONE_REASON.split())
def test_a_wrong_split_fails_for_one_reason(show: Callable[..., Any], symbol: str) -> None:
    """A wrong split fails the check of its own mistake and no other required one."""
    assert 1 == len(show("split", "creating_splits/wrong_splits.py", symbol).failures())


def test_a_shuffle_that_doubles_rows_is_seen(show: Callable[..., Any]) -> None:
    """random.shuffle on an array, which loses rows and doubles others, is caught."""
    failures = show("split", "creating_splits/wrong_splits.py", "shuffles_an_array").failures()
    assert {"loses_no_row", "shares_no_row"} <= set(failures)


def test_a_failure_says_which_class_has_too_few(show: Callable[..., Any]) -> None:
    """The message of a split that is not stratified counts the rows of a class in words."""
    report = show("split", "creating_splits/wrong_splits.py", "not_stratified").failures()
    message = report["keeps_the_share_of_every_class"].message.splitlines()
    assert "rows of class" in message[1]
    assert message[2].startswith("we expected  about ")


def test_classes_in_blocks_are_remarked_upon(show: Callable[..., Any]) -> None:
    """A training set that comes class after class is right, with a remark."""
    reports = show("split", "creating_splits/right_lists.py", "class_by_class").reports()
    assert ["mixes_the_classes"] == [name for name, report in reports.items() if report.outcome == "failed"]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("file", "symbol", "failing"),
    [
        ("right_lists", "of_pairs", []),
        ("right_numpy", "fixed_shares", []),
        ("wrong_splits", "not_stratified", ["keeps_the_share_of_every_class"]),
        ("wrong_splits", "minus_zero", ["loses_no_row"]),
    ],
)
def test_another_seed_changes_no_verdict(
    show: Callable[..., Any], file: str, symbol: str, failing: list[str], seed: int
) -> None:
    """Verdicts do not depend on the seed."""
    assert failing == list(show("split", f"creating_splits/{file}.py", symbol).failures(seed))
