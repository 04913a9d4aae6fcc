"""Linear regression: the line that misses the points by least.

Why it matters: it is the model that all others are compared with.
"""

import numpy as np

from pytest_mlchecklist.api import Float, all_of, assert_close, assert_that, estimator, shown, skill

ROWS = Float["n d"].between(-2, 2).at_least(n=12)
CLOSE = 0.02  # a descent that is nearly there is there


@estimator(
    names=["linreg", "fit_line", "multiple_linear_regression", "least_squares", "ols"],
    hyperparameters={"learning_rate": 0.1, "iterations": 1000, "tolerance": 1e-9},
    learns={"coefficients": "d", "intercept": ""},
)
def linear_regression(x: ROWS, y: Float["n"].between(-5, 5), at: Float["m d"].between(-2, 2)) -> Float["m"]:
    """Solve the least squares of (1, x) w = y; say (1, at) w."""
    return np.insert(at, 0, 1, axis=1) @ _weights(x, y)


def _weights(x, y):
    return np.linalg.lstsq(np.insert(x, 0, 1, axis=1), y, rcond=None)[0]


@linear_regression.operation
def learned(x, y, at=None):
    weights = _weights(x, y)
    return {"coefficients": weights[1:], "intercept": weights[0]}


@linear_regression.check(hint="A line need not pass through the origin.", examples=5)
def recovers_a_line(code, x, at, w: Float["d"].between(-2, 2), b: Float[""].between(1, 4)):
    """Points on a line are predicted to lie on it."""
    x, at = code.narrow(x), code.narrow(at)
    w = w[: x.shape[1]]
    assert_close(code(x, x @ w + b, at), at @ w + b, error=CLOSE)


@linear_regression.check(hint="Compare the formula of the gradient with the loss.", examples=5)
def agrees_with_least_squares(code, x, y, at):
    """Points beside the line are missed by least."""
    x, at = code.narrow(x), code.narrow(at)
    assert_close(code(x, y, at), linear_regression(x, y, at), error=CLOSE * 10)


@linear_regression.check(hint="Which of the numbers is it that is left when x is zero?", examples=5)
def learns_the_slopes(code, x, at, w: Float["d"].between(-2, 2), b: Float[""].between(1, 4)):
    """What it has learnt are the slopes and the intercept of the line."""
    x = code.narrow(x)
    w = w[: x.shape[1]]
    learnt = code.learned(x, x @ w + b, code.narrow(at))
    if "coefficients" in learnt:
        assert_close(learnt["coefficients"], w, error=CLOSE)
    if "intercept" in learnt:
        came = learnt["intercept"]
        assert_that(abs(came - b) < CLOSE, came=f"the intercept {shown(came)}", expected=shown(b))


@linear_regression.mistake("the intercept is left out")
def without_intercept(x, y, at):
    return at @ np.linalg.lstsq(x, y, rcond=None)[0]


@linear_regression.mistake("y is centred, and its mean is not added again")
def without_the_mean(x, y, at):
    return linear_regression(x, y - y.mean(), at)


@linear_regression.mistake("the prediction is the mean of y")
def only_the_mean(x, y, at):
    return np.full(len(at), y.mean())


skill(needs=all_of(linear_regression))
