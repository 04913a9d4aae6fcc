"""Regression: the slope of the squared error, and the weights at which it becomes zero.

Why it matters: Watching the exact answer and the downhill direction agree shows what training
is after, before a big model hides it from view.

Next step: Follow the slope downhill in small steps, and count how many it takes to come near the
weights that the normal equation gives at once.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    LearnerError,
    all_of,
    assert_close,
    assert_that,
    function,
    skill,
)

X = """
    X features data inputs x_train X_train X_b A Phi design_matrix
"""
Y = """
    y Y targets target labels y_true y_train t
"""
W = """
    w W weights weight theta beta params coef coefficients parameters thetas ws
"""
MODEST, TARGETS, WEIGHTS = (Float[axes].between(-9, 9) for axes in ("n d", "n", "d"))
OFFSET = Float[""].between(-9, 9)


MSE_GRADIENT_NAMES = """
    gradient_mse mse_grad grad_mse mean_squared_error_gradient linear_regression_gradient
    compute_gradient mse_loss_gradient mse_loss_and_gradient squared_loss_gradient gradient_of_mse
"""


@function(
    names=MSE_GRADIENT_NAMES.split(),
    spelled={"x": X.split(), "y": Y.split(), "w": W.split(), "b": ["b", "bias", "intercept", "b0"]},
    told=["b"],
    neutral={"lambda_": 0.0, "lambda": 0.0, "lam": 0.0, "reg": 0.0},
    forms=["columns"],
)
def mse_gradient(x: MODEST, y: TARGETS, w: WEIGHTS, b: OFFSET = 0.0) -> Float["d"]:
    """Each feature times the error, twice, on average: the slope of mean((x · w + b − y)²)."""
    return 2 * x.T @ missed_by(x, y, w, b) / len(y)


def missed_by(x, y, w, b):
    """How far the predictions lie above the targets; there is no bias where code takes none."""
    return x @ w + (b or 0) - y


@mse_gradient.fixed("b")
def takes_no_bias(code):
    return None


@mse_gradient.variant("slope of half the mean squared error, without the factor two")
def slope_of_the_half(x, y, w, b):
    return x.T @ missed_by(x, y, w, b) / len(y)


@mse_gradient.check(hint="Where every prediction is right, there is no way down: what is left of the error?")
def is_zero_at_the_optimum(mse_gradient, x: MODEST.whole(), w: WEIGHTS.whole(), b: OFFSET.whole()):
    """Where all predictions are right the slope is zero."""
    assert_close(mse_gradient(x, missed_by(x, 0, w, b), w, b), np.zeros(x.shape[1]))


@mse_gradient.check(hint="Move one weight a little: does the error change by as much as the slope says?")
def is_the_slope_of_the_error(mse_gradient, x, y, w, b, along: Float["d"].between(-2, 2)):
    """Along any direction it says how fast the squared error grows."""
    # The error is a parabola, and of a parabola a central difference is the slope itself.
    ahead, behind = (np.mean(missed_by(x, y, w + step * along, b) ** 2) for step in (1, -1))
    came, rise = float(mse_gradient(x, y, w, b) @ along), float(ahead - behind) / 2
    expected = min(rise, rise / 2, key=lambda slope: abs(came - slope))  # of the mean, or of its half
    assert_close(came, expected, scale=_size(x, x) * (_size(w) + _size(y)) * _size(along))


@mse_gradient.check(hint="A mean does not grow when every example comes twice.")
def does_not_grow_with_the_examples(mse_gradient, x, y, w, b):
    """Every example twice gives the same slope."""
    came = mse_gradient(np.tile(x, (2, 1)), np.tile(y, 2), w, b)
    assert_close(came, mse_gradient(x, y, w, b), scale=_size(x, x) * (_size(w) + _size(y)))


@mse_gradient.mistake("the sign is the wrong way round: it points downhill")
def downhill(x, y, w, b):
    return -2 * x.T @ missed_by(x, y, w, b) / len(y)


@mse_gradient.mistake("the sign is the wrong way round, and the factor two is left out")
def downhill_of_the_half(x, y, w, b):
    return -x.T @ missed_by(x, y, w, b) / len(y)


@mse_gradient.mistake("the examples are added up, not averaged")
def summed(x, y, w, b):
    return 2 * x.T @ missed_by(x, y, w, b)


@mse_gradient.mistake("the examples are added up, not averaged, and the factor two is left out")
def summed_halves(x, y, w, b):
    return x.T @ missed_by(x, y, w, b)


@mse_gradient.mistake("the errors are not multiplied by the features")
def without_features(x, y, w, b):
    return np.full(len(w), 2 * np.mean(missed_by(x, y, w, b)))


@mse_gradient.mistake("the targets are not taken off the predictions")
def without_targets(x, y, w, b):
    return 2 * x.T @ missed_by(x, 0 * y, w, b) / len(y)


@mse_gradient.mistake("it is divided by the number of features instead of examples")
def over_the_features(x, y, w, b):
    return 2 * x.T @ missed_by(x, y, w, b) / x.shape[1]


@mse_gradient.mistake("the error is squared before it is multiplied by the features")
def squared_once_more(x, y, w, b):
    return 2 * x.T @ missed_by(x, y, w, b) ** 2 / len(y)


@mse_gradient.mistake("only the first example is used")
def first_example(x, y, w, b):
    return 2 * x[0] * missed_by(x, y, w, b)[0]


def well_conditioned(sizes, rng):
    """Small whole numbers, more rows than columns, whose columns are far from telling the same."""
    rows, columns = sizes["n"] + sizes["d"], sizes["d"]
    for _ in range(100):
        x = rng.integers(-3, 4, size=(rows, columns)).astype(float)
        if np.linalg.cond(np.column_stack([np.ones(rows), x])) < WELL:
            return x
    return np.eye(rows, columns, -1) * 3


def targets(sizes, rng):
    """Small whole numbers, one for each row."""
    return rng.integers(-9, 10, size=sizes["n"] + sizes["d"]).astype(float)


WELL = 20
"""What a rounding error of the data may grow by: no solver loses more than a few digits."""
TALL, ONE_A_ROW = Given(well_conditioned, axes=("n", "d")), Given(targets, axes=("n", "d"))


NORMAL_EQUATION_NAMES = """
    normal_eq normal_equations least_squares ols fit_normal_equation solve_normal_equation closed_form
    closed_form_solution linear_regression_closed_form ordinary_least_squares
    linear_regression_normal_equation solve_least_squares normal_equation_solution lstsq
    fit_least_squares analytical_solution ols_fit
"""


@function(
    names=NORMAL_EQUATION_NAMES.split(),
    spelled={"x": X.split(), "y": Y.split()},
    forms=["columns"],
    sizes={"n": 6, "d": 3},
)
def normal_equation(x: TALL, y: ONE_A_ROW) -> Float["weights"]:
    """The weights that no other weights beat: (xᵀx)⁻¹ xᵀy, by a solver that does not invert."""
    return np.linalg.lstsq(x, y, rcond=None)[0]


@normal_equation.variant("solution with an intercept, which comes first")
def intercept_first(x, y):
    return normal_equation(np.column_stack([np.ones(len(x)), x]), y)


@normal_equation.variant("solution with an intercept, which comes last")
def intercept_last(x, y):
    return normal_equation(np.column_stack([x, np.ones(len(x))]), y)


@normal_equation.variant("solution with an intercept, which is given apart")
def intercept_apart(x, y):
    return intercept_first(x, y)[1:]


@normal_equation.check(hint="Take y = 2 · x: which weight must come out?")
def finds_the_weights_of_a_straight_line(normal_equation, x, w: WEIGHTS.whole()):
    """Where the targets lie on a straight line it finds its weights."""
    came, expected = normal_equation(x, x @ w), normal_equation.reference(x, x @ w)
    assert_close(came, expected, scale=WELL * _size(w) * 10)


@normal_equation.check(hint="At the best weights the slope is zero: look at xᵀ(x · w − y).")
def leaves_no_slope(normal_equation, x, y):
    """At its weights the slope of the squared error is zero."""
    assert_close(slope_at(normal_equation(x, y), x, y), 0.0, scale=WELL * 100)


@normal_equation.check(hint="Which of the two does the order of the rows reach? It must reach both or none.")
def does_not_heed_the_order(normal_equation, x, y):
    """Putting the examples in another order changes nothing."""
    assert_close(normal_equation(x[::-1], y[::-1]), normal_equation(x, y), scale=WELL * 10)


@normal_equation.check(
    severity="remark",
    hint="Where columns repeat each other there is no inverse: look for the pseudo-inverse.",
)
def settles_where_columns_repeat(normal_equation, x, y):
    """Where one column is another's double it gives weights without slope, or a clear error."""
    twice = np.column_stack([x, 2 * x[:, 0]])
    try:
        weights = normal_equation(twice, y)
    except LearnerError as error:
        clear = error.kind in {"LinAlgError", "_LinAlgError", "ValueError"}
        assert_that(clear, came=str(error), expected="weights, or an error that says what is the matter")
        return
    assert_close(slope_at(weights, twice, y), 0.0, error=1e-3)


def slope_at(weights, x, y):
    """The steepest slope of the squared error at these weights, with an intercept or without."""
    ones, middle = np.ones((len(x), 1)), x - x.mean(axis=0)
    plain = np.shape(weights) == x.shape[1:]
    designs = [x, middle] if plain else [np.hstack([ones, x]), np.hstack([x, ones])]
    return min(np.max(np.abs(design.T @ (design @ weights - y))) for design in designs)


@normal_equation.mistake("there is no inverse: this is xᵀy alone")
def without_the_inverse(x, y):
    return x.T @ y


@normal_equation.mistake("it multiplies by xᵀx instead of its inverse")
def without_inverting(x, y):
    return x.T @ x @ x.T @ y


@normal_equation.mistake("each number of xᵀx is inverted on its own")
def inverted_one_by_one(x, y):
    with np.errstate(divide="ignore", invalid="ignore"):
        return (1 / (x.T @ x)) @ (x.T @ y)


@normal_equation.mistake("a penalty is added to the diagonal: this is ridge regression")
def ridge(x, y):
    return np.linalg.solve(x.T @ x + np.eye(x.shape[1]), x.T @ y)


@normal_equation.mistake("the sign is the wrong way round")
def wrong_sign(x, y):
    return -normal_equation(x, y)


@normal_equation.mistake("each feature is fitted on its own, as if there were no others")
def one_by_one(x, y):
    return x.T @ y / np.sum(x**2, axis=0)


def _size(*arrays):
    """Return the size of the largest sum of products: what rounding is relative to."""
    return float(np.prod([max(1.0, float(np.max(np.abs(array)))) for array in arrays])) * 10


skill(needs=all_of(mse_gradient, normal_equation))
