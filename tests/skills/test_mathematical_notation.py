"""Formulas written down as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.skill import Part

RIGHT = {
    ("right_lists", "expected_value"): "expected_value",
    ("right_lists", "variance"): "variance sample_variance",
    ("right_lists", "euclidean_norm"): "magnitude",
    ("right_lists", "product"): "product",
    ("right_lists", "softmax_from_formula"): "softmax",
    ("right_lists", "geometric_mean"): "geometric_mean",
    ("right_numpy", "expected_value"): "E expectation Formulas.expected_value",
    ("right_numpy", "variance"): "variance weighted_or_plain",
    ("right_numpy", "euclidean_norm"): "l2_norm column_norm Formulas.euclidean_norm",
    ("right_numpy", "product"): "prod Formulas.product",
    ("right_numpy", "softmax_from_formula"): "softmax softmax_of_columns",
    ("right_numpy", "geometric_mean"): "gmean Formulas.geometric_mean",
    ("right_torch", "expected_value"): "expected_value",
    ("right_torch", "variance"): "variance",
    ("right_torch", "euclidean_norm"): "norm",
    ("right_torch", "product"): "product",
    ("right_torch", "softmax_from_formula"): "Softmax",
    ("right_torch", "geometric_mean"): "geometric_mean",
}
WRONG = {
    ("expected_value", "expected_value_plain_mean"): "the probabilities are not used: this is the plain mean",
    ("expected_value", "expected_value_divided"): "the sum is divided by the number of values besides",
    ("expected_value", "expected_value_last"): "the last product replaces the sum",
    ("expected_value", "expected_value_products"): "the products are not added up",
    ("variance", "variance_root"): "the root is taken: this is the standard deviation",
    ("variance", "variance_not_centred"): "the mean is not taken off: this is the mean of the squares",
    ("variance", "variance_unsquared"): "the distances are not squared",
    ("variance", "variance_sum"): "the squares are added up but not divided by how many there are",
    ("variance", "variance_ignores"): "the probabilities are not used",
    ("euclidean_norm", "norm_without_root"): "the root is missing",
    ("euclidean_norm", "norm_l1"): "the absolute values are added up: this is the L1 norm",
    ("euclidean_norm", "norm_of_sum"): "the numbers are added up before they are squared",
    ("product", "product_from_zero"): "it begins with zero, which stays zero",
    ("product", "product_sum"): "the values are added instead of multiplied",
    ("product", "product_early"): "the loop is left after its first step: look at where return stands",
    ("product", "product_without_first"): "the first value is left out",
    ("product", "product_steps"): "it multiplies as it goes, and keeps all the steps",
    ("softmax_from_formula", "softmax_undivided"): "the powers are not divided by their sum",
    (
        "softmax_from_formula",
        "softmax_without_exp",
    ): "the numbers are divided by their sum, without taking powers of e",
    ("softmax_from_formula", "softmax_max"): "the powers are divided by the largest one",
    ("geometric_mean", "gmean_arithmetic"): "the values are added: this is the arithmetic mean",
    ("geometric_mean", "gmean_square_root"): "the square root is taken, however many values there are",
    ("geometric_mean", "gmean_log"): "the mean of the logarithms is not raised back",
    ("geometric_mean", "gmean_no_root"): "the root is not taken",
}


def cases() -> list[tuple[str, str, str]]:
    """Return each right sample as file, part and symbol."""
    return [(file, part, symbol) for (file, part), symbols in RIGHT.items() for symbol in symbols.split()]


@pytest.mark.parametrize(("file", "part", "symbol"), cases())
def test_right_ones_pass_every_required_check(show: Callable, file: str, part: str, symbol: str) -> None:
    """A right formula is never refused, whatever way it is written."""
    assert {} == show(part, f"mathematical_notation/{file}.py", symbol).failures()


@pytest.mark.parametrize(("part", "symbol", "mistake"), [(*which, name) for which, name in WRONG.items()])
def test_wrong_ones_fail_and_are_named(show: Callable, part: str, symbol: str, mistake: str) -> None:
    """A wrong formula fails, and what was done is named."""
    failures = show(part, "mathematical_notation/wrong_formulas.py", symbol).failures()
    assert "agrees_with_the_reference" in failures
    assert {mistake} == {failure.mistake for failure in failures.values()}


@pytest.mark.parametrize("part", sorted({part for _, part in RIGHT}))
def test_an_exercise_not_begun_is_unfinished(parts: Mapping[str, Part], tmp_path: Path, part: str) -> None:
    """A stub is found by its name and said to be unfinished, not wrong."""
    arguments = ", ".join(argument.name for argument in parts[part].contract.arguments)
    text = f"def {part}({arguments}):\n    # TODO: your code here\n    raise NotImplementedError\n"
    (tmp_path / "exercise.py").write_text(text, encoding="utf-8")
    catalogue_part = Wanted(part, parts[part].kind, parts[part].names, tuple(arguments.split(", ")))
    assert discover(tmp_path, [catalogue_part]).candidates[part].unfinished


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
