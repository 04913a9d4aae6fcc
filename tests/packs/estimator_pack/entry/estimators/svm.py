"""Support vector machines: the widest street between two classes.

Why it matters: only the points at its borders count.
"""

import numpy as np

from pytest_mlchecklist.api import Float, Given, Int, all_of, assert_that, estimator, shown, skill

SIGNS = Given(lambda sizes, rng: rng.permutation(np.where(np.arange(sizes["n"]) % 2, 1, -1)), axes=("n",))


@estimator(
    names=["support_vector_machine", "linear_svm", "svc"],
    hyperparameters={"learning_rate": 0.01, "iterations": 1000, "regularization": 0.01},
    labels=(-1, 1),
    learns={"coefficients": "d", "intercept": ""},
)
def svm(x: Float["n d"].between(-2, 2).at_least(n=8), y: SIGNS, at: Float["m d"].between(-2, 2)) -> Int["m"]:
    """Descend the hinge loss and the squared length of w; say on which side of the street a row lies."""
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(2000):
        inside = y * (x @ w + b) < 1
        w = w - 0.05 * (0.01 * w - (y[inside] @ x[inside]) / len(x))
        b = b + 0.05 * y[inside].sum() / len(x)
    return np.where(at @ w + b > 0, 1, -1)


def _apart(x, at):
    """Return two groups far apart, but not about the origin, and which side each row is on."""
    y, right = (np.where(np.arange(len(rows)) % 2, 1, -1) for rows in (x, at))
    return np.tanh(x) / 2 + 2 * y[:, None] + 3, y, np.tanh(at) / 2 + 2 * right[:, None] + 3, right


@svm.check(hint="The street need not lie about the origin.", examples=5)
def separates_two_groups(code, x, at):
    """Rows of two groups far apart are told apart."""
    x, y, at, right = _apart(code.narrow(x), code.narrow(at))
    _compare(code(x, y, at), right)


@svm.check(hint="On which side of the street is +1?", examples=5)
def knows_the_sides(code, x, at):
    """With all labels turned about, so are the answers."""
    x, y, at, right = _apart(code.narrow(x), code.narrow(at))
    _compare(code(x, -y, at), -right)


def _compare(came, right):
    mistake = "the sides are exchanged" if np.array_equal(came, -right) else ""
    assert_that(np.array_equal(came, right), came=shown(came), expected=shown(right), mistake=mistake)


@svm.mistake("the sides are exchanged")
def exchanged(x, y, at):
    return -svm(x, y, at)


@svm.mistake("the answer is always +1")
def always_one(x, y, at):
    return np.ones(len(at), dtype=int)


@svm.mistake("the bias is left out")
def without_bias(x, y, at):
    w = np.zeros(x.shape[1])
    for _ in range(2000):
        inside = y * (x @ w) < 1
        w = w - 0.05 * (0.01 * w - (y[inside] @ x[inside]) / len(x))
    return np.where(at @ w > 0, 1, -1)


skill(needs=all_of(svm))
