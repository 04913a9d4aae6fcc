"""Splits as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

RIGHT = {
    "right_sklearn": (
        "two_way three_way val_of_rest by_indices with_switch Splitter DataHolder the_library_itself"
    ),
    "right_numpy": (
        "floor_of_ratio fixed_shares from_labels in_percent in_columns of_table with_counts test_set_first "
        "one_hot_labels"
    ),
    "right_lists": "of_pairs of_lists class_by_class",
    "right_torch": "of_tensors to_subsets to_loaders",
}
WRONG = {
    "not_stratified": "the rows are dealt out without regard to their classes",
    "class_preserving": "the rows are dealt out without regard to their classes",
    "not_shuffled": "the first rows go to one set and the last to another, without shuffling",
    "first_of_each_class": "the first rows go to one set and the last to another, without shuffling",
    "misaligned": "x and y are not shuffled together",
    "trains_on_the_test_set": "rows of the test set are in the training set too",
    "minus_zero": "some rows are lost",
    "exchanged": "the training set gets the share that was meant for the test set",
    "without_its_seed": "the seed is not used",
    "with_the_global_seed": "the seed is not used",
}


def cases() -> list[tuple[str, str]]:
    """Return each right sample as file and symbol."""
    return [(file, symbol) for file, symbols in RIGHT.items() for symbol in symbols.split()]


@pytest.mark.parametrize(("file", "symbol"), cases())
def test_a_right_split_passes_every_required_check(show: Callable[..., Any], file: str, symbol: str) -> None:
    """A right split is never refused, whatever way it is written."""
    assert {} == show("split", f"creating_splits/{file}.py", symbol).failures()


@pytest.mark.parametrize(("symbol", "mistake"), WRONG.items())
def test_a_wrong_split_fails_for_one_reason(show: Callable[..., Any], symbol: str, mistake: str) -> None:
    """A wrong split fails the check of its own mistake and no other required one."""
    failures = show("split", "creating_splits/wrong_splits.py", symbol).failures()
    assert [mistake] == [report.mistake for report in failures.values()]


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
