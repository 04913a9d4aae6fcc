"""The slope and the exact answer as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pytest_mlchecklist.report import Outcome


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
