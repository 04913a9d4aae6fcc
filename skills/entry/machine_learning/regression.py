"""Regression: fit a line, or a plane, to points and predict a number from it.

Why it matters: It is the smallest model that really learns, and the yardstick by which anything
fancier has to prove itself.

Next step: Add the square of a feature as one more feature, and watch the straight line bend.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    LearnerError,
    OneOf,
    all_of,
    assert_that,
    estimator,
    shown,
    skill,
)

NAMES = """
    linreg lin_reg fit_line line_fit multiple_linear_regression simple_linear_regression regression
    least_squares ordinary_least_squares ols ols_regression linear_model multiple_regression linear_fit
    linear_regression_gd linear_regression_model linear_regressor least_squares_regression fit_linear
    fit_linear_regression gradient_descent_regression univariate_linear_regression regression_line
    best_fit_line lin_regression
"""
CLOSE = 0.1
"""How near a descent must come to points on a line: 0.07 is left at most of 90 lines."""
LOOSE = 0.3
"""The same beside the line, about which steps on single rows wander: by 0.2 at most, in any order."""


@estimator(
    names=NAMES.split(),
    hyperparameters={"learning_rate": 0.02, "iterations": 500, "tolerance": 1e-9, "seed": 0},
    learns={"coefficients": "d", "intercept": ""},
)
def linear_regression(
    x: Float["n d"].between(-2, 2).at_least(n=20),
    y: Float["n"].between(-5, 5),
    at: Float["m d"].between(-2, 2).at_least(m=4),
) -> Float["m"]:
    """Solve the least squares of (1, x) w = y, and say (1, at) w."""
    return _with_ones(at) @ np.linalg.lstsq(_with_ones(x), y, rcond=None)[0]


@linear_regression.operation
def learned(x, y, at=None):
    weights = np.linalg.lstsq(_with_ones(x), y, rcond=None)[0]
    return {"coefficients": weights[1:], "intercept": weights[0]}


def _with_ones(rows):
    return np.insert(rows, 0, 1, axis=1)


def features(sizes, rng):
    """One to three features, of size one, that lean on each other a little and are not about zero.

    The moments of (1, x) lie between 0.5 and 1.8, so that no descent is slow in any direction.
    """
    count, width = 12 + sizes["n"], 1 + (sizes["d"] - 1) % 3
    frame = np.column_stack([np.ones(count), rng.standard_normal((count, width))])
    upright = np.linalg.qr(frame)[0][:, 1:] * np.sqrt(count)
    leaning = upright + 0.4 * np.roll(upright, 1, axis=1) * (np.arange(width) > 0)
    return np.round(leaning + 0.5 * (np.arange(width) == 0), 2)


def slopes(sizes, rng):
    """A slope for each feature, none of them flat."""
    width = 1 + (sizes["d"] - 1) % 3
    return rng.choice([-1, 1], size=width) * np.round(rng.uniform(0.5, 2, size=width), 1)


POINTS, SLOPES = Given(features, axes=("n", "d")), Given(slopes, axes=("d",))
OFFSET = OneOf(2.0, -1.5, 3.0)
ASKED = np.array([[1, 0, -1], [0, 1, 1], [-1, 1, 0], [-1, -1, -1]], dtype=float)
"""Rows to ask about."""


@linear_regression.check(
    hint="Take points with y = 3 x + 2 and compare what it learns: which of the numbers is it when x is 0?",
    examples=2,
)
def recovers_a_line(code, points: POINTS, slopes: SLOPES, offset: OFFSET):
    """From points on a line, with its offset, it learns that line."""
    x, w = code.narrow(points), code.narrow(slopes[None])[0]
    at = ASKED[:, : len(w)]
    _compare(code, (x, x @ w + offset, at), at @ w + offset, CLOSE)


@linear_regression.check(
    hint="The sum of the squares of what it misses by is smallest: does every point count, as it should?",
    examples=2,
)
def agrees_with_least_squares(code, points: POINTS, slopes: SLOPES, offset: OFFSET):
    """Of points beside a line it finds the line of least squares."""
    x, w = code.narrow(points), code.narrow(slopes[None])[0]
    at, y = ASKED[:, : len(w)], x @ w + offset + _bumps(x)
    _compare(code, (x, y, at), linear_regression(x, y, at), LOOSE)


@linear_regression.check(
    hint="Plot what is left, y minus prediction, over a feature: does it still rise or fall?", examples=1
)
def leaves_nothing_that_a_feature_explains(code, points: POINTS, slopes: SLOPES, offset: OFFSET):
    """What it misses by is zero on average, also when it is multiplied by a feature."""
    x, w = code.narrow(points), code.narrow(slopes[None])[0]
    y = x @ w + offset + _bumps(x)
    residuals = y - _answer(code, x, y, x)
    left = _with_ones(x).T @ residuals / len(x)
    came = f"{shown(left)} as the means of what is left, alone and times each feature"
    assert_that(bool(np.all(np.abs(left) < LOOSE)), came=came, expected=f"zeros, to within {LOOSE}")


@linear_regression.check(
    hint="Is anything cut off, rounded, or rescaled on the way to y and not on the way back?", examples=1
)
def follows_the_scale_of_y(
    code, points: POINTS, slopes: SLOPES, factor: OneOf(2.0, -3.0), shift: OneOf(5.0, -4.0)
):
    """When y is multiplied and shifted, so are the predictions."""
    x, w = code.narrow(points), code.narrow(slopes[None])[0]
    at, y = ASKED[:, : len(w)], x @ w + 1
    before = _answer(code, x, y, at)
    _compare(code, (x, factor * y + shift, at), factor * before + shift, CLOSE * (1 + abs(factor)))


@linear_regression.check(hint="Does the last row, or the first, count for more than the others?", examples=1)
def does_not_mind_the_order(code, points: POINTS, slopes: SLOPES, offset: OFFSET):
    """The same rows in another order give the same predictions."""
    x, w = code.narrow(points), code.narrow(slopes[None])[0]
    at, y = ASKED[:, : len(w)], x @ w + offset + _bumps(x)
    _compare(code, (x[::-1], y[::-1], at), _answer(code, x, y, at), 2 * LOOSE)


@linear_regression.check(
    severity="remark",
    hint="There are many right planes then: the pseudo-inverse takes one of them, the inverse can't.",
    examples=1,
)
def copes_with_a_feature_told_twice(code, points: POINTS, offset: OFFSET):
    """With one feature told twice it still predicts the line, or raises an error."""
    if code.facts.get("features") == 1:
        return
    x, at = np.repeat(points[:, :1], 2, axis=1), np.repeat(ASKED[:, :1], 2, axis=1)
    try:
        came = np.asarray(code(x, 3 * x[:, 0] + offset, at))
    except LearnerError:
        return
    expected = 3 * at[:, 0] + offset
    assert_that(_is_near(came, expected, CLOSE), came=shown(came), expected=shown(expected))


def _bumps(x):
    """One and a half for every third point: squares notice, the middle of all does not."""
    return 1.5 * (np.arange(len(x)) % 3 == 0)


def _answer(code, x, y, at):
    came = np.asarray(code(x, y, at), dtype=float)
    assert_that(
        bool(np.all(np.isfinite(came)) and np.all(np.abs(came) < 1e6)),
        came=shown(came),
        expected="numbers of the size of y",
        mistake="its numbers grow without end",
    )
    return came


def _compare(code, asked, expected, error):
    """Fail unless it predicts what is expected; name the mistake that best predicts what came."""
    came = _answer(code, *asked)
    if not _is_near(came, expected, error):
        found = {mistake.name: mistake.function(*asked) for mistake in _mistakes()}
        near = [name for name, wrong in found.items() if _is_near(came, wrong, CLOSE)]
        mistake = min(near, key=lambda name: np.abs(came - found[name]).max(), default="")
        assert_that(holds=False, came=shown(came), expected=shown(expected), mistake=mistake)


def _mistakes():
    return [mistake for mistake in linear_regression.part.mistakes if mistake.operation == "call"]


def _is_near(came, expected, error):
    return came.shape == expected.shape and bool(np.all(np.abs(came - expected) <= error))


@linear_regression.mistake("the intercept is left out")
def without_intercept(x, y, at):
    return at @ np.linalg.lstsq(x, y, rcond=None)[0]


@linear_regression.mistake("the intercept is learnt, and left out of the prediction")
def intercept_not_added(x, y, at):
    return at @ learned(x, y)["coefficients"]


@linear_regression.mistake("the intercept is subtracted instead of added")
def intercept_subtracted(x, y, at):
    line = learned(x, y)
    return at @ line["coefficients"] - line["intercept"]


@linear_regression.mistake("the column of ones stands at one end in fit, and at the other in predict")
def ones_at_two_ends(x, y, at):
    return np.column_stack([at, np.ones(len(at))]) @ np.linalg.lstsq(_with_ones(x), y, rcond=None)[0]


@linear_regression.mistake("the prediction is the mean of y")
def only_the_mean(x, y, at):
    return np.full(len(at), y.mean())


@linear_regression.mistake("y is centred, and its mean is not added again")
def without_the_mean(x, y, at):
    return linear_regression(x, y - y.mean(), at)


@linear_regression.mistake("the features are standardised in fit, and not in predict")
def not_standardised(x, y, at):
    return linear_regression((x - x.mean(axis=0)) / np.where(np.ptp(x, axis=0), x.std(axis=0), 1), y, at)


@linear_regression.mistake("the predictions are rounded to whole numbers")
def rounded(x, y, at):
    return np.round(linear_regression(x, y, at))


@linear_regression.mistake("each slope is found alone, as if there were no other feature")
def each_alone(x, y, at):
    centred = x - x.mean(axis=0)
    alone = centred.T @ (y - y.mean()) / np.maximum((centred**2).sum(axis=0), 1e-9)
    return y.mean() + (at - x.mean(axis=0)) @ alone


@linear_regression.mistake("it learns nothing: every prediction is about zero")
def nothing_learnt(x, y, at):
    return np.zeros(len(at))


@linear_regression.mistake("its numbers grow without end")
def growing(x, y, at):
    return linear_regression(x, y, at) * 1e12


@linear_regression.mistake("the intercept is the mean of y plus, not minus, the slope times the mean of x")
def intercept_with_a_plus(x, y, at):
    line = learned(x, y)["coefficients"]
    return at @ line + y.mean() + x.mean(axis=0) @ line


@linear_regression.mistake("the slope is divided by the spread of y instead of x")
def spread_of_y(x, y, at):
    slopes = (x - x.mean(axis=0)).T @ (y - y.mean()) / max(((y - y.mean()) ** 2).sum(), 1e-9)
    return y.mean() + (at - x.mean(axis=0)) @ slopes


@linear_regression.mistake("what it misses by is added up as it is, not squared")
def least_absolute(x, y, at):
    rows, weights = _with_ones(x), np.ones(len(x))
    for _ in range(60):  # least squares in which what is missed by much counts for less (Lawson 1961)
        found = np.linalg.lstsq(rows * weights[:, None], y * weights, rcond=None)[0]
        weights = np.maximum(np.abs(rows @ found - y), 1e-6) ** -0.5
    return _with_ones(at) @ found


@linear_regression.mistake("only the first and the last point are used")
def two_points(x, y, at):
    steps = x[-1] - x[0]
    slopes = (y[-1] - y[0]) * steps / max(steps @ steps, 1e-9)
    return y[0] + (at - x[0]) @ slopes


skill(needs=all_of(linear_regression))
