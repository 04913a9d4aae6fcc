"""The slope and the exact answer as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.report import Outcome
from pytest_mlchecklist.skill import Part

RIGHT = {
    ("right_numpy", "mse_gradient"): (
        "mse_gradient with_loss compute_gradient gradient gradient_of_columns LinearRegression._gradient"
    ),
    ("right_numpy", "normal_equation"): (
        "normal_equation pseudo_inverse with_intercept intercept_last weights_and_bias of_columns "
        "LinearRegression._normal_equation"
    ),
    ("right_lists", "mse_gradient"): "mse_gradient",
    ("right_lists", "normal_equation"): "normal_equation",
    ("right_torch", "mse_gradient"): "mse_gradient",
    ("right_torch", "normal_equation"): "normal_equation",
}
WRONG = {
    ("mse_gradient", "gradient_sign"): "the sign is the wrong way round: it points downhill",
    ("mse_gradient", "gradient_sign_half"): "the sign is the wrong way round, and the factor two is left out",
    ("mse_gradient", "gradient_sum"): "the examples are added up, not averaged",
    (
        "mse_gradient",
        "gradient_sum_half",
    ): "the examples are added up, not averaged, and the factor two is left out",
    ("mse_gradient", "gradient_no_features"): "the errors are not multiplied by the features",
    ("mse_gradient", "gradient_no_target"): "the targets are not taken off the predictions",
    ("mse_gradient", "gradient_over_features"): "it is divided by the number of features instead of examples",
    ("normal_equation", "normal_no_inverse"): "there is no inverse: this is xᵀy alone",
    ("normal_equation", "normal_elementwise"): "each number of xᵀx is inverted on its own",
    ("normal_equation", "normal_ridge"): "a penalty is added to the diagonal: this is ridge regression",
    ("normal_equation", "normal_one_by_one"): "each feature is fitted on its own, as if there were no others",
    ("normal_equation", "normal_not_inverted"): "it multiplies by xᵀx instead of its inverse",
}


def cases() -> list[tuple[str, str, str]]:
    """Return each right sample as file, part and symbol."""
    return [(file, part, symbol) for (file, part), symbols in RIGHT.items() for symbol in symbols.split()]


@pytest.mark.parametrize(("file", "part", "symbol"), cases())
def test_right_ones_pass_every_required_check(show: Callable, file: str, part: str, symbol: str) -> None:
    """Right code is never refused, whatever way it is written."""
    assert {} == show(part, f"theory_regression/{file}.py", symbol).failures()


@pytest.mark.parametrize(("part", "symbol", "mistake"), [(*which, name) for which, name in WRONG.items()])
def test_wrong_ones_fail_and_are_named(show: Callable, part: str, symbol: str, mistake: str) -> None:
    """Wrong code fails, and what was done is named."""
    failures = show(part, "theory_regression/wrong_regression.py", symbol).failures()
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


@pytest.mark.parametrize(
    ("symbol", "note"),
    {
        "with_intercept": "this is the solution with an intercept, which comes first",
        "intercept_last": "this is the solution with an intercept, which comes last",
        "weights_and_bias": "this is the solution with an intercept, which is given apart",
    }.items(),
)
def test_an_intercept_may_be_fitted_besides(show: Callable, symbol: str, note: str) -> None:
    """Where the code puts a column of ones is told in the report."""
    reports = show("normal_equation", "theory_regression/right_numpy.py", symbol).reports()
    assert {note} == {note for report in reports.values() for note in report.notes}


def test_columns_that_repeat_each_other_are_a_remark(show: Callable) -> None:
    """An inverse that is none takes no tick away, and is shown."""
    reports = show("normal_equation", "theory_regression/right_numpy.py", "pseudo_inverse").reports()
    assert Outcome.PASSED is reports["settles_where_columns_repeat"].outcome
    ridge = show("normal_equation", "theory_regression/wrong_regression.py", "normal_ridge").reports()
    assert Outcome.FAILED is ridge["settles_where_columns_repeat"].outcome


def test_a_bias_goes_in_where_the_code_takes_one(show: Callable) -> None:
    """A learning rate in the constructor is no bias."""
    shown = show("mse_gradient", "theory_regression/right_numpy.py", "compute_gradient")
    expected = "called as compute_gradient(x, y, w, b), on NumPy arrays, takes item 1 of what it returns"
    assert expected == shown.description
    method = show("mse_gradient", "theory_regression/right_numpy.py", "LinearRegression._gradient")
    assert "called as LinearRegression()._gradient(X, y, w), on NumPy arrays" == method.description
