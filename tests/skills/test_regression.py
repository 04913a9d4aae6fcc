"""Linear regressions as learners write them: what the list of samples can't say."""

from __future__ import annotations

from collections.abc import Callable


def test_what_a_loose_solver_may_miss_by_is_less_than_what_is_wrong(show: Callable) -> None:
    """Least absolute error finds lines exactly, and is refused for what it does beside them."""
    failures = show("linear_regression", "regression/wrong_regression.py", "LeastAbsolute").failures()
    assert {"agrees_with_least_squares", "leaves_nothing_that_a_feature_explains"} == set(failures)


def test_a_function_of_one_feature_is_asked_about_one(show: Callable) -> None:
    """Where slope and intercept would come for every feature, it is one feature that is passed."""
    shown = show("linear_regression", "regression/right_functions.py", "fit_line_on_lists")
    assert "one feature as (n,)" in shown.description


def test_the_message_shows_the_line(show: Callable) -> None:
    """A wrong intercept is shown on a few rows, with what was expected of them."""
    failures = show("linear_regression", "regression/wrong_regression.py", "intercept_with_a_plus").failures()
    expected = (
        "it gave      [-0.997857, 0.502143, 2.00214, 2.00214]\n"
        "we expected  [0.5, 2, 3.5, 3.5]\n"
        "to try       This is what one gets when the intercept is the mean of y plus, not minus, "
        "the slope times the mean of x."
    )
    assert expected in failures["recovers_a_line"].message


def test_a_feature_told_twice_is_a_remark(show: Callable) -> None:
    """A gradient descent copes with it as the pseudo-inverse does."""
    reports = show("linear_regression", "regression/right_classes.py", "LinearRegression").reports()
    assert "passed" == reports["copes_with_a_feature_told_twice"].outcome.value
