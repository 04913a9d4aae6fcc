"""Losses: one number for how wrong a prediction is, with a slope that points to better.

Why it matters: A model becomes whatever its loss rewards, so picking one is the moment at which
you say what you want.

Next step: Train one small model on data with a few wild outliers, once with the squared error and
once with a Huber loss, and compare what it has learnt.
"""

from itertools import product

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    Int,
    LearnerError,
    OneOf,
    Unavailable,
    all_of,
    any_of,
    assert_close,
    assert_finite,
    assert_that,
    function,
    shown,
    skill,
)

TRUE = """
    y_true ytrue target targets true truth labels label actual actuals expected t ground_truth gt
    y_target trues y_batch correct classes class_labels y_onehot one_hot answers
"""
PREDICTED = """
    y_pred ypred y_hat yhat prediction predictions pred preds predicted logits logit scores score output
    outputs probs probabilities prob p a al y_proba x inputs input z softmax_output y_score estimate h
"""
ROLES = {"target": TRUE.split(), "prediction": PREDICTED.split()}
UPHILL = "the gradient has the wrong sign"
LOSS = Float["each"]
"""One number for the batch, or one for each example: the shapes of the references say which."""


def reducing(each):
    """Return what lets a part take the mean, the sum, or the loss of each example alone."""

    def add(part):
        part.variant("sum over the examples, not their mean")(
            lambda **inputs: np.sum(each(**complete(part, inputs)))
        )
        part.variant("loss of each example, not their mean")(lambda **inputs: each(**complete(part, inputs)))
        return part

    return add


def complete(part, inputs):
    """The arguments, with the defaults of those that are not given."""
    return {item.name: item.default for item in part.part.contract.arguments if item.optional} | inputs


def sloping(by, inner=None, fused=""):
    """Return what adds the check of a loss's own gradient: it is the slope of what the code computes.

    Args:
        by: The argument by which it differentiates.
        inner: Makes of a slope by this argument, and of the argument, the slope by what is read in its place.
        fused: What is read in its place by code that gives its gradient by that, whatever goes in.
    """

    def add(part):
        @part.check(examples=15, hint="Differentiate the formula by hand, then compare at this input.")
        def has_the_right_gradient(code, **inputs):
            """Its own gradient, where it has one, is the slope of its curve, as a mean or as a sum."""
            try:
                came = np.asarray(code.gradient(**inputs))
            except Unavailable:
                code.note("no gradient of its own was found, so none was compared")
                return
            slope, bends = slope_of(code.reference, by, inputs)
            rights = {"": slope}
            if inner is not None and not np.array_equal(code.as_read({by: inputs[by]})[by], inputs[by]):
                rights = {"": inner(slope, inputs[by])}
            elif fused:
                rights[f"its gradient is that by {fused}"] = inner(slope, inputs[by])
            compare_slopes(code, came, rights, bends)

        def gradient(**inputs):
            return slope_of(part.part.reference, by, inputs)[0]

        part.operation(gradient)
        part.mistake(UPHILL, operation="gradient")(lambda **inputs: -gradient(**inputs))
        return part

    return add


STEP = 1e-6


def slope_of(loss, by, inputs):
    """The slope of the sum of a loss by one argument, and where it has none, as it bends there."""
    at = np.asarray(inputs[by], dtype=float)
    slope, bends = np.zeros(at.shape), np.zeros(at.shape, dtype=bool)
    for place in np.ndindex(at.shape):
        moved = (at + move * (np.arange(at.size).reshape(at.shape) == np.ravel_multi_index(place, at.shape))
                 for move in (-STEP, 0, STEP))  # fmt: skip
        low, here, high = (float(np.sum(loss(**inputs | {by: one}))) for one in moved)
        slope[place] = (high - low) / (2 * STEP)
        bends[place] = abs(high - 2 * here + low) > 1e-2 * STEP * (1 + abs(slope[place]))
    return slope, bends


SHARED = (
    "",
    "its gradient is summed where its value is averaged",
    "its gradient is averaged where its value is not",
)
FACTORS = {"": 1.0, "its gradient is twice the slope of its value": 2.0,
           "its gradient is half the slope of its value": 0.5}  # fmt: skip


def compare_slopes(code, came, rights, bends):
    """Fail where a gradient is none of these, nor summed or averaged, nor twice or half as steep."""
    shares = list(zip(SHARED, shares_of(bends), strict=True))
    told = (
        (fused, shared, steeper)
        for (fused, right), (shared, share), (steeper, factor) in product(
            rights.items(), shares, FACTORS.items()
        )
        if is_near(came, right * share * factor, bends)
    )
    found = next(told, None)
    turned = any(is_near(-came, right * share, bends) for right in rights.values() for _, share in shares)
    assert_that(
        found is not None,
        came=f"the gradient {shown(came)}",
        expected=shown(rights[""]),
        mistake=UPHILL if turned else "",
    )
    # Of one, two or four examples a number and a factor of two are the same.
    for note in filter(None, found[:1] if len(bends) in (1, 2, 4) else found):
        code.note(note)


def shares_of(bends):
    """By which numbers a gradient may differ that is summed, or averaged, where its value is not."""
    return 1.0, float(len(bends)), 1.0 / len(bends)


def is_near(came, right, bends):
    """Whether a gradient is right wherever there is one; rounding and a small number of a library apart."""
    error = 1e-5 + 1e-3 * float(np.max(np.abs(right[~bends]), initial=0))
    return came.shape == right.shape and bool(np.all(np.abs(came - right)[~bends] <= error))


def of_a_sigmoid(slope, shares):
    return slope * shares * (1 - shares)


def of_a_softmax(slope, shares):
    return shares * (slope - np.sum(slope * shares, axis=1, keepdims=True))


def of_a_logarithm(slope, shares):
    return slope * shares


def answers(code, **inputs):
    """What code gives, or NaN where it refuses."""
    try:
        return float(np.sum(np.asarray(code(**inputs), dtype=float)))
    except LearnerError:
        return float("nan")


def never_negative(part):
    """Add what holds for every loss here: it is zero or more."""

    @part.check(hint="Which term is below zero, and why does no other make up for it?")
    def is_never_negative(code, **inputs):
        """It is never below zero."""
        came = np.asarray(code(**inputs))
        assert_that(bool(np.all(came >= -1e-6)), came=shown(came), expected="zero or more")

    return part


CROSS_ENTROPY_NAMES = """
    cross_entropy_loss categorical_cross_entropy categorical_crossentropy softmax_cross_entropy
    cross_entropy_error softmax_loss CrossEntropy SoftmaxCrossEntropy SoftmaxWithLoss xent
    sparse_categorical_crossentropy cross_entropy_from_logits CategoricalCrossEntropyLoss
    Loss_CategoricalCrossentropy softmax_cross_entropy_loss softmax_cross_entropy_with_logits
    cross_entropy_cost sparse_cross_entropy compute_cross_entropy log_loss_multiclass
    softmax_categorical_cross_entropy
"""
SHARES, LABELS = Float["n k"].shares().at_least(k=3), Int["n"].between(0, 2)


def surprise(prediction, target):
    """Minus the logarithm of the share that each example's own class got."""
    return -np.log(prediction[np.arange(len(target)), target])


@never_negative
@sloping("prediction", of_a_softmax, fused="the scores before a softmax")
@reducing(surprise)
@function(names=CROSS_ENTROPY_NAMES.split(), spelled=ROLES, forms=["one-hot"], relative=1e-4, told=["target"])
def cross_entropy(prediction: SHARES, target: LABELS) -> LOSS:
    """The mean of minus the logarithm of the share that the right class got."""
    return np.mean(surprise(prediction, target))


def takes_scores(code):
    """Whether one more on all scores changes nothing: that is so for scores, and not for shares."""
    shares, label = np.array([[0.2, 0.3, 0.5], [0.4, 0.2, 0.4]]), np.array([1, 0])
    one, other = (answers(code, prediction=shares + more, target=label) for more in (0.0, 0.75))
    return bool(np.isclose(one, other, rtol=1e-5))


@cross_entropy.reading("prediction", "the scores before a softmax", told_by=takes_scores)
def scores_of(prediction):
    return np.log(prediction)


@cross_entropy.check(hint="Of all shares, which one says how well the right class was seen?")
def heeds_the_right_class_alone(cross_entropy, prediction, target):
    """Shares that move between wrong classes change nothing."""
    turned = prediction.copy()
    for row, label in zip(turned, target, strict=True):
        wrong = np.arange(len(row)) != label
        row[wrong] = row[wrong][::-1]
    assert_close(cross_entropy(turned, target), cross_entropy(prediction, target), scale=10, relative=1e-4)


@cross_entropy.check(hint="A sure and right answer costs nothing; what does a sure and wrong one cost?")
def is_least_at_the_target(cross_entropy, prediction, target):
    """The more of the share goes to the right class, the less it is."""
    better = (prediction + np.eye(prediction.shape[1])[target]) / 2
    came = np.sum(cross_entropy(better, target)), np.sum(cross_entropy(prediction, target))
    assert_that(bool(came[0] < came[1]), came=f"{shown(came[0])}", expected=f"less than {shown(came[1])}")


@cross_entropy.check(
    severity="remark",
    hint="Subtract the largest score first, and take the logarithm of the sum, not of each share.",
)
def stays_finite_for_large_scores(cross_entropy, far: OneOf(1000.0, -1000.0)):
    """At scores of 1000 and of -1000, or at a share of zero, it gives finite numbers."""
    sure = np.exp(-np.abs(np.array([[far, 0.0, 0.0]])))
    assert_finite(cross_entropy(np.maximum(sure / sure.sum(), 1e-300), np.array([0])))


@cross_entropy.mistake("the sign is the wrong way round")
def cross_entropy_negative(prediction, target):
    return -np.mean(surprise(prediction, target))


@cross_entropy.mistake("the logarithm is missing")
def cross_entropy_without_log(prediction, target):
    return -np.mean(prediction[np.arange(len(target)), target])


@cross_entropy.mistake("the classes are averaged as well as the examples")
def cross_entropy_of_classes(prediction, target):
    return np.mean(surprise(prediction, target)) / prediction.shape[1]


@cross_entropy.mistake("the softmax runs over the batch axis")
def cross_entropy_over_the_batch(prediction, target):
    return np.mean(surprise(prediction / prediction.sum(axis=0), target))


@cross_entropy.mistake("each class is a yes or no of its own: this is the binary cross-entropy")
def cross_entropy_of_yes_and_no(prediction, target):
    return np.mean(binary_surprise(prediction, np.eye(prediction.shape[1])[target]))


@cross_entropy.mistake("the logarithm of base two is taken")
def cross_entropy_in_bits(prediction, target):
    return np.mean(surprise(prediction, target)) / np.log(2)


BCE_NAMES = """
    bce bce_loss binary_crossentropy log_loss logistic_loss binary_cross_entropy_loss BCELoss
    binary_cross_entropy_with_logits bce_with_logits BCEWithLogitsLoss sigmoid_cross_entropy
    Loss_BinaryCrossentropy compute_cost logloss sigmoid_binary_cross_entropy
"""
SHARE, TRUTH = Float["n"].between(0.1, 0.9), Int["n"].between(0, 1)


def binary_surprise(prediction, target):
    return -(target * np.log(prediction) + (1 - target) * np.log(1 - prediction))


@never_negative
@sloping("prediction", of_a_sigmoid, fused="the score before a sigmoid")
@reducing(binary_surprise)
@function(names=BCE_NAMES.split(), spelled=ROLES, forms=["columns", "rows", "floats"], relative=1e-4)
def binary_cross_entropy(prediction: SHARE, target: TRUTH) -> LOSS:
    """The mean of minus the logarithm of the share that what is true got."""
    return np.mean(binary_surprise(prediction, target))


def takes_any_score(code):
    """Whether it tells apart numbers above one, and finds that one far below zero says no."""
    two, three, none = (
        answers(code, prediction=np.array([far]), target=np.array([0])) for far in (2.0, 3.0, -30.0)
    )
    return bool(np.isfinite([two, three]).all() and not np.isclose(two, three) and abs(none) < 1e-6)


@binary_cross_entropy.reading("prediction", "the score before a sigmoid", told_by=takes_any_score)
def score_of(prediction):
    return np.log(prediction / (1 - prediction))


@binary_cross_entropy.check(hint="Both classes count alike: what becomes of an example of class 0?")
def treats_both_classes_alike(binary_cross_entropy, prediction, target):
    """With both classes called the other way round, it is the same."""
    came = binary_cross_entropy(1 - prediction, 1 - target)
    assert_close(came, binary_cross_entropy(prediction, target), scale=10, relative=1e-4)


@binary_cross_entropy.mistake("the sign is the wrong way round")
def bce_negative(prediction, target):
    return -np.mean(binary_surprise(prediction, target))


@binary_cross_entropy.mistake("the term of class 0 is left out")
def bce_of_positives(prediction, target):
    return -np.mean(target * np.log(prediction))


@binary_cross_entropy.mistake("target and prediction are exchanged in one term")
def bce_exchanged(prediction, target):
    return -np.mean(target * np.log(prediction) + (1 - target) * np.log(prediction))


@binary_cross_entropy.mistake("the logarithm is missing")
def bce_without_log(prediction, target):
    return 1 - np.mean(np.where(target == 1, prediction, 1 - prediction))


HINGE_NAMES = "hinge_loss svm_loss HingeLoss max_margin_loss binary_hinge_loss margin_loss compute_hinge_loss"
SIDES = Given(lambda sizes, rng: rng.choice([-1.0, 1.0], size=sizes["n"]), axes=("n",))
# Away from the bend, where a product of side and score is one.
SCORE = Float["n"].between(-4, 4).avoiding(-1, 1)


def shortfall(prediction, target):
    return np.maximum(0, 1 - target * prediction)


@never_negative
@sloping("prediction")
@reducing(shortfall)
@function(names=HINGE_NAMES.split(), spelled=ROLES, forms=["columns", "rows"])
def hinge(prediction: SCORE, target: SIDES) -> LOSS:
    """The mean of what is missing to a score of one on the right side."""
    return np.mean(shortfall(prediction, target))


@hinge.variant("squared hinge")
def squared_hinge(prediction, target):
    return np.mean(shortfall(prediction, target) ** 2)


def takes_zero(code):
    """Whether a label of zero is a side: then it matters which score it meets."""
    came = [answers(code, prediction=np.array([far]), target=np.array([0.0])) for far in (0.5, 2.0)]
    return bool(np.all(np.isfinite(came)) and not np.isclose(*came))


@hinge.reading("target", "a label of 0 or 1", told_by=takes_zero)
def label_of(target):
    return (target + 1) / 2


@hinge.check(hint="Beyond a margin of one there is nothing left to ask for.")
def is_zero_beyond_the_margin(hinge, target):
    """Scores of two on the right side cost nothing."""
    came = np.asarray(hinge(2 * target, target))
    assert_close(came, np.zeros_like(came))


@hinge.mistake("a score beyond the margin is counted below zero")
def hinge_without_maximum(prediction, target):
    return np.mean(1 - target * prediction)


@hinge.mistake("the margin is zero: this is the perceptron's loss")
def hinge_without_margin(prediction, target):
    return np.mean(np.maximum(0, -target * prediction))


@hinge.mistake("the sign inside is the wrong way round")
def hinge_mirrored(prediction, target):
    return np.mean(np.maximum(0, 1 + target * prediction))


@hinge.mistake("only the sign of the score counts")
def hinge_by_sign(prediction, target):
    return np.mean(np.maximum(0, 1 - target * np.sign(prediction)))


HUBER_NAMES = "huber_loss HuberLoss smooth_l1 smooth_l1_loss SmoothL1Loss smooth_mean_absolute_error"
DELTA = OneOf(1.0, 0.5, 2.0)


def bent(prediction, target, delta):
    gap = np.abs(prediction - target)
    return np.where(gap <= delta, gap**2 / 2, delta * (gap - delta / 2))


def bent_over_delta(prediction, target, delta=1.0):
    return bent(prediction, target, delta) / delta


@never_negative
@sloping("prediction")
@reducing(bent)
@function(
    names=HUBER_NAMES.split(),
    spelled=ROLES | {"delta": ["delta", "beta", "threshold", "d", "alpha"]},
    forms=["columns", "rows"],
)
def huber(prediction: Float["n"], target: Float["n"], delta: DELTA = 1.0) -> LOSS:
    """Half the square of a small error; a straight line from delta on (Huber 1964)."""
    return np.mean(bent(prediction, target, delta))


huber.variant("smooth L1 loss, which is divided by delta")(
    lambda prediction, target, delta=1.0: np.mean(bent_over_delta(prediction, target, delta))
)
huber.variant("sum of the smooth L1 loss, which is divided by delta")(
    lambda prediction, target, delta=1.0: np.sum(bent_over_delta(prediction, target, delta))
)


@huber.fixed("delta")
def delta_in_use(code):
    """How steep it is far out."""
    near, far = (answers(code, prediction=np.array([at]), target=np.zeros(1)) for at in (1000.0, 1001.0))
    return far - near if 0 < far - near < 100 else 1.0


@huber.check(hint="What do the two pieces give where they meet, and what slope have they there?")
def has_no_step_at_delta(huber, delta):
    """Where the square becomes a line, neither the value nor the slope jumps."""
    at = [delta * (1 + step / 1024) for step in (-2, -1, 1, 2)]
    came = [float(np.sum(huber(np.array([one]), np.zeros(1), delta))) for one in at]
    slopes = np.diff(came)[[0, 2]] / np.diff(at)[[0, 2]]
    smooth = np.isclose(*slopes, rtol=0.02) and np.isclose(came[1], came[2], rtol=0.02)
    assert_that(bool(smooth), came=f"{shown(came)} around delta", expected="a smooth curve")


@huber.mistake("the absolute error is used everywhere")
def huber_as_absolute(prediction, target, delta=1.0):
    return np.mean(delta * np.abs(prediction - target))


@huber.mistake("the square is used everywhere")
def huber_as_square(prediction, target, delta=1.0):
    return np.mean((prediction - target) ** 2) / 2


@huber.mistake("the half is missing in the square")
def huber_without_half(prediction, target, delta=1.0):
    gap = np.abs(prediction - target)
    return np.mean(np.where(gap <= delta, gap**2, delta * (gap - delta / 2)))


@huber.mistake("the line is not moved down by half of delta")
def huber_with_a_step(prediction, target, delta=1.0):
    gap = np.abs(prediction - target)
    return np.mean(np.where(gap <= delta, gap**2 / 2, delta * gap))


@huber.mistake("the two pieces are exchanged")
def huber_exchanged(prediction, target, delta=1.0):
    gap = np.abs(prediction - target)
    return np.mean(np.where(gap > delta, gap**2 / 2, delta * (gap - delta / 2)))


@huber.mistake("no absolute value is taken: large negative errors are squared")
def huber_of_one_side(prediction, target, delta=1.0):
    gap = prediction - target
    return np.mean(np.where(gap <= delta, gap**2 / 2, delta * (gap - delta / 2)))


FOCAL_NAMES = "focal_loss FocalLoss binary_focal_loss BinaryFocalLoss sigmoid_focal_loss focal_binary"


def focused(prediction, target, gamma, alpha):
    right = np.where(target == 1, prediction, 1 - prediction)
    return -np.where(target == 1, alpha, 1 - alpha) * (1 - right) ** gamma * np.log(right)


@never_negative
@sloping("prediction", of_a_sigmoid)
@reducing(focused)
@function(names=FOCAL_NAMES.split(), spelled=ROLES, forms=["columns", "rows", "floats"], relative=1e-4)
def focal(
    prediction: SHARE, target: TRUTH, gamma: OneOf(2.0, 1.0) = 2.0, alpha: OneOf(0.25, 0.75) = 0.25
) -> LOSS:
    """The cross-entropy, less of it the surer an example is (Lin et al. 2017, equation 5)."""
    return np.mean(focused(prediction, target, gamma, alpha))


def with_one_weight(prediction, target, gamma=2.0, alpha=0.25):
    return 2 * alpha * focused(prediction, target, gamma, 0.5)


def without_weights(prediction, target, gamma=2.0, alpha=0.25):
    return 2 * focused(prediction, target, gamma, 0.5)


for _name, _each in (("one weight for both classes", with_one_weight), ("no weights", without_weights)):
    focal.variant(f"focal loss with {_name}")(lambda _each=_each, **inputs: np.mean(_each(**inputs)))
    focal.variant(f"sum of the focal loss with {_name}")(
        lambda _each=_each, **inputs: np.sum(_each(**inputs))
    )
    focal.variant(f"focal loss of each example with {_name}")(lambda _each=_each, **inputs: _each(**inputs))


focal.reading("prediction", "the score before a sigmoid", told_by=takes_any_score)(score_of)


@focal.fixed("gamma")
def gamma_in_use(code):
    """How fast the loss falls with the share that is missing."""
    one, other = (
        answers(code, prediction=np.array([1 - rest]), target=np.array([1])) for rest in (0.5, 0.25)
    )
    found = np.log2((one / np.log(2)) / (other / -np.log(0.75)))
    return round(float(found), 6) if 0 < found < 10 else 2.0


@focal.check(hint="What is the exponent of: the share that is right, or the one that is missing?")
def forgives_what_is_nearly_right(focal, target, gamma, alpha):
    """An example that is nearly right counts for far less than one that is nearly wrong."""
    right, wrong = (np.where(target == 1, share, 1 - share) for share in (0.875, 0.125))
    came = [float(np.sum(focal(at, target, gamma, alpha))) for at in (right, wrong)]
    # Cross-entropy alone: log(8) / log(8/7) = 15.6; gamma of one makes it seven times that.
    assert_that(came[1] > 20 * came[0], came=f"{shown(came)}", expected="a twentieth, or less")


@focal.mistake("nothing is focused: this is the cross-entropy")
def focal_without_focus(prediction, target, gamma, alpha):
    return np.mean(focused(prediction, target, 0.0, alpha))


@focal.mistake("the sign is the wrong way round")
def focal_negative(prediction, target, gamma, alpha):
    return -np.mean(focused(prediction, target, gamma, alpha))


@focal.mistake("the share that is right is taken to the power, not the one that is missing")
def focal_on_the_right(prediction, target, gamma, alpha):
    right = np.where(target == 1, prediction, 1 - prediction)
    return np.mean(-np.where(target == 1, alpha, 1 - alpha) * right**gamma * np.log(right))


@focal.mistake("the term of class 0 is left out")
def focal_of_positives(prediction, target, gamma, alpha):
    return np.mean(target * focused(prediction, target, gamma, alpha))


@focal.mistake("the missing share is multiplied by gamma instead of raised to it")
def focal_multiplied(prediction, target, gamma, alpha):
    right = np.where(target == 1, prediction, 1 - prediction)
    return np.mean(-np.where(target == 1, alpha, 1 - alpha) * (1 - right) * gamma * np.log(right))


DICE_NAMES = "dice_loss DiceLoss soft_dice soft_dice_loss SoftDiceLoss binary_dice_loss sorensen_dice_loss"


@sloping("prediction", of_a_sigmoid)
@function(names=DICE_NAMES.split(), spelled=ROLES | {"smooth": ["eps", "epsilon", "smoothing", "s"]},
          forms=["columns", "rows", "floats"], mixes_batch=True, relative=1e-4)  # fmt: skip
def dice(prediction: SHARE, target: TRUTH, smooth: OneOf(1.0, 0.5) = 1.0) -> Float[""]:
    """One less twice the overlap, over both together (Milletari et al. 2016)."""
    overlap, both = np.sum(prediction * target), np.sum(prediction) + np.sum(target)
    return 1 - (2 * overlap + smooth) / (both + smooth)


@dice.variant("Dice loss with squares below (Milletari et al. 2016)")
def dice_with_squares(prediction, target, smooth=1.0):
    overlap, both = np.sum(prediction * target), np.sum(prediction**2) + np.sum(target**2)
    return 1 - (2 * overlap + smooth) / (both + smooth)


@dice.variant("Dice loss whose smoothing term stands below only")
def dice_smoothed_below(prediction, target, smooth=1.0):
    return 1 - 2 * np.sum(prediction * target) / (np.sum(prediction) + np.sum(target) + smooth)


@dice.fixed("smooth")
def smooth_in_use(code):
    """What is left of the score where nothing overlaps."""
    came = answers(code, prediction=np.zeros(4), target=np.ones(4, dtype=int))
    return 4 * (1 - came) / came if 0 < came <= 1 else 1.0


def bends_far_out(code):
    """Whether a prediction of 20 is worth as much as one of 30: then it goes through a sigmoid."""
    truth = np.array([1, 0, 1])
    near, far = (answers(code, prediction=np.array([1.0, 0.0, at]), target=truth) for at in (20.0, 30.0))
    return bool(np.isclose(near, far, rtol=1e-6))


dice.reading("prediction", "the score before a sigmoid", told_by=bends_far_out)(score_of)


@dice.check(hint="Both classes of pixels count below, but only what they share counts above.")
def falls_with_the_overlap(dice, target, smooth):
    """A perfect prediction costs less than one of halves, and that less than the opposite."""
    target = np.append(target, [0, 1])
    sure = np.where(target == 1, 0.9375, 0.0625)
    came = [float(dice(at, target, smooth)) for at in (sure, sure * 0 + 0.5, 1 - sure)]
    assert_that(came == sorted(came), came=shown(came), expected="one larger than the other")


@dice.mistake("the overlap itself is returned, not one less it")
def dice_coefficient(prediction, target, smooth=1.0):
    return 1 - dice.part.reference(prediction, target, smooth)


@dice.mistake("the overlap is not doubled")
def dice_without_two(prediction, target, smooth=1.0):
    overlap, both = np.sum(prediction * target), np.sum(prediction) + np.sum(target)
    return 1 - (overlap + smooth) / (both + smooth)


@dice.mistake("the overlap is divided by the union: this is the Jaccard loss")
def dice_as_jaccard(prediction, target, smooth=1.0):
    overlap, both = np.sum(prediction * target), np.sum(prediction) + np.sum(target)
    return 1 - (overlap + smooth) / (both - overlap + smooth)


@dice.mistake("the smoothing term is added above only")
def dice_smoothed_above(prediction, target, smooth=1.0):
    overlap, both = np.sum(prediction * target), np.sum(prediction) + np.sum(target)
    return 1 - (2 * overlap + smooth) / both


TRIPLET_NAMES = "triplet_loss TripletLoss triplet_margin_loss TripletMarginLoss compute_triplet_loss"
POINT, FAR = Float["n d"].between(-1, 1), Float["n d"].between(-4, 4)
NEAR, MARGIN = Float["n d"].between(-0.5, 0.5), OneOf(2.0, 1.0, 4.0)


def distance(one, other):
    return np.sqrt(np.sum((one - other) ** 2, axis=1))


def excess(anchor, positive, negative, margin):
    return np.maximum(0, distance(anchor, positive) - distance(anchor, negative) + margin)


def squared_excess(anchor, positive, negative, margin=1.0):
    squares = distance(anchor, positive) ** 2 - distance(anchor, negative) ** 2
    return np.maximum(0, squares + margin)


# PyTorch adds 1e-6 to each difference.
@never_negative
@sloping("anchor")
@reducing(excess)
@function(
    names=TRIPLET_NAMES.split(),
    spelled={
        "anchor": ["a", "anchors", "anchor_output", "f_a", "emb_a", "anchor_embedding"],
        "positive": ["p", "pos", "positives", "f_p", "emb_p", "positive_embedding"],
        "negative": ["n", "neg", "negatives", "f_n", "emb_n", "negative_embedding"],
        "margin": ["alpha", "m"],
    },
    relative=1e-4,
    error=1e-5,
)
def triplet(anchor: POINT, positive: POINT, negative: FAR, margin: MARGIN = 1.0) -> LOSS:
    """How much nearer, by a margin, the positive should have been than the negative (Schroff et al. 2015)."""
    return np.mean(excess(anchor, positive, negative, margin))


triplet.variant("triplet loss of squared distances")(lambda **inputs: np.mean(squared_excess(**inputs)))
triplet.variant("sum of the triplet loss of squared distances")(
    lambda **inputs: np.sum(squared_excess(**inputs))
)
triplet.variant("triplet loss of squared distances for each triplet")(squared_excess)


@triplet.fixed("margin")
def margin_in_use(code):
    """What is asked for where both distances are none."""
    point = np.ones((1, 2))
    return answers(code, anchor=point, positive=point, negative=point)


@triplet.check(hint="When is there nothing more to ask of three points?")
def is_zero_when_the_negative_is_far(triplet, anchor, positive, margin):
    """A negative that is far away costs nothing."""
    came = np.asarray(triplet(anchor, positive, anchor + 64, margin))
    assert_close(came, np.zeros_like(came))


@triplet.mistake("the two distances are exchanged")
def triplet_exchanged(anchor, positive, negative, margin):
    return np.mean(excess(anchor, negative, positive, margin))


@triplet.mistake("it goes below zero where the margin is kept")
def triplet_without_maximum(anchor, positive, negative, margin):
    return np.mean(distance(anchor, positive) - distance(anchor, negative) + margin)


@triplet.mistake("the margin is left out")
def triplet_without_margin(anchor, positive, negative, margin):
    return np.mean(excess(anchor, positive, negative, 0.0))


@triplet.mistake("the mean is taken before the maximum: easy triplets pay for hard ones")
def triplet_of_means(anchor, positive, negative, margin):
    return max(0.0, np.mean(distance(anchor, positive) - distance(anchor, negative)) + margin)


@triplet.mistake("the negative is compared with the positive, not with the anchor")
def triplet_of_positive(anchor, positive, negative, margin):
    apart = distance(anchor, positive) - distance(positive, negative)
    return np.mean(np.maximum(0, apart + margin))


CONTRASTIVE_NAMES = "contrastive_loss ContrastiveLoss pair_loss siamese_loss pairwise_contrastive_loss"


def pulled(one, other, target, margin):
    far = distance(one, other)
    return target * far**2 + (1 - target) * np.maximum(0, margin - far) ** 2


def half_pulled(one, other, target, margin=1.0):
    return pulled(one, other, target, margin) / 2


@never_negative
@sloping("one")
@reducing(pulled)
@function(
    names=CONTRASTIVE_NAMES.split(),
    spelled={
        "one": ["x1", "output1", "z1", "emb1", "embedding1", "a", "h1", "left", "f1", "v1", "e1"],
        "other": ["x2", "output2", "z2", "emb2", "embedding2", "b", "h2", "right", "f2", "v2", "e2"],
        "target": [*TRUE.split(), "similar", "same"],
        "margin": ["m"],
    },
    forms=["floats"],
    relative=1e-4,
    error=1e-5,
)
def contrastive(one: NEAR, other: NEAR, target: TRUTH, margin: MARGIN = 1.0) -> LOSS:
    """Pairs of a kind are pulled together, others pushed beyond a margin (Hadsell et al. 2006)."""
    return np.mean(pulled(one, other, target, margin))


contrastive.variant("half of the contrastive loss (Hadsell et al. 2006)")(
    lambda **inputs: np.mean(half_pulled(**inputs))
)
contrastive.variant("half of the sum of the contrastive loss")(lambda **inputs: np.sum(half_pulled(**inputs)))
contrastive.variant("half of the contrastive loss of each pair")(half_pulled)


def marks_what_differs(code):
    """Whether a pair of 1 that are one point costs something: then 1 says that they should differ."""
    point = np.ones((1, 2))
    come = [answers(code, one=point, other=point, target=np.array([mark])) for mark in (0, 1)]
    return bool(come[1] > come[0])


@contrastive.reading("target", "1 for pairs that differ", told_by=marks_what_differs)
def differing(target):
    return 1 - target


@contrastive.fixed("margin")
def contrastive_margin_in_use(code):
    """How far a pair that differs must be apart before it costs nothing."""
    at = np.arange(1, 97) / 32
    zero, far = np.zeros((1, 2)), [np.array([[step, 0.0]]) for step in at]
    costs = [
        min(answers(code, one=zero, other=one, target=np.array([mark])) for mark in (0, 1)) for one in far
    ]
    gone = [step for step, cost in zip(at, costs, strict=True) if cost < 1e-9]
    return float(gone[0]) if gone else 1.0


@contrastive.check(hint="Of a pair that is alike, only the distance counts; of the others, what is missing.")
def leaves_far_pairs_alone(contrastive, one, margin):
    """Pairs that differ and are far apart cost nothing."""
    came = np.asarray(contrastive(one, one + 64, np.zeros(len(one), dtype=int), margin))
    assert_close(came, np.zeros_like(came))


@contrastive.mistake("the distance of alike pairs is not squared")
def contrastive_without_square(one, other, target, margin):
    far = distance(one, other)
    return np.mean(target * far + (1 - target) * np.maximum(0, margin - far) ** 2)


@contrastive.mistake("pairs beyond the margin cost something too")
def contrastive_without_maximum(one, other, target, margin):
    far = distance(one, other)
    return np.mean(target * far**2 + (1 - target) * (margin - far) ** 2)


@contrastive.mistake("pairs that differ are left out")
def contrastive_of_alike(one, other, target, margin):
    return np.mean(target * distance(one, other) ** 2)


@contrastive.mistake("pairs that differ are pushed together too")
def contrastive_that_pulls_all(one, other, target, margin):
    return np.mean(distance(one, other) ** 2)


KL_NAMES = """
    kl_divergence kl_div KLDivergence kl_loss KLDivLoss kullback_leibler kullback_leibler_divergence
    relative_entropy compute_kl kld kl_divergence_loss
"""
ROW = Float["n k"].shares().at_least(k=2)


def gained(p, q):
    return np.sum(p * np.log(p / q), axis=1)


@never_negative
@sloping("q", of_a_logarithm)
@reducing(gained)
@function(
    names=KL_NAMES.split(),
    spelled={
        "p": [*TRUE.split(), "p_true", "p_dist", "true_dist", "P", "posterior"],
        "q": [*(set(PREDICTED.split()) - {"p", "a", "x"}), "q_pred", "q_dist", "pred_dist", "Q", "prior"],
    },
    relative=1e-4,
    differentiates="q",
)
def kl(p: ROW, q: ROW) -> LOSS:
    """The mean over the rows of the sum of p · log(p / q) (Kullback and Leibler 1951)."""
    return np.mean(gained(p, q))


def takes_logarithms(code):
    """Whether it tells numbers below zero apart."""
    p, rows = np.array([[0.25, 0.75]]), (np.array([[-1.5, -0.5]]), np.array([[-2.5, -0.25]]))
    came = [answers(code, p=p, q=q) for q in rows]
    return bool(np.isfinite(came).all() and not np.isclose(*came))


@kl.reading("q", "logarithms of shares", told_by=takes_logarithms)
def logarithms(q):
    return np.log(q)


@kl.check(hint="What is the logarithm of one?")
def is_zero_between_the_same(kl, p):
    """Between a distribution and itself there is none."""
    came = np.asarray(kl(p, p))
    assert_close(came, np.zeros_like(came), scale=10)


@kl.mistake("p and q are exchanged")
def kl_exchanged(p, q):
    return np.mean(gained(q, p))


@kl.mistake("the sign is the wrong way round")
def kl_negative(p, q):
    return -np.mean(gained(p, q))


@kl.mistake("the entropy of p is left out: this is the cross-entropy")
def kl_as_cross_entropy(p, q):
    return -np.mean(np.sum(p * np.log(q), axis=1))


@kl.mistake("the logarithms are not weighed by p")
def kl_unweighed(p, q):
    return np.mean(np.sum(np.log(p / q), axis=1))


@kl.mistake("the mean is taken over the classes too")
def kl_of_classes(p, q):
    return np.mean(p * np.log(p / q))


skill(
    needs=all_of(
        cross_entropy,
        "mean_squared_error",
        any_of(1, binary_cross_entropy, hinge, huber, focal, dice, triplet, contrastive, kl),
    )
)
