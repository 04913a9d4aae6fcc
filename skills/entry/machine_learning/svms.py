"""SVMs: of all borders between two classes, take the one that leaves the most room.

Why it matters: A wide margin is one of the clearest pictures of why a model copes with points
that it has never seen.

Next step: Add the squares of the features, and draw what becomes of the straight border.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    Int,
    all_of,
    assert_that,
    estimator,
    shown,
    skill,
)

NAMES = """
    support_vector_machine support_vector_machines linear_svm svm_classifier linear_svc svc hard_margin_svm
    soft_margin_svm hinge_classifier max_margin_classifier maximum_margin_classifier pegasos train_svm
    fit_svm svm_sgd svm_gd svm_train linear_support_vector_machine support_vector_classifier hinge_svm
    smo kernel_svm binary_svm svm_fit my_svm svm_model svm_from_scratch
"""
SETTINGS = {
    "learning_rate": 0.01,
    "iterations": 600,
    "regularization": 0.15,
    "C": 1.0,
    "tolerance": 1e-6,
    "seed": 0,
}
# On these points and settings, descents of the hinge loss in all their dialects (rows one by one, all at
# once, drawn at random as Pegasos does; with C or λ, averaged or added up) end at most 13 degrees from
# the widest street and keep at least 0.55 of it. Only Pegasos does worse by chance, over 150 orders of
# its rows and 150 sets of points, so it is given several sets. It mixes up a row of one set in 6e-4,
# and of one order in at most 1.4e-2: of three sets with 2e-8. It comes too near in one set in 1.3e-3,
# and of one order in at most 3.4e-2: four times before it keeps away four times with 35 · 3.4e-2^4 / 150
# = 3e-7. A perceptron comes too near in 0.92 of the sets, and keeps away four times first with 1e-3.
ANGLE = 20.0
TRIES = 3
SHARE, ENOUGH = 0.4, 4
SHIFT = 1.0
"""By how much the border may move, in halves of the street, when a point far from it moves.

For Pegasos it is less in all of those sets; where all points pull at it, it is 1.24 at least.
"""

HALF = 1.0
"""Half the width of the widest street."""
OF_THE_MEANS = 40.0
PERCEPTRON = "only points on the wrong side count, as in a perceptron"
ALL_PULL = "every point pulls at the border, however far away it is"

SIGNS = Given(lambda sizes, rng: rng.permutation(np.where(np.arange(sizes["n"]) % 2, 1, -1)), axes=("n",))


@estimator(
    names=NAMES.split(),
    hyperparameters=SETTINGS,
    labels=(-1, 1),
    learns={"coefficients": "d", "intercept": ""},
)
def svm(
    x: Float["n d"].between(-2, 2).at_least(n=8, d=2), y: SIGNS, at: Float["m d"].between(-2, 2)
) -> Int["m"]:
    """Say on which side of the widest street a row lies (Cortes and Vapnik 1995)."""
    return _street(x, y).predict(at)


def _street(x, y):
    from sklearn.svm import SVC

    return SVC(kernel="linear", C=1000.0, max_iter=100_000).fit(x, y)


@svm.operation
def learned(x, y, at=None):
    street = _street(x, y)
    return {"coefficients": street.coef_[0], "intercept": street.intercept_[0]}


@svm.check(hint="Print the labels that come back for the training rows, one by one.", examples=1)
def separates_two_classes(svm, seed: Count(0, 9999)):
    """Two classes with room between them are told apart."""
    _separates(svm, [street(seed, number)[:2] for number in range(TRIES)])


@svm.check(
    hint="On which side of the border is +1: where w · x + b is positive, or where w · x − b is?", examples=1
)
def knows_the_sides(svm, seed: Count(0, 9999)):
    """When the labels are exchanged, so are the answers."""
    _separates(svm, [(x, -y) for x, y, _ in (street(seed, number) for number in range(TRIES))])


@svm.check(
    hint="Which number moves a border away from the origin, and where is it used in predict?", examples=1
)
def uses_a_bias(svm, seed: Count(0, 9999)):
    """Two classes on one side of the origin are told apart."""
    x, y = away_from_the_origin(seed)
    came = np.asarray(svm(x, y, x))
    is_right = np.array_equal(came, y)
    mistake = "" if is_right else _misplaced(svm, x, y, seed)
    assert_that(is_right, came=shown(came), expected=shown(y), mistake=mistake)


@svm.check(
    hint="Which rows count in the hinge loss: those on the wrong side, or also those inside the street?",
    examples=2,
)
def takes_the_direction_of_the_widest_street(svm, seed: Count(0, 9999)):
    """Its border is at most 20 degrees from that of the widest street between the classes."""
    x, y, turn = street(seed)
    crossings = _crossings(svm, x, y, turn)
    angle = float(np.degrees(np.arctan((crossings[0] - crossings[2]) / 6)))
    mistake = "the border lies halfway between the means" if abs(angle - OF_THE_MEANS) < 8 else ""
    came = f"a border turned by {abs(angle):.0f} degrees"
    assert_that(abs(angle) <= ANGLE, came=came, expected=f"at most {ANGLE:.0f} degrees", mistake=mistake)


@svm.check(
    hint="A border that only just separates the classes is not enough: how near to it may a point be?",
    examples=1,
)
def keeps_away_from_both_classes(svm, seed: Count(0, 9999)):
    """The border is no nearer to any point than 0.4 of the way that the widest street would leave."""
    kept, touched, is_separated = 0, [], True
    while kept < ENOUGH:
        x, y = apart(seed, kept + len(touched))
        rows, right = _around(x, y)
        wrong = np.asarray(svm(x, y, rows)) != right
        kept += not wrong.any()
        touched += [f"{shown(rows[wrong][0])} on the side of {-right[wrong][0]}"] if wrong.any() else []
        is_separated &= not wrong[: len(x)].any()
        came = f"a border too near in {len(touched)} of {kept + len(touched)} sets: {''.join(touched[:1])}"
        expected = f"whatever is less than {SHARE} from a point on the side of that point"
        mistake = PERCEPTRON if is_separated else ""
        assert_that(len(touched) < ENOUGH, came=came, expected=expected, mistake=mistake)


@svm.check(
    hint="What does a row add to the loss when it is on the right side, far from the street?",
    examples=1,
)
def is_not_moved_by_points_far_away(svm, seed: Count(0, 9999)):
    """Where a point far outside the street lies changes hardly anything."""
    for number in range(TRIES):
        x, y, turn = street(seed, number)
        near, far = (np.vstack([x, np.array([[across, 0.0]]) @ turn.T]) for across in (2.5, 10.5))
        y = np.append(y, 1)
        before, after = (_crossings(svm, rows, y, turn) for rows in (near, far))
        moved = float(np.abs(after - before).max())
        if moved <= SHIFT:
            return
    came = f"a border moved by {shown(moved)} when one point went from 2.5 to 10.5"
    mistake = ALL_PULL if np.abs(before).max() < HALF else ""
    assert_that(holds=False, came=came, expected=f"at most {SHIFT:g}", mistake=mistake)


@svm.check(severity="remark", hint="Is the sign of the decision value what predict goes by?", examples=1)
def decides_by_the_sign(svm, seed: Count(0, 9999)):
    """Its decision values are positive for +1, and negative for −1."""
    x, y, _ = street(seed)
    values = np.asarray(svm.decision(x=x, y=y, at=x))
    assert_that(np.array_equal(np.sign(values), y), came=shown(values), expected=f"the signs of {shown(y)}")


def street(seed, number=0):
    """Rows of two classes beside a street two wide, their labels, and which way the street is turned.

    The classes lie slantwise across from each other, so that the line halfway between their
    means runs at 40 degrees to the street.
    """
    rng = np.random.default_rng([seed, number])
    along = np.linspace(-2, 4, 6)
    across = 1 + rng.uniform(0, 0.5, size=(2, 6)) * ([0, 1, 1, 1, 1, 0])
    rows = np.vstack([np.column_stack([across[0], along]), -np.column_stack([across[1], along])])
    angle = rng.uniform(0, 2 * np.pi)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    order = rng.permutation(len(rows))
    return (rows @ turn.T)[order], np.repeat([1, -1], 6)[order], turn


def away_from_the_origin(seed):
    """Two classes on one side of the origin; no border through it tells them apart."""
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.repeat([1, -1], 6))
    across = 3 + y * rng.uniform(1.5, 2.5, size=12)
    along = np.empty(12)
    along[np.argsort(y)] = np.tile([1.0, -1.0, 0.0], 4)  # so that each class lies on both sides of the line
    rows = np.round(np.column_stack([across, along]), 2)
    return rows[:, :: rng.choice([-1, 1])] * rng.choice([-1, 1]), y


def apart(seed, number):
    """Rows of two classes beside a street two wide in space, away from the origin, and their labels.

    A border that is only pushed until it separates them ends near one of the classes.
    """
    rng = np.random.default_rng([seed, number])
    beside = np.array([[2, 0], [-2, 0], [0, 2], [0, -2]])
    y = np.repeat([1.0, -1.0], 4)
    angle = rng.uniform(0, 2 * np.pi)
    rows = np.column_stack([y, np.tile(beside, (2, 1)) + 1.5 * np.array([np.cos(angle), np.sin(angle)])])
    rows[:, 0] += 1.5 * rng.choice([-1, 1])
    turn = np.linalg.qr(rng.standard_normal((3, 3)))[0]
    order = rng.permutation(len(rows))
    return (rows @ turn.T)[order], y.astype(int)[order]


def _around(x, y):
    """The rows, then rows all around each of them, and the labels that they should have."""
    steps = np.array([step for step in np.ndindex(3, 3, 3) if step != (1, 1, 1)]) - 1
    ball = SHARE * steps / np.linalg.norm(steps, axis=1, keepdims=True)
    return np.vstack([x, (x[:, None] + ball).reshape(-1, 3)]), np.append(y, np.repeat(y, len(ball)))


def _crossings(code, x, y, turn):
    """Where its border crosses three lines across the street, at −3, 0 and 3 along it."""
    steps = np.linspace(-6, 6, 241)
    lines = np.vstack([np.column_stack([steps, np.full(len(steps), along)]) for along in (-3, 0, 3)])
    answers = np.asarray(code(x, y, lines @ turn.T)).reshape(3, -1)
    return 6 - 12 * np.mean(answers > 0, axis=1)


def _misplaced(code, x, y, seed):
    """The name of the mistake that puts the border where it is: it belongs three from the origin.

    A bias is to blame only where classes about the origin are told apart.
    """
    rows, sides, _ = street(seed)
    about = np.asarray(code(rows, sides, rows))
    if not np.array_equal(about, sides):
        return _mistaken(about, sides)
    across = x[y > 0].mean(axis=0) - x[y < 0].mean(axis=0)
    steps = np.linspace(-6, 6, 241)
    answers = np.asarray(code(x, y, steps[:, None] * across / np.linalg.norm(across)))
    crossing = 6 - 12 * float(np.mean(answers > 0))
    known = {"the bias is left out": 0, "the bias has the wrong sign in the prediction": -3}
    near = [name for name, place in known.items() if abs(crossing - place) < 1]
    return next(iter(near), "")


def _separates(code, cases):
    """Fail unless it tells the classes of one of the cases apart."""
    for x, y in cases:
        came = np.asarray(code(x, y, x))
        if np.array_equal(came, y):
            return
    assert_that(holds=False, came=shown(came), expected=shown(y), mistake=_mistaken(came, y))


def _mistaken(came, right):
    """The name of the mistake that gives these answers, or ''."""
    same = "the answer is always the same" if len(set(came.tolist())) == 1 else ""
    return "the sides are exchanged" if np.array_equal(came, -right) else same


@svm.mistake("the sides are exchanged")
def exchanged(x, y, at):
    return -svm(x, y, at)


@svm.mistake("the answer is always the same")
def always_one(x, y, at):
    return np.ones(len(at), dtype=int)


@svm.mistake("the bias is left out")
def without_bias(x, y, at):
    from sklearn.svm import LinearSVC

    return LinearSVC(C=100.0, fit_intercept=False, random_state=0).fit(x, y).predict(at)


@svm.mistake("the bias has the wrong sign in the prediction")
def bias_with_the_wrong_sign(x, y, at):
    line = learned(x, y)
    return np.where(at @ line["coefficients"] - line["intercept"] > 0, 1, -1)


@svm.mistake("the border lies halfway between the means")
def between_the_means(x, y, at):
    low, high = x[y < 0].mean(axis=0), x[y > 0].mean(axis=0)
    return np.where((at - (low + high) / 2) @ (high - low) > 0, 1, -1)


@svm.mistake(PERCEPTRON)
def perceptron(x, y, at):
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(1000):
        for row, side in zip(x, y, strict=True):
            if side * (row @ w + b) <= 0:
                w, b = w + 0.01 * side * row, b + 0.01 * side
    return np.where(at @ w + b > 0, 1, -1)


@svm.mistake(ALL_PULL)
def least_squares(x, y, at):
    weights = np.linalg.lstsq(np.insert(x, 0, 1, axis=1), y, rcond=None)[0]
    return np.where(np.insert(at, 0, 1, axis=1) @ weights > 0, 1, -1)


skill(needs=all_of(svm))
