"""Losses: one number for how wrong a prediction is, with a slope that points to better.

Why it matters: A model becomes whatever its loss rewards, so picking one is the moment at which
you say what you want.

Next step: Train one small model on data with a few wild outliers, once with the squared error and
once with a Huber loss, and compare what it has learnt.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    Int,
    LearnerError,
    OneOf,
    all_of,
    any_of,
    assert_close,
    assert_finite,
    assert_that,
    function,
    shown,
    skill,
    sloping,
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


def family(part, name, each):
    """Add a variant of a loss: its mean, its sum, and the loss of each example alone."""
    part.variant(name)(lambda **inputs: np.mean(each(**complete(part, inputs))))
    part.variant(f"sum of the {name}")(lambda **inputs: np.sum(each(**complete(part, inputs))))
    part.variant(f"{name} of each example")(lambda **inputs: each(**complete(part, inputs)))


def complete(part, inputs):
    """The arguments, with the defaults of those that are not given."""
    return {item.name: item.default for item in part.part.contract.arguments if item.optional} | inputs


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
    """The mean of minus the logarithm of the probability that the right class got."""
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
    """The mean of minus the logarithm of the probability that what is true got."""
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


MULTICLASS_HINGE_NAMES = """
    multiclass_hinge_loss multi_class_hinge multi_class_hinge_loss multiclass_svm_loss multi_margin_loss
    MultiMarginLoss svm_loss_vectorized svm_loss_naive categorical_hinge categorical_hinge_loss
    hinge_loss HingeLoss crammer_singer_loss MulticlassHinge weston_watkins_loss svm_loss_multiclass
"""
CLASS_SCORES = Float["n k"].between(-4, 4).at_least(k=3)


def shortfalls(prediction, target):
    """How much each wrong class comes within a margin of one of the right one."""
    rows = np.arange(len(target))
    missing = np.maximum(0, prediction - prediction[rows, target][:, None] + 1)
    missing[rows, target] = 0
    return missing


def sum_of_shortfalls(prediction, target):
    return shortfalls(prediction, target).sum(axis=1)


@never_negative
@sloping("prediction")
@reducing(sum_of_shortfalls)
@function(names=MULTICLASS_HINGE_NAMES.split(), spelled=ROLES, forms=["one-hot"], told=["target"])
def multiclass_hinge(prediction: CLASS_SCORES, target: LABELS) -> LOSS:
    """The mean of what each wrong class lacks to a margin below the right one (Weston and Watkins 1999)."""
    return np.mean(sum_of_shortfalls(prediction, target))


family(multiclass_hinge, "multi-class hinge of the worst class alone (Crammer and Singer 2001)",
       lambda prediction, target: shortfalls(prediction, target).max(axis=1))  # fmt: skip
family(multiclass_hinge, "multi-class hinge that is averaged over the classes, as PyTorch's",
       lambda prediction, target: shortfalls(prediction, target).mean(axis=1))  # fmt: skip
family(multiclass_hinge, "squared multi-class hinge",
       lambda prediction, target: (shortfalls(prediction, target) ** 2).sum(axis=1))  # fmt: skip


@multiclass_hinge.check(hint="Which classes cost nothing when the right one is far ahead?")
def asks_for_no_more_than_the_margin(multiclass_hinge, target):
    """Where the right class is two ahead of all others, nothing is lost."""
    came = np.asarray(multiclass_hinge(2.0 * np.eye(3)[target], target))
    assert_close(came, np.zeros_like(came))


@multiclass_hinge.check(hint="Only the distance between two scores counts.")
def heeds_differences_alone(multiclass_hinge, prediction, target):
    """The same number added to all scores of an example changes nothing."""
    assert_close(multiclass_hinge(prediction + 1, target), multiclass_hinge(prediction, target), scale=10)


@multiclass_hinge.mistake("the right class is not left out, so that each example pays one too much")
def hinge_with_the_right_class(prediction, target):
    return np.mean(sum_of_shortfalls(prediction, target) + 1)


@multiclass_hinge.mistake("a class beyond the margin is counted below zero")
def classes_without_maximum(prediction, target):
    rows = np.arange(len(target))
    missing = prediction - prediction[rows, target][:, None] + 1
    missing[rows, target] = 0
    return np.mean(missing.sum(axis=1))


@multiclass_hinge.mistake("the margin is zero")
def classes_without_margin(prediction, target):
    rows = np.arange(len(target))
    return np.mean(np.maximum(0, prediction - prediction[rows, target][:, None]).sum(axis=1))


@multiclass_hinge.mistake("right and wrong are exchanged: the right class is pushed below the others")
def classes_mirrored(prediction, target):
    return np.mean(sum_of_shortfalls(-prediction, target))


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


MULTICLASS_FOCAL_NAMES = """
    multiclass_focal_loss multi_class_focal categorical_focal_loss MulticlassFocalLoss CategoricalFocalLoss
    softmax_focal_loss focal_cross_entropy
    sparse_categorical_focal_loss focal_loss_multiclass FocalCrossEntropy multi_class_focal_loss
    focal_loss_softmax focal_loss FocalLoss
"""


def focused_on_classes(prediction, target, gamma):
    right = prediction[np.arange(len(target)), target]
    return -((1 - right) ** gamma) * np.log(right)


@never_negative
@sloping("prediction", of_a_softmax)
@reducing(focused_on_classes)
@function(names=MULTICLASS_FOCAL_NAMES.split(), spelled=ROLES, forms=["one-hot"], relative=1e-4,
          told=["target"], neutral={"alpha": 1.0})  # fmt: skip
def multiclass_focal(prediction: SHARES, target: LABELS, gamma: OneOf(2.0, 1.0) = 2.0) -> LOSS:
    """The cross-entropy of many classes, less of it the surer an example is (Lin et al. 2017, section 3)."""
    return np.mean(focused_on_classes(prediction, target, gamma))


family(multiclass_focal, "multi-class focal loss with a weight of a quarter",
       lambda prediction, target, gamma: focused_on_classes(prediction, target, gamma) / 4)  # fmt: skip
multiclass_focal.reading("prediction", "the scores before a softmax", told_by=takes_scores)(scores_of)


@multiclass_focal.fixed("gamma")
def gamma_of_classes_in_use(code):
    """How fast the loss falls with the share that is missing, whether shares or their logarithms go in."""
    rows = (np.array([[rest / 2, rest / 2, 1 - rest]]) for rest in (0.5, 0.25))
    logarithm = np.log if takes_scores(code) else np.asarray
    one, other = (answers(code, prediction=logarithm(row), target=np.array([2])) for row in rows)
    found = np.log2((one / np.log(2)) / (other / -np.log(0.75)))
    return round(float(found), 6) if 0 < found < 10 else 2.0


@multiclass_focal.check(hint="What is the exponent of: the share that is right, or the one that is missing?")
def forgives_sure_classes(multiclass_focal, target, gamma):
    """An example that is nearly right counts for far less than one that is nearly wrong."""
    marks = np.eye(3)[target]
    right, wrong = marks * 0.75 + 0.25 * (1 - marks) / 2, marks * 0.125 + 0.875 * (1 - marks) / 2
    came = [float(np.sum(multiclass_focal(at, target, gamma))) for at in (right, wrong)]
    # Cross-entropy alone: log(8) / log(4/3) = 7.2; gamma of one makes it 3.5 times that.
    assert_that(came[1] > 15 * came[0], came=f"{shown(came)}", expected="a fifteenth, or less")


@multiclass_focal.mistake("nothing is focused: this is the cross-entropy")
def classes_without_focus(prediction, target, gamma):
    return np.mean(focused_on_classes(prediction, target, 0.0))


@multiclass_focal.mistake("the sign is the wrong way round")
def classes_negative(prediction, target, gamma):
    return -np.mean(focused_on_classes(prediction, target, gamma))


@multiclass_focal.mistake("the share that is right is taken to the power, not the one that is missing")
def classes_on_the_right(prediction, target, gamma):
    right = prediction[np.arange(len(target)), target]
    return np.mean(-(right**gamma) * np.log(right))


@multiclass_focal.mistake("the missing share is multiplied by gamma instead of raised to it")
def classes_multiplied(prediction, target, gamma):
    right = prediction[np.arange(len(target)), target]
    return np.mean(-(1 - right) * gamma * np.log(right))


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
    """How much nearer the positive should be than the negative, by a margin (Schroff et al. 2015)."""
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


INFO_NCE_NAMES = """
    info_nce_loss InfoNCE InfoNCELoss infonce infonce_loss nt_xent nt_xent_loss NTXent NTXentLoss clip_loss
    ClipLoss simclr_loss n_pairs_loss batch_contrastive_loss in_batch_contrastive_loss cpc_loss
    contrastive_loss_clip NT_Xent
"""
VIEW = Float["n d"].between(-2, 2).avoiding(0).at_least(n=3, d=2)  # a row of zeros has no direction
VIEWS = {
    "one": ["z1", "z_i", "zi", "view1", "anchor", "anchors", "query", "queries", "q", "x1", "h1", "emb1",
            "a", "image_features", "image_embeddings", "embeddings_a", "out_1", "image_embeds", "p1"],
    "other": ["z2", "z_j", "zj", "view2", "positive", "positives", "key", "keys", "k", "x2", "h2", "emb2",
              "b", "text_features", "text_embeddings", "embeddings_b", "out_2", "text_embeds", "p2"],
    "temperature": ["tau", "t", "temp"],
}  # fmt: skip


def turned_to_length_one(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def surprise_of_pairs(scores):
    """Minus the logarithm of the share that each row's own partner gets."""
    lifted = scores - scores.max(axis=1, keepdims=True)
    return np.log(np.exp(lifted).sum(axis=1)) - np.diagonal(lifted)


def likenesses(one, other, temperature):
    return turned_to_length_one(one) @ turned_to_length_one(other).T / temperature


def each_pair(one, other, temperature):
    return surprise_of_pairs(likenesses(one, other, temperature))


@never_negative
@sloping("one")
@reducing(each_pair)
@function(names=INFO_NCE_NAMES.split(), spelled=VIEWS, relative=1e-4, mixes_batch=True)
def info_nce(one: VIEW, other: VIEW, temperature: OneOf(0.5, 0.25, 1.0) = 0.5) -> LOSS:
    """How well each row finds its partner among all, by cosine (van den Oord et al. 2018, equation 4)."""
    return np.mean(each_pair(one, other, temperature))


def both_ways(one, other, temperature):
    scores = likenesses(one, other, temperature)
    return (surprise_of_pairs(scores) + surprise_of_pairs(scores.T)) / 2


def among_all_views(one, other, temperature):
    """Each of the 2n views looks for its partner among the 2n - 1 others."""
    views, count = np.concatenate([one, other]), len(one)
    scores = likenesses(views, views, temperature)
    np.fill_diagonal(scores, -np.inf)
    return surprise_of_pairs(np.roll(scores, count, axis=1))


family(info_nce, "symmetric InfoNCE, as in CLIP (Radford et al. 2021)", both_ways)
family(info_nce, "NT-Xent, the InfoNCE of all views (Chen et al. 2020)", among_all_views)
family(info_nce, "InfoNCE that looks for the first view among the second ones' partners",
       lambda one, other, temperature: each_pair(other, one, temperature))  # fmt: skip
family(info_nce, "InfoNCE of inner products, whose rows keep their lengths",
       lambda one, other, temperature: surprise_of_pairs(one @ other.T / temperature))  # fmt: skip


@info_nce.fixed("temperature")
def temperature_in_use(code):
    """What two crossed pairs cost, beside what pairs cost that are all alike."""
    alike, crossed = np.ones((2, 2)), np.eye(2)
    rest = round(np.exp(answers(code, one=alike, other=alike))) - 1
    found = np.log(np.exp(answers(code, one=crossed, other=crossed[::-1].copy())) - rest)
    return round(float(1 / found), 4) if 0.01 < found < 1000 else 0.5


@info_nce.check(hint="Which entries of the matrix of likenesses are the pairs?")
def prefers_the_right_partners(info_nce, one, temperature):
    """Pairs that are the same cost less than the same rows with partners exchanged."""
    one = one + 4 * np.eye(len(one), one.shape[1])
    same, exchanged = (
        float(np.sum(info_nce(one, other, temperature))) for other in (one, np.roll(one, 1, axis=0))
    )
    assert_that(same < exchanged, came=f"{shown(same)}", expected=f"less than {shown(exchanged)}")


@info_nce.mistake("the sign is the wrong way round")
def info_nce_negative(one, other, temperature):
    return -np.mean(each_pair(one, other, temperature))


@info_nce.mistake("the temperature multiplies the likenesses instead of dividing them")
def info_nce_multiplied(one, other, temperature):
    return np.mean(each_pair(one, other, 1 / temperature))


@info_nce.mistake("every row looks for the first partner instead of its own")
def info_nce_of_the_first(one, other, temperature):
    scores = likenesses(one, other, temperature)
    return np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[:, 0])


@info_nce.mistake("the logarithm is missing")
def info_nce_without_log(one, other, temperature):
    return 1 - np.mean(np.exp(-each_pair(one, other, temperature)))


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
        any_of(
            1,
            binary_cross_entropy,
            hinge,
            multiclass_hinge,
            huber,
            focal,
            multiclass_focal,
            dice,
            triplet,
            contrastive,
            info_nce,
            kl,
        ),
    )
)
