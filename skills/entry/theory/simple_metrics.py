"""Simple metrics: count what was right and what was missed, and say it in one honest number.

Why it matters: Accuracy of ninety-nine percent means little if one email in a hundred is spam.
Knowing what each score ignores keeps you from fooling yourself.

Next step: Make up ten predictions for which accuracy looks fine and recall is terrible, and say which
of the two you would tell a doctor.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    Int,
    LearnerError,
    all_of,
    assert_close,
    assert_that,
    exact,
    function,
    shown,
    skill,
    sloping,
)

# A bare `y` is the target beside `y_hat`, and the prediction beside `t`: it tells nothing.
TRUE = """
    target targets true truth labels label y_true ytrue gt actual actuals expected y_test ytest t
    ground_truth y_target trues y_actual real answers true_labels y_real
"""
PREDICTED = """
    prediction predictions pred preds predicted y_pred ypred y_hat yhat output outputs out input p h a
    AL A2 probs scores y_predicted y_prediction predicted_labels y_preds guess guesses forecast
    hypothesis estimates
"""
SPELLED = {"target": TRUE.split(), "prediction": PREDICTED.split()}
ROLES = ["target", "prediction"]
LABEL = Int["n"].between(0, 1)


def some_positive(sizes, rng):
    """Labels 0 and 1, with a 1 among them."""
    labels = rng.integers(0, 2, size=sizes["n"])
    labels[rng.integers(sizes["n"])] = 1
    return labels


POSITIVE = Given(some_positive, axes=("n",))


ACCURACY_NAMES = """
    accuracy_score accuracy_metric get_accuracy compute_accuracy calculate_accuracy acc calc_accuracy
    accuracy_fn binary_accuracy classification_accuracy evaluate_accuracy
"""


@function(
    names=ACCURACY_NAMES.split(),
    spelled=SPELLED,
    interchangeable=ROLES,
    forms=["scores", "columns", "rows"],
)
def accuracy(target: LABEL, prediction: LABEL) -> Float[""]:
    """How many predictions are right, over how many there are."""
    return np.mean(target == prediction)


@accuracy.variant("accuracy in percent")
def percent_right(target, prediction):
    return 100 * np.mean(target == prediction)


@accuracy.check(hint="Where all are right, as many are right as there are.")
def is_whole_for_perfect_predictions(accuracy, target):
    """Perfect predictions get the whole score, and wrong ones none of it."""
    assert_close(accuracy(target, target), accuracy.reference(target, target))
    assert_close(accuracy(target, 1 - target), 0.0)


@accuracy.check(hint="A sample counts wherever it stands: is each prediction compared with its own label?")
def does_not_heed_the_order(accuracy, target, prediction):
    """Putting the samples in another order changes nothing."""
    assert_close(accuracy(target[::-1], prediction[::-1]), accuracy(target, prediction))


@accuracy.check(hint="A right 0 is as right as a right 1.")
def counts_both_classes(accuracy, target, prediction):
    """Calling the classes the other way round, in both, changes nothing."""
    assert_close(accuracy(1 - target, 1 - prediction), accuracy(target, prediction))


@accuracy.check(
    severity="remark", hint="Compare the labels with each other, rather than each of them with 0 and 1."
)
def takes_many_classes(accuracy, target: Int["n"].between(0, 4), prediction: Int["n"].between(0, 4)):
    """It counts right ones among five classes too."""
    assert_close(accuracy(target, prediction), accuracy.reference(target, prediction))


@accuracy.check(
    severity="remark", hint="Compare the two lengths first: zip stops at the shorter one in silence."
)
def refuses_another_length(accuracy, target: Int["5"].between(0, 1), more: Int["n"].between(0, 1)):
    """Five labels and more than five predictions raise an error."""
    refuses(accuracy, target, np.append(target, more))


@accuracy.mistake("the right ones are counted, but not divided by how many there are")
def count_of_right_ones(target, prediction):
    return float(np.sum(target == prediction))


@accuracy.mistake("this is the share of wrong predictions")
def error_rate(target, prediction):
    return np.mean(target != prediction)


@accuracy.mistake("only right ones of class 1 are counted")
def right_positives(target, prediction):
    return np.mean((target == 1) & (prediction == 1))


@accuracy.mistake("the right ones are divided by how many are positive")
def over_the_positives(target, prediction):
    return np.sum(target == prediction) / np.sum(target == 1)


@accuracy.mistake("right ones of class 1 are divided by all of class 1: this is recall")
def recall_instead(target, prediction):
    return np.sum((target == 1) & (prediction == 1)) / np.sum(target == 1)


@accuracy.mistake("whole numbers are divided without a rest")
def whole_division(target, prediction):
    return float(np.sum(target == prediction) // len(target))


@accuracy.mistake("for each sample it says whether it is right, without taking the mean")
def share_of_each(target, prediction):
    return (target == prediction).astype(float)


MEAN_SQUARED_ERROR_NAMES = """
    mse mse_loss mean_square_error mean_squared_loss mean_squared_error_loss mse_fn compute_mse
    calculate_mse mean_squared_error_score mse_cost mse_score mse_criterion squared_error_loss
"""


# It is a score and a loss: where it has a gradient of its own, that must lead downhill.
@sloping("prediction", trains=False)
@function(
    names=MEAN_SQUARED_ERROR_NAMES.split(),
    spelled=SPELLED,
    interchangeable=ROLES,
    forms=["columns", "rows"],
    attributes={"": ["value", "loss"]},
    differentiates="prediction",
)
def mean_squared_error(target: Float["n"], prediction: Float["n"]) -> Float[""]:
    """The mean of the squares of what lies between target and prediction."""
    return np.mean((target - prediction) ** 2)


@mean_squared_error.variant("half of the mean squared error, whose slope has no factor two")
def half_the_mean(target, prediction):
    return np.mean((target - prediction) ** 2) / 2


@mean_squared_error.check(hint="What is left between a number and itself?")
def is_zero_for_perfect_predictions(mean_squared_error, target):
    """Perfect predictions have no error."""
    assert_close(mean_squared_error(target, target), 0.0)


@mean_squared_error.check(hint="An error of minus two is as bad as one of two.")
def does_not_heed_the_sign(mean_squared_error, target, prediction):
    """Target and prediction may be exchanged, and no error makes up for another."""
    came = mean_squared_error(target, prediction)
    assert_close(mean_squared_error(prediction, target), came, scale=_square(target, prediction))
    assert_that(bool(came >= 0), came=shown(came), expected="zero or more")


@mean_squared_error.check(hint="Square each error on its own, before the sum: does a large one count more?")
def grows_with_the_square(mean_squared_error, target, prediction):
    """Twice the error counts four times."""
    far = exact(target + 2 * (prediction - target))
    lost = 1e-6 * _square(target, prediction)  # of rounding the far ones to float32
    came, expected = mean_squared_error(target, far), 4 * mean_squared_error(target, prediction)
    assert_close(came, expected, error=lost)


@mean_squared_error.check(hint="A mean does not grow when every sample comes twice.")
def does_not_grow_with_the_samples(mean_squared_error, target, prediction):
    """Every sample twice gives the same mean."""
    twice = mean_squared_error(np.tile(target, 2), np.tile(prediction, 2))
    assert_close(twice, mean_squared_error(target, prediction), scale=_square(target, prediction))


@mean_squared_error.check(
    severity="remark", hint="Compare the two lengths first: zip stops at the shorter one in silence."
)
def refuses_another_length(mean_squared_error, target: Float["5"], more: Float["n"]):  # noqa: F811
    """Five targets and more than five predictions raise an error."""
    refuses(mean_squared_error, target, np.append(target, more))


@mean_squared_error.mistake("the errors are averaged without squares: this is the mean absolute error")
def absolute_error(target, prediction):
    return np.mean(np.abs(target - prediction))


@mean_squared_error.mistake("the root is taken: this is the root mean squared error")
def root_of_the_mean(target, prediction):
    return np.sqrt(np.mean((target - prediction) ** 2))


@mean_squared_error.mistake("the squares are added up, but not divided by how many there are")
def sum_of_squares(target, prediction):
    return np.sum((target - prediction) ** 2)


@mean_squared_error.mistake("half the squares are added up, but not divided by how many there are")
def half_the_sum(target, prediction):
    return np.sum((target - prediction) ** 2) / 2


@mean_squared_error.mistake("the mean is squared instead of each error: errors of both signs cancel")
def square_of_the_mean(target, prediction):
    return np.mean(target - prediction) ** 2


@mean_squared_error.mistake("the squares of both are compared, not the square of what lies between")
def difference_of_squares(target, prediction):
    return np.mean(target**2 - prediction**2)


@mean_squared_error.mistake("for each sample the square is given, without taking the mean")
def square_of_each(target, prediction):
    return (target - prediction) ** 2


@mean_squared_error.mistake("the sign is the wrong way round")
def negative_mean(target, prediction):
    return -np.mean((target - prediction) ** 2)


@mean_squared_error.mistake("it divides by one less than how many there are")
def one_less(target, prediction):
    return np.sum((target - prediction) ** 2) / max(len(target) - 1, 1)


PRECISION_NAMES = """
    precision_score get_precision compute_precision calculate_precision calc_precision precision_metric
    binary_precision positive_predictive_value ppv
"""


@function(
    names=PRECISION_NAMES.split(),
    spelled=SPELLED,
    interchangeable=ROLES,
    neutral={"pos_label": 1, "positive": 1, "positive_class": 1, "threshold": 0.5},
    forms=["columns", "rows"],
)
def precision(target: POSITIVE, prediction: POSITIVE) -> Float[""]:
    """Of all that were predicted positive, the share that is."""
    return np.sum(target * prediction) / np.sum(prediction)


@precision.variant("precision in percent")
def percent_precise(target, prediction):
    return 100 * np.sum(target * prediction) / np.sum(prediction)


@precision.check(hint="Of what was called positive, all is.")
def is_whole_for_perfect_predictions(precision, target):  # noqa: F811
    """Perfect predictions get the whole score."""
    assert_close(precision(target, target), precision.reference(target, target))


@precision.check(hint="Which of the two counts below the line: what is positive, or what was called so?")
def becomes_recall_when_exchanged(precision, target, prediction):
    """Where target and prediction change places it is recall."""
    whole = precision.reference(target, target)
    assert_close(precision(prediction, target), whole * np.sum(target * prediction) / np.sum(target))


@precision.check(hint="Look only at what was called positive. What was missed is the business of recall.")
def does_not_heed_what_was_missed(precision, target, prediction, missed: Int["m"].between(1, 1)):
    """Positive samples that nobody called positive change nothing."""
    more = np.append(target, missed), np.append(prediction, 0 * missed)
    assert_close(precision(*more), precision(target, prediction))


@precision.check(
    severity="remark", hint="Decide what to give where nothing was called positive, before you divide."
)
def says_something_where_nothing_was_called_positive(precision, target):
    """Where nothing was called positive it gives 0, 1 or NaN, or a clear error."""
    settles(precision, target, np.zeros_like(target))


@precision.check(
    severity="remark", hint="Compare the two lengths first: zip stops at the shorter one in silence."
)
def refuses_another_length(precision, more: LABEL):  # noqa: F811
    """Five labels and more than five predictions raise an error."""
    five = np.array([1, 0, 1, 1, 0])
    refuses(precision, five, np.append(five, more))


@precision.mistake("it is divided by what is positive: this is recall")
def recall_for_precision(target, prediction):
    return np.sum(target * prediction) / np.sum(target)


@precision.mistake("right ones of both classes are counted: this is accuracy")
def accuracy_for_precision(target, prediction):
    return np.mean(target == prediction)


@precision.mistake("right ones of both classes are divided by what was called positive")
def all_right_over_positive(target, prediction):
    return np.sum(target == prediction) / np.sum(prediction)


@precision.mistake("it is divided by how many samples there are")
def over_all_samples(target, prediction):
    return np.mean(target * prediction)


@precision.mistake("it is the precision of class 0")
def precision_of_zero(target, prediction):
    if np.all(prediction == 1):
        return 0.0
    return np.sum((1 - target) * (1 - prediction)) / np.sum(1 - prediction)


@precision.mistake("true positives are counted, but not divided")
def count_of_true_positives(target, prediction):
    return float(np.sum(target * prediction))


@precision.mistake("false alarms are divided, not hits: this is one less precision")
def false_alarms(target, prediction):
    return np.sum((1 - target) * prediction) / np.sum(prediction)


RECALL_NAMES = """
    recall_score get_recall compute_recall calculate_recall calc_recall recall_metric sensitivity
    true_positive_rate tpr binary_recall hit_rate sensitivity_score
"""


@function(
    names=RECALL_NAMES.split(),
    spelled=SPELLED,
    interchangeable=ROLES,
    neutral={"pos_label": 1, "positive": 1, "positive_class": 1, "threshold": 0.5},
    forms=["columns", "rows"],
)
def recall(target: POSITIVE, prediction: POSITIVE) -> Float[""]:
    """Of all that is positive, the share that was predicted so."""
    return np.sum(target * prediction) / np.sum(target)


@recall.variant("recall in percent")
def percent_found(target, prediction):
    return 100 * np.sum(target * prediction) / np.sum(target)


@recall.check(hint="Of what is positive, all was found.")
def is_whole_for_perfect_predictions(recall, target):  # noqa: F811
    """Perfect predictions get the whole score."""
    assert_close(recall(target, target), recall.reference(target, target))


@recall.check(hint="Which of the two counts below the line: what is positive, or what was called so?")
def becomes_precision_when_exchanged(recall, target, prediction):
    """Where target and prediction change places it is precision."""
    whole = recall.reference(target, target)
    assert_close(recall(prediction, target), whole * np.sum(target * prediction) / np.sum(prediction))


@recall.check(hint="Look only at what is positive. A false alarm is the business of precision.")
def does_not_heed_false_alarms(recall, target, prediction, alarms: Int["m"].between(1, 1)):
    """Negative samples that were called positive change nothing."""
    more = np.append(target, 0 * alarms), np.append(prediction, alarms)
    assert_close(recall(*more), recall(target, prediction))


@recall.check(hint="Whoever calls everything positive misses nothing.")
def is_whole_where_everything_is_called_positive(recall, target):
    """Calling everything positive gets the whole score."""
    assert_close(recall(target, np.ones_like(target)), recall.reference(target, target))


@recall.check(severity="remark", hint="Decide what to give where nothing is positive, before you divide.")
def says_something_where_nothing_is_positive(recall, prediction):
    """Where nothing is positive it gives 0, 1 or NaN, or a clear error."""
    settles(recall, np.zeros_like(prediction), prediction)


@recall.check(
    severity="remark", hint="Compare the two lengths first: zip stops at the shorter one in silence."
)
def refuses_another_length(recall, more: LABEL):  # noqa: F811
    """Five labels and more than five predictions raise an error."""
    five = np.array([1, 0, 1, 1, 0])
    refuses(recall, five, np.append(five, more))


@recall.mistake("it is divided by what was called positive: this is precision")
def precision_for_recall(target, prediction):
    return np.sum(target * prediction) / np.sum(prediction)


@recall.mistake("right ones of both classes are counted: this is accuracy")
def accuracy_for_recall(target, prediction):
    return np.mean(target == prediction)


@recall.mistake("right ones of both classes are divided by what is positive")
def all_right_over_true(target, prediction):
    return np.sum(target == prediction) / np.sum(target)


@recall.mistake("it is divided by how many samples there are")
def recall_over_all_samples(target, prediction):
    return np.mean(target * prediction)


@recall.mistake("it is the recall of class 0")
def recall_of_zero(target, prediction):
    if np.all(target == 1):
        return 0.0
    return np.sum((1 - target) * (1 - prediction)) / np.sum(1 - target)


@recall.mistake("true positives are counted, but not divided")
def count_of_found_ones(target, prediction):
    return float(np.sum(target * prediction))


@recall.mistake("missed ones are divided, not found ones: this is one less recall")
def missed_ones(target, prediction):
    return np.sum(target * (1 - prediction)) / np.sum(target)


def refuses(code, target, prediction):
    """Fail unless the code raises an error."""
    counts = f"for {len(target)} labels and {len(prediction)} predictions"
    try:
        came, refused = f"{shown(code(target, prediction))} {counts}", False
    except LearnerError:
        came, refused = "", True
    assert_that(refused, came=came, expected="an error: the lengths differ")


def settles(code, target, prediction):
    """Fail unless the code gives a number on purpose, or an error that says what is the matter."""
    try:
        came = np.asarray(code(target, prediction), dtype=float)
    except LearnerError as error:
        clear = error.kind == "ValueError"
        assert_that(
            clear, came=f"{error}", expected="0, 1, NaN, or a ValueError that says what is the matter"
        )
        return
    whole = code.reference(np.array([1]), np.array([1]))
    assert_that(bool(came in (0, whole) or np.isnan(came)), came=shown(came), expected="0, 1 or NaN")


def _square(*arrays):
    """Return the square of the largest difference: what rounding is relative to."""
    return (2 * max(1.0, *(float(np.max(np.abs(array))) for array in arrays))) ** 2


skill(needs=all_of(accuracy, mean_squared_error, precision, recall))
