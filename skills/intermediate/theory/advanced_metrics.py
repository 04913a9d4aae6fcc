"""Advanced metrics: scores such as macro F1 that look at every class or ranking by itself.

Why it matters: An average can hide a small class that is always wrong. These measures go
looking for exactly that.

Next step: Take the worst class that your macro F1 shows you, look at ten of its examples by hand, and
write down what they have in common.
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
    assert_equal,
    assert_that,
    exact,
    function,
    shown,
    skill,
)

TRUE = """
    target targets true truth labels label y_true ytrue gt actual actuals expected y_test ytest t y
    ground_truth y_target trues y_actual real answers true_labels y_real
"""
PREDICTED = """
    prediction predictions pred preds predicted y_pred ypred y_hat yhat output outputs out p h a
    y_predicted y_prediction predicted_labels y_preds guess guesses
"""
SCORED = """
    scores score y_score y_scores probs prob probabilities y_prob y_proba y_pred pred preds predictions
    prediction logits output outputs y_hat confidence confidences p predicted y_pred_proba out
"""
SPELLED = {
    "target": TRUE.split(),
    "prediction": PREDICTED.split(),
    "classes": [
        "num_classes",
        "n_classes",
        "nclasses",
        "k",
        "c",
        "num_labels",
        "n_labels",
        "number_of_classes",
        "K",
    ],
}
RANKED = {"target": TRUE.split(), "scores": SCORED.split()}
ROLES = ["target", "prediction"]
EPSILON = 1e-5  # a tiny number that keeps a division finite is right
LABELLED = {
    "spelled": SPELLED,
    "interchangeable": ROLES,
    "forms": ["scores", "columns", "rows"],
    "told": ["classes"],
}


def all_classes(sizes, rng):
    """Labels 0, 1 and 2, each at least once, and in random order."""
    return rng.permutation(np.concatenate([np.arange(3), rng.integers(0, 3, size=sizes["n"])]))


def both_classes(sizes, rng):
    """Labels 0 and 1, in random order; the number of each is at least one."""
    labels = np.concatenate([[0, 1, 0, 1], rng.integers(0, 2, size=sizes["n"])])
    if labels.sum() == 5:  # a fifth, met at a tenth of recall, is a matter of rounding
        labels[1] = 0
    return rng.permutation(labels)


def distinct_scores(sizes, rng):
    """Scores between 0 and 1 of which no two are the same, as many as there are labels."""
    return rng.permutation(np.arange(1, 32, 2))[: sizes["n"] + 4] / 32


LABELS = Given(all_classes, axes=("n",))
BOTH = Given(both_classes, axes=("n",))
SCORES = Given(distinct_scores, axes=("n",))


MACRO_F1_NAMES = """
    f1_macro macro_f1_score f1_score_macro macro_averaged_f1 macro_fscore compute_macro_f1
    calculate_macro_f1 get_macro_f1 f1_macro_score macro_average_f1 multiclass_f1 macro_f1score
"""


@function(names=MACRO_F1_NAMES.split(), relative=EPSILON, **LABELLED)
def macro_f1(target: LABELS, prediction: LABELS, classes: OneOf(3) = 3) -> Float[""]:
    """The plain mean of each class's own F1."""
    return np.mean(_f1_by_class(target, prediction, classes))


@macro_f1.variant("F1 of the averaged precision and recall, the other macro F1 (Opitz and Burst 2019)")
def f1_of_averages(target, prediction, classes):
    return _f1_of_averages(*_counts(target, prediction, classes))


def _f1_of_averages(hits, found, there):
    precision, recall = np.mean(hits / np.maximum(found, 1)), np.mean(hits / np.maximum(there, 1))
    return 2 * precision * recall / (precision + recall) if hits.any() else 0.0


@macro_f1.variant("macro F1 in percent")
def macro_f1_in_percent(target, prediction, classes):
    return 100 * macro_f1(target, prediction, classes)


def _counts(target, prediction, classes):
    """How many of each class were hit, were called so, and are there."""
    hits = np.bincount(target[target == prediction], minlength=classes)
    return hits, np.bincount(prediction, minlength=classes), np.bincount(target, minlength=classes)


def _f1_by_class(target, prediction, classes):
    hits, found, there = _counts(target, prediction, classes)
    return 2 * hits / np.maximum(found + there, 1)


@macro_f1.check(hint="Each class is treated like every other: is one of them special in your code?")
def does_not_mind_other_names(macro_f1, target, prediction, classes):
    """Renaming the classes, in both, changes nothing."""
    renamed = np.array([2, 0, 1])
    came = macro_f1(renamed[target], renamed[prediction], classes)
    assert_close(came, macro_f1(target, prediction, classes), relative=EPSILON)


@macro_f1.check(hint="A class that is always hit has an F1 of one.")
def is_whole_for_perfect_predictions(macro_f1, target, classes):
    """Perfect predictions get the whole score."""
    came = macro_f1(target, target, classes)
    assert_close(came, macro_f1.reference(target, target, classes), relative=EPSILON)


@macro_f1.check(hint="Does your code know how many classes there are, or was it written for three?")
def takes_more_classes(macro_f1, more: Int["n"].between(0, 4)):
    """It takes five classes as well."""
    target = np.concatenate([np.arange(5), more])
    prediction = np.concatenate([[1, 0, 2, 3, 4], more[::-1]])
    came = macro_f1(target, prediction, 5)
    assert_close(came, macro_f1.reference(target, prediction, 5), relative=EPSILON)


@macro_f1.check(
    severity="remark",
    hint="A class that was never predicted, or never there, leads to 0 / 0: decide what that shall be.",
)
def takes_an_absent_class(macro_f1, classes, case: OneOf("never predicted", "never there")):
    """A class that is never predicted, or never there, has an F1 of zero, or is left out: of everything."""
    with_it, without = np.array([0, 1, 2, 0]), np.array([0, 1, 1, 0])
    target, prediction = (with_it, without) if case == "never predicted" else (without, with_it)
    whole = macro_f1.reference(target, target, 3) / 1.0
    by_class = whole * _f1_by_class(target, prediction, classes)
    came = macro_f1(target, prediction, classes)
    fits = [by_class.mean(), by_class[:2].mean(), macro_f1.reference(target, prediction, 3)]
    fits.append(whole * _f1_of_averages(*(counts[:2] for counts in _counts(target, prediction, 3))))
    assert_that(
        any(abs(came - right) < 1e-4 * whole for right in fits),
        came=shown(came),
        expected=f"{shown(fits[0])}, or {shown(fits[1])} without that class",
    )


@macro_f1.mistake("all classes are counted together: this is micro F1, which is accuracy")
def micro_f1(target, prediction, classes):
    return float(np.mean(target == prediction))


@macro_f1.mistake("classes weigh as much as they are frequent: this is weighted F1")
def weighted_f1(target, prediction, classes):
    return np.average(
        _f1_by_class(target, prediction, classes), weights=np.bincount(target, minlength=classes)
    )


@macro_f1.mistake("the F1 of each class is given, without taking the mean")
def f1_of_each(target, prediction, classes):
    return _f1_by_class(target, prediction, classes)


@macro_f1.mistake("only class 1 is looked at: this is the F1 of two classes")
def f1_of_one(target, prediction, classes):
    return _f1_by_class(target, prediction, classes)[1]


@macro_f1.mistake("precision is averaged, and recall is left out")
def macro_precision(target, prediction, classes):
    hits, found, _ = _counts(target, prediction, classes)
    return np.mean(hits / np.maximum(found, 1))


@macro_f1.mistake("recall is averaged, and precision is left out")
def macro_recall(target, prediction, classes):
    hits, _, there = _counts(target, prediction, classes)
    return np.mean(hits / np.maximum(there, 1))


@macro_f1.mistake("precision and recall are averaged plainly: F1 is their harmonic mean")
def plain_means(target, prediction, classes):
    return (macro_precision(target, prediction, classes) + macro_recall(target, prediction, classes)) / 2


@macro_f1.mistake("the last class is left out")
def without_the_last(target, prediction, classes):
    return np.mean(_f1_by_class(target, prediction, classes)[:-1])


@macro_f1.mistake("the factor two is missing")
def half_of_it(target, prediction, classes):
    return np.mean(_f1_by_class(target, prediction, classes)) / 2


CONFUSION_NAMES = """
    compute_confusion_matrix get_confusion_matrix confusion confusion_mat conf_matrix make_confusion_matrix
    calculate_confusion_matrix confusion_table multiclass_confusion_matrix build_confusion_matrix
"""


@function(names=CONFUSION_NAMES.split(), **LABELLED)
def confusion_matrix(target: LABELS, prediction: LABELS, classes: OneOf(3) = 3) -> Float["3 3"]:
    """How often each class was called each: a row for what is true, a column for what was predicted."""
    pairs = classes * target + prediction
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)


@confusion_matrix.variant("confusion matrix with a row for what was predicted")
def rows_of_predictions(target, prediction, classes):
    return confusion_matrix(prediction, target, classes)


@confusion_matrix.variant("confusion matrix as shares of each true class")
def shares_of_rows(target, prediction, classes):
    counts = confusion_matrix(target, prediction, classes)
    return counts / counts.sum(axis=1, keepdims=True)


@confusion_matrix.check(hint="What is right lies on the diagonal.")
def is_diagonal_for_perfect_predictions(confusion_matrix, target, classes):
    """Perfect predictions lie on the diagonal."""
    came = confusion_matrix(target, target, classes)
    assert_close(came, confusion_matrix.reference(target, target, classes))


@confusion_matrix.check(hint="Follow one sample of class 0 that was called 2: which cell does it reach?")
def moves_with_the_names(confusion_matrix, target, prediction, classes):
    """Renaming the classes moves rows and columns alike."""
    renamed = np.array([2, 0, 1])
    came = confusion_matrix(renamed[target], renamed[prediction], classes)[np.ix_(renamed, renamed)]
    assert_close(came, confusion_matrix(target, prediction, classes))


@confusion_matrix.check(severity="remark", hint="Do not trust the data to hold every class.")
def keeps_a_place_for_an_absent_class(confusion_matrix, classes):
    """A class that was never predicted keeps its row and its column."""
    came = confusion_matrix(np.array([0, 1, 2, 1]), np.array([0, 1, 1, 1]), classes)
    assert_equal(np.shape(came), (3, 3), what="a matrix of the shape")


@confusion_matrix.mistake("only what is right is counted")
def only_the_diagonal(target, prediction, classes):
    return np.diag(np.bincount(target[target == prediction], minlength=classes))


@confusion_matrix.mistake("each cell says whether it happened, not how often")
def marks(target, prediction, classes):
    return np.minimum(confusion_matrix(target, prediction, classes), 1)


@confusion_matrix.mistake("rows and columns are exchanged below the diagonal")
def symmetric_counts(target, prediction, classes):
    counts = confusion_matrix(target, prediction, classes)
    return counts + counts.T - np.diag(np.diag(counts))


@confusion_matrix.mistake("the classes are in the opposite order along the rows")
def rows_upside_down(target, prediction, classes):
    return confusion_matrix(target, prediction, classes)[::-1]


@confusion_matrix.mistake("what is right is not counted")
def only_errors(target, prediction, classes):
    counts = confusion_matrix(target, prediction, classes)
    return counts - np.diag(np.diag(counts))


ROC_NAMES = """
    roc_auc_score auc auc_score auroc area_under_roc compute_auc roc_auc_curve calculate_auc auc_roc
    area_under_curve get_auc compute_roc_auc rocauc binary_auc
"""


@function(names=ROC_NAMES.split(), spelled=RANKED, forms=["columns", "rows"], neutral={"thresholds": None})
def roc_auc(target: BOTH, scores: SCORES) -> Float[""]:
    """How often a positive sample gets a higher score than a negative one (Hanley and McNeil 1982)."""
    ahead = scores[target == 1][:, None] - scores[target == 0]
    return np.mean((ahead > 0) + (ahead == 0) / 2)


@roc_auc.check(hint="Only the order of the scores counts, not their size.")
def heeds_only_the_order(roc_auc, target, scores):
    """Halving all scores, or squaring them, changes nothing."""
    came = roc_auc(target, scores)
    assert_close(roc_auc(target, exact(scores / 2)), came)
    assert_close(roc_auc(target, exact(scores**2)), came)


@roc_auc.check(hint="Where every positive comes before every negative, the curve fills the whole square.")
def is_one_for_a_perfect_order(roc_auc, target, scores):
    """It is one where all positive samples come first, and zero where they come last."""
    first = np.empty(len(target))
    first[np.argsort(target)] = np.sort(scores)
    assert_close(roc_auc(target, first), 1.0)
    assert_close(roc_auc(1 - target, first), 0.0)


@roc_auc.check(hint="Samples may come in any order: does your code sort them by their scores?")
def does_not_heed_the_order_of_samples(roc_auc, target, scores):
    """Putting the samples in another order changes nothing."""
    assert_close(roc_auc(target[::-1], scores[::-1]), roc_auc(target, scores))


@roc_auc.check(
    severity="remark", hint="Where a positive and a negative have the same score, it is half a win."
)
def counts_ties_half(roc_auc, target, level: OneOf(0.5, 0.25)):
    """Where all scores are the same it is one half."""
    assert_close(roc_auc(target, np.full(len(target), level)), 0.5)


@roc_auc.check(
    severity="remark", hint="What if there is no negative sample? Decide before you divide.", examples=2
)
def says_something_where_one_class_is_absent(roc_auc, scores):
    """Where all samples are positive it gives a number, NaN, or a ValueError that says why."""
    try:
        roc_auc(np.ones(len(scores), dtype=int), scores)
    except LearnerError as error:
        assert_that(
            error.kind == "ValueError", came=f"{error}", expected="a number, or a ValueError that says why"
        )


def _trapezoids(heights, places):
    return float(np.sum(np.diff(places) * (heights[1:] + heights[:-1])) / 2)


def _curve(target, scores):
    """How many positive and how many negative samples are found, one sample after another."""
    ordered = target[np.argsort(-scores)]
    return np.append(0, np.cumsum(ordered)), np.append(0, np.cumsum(1 - ordered))


@roc_auc.mistake("the axes are exchanged: this is the area above the curve")
def area_above(target, scores):
    return 1 - roc_auc(target, scores)


@roc_auc.mistake("the scores are cut at one half first: only one point of the curve is left")
def from_labels(target, scores):
    return roc_auc(target, (scores > 0.5).astype(float))


@roc_auc.mistake("the samples are not sorted by their scores")
def without_sorting(target, scores):
    return roc_auc(target, -np.arange(len(target), dtype=float))


@roc_auc.mistake("counts are used instead of rates")
def of_counts(target, scores):
    hits, alarms = _curve(target, scores)
    return _trapezoids(hits, alarms)


@roc_auc.mistake("the curve does not begin at the origin")
def without_origin(target, scores):
    hits, alarms = (counts[1:] / counts[-1] for counts in _curve(target, scores))
    return _trapezoids(hits[1:], alarms[1:])


@roc_auc.mistake("the false alarms are divided by all samples")
def over_all_samples(target, scores):
    hits, alarms = _curve(target, scores)
    return _trapezoids(hits / hits[-1], alarms / len(target))


AP_NAMES = """
    average_precision_score ap_score compute_ap calculate_average_precision compute_average_precision
    get_average_precision pr_auc pr_auc_score area_under_pr auprc
"""


@function(names=AP_NAMES.split(), spelled=RANKED, forms=["columns", "rows"])
def average_precision(target: BOTH, scores: SCORES) -> Float[""]:
    """The mean, over the positive samples, of the precision where each is found."""
    precision, hits = _precisions(target, scores)
    return np.mean(precision[hits == 1])


@average_precision.variant("area under the precision-recall curve by trapezoids")
def by_trapezoids(target, scores):
    precision, hits = _precisions(target, scores)
    return _trapezoids(np.append(1, precision), np.append(0, np.cumsum(hits) / hits.sum()))


@average_precision.variant("interpolated average precision (Everingham et al. 2010, from 2010 on)")
def interpolated(target, scores):
    precision, hits = _precisions(target, scores)
    return float(np.maximum.accumulate(precision[::-1])[::-1][hits == 1].mean())


@average_precision.variant("average precision at eleven points of recall (Everingham et al. 2010)")
def at_eleven_points(target, scores):
    precision, hits = _precisions(target, scores)
    recall = np.cumsum(hits) / hits.sum()
    return float(np.mean([precision[recall >= level / 10 - 1e-9].max() for level in range(11)]))


def _precisions(target, scores):
    """The precision after each sample, and which of them are positive, the highest score first."""
    hits = target[np.argsort(-scores)]
    return np.cumsum(hits) / np.arange(1, len(hits) + 1), hits


@average_precision.check(hint="Where every positive comes first, each is found at a precision of one.")
def is_one_for_a_perfect_order(average_precision, target, scores):  # noqa: F811
    """It is one where all positive samples come first."""
    first = np.empty(len(target))
    first[np.argsort(target)] = np.sort(scores)
    assert_close(average_precision(target, first), 1.0)


@average_precision.check(hint="Only the order of the scores counts, not their size.")
def heeds_only_the_order(average_precision, target, scores):  # noqa: F811
    """Halving all scores, or squaring them, changes nothing."""
    came = average_precision(target, scores)
    assert_close(average_precision(target, exact(scores / 2)), came)
    assert_close(average_precision(target, exact(scores**2)), came)


@average_precision.check(
    hint="What comes after the last positive sample is no business of precision at the others."
)
def does_not_heed_what_comes_last(average_precision, target, scores):
    """Negative samples with the lowest scores change nothing."""
    came = average_precision(np.append(target, [0, 0]), np.append(scores, [1 / 64, 1 / 128]))
    assert_close(came, average_precision(target, scores))


@average_precision.mistake("the precision after every sample is averaged, not only after the positive ones")
def mean_of_all_precisions(target, scores):
    return float(np.mean(_precisions(target, scores)[0]))


@average_precision.mistake("the lowest score comes first")
def from_below(target, scores):
    return average_precision(target, -scores)


@average_precision.mistake("the sum of precisions is divided by all samples")
def over_all(target, scores):
    precision, hits = _precisions(target, scores)
    return float(np.sum(precision * hits) / len(hits))


@average_precision.mistake("this is the area under the ROC curve")
def roc_instead(target, scores):
    return roc_auc(target, scores)


@average_precision.mistake("the scores are cut at one half: this is a single precision")
def single_precision(target, scores):
    chosen = scores > 0.5
    return float(np.sum(target * chosen) / max(np.sum(chosen), 1))


IOU_NAMES = """
    intersection_over_union jaccard jaccard_index box_iou bbox_iou calculate_iou compute_iou get_iou
    iou_score mask_iou bb_intersection_over_union bounding_box_iou calc_iou
"""
ONE = """
    a box_a box1 boxa bbox1 b1 boxes1 box_1 boxes_preds pred y_pred prediction pred_box mask1 pred_mask
    bbox_a rect1 predicted bb1 preds predictions output outputs
"""
OTHER = """
    b box_b box2 boxb bbox2 b2 boxes2 box_2 boxes_labels target y_true truth gt gt_box mask2 true_mask
    bbox_b rect2 label gt_mask bb2 targets labels ground_truth
"""


def box(sizes, rng):
    """Left, top, right and bottom; the point (4.5, 4.5) is always inside."""
    return np.concatenate([rng.integers(0, 5, size=2), rng.integers(5, 9, size=2)]).astype(float)


BOX = Given(box)
LAST_PIXEL = np.array([0, 0, 1, 1])
NEGATIVE = "negative sides are not made zero: boxes that do not meet have an area in common"


@function(
    names=IOU_NAMES.split(), spelled={"a": ONE.split(), "b": OTHER.split()}, forms=["rows"], relative=EPSILON
)
def iou(a: BOX, b: BOX) -> Float[""]:
    """The area in both boxes, over the area in any of them."""
    both = _area(np.concatenate([np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])]))
    return both / (_area(a) + _area(b) - both)


def _area(corners):
    return np.prod(np.maximum(corners[2:] - corners[:2], 0))


def as_mask(corners):
    """The pixels of a box."""
    left, top, right, bottom = np.asarray(corners).astype(int)
    mask = np.zeros((12, 12), dtype=int)
    mask[top:bottom, left:right] = 1
    return mask


def takes_masks(code):
    """Whether it gives one number for two images."""
    try:
        return np.ndim(code(as_mask([0, 0, 4, 4]), as_mask([2, 2, 6, 6]))) == 0
    except (LearnerError, TypeError, ValueError):
        return False


@iou.reading("a", "a mask", told_by=takes_masks)
def first_as_mask(a):
    return as_mask(a)


@iou.reading("b", "a mask", told_by=takes_masks)
def second_as_mask(b):
    return as_mask(b)


@iou.variant("IoU of boxes given as x, y, width and height")
def of_sizes(a, b):
    return iou(np.append(a[:2], a[:2] + a[2:]), np.append(b[:2], b[:2] + b[2:]))


@iou.variant("IoU of boxes given as centre, width and height")
def of_centres(a, b):
    return iou(*(np.append(one[:2] - one[2:] / 2, one[:2] + one[2:] / 2) for one in (a, b)))


@iou.variant("IoU of boxes whose last pixel belongs to them (Everingham et al. 2010)")
def of_pixels(a, b):
    return iou(a + LAST_PIXEL, b + LAST_PIXEL)


@iou.check(hint="Over a box and itself there is nothing to divide but equals.")
def is_one_for_the_same(iou, a):
    """It is one for twice the same."""
    assert_close(iou(a, a), 1.0, error=EPSILON)


@iou.check(hint="Draw two boxes that do not meet: how wide is their intersection in your code?")
def is_zero_where_they_do_not_meet(iou, side: OneOf("both", "x", "y")):
    """Boxes that do not meet have an IoU of zero."""
    far = {"both": [7.0, 7, 8, 8], "x": [7.0, 0, 8, 2], "y": [0.0, 7, 2, 8]}[side]
    near = {"both": [0.0, 0, 1, 1], "x": [0.0, 0, 1, 2], "y": [0.0, 0, 2, 1]}[side]
    for boxes in ((near, far), (far, near)):
        came = iou(*map(np.array, boxes))
        assert_that(abs(came) < EPSILON, came=shown(came), expected="0", mistake=NEGATIVE)


@iou.check(hint="Neither of the two is special.")
def may_be_exchanged(iou, a, b):
    """Exchanging the two changes nothing."""
    assert_close(iou(b, a), iou(a, b), error=EPSILON)


@iou.mistake("what both share is counted twice in the union")
def counted_twice(a, b):
    both = _area(np.concatenate([np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])]))
    return both / (_area(a) + _area(b))


@iou.mistake("this is the Dice coefficient: twice the intersection over the sum")
def dice(a, b):
    return 2 * counted_twice(a, b)


@iou.mistake(NEGATIVE)
def without_clamp(a, b):
    sides = np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2])
    return np.prod(sides) / (_area(a) + _area(b) - np.prod(sides))


@iou.mistake("it is divided by the smaller of both")
def over_the_smaller(a, b):
    both = _area(np.concatenate([np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])]))
    return both / min(_area(a), _area(b))


@iou.mistake("it is divided by the box around both, not by their union")
def over_the_hull(a, b):
    both = _area(np.concatenate([np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])]))
    return both / _area(np.concatenate([np.minimum(a[:2], b[:2]), np.maximum(a[2:], b[2:])]))


@iou.mistake("the area is not divided by anything")
def intersection(a, b):
    return _area(np.concatenate([np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])]))


MCC_NAMES = """
    mcc matthews_correlation_coefficient matthews_correlation mcc_score matthews matthews_corr
    compute_mcc calculate_mcc phi_coefficient matthews_corr_coef
"""


@function(
    names=MCC_NAMES.split(),
    spelled=SPELLED,
    interchangeable=ROLES,
    forms=["columns", "rows"],
    relative=EPSILON,
)
def matthews_corrcoef(target: BOTH, prediction: BOTH) -> Float[""]:
    """The correlation of what is true with what was predicted (Matthews 1975)."""
    tp, tn, fp, fn = _table(target, prediction)
    return (tp * tn - fp * fn) / max(np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)), 1)


def _table(target, prediction):
    """True positives, true negatives, false positives, false negatives."""
    others, uncalled = 1 - target, 1 - prediction
    pairs = ((target, prediction), (others, uncalled), (others, prediction), (target, uncalled))
    return [float(np.sum(there * called)) for there, called in pairs]


@matthews_corrcoef.check(
    hint="It is a correlation: what is that of something with itself, and with its opposite?"
)
def goes_from_minus_one_to_one(matthews_corrcoef, target):
    """Perfect predictions have one, and opposite ones minus one."""
    assert_close(matthews_corrcoef(target, target), 1.0, error=EPSILON)
    assert_close(matthews_corrcoef(target, 1 - target), -1.0, error=EPSILON)


@matthews_corrcoef.check(hint="It knows no special class: count what becomes of each of the four numbers.")
def treats_both_classes_alike(matthews_corrcoef, target, prediction):
    """Calling the classes the other way round, in both, changes nothing."""
    came = matthews_corrcoef(1 - target, 1 - prediction)
    assert_close(came, matthews_corrcoef(target, prediction), error=EPSILON)


@matthews_corrcoef.check(
    severity="remark",
    hint="Where one class is never predicted, it is 0 / 0: decide what that shall be.",
    examples=5,
)
def says_something_where_all_are_called_alike(matthews_corrcoef, target):
    """Where all are called the same it gives 0 or NaN, or a ValueError."""
    try:
        came = matthews_corrcoef(target, np.ones_like(target))
    except LearnerError as error:
        assert_that(error.kind == "ValueError", came=f"{error}", expected="0, NaN, or a ValueError")
        return
    assert_that(bool(np.isnan(came)) or abs(came) < EPSILON, came=shown(came), expected="0 or NaN")


@matthews_corrcoef.mistake("the root is missing below the line")
def without_root(target, prediction):
    tp, tn, fp, fn = _table(target, prediction)
    return (tp * tn - fp * fn) / ((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


@matthews_corrcoef.mistake("the products are added above the line, not subtracted")
def with_plus(target, prediction):
    tp, tn, fp, fn = _table(target, prediction)
    return (tp * tn + fp * fn) / np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


@matthews_corrcoef.mistake("one of the four sums is missing below the line")
def three_sums(target, prediction):
    tp, tn, fp, fn = _table(target, prediction)
    return (tp * tn - fp * fn) / np.sqrt((tp + fp) * (tp + fn) * (tn + fp))


@matthews_corrcoef.mistake("this is accuracy")
def accuracy_instead(target, prediction):
    return float(np.mean(target == prediction))


@matthews_corrcoef.mistake("this is the F1 of class 1")
def f1_instead(target, prediction):
    tp, _, fp, fn = _table(target, prediction)
    return 2 * tp / (2 * tp + fp + fn)


CORE = ["sat", "on", "the", "mat"]
WORDS = ["the", "cat", "on", "a", "sat", "dog"]


def sentence(sizes, rng):
    """Words before and after `sat on the mat`."""
    before, after = (rng.choice(WORDS, size=rng.integers(0, 4)).tolist() for _ in range(2))
    return [*before, *CORE, *after]


SENTENCE = Given(sentence)
BLEU_NAMES = """
    bleu_score sentence_bleu compute_bleu calculate_bleu corpus_bleu get_bleu bleu4 calc_bleu
"""
SAID = [
    "hypothesis",
    "pred",
    "pred_seq",
    "prediction",
    "hyp",
    "cand",
    "output",
    "generated",
    "translation",
    "y_pred",
    "pred_tokens",
]
WANTED = [
    "references",
    "ref",
    "refs",
    "label_seq",
    "target",
    "reference_tokens",
    "truth",
    "y_true",
    "expected",
    "label",
    "references_list",
    "true_seq",
    "list_of_references",
]


@function(
    names=BLEU_NAMES.split(),
    spelled={
        "candidate": SAID,
        "reference": WANTED,
        "n": ["max_n", "n_gram", "k", "max_order", "ngram", "n_grams", "N"],
    },
    forms=["sentences"],
)
def bleu(candidate: SENTENCE, reference: SENTENCE, n: OneOf(4) = 4) -> Float[""]:
    """The geometric mean of clipped n-gram precisions, times a penalty for brevity (Papineni et al. 2002)."""
    shares = [_clipped(candidate, reference, size) for size in range(1, n + 1)]
    return _brevity(candidate, reference) * np.exp(np.mean(np.log(shares)))


@bleu.variant("BLEU whose longer n-grams weigh less: each share to the power 2^-n (Zhang et al. 2023)")
def bleu_with_halving_weights(candidate, reference, n):
    weights = [np.log(_clipped(candidate, reference, size)) / 2**size for size in range(1, n + 1)]
    return _brevity(candidate, reference) * np.exp(np.sum(weights))


@bleu.variant("BLEU in percent")
def bleu_in_percent(candidate, reference, n):
    return 100 * bleu(candidate, reference, n)


def _grams(tokens, size):
    return [tuple(tokens[at : at + size]) for at in range(len(tokens) - size + 1)]


def _clipped(candidate, reference, size):
    """The share of the candidate's n-grams that the reference has, each counted no more often than there."""
    said, wanted = _grams(candidate, size), _grams(reference, size)
    return sum(min(said.count(gram), wanted.count(gram)) for gram in set(said)) / len(said)


def _brevity(candidate, reference):
    return np.exp(min(0, 1 - len(reference) / len(candidate)))


def _score(code, candidate, reference):
    try:
        return float(code(candidate, reference))
    except (LearnerError, TypeError, ValueError):
        return 0.0


@bleu.reading(
    "reference",
    "a list of several references",
    told_by=lambda code: _score(code, CORE, [CORE]) > _score(code, CORE, CORE),
)
def one_of_several(reference):
    return [reference]


@bleu.check(hint="Every n-gram of a sentence is in the sentence itself.")
def is_whole_for_the_same_sentence(bleu, candidate, n):
    """A sentence that is said as it is wanted gets the whole score."""
    assert_close(bleu(candidate, candidate, n), bleu.reference(candidate, candidate, n))


@bleu.check(hint="Who says less than was wanted hits everything: what is done about that?")
def minds_brevity(bleu, reference, n):
    """A sentence that is too short gets less, even where all of it is right."""
    longer = [*reference, "and", "slept"]
    assert_close(bleu(reference, longer, n), bleu.reference(reference, longer, n))


@bleu.check(hint="Say `the` seven times: how often may it count where it is wanted once?")
def counts_no_word_too_often(bleu, reference, n):
    """Saying a word again and again does not help."""
    often = [*reference, "the", "the", "the"]
    assert_close(bleu(often, reference, n), bleu.reference(often, reference, n))


@bleu.check(
    severity="remark", hint="The logarithm of zero: decide what to give where no n-gram was hit.", examples=2
)
def takes_a_sentence_without_hits(bleu, n):
    """Where nothing was hit it gives a finite number."""
    came = bleu(["a", "b", "c", "d", "e"], CORE, n)
    assert_that(bool(np.isfinite(came)), came=shown(came), expected="zero, or a small number")


@bleu.mistake("n-grams are not clipped: a word counts as often as it is said")
def unclipped(candidate, reference, n):
    shares = [
        np.mean([gram in _grams(reference, size) for gram in _grams(candidate, size)])
        for size in range(1, n + 1)
    ]
    return _brevity(candidate, reference) * np.exp(np.mean(np.log(shares)))


@bleu.mistake("the penalty for brevity is missing")
def without_brevity(candidate, reference, n):
    return bleu(candidate, reference, n) / _brevity(candidate, reference)


@bleu.mistake("the shares are averaged plainly, not by their logarithms")
def plain_mean(candidate, reference, n):
    shares = [_clipped(candidate, reference, size) for size in range(1, n + 1)]
    return _brevity(candidate, reference) * np.mean(shares)


@bleu.mistake("only single words are compared")
def only_words(candidate, reference, n):
    return _brevity(candidate, reference) * _clipped(candidate, reference, 1)


@bleu.mistake("the penalty also falls on what is too long")
def punishes_length(candidate, reference, n):
    penalty = np.exp(-abs(1 - len(reference) / len(candidate)))
    return penalty * bleu(candidate, reference, n) / _brevity(candidate, reference)


@bleu.mistake("candidate and reference are exchanged")
def exchanged(candidate, reference, n):
    return bleu(reference, candidate, n)


def six_scores(sizes, rng):
    """Scores of six classes for each sample, of which no two are the same."""
    return rng.permuted(np.tile(np.arange(6) / 8, (sizes["n"], 1)), axis=1)


SIX_SCORES = Given(six_scores, axes=("n",))
TOP_K_NAMES = """
    topk_accuracy top_k_accuracy_score topk top_k accuracy_at_k topk_acc top_k_acc hits_at_k hit_at_k
    topkaccuracy compute_topk_accuracy recall_at_k top_k_categorical_accuracy top_5_accuracy
"""


@function(
    names=TOP_K_NAMES.split(),
    spelled=RANKED | {"k": ["top_k", "topk", "K"]},
    forms=["columns"],
)
def top_k_accuracy(target: Int["n"].between(0, 5), scores: SIX_SCORES, k: OneOf(2, 1, 3) = 2) -> Float[""]:
    """How many samples have their class among the k highest scores, over how many there are."""
    best = np.argsort(-scores, axis=1)[:, :k]
    return np.mean(np.any(best == target[:, None], axis=1))


@top_k_accuracy.variant("top-k accuracy in percent")
def top_k_in_percent(target, scores, k):
    return 100 * top_k_accuracy(target, scores, k)


@top_k_accuracy.fixed("k")
def k_in_use(code):
    """How many places count."""
    ranking = np.array([[5, 4, 3, 2, 1, 0]]) / 8
    return int(sum(float(code(np.array([place]), ranking)) > 0 for place in range(6))) or 2


@top_k_accuracy.check(hint="The more places count, the more samples are hit.")
def counts_the_first_places(top_k_accuracy, k, place: OneOf(0, 1, 2, 3, 4, 5)):
    """A class in place 1 to k is hit, one after that is not."""
    ranking = np.array([[0, 3, 5, 1, 4, 2]] * 2) / 8
    came = top_k_accuracy(np.full(2, np.argsort(-ranking[0])[place]), ranking, k)
    whole = top_k_accuracy.reference(np.array([2, 2]), ranking, 1)
    assert_close(came, whole if place < k else 0.0)


@top_k_accuracy.check(hint="A mean does not grow when every sample comes twice.")
def does_not_grow_with_the_samples(top_k_accuracy, target, scores, k):
    """Every sample twice gives the same share."""
    came = top_k_accuracy(np.tile(target, 2), np.tile(scores, (2, 1)), k)
    assert_close(came, top_k_accuracy(target, scores, k))


@top_k_accuracy.mistake("the lowest scores are taken instead of the highest")
def lowest(target, scores, k):
    return top_k_accuracy(target, -scores, k)


@top_k_accuracy.mistake("only the highest score counts, whatever k is")
def top_one(target, scores, k):
    return top_k_accuracy(target, scores, 1)


@top_k_accuracy.mistake("one place too many counts")
def one_too_many(target, scores, k):
    return top_k_accuracy(target, scores, k + 1)


@top_k_accuracy.mistake("only place k counts, and not those before it")
def only_place_k(target, scores, k):
    return float(np.mean(np.argsort(-scores, axis=1)[:, k - 1] == target))


@top_k_accuracy.mistake("the hits are counted, but not divided by how many samples there are")
def count_of_hits(target, scores, k):
    return float(np.sum(np.argsort(-scores, axis=1)[:, :k] == target[:, None]))


@top_k_accuracy.mistake("the hits are divided by k besides")
def over_k(target, scores, k):
    return top_k_accuracy(target, scores, k) / k


PERPLEXITY_NAMES = """
    compute_perplexity calculate_perplexity ppl get_perplexity calc_perplexity perplexity_score
    perplexity_from_probs perplexity_from_loss
"""
CHANCES = [
    "probs",
    "p",
    "token_probs",
    "prob",
    "token_probabilities",
    "ps",
    "likelihoods",
    "word_probs",
    "predicted_probs",
]
LOGARITHMS = [
    "log_probs",
    "logprobs",
    "log_probabilities",
    "log_p",
    "logp",
    "token_log_probs",
    "log_likelihoods",
    "log_prob",
    "lls",
]
LOSSES = [
    "loss",
    "losses",
    "nll",
    "nlls",
    "cross_entropy",
    "ce",
    "ce_loss",
    "negative_log_likelihoods",
    "token_losses",
    "avg_loss",
]


@function(
    names=PERPLEXITY_NAMES.split(),
    spelled={"probabilities": [*CHANCES, *LOGARITHMS, *LOSSES]},
    neutral={"base": 2},
    relative=EPSILON,
)
def perplexity(probabilities: Float["n"].between(0.0625, 1).at_least(n=2)) -> Float[""]:
    """E to the minus mean logarithm of the probabilities that the tokens got."""
    return np.exp(-np.mean(np.log(probabilities)))


@perplexity.reading("probabilities", "their logarithms", spelled=LOGARITHMS)
def as_logarithms(probabilities):
    return np.log(probabilities)


@perplexity.reading("probabilities", "the loss of each token", spelled=LOSSES)
def as_losses(probabilities):
    return -np.log(probabilities)


@perplexity.check(hint="Whoever chooses among four tokens has a perplexity of four.")
def is_the_number_of_choices(perplexity, probabilities, choices: OneOf(2, 4, 8)):
    """Where each token was one of four that were equally likely, it is four."""
    assert_close(perplexity(np.full(len(probabilities), 1 / choices)), float(choices), relative=EPSILON)


@perplexity.check(hint="Does a longer text confuse a model more? It is a mean over tokens.")
def does_not_grow_with_the_text(perplexity, probabilities):
    """The same text twice has the same perplexity."""
    assert_close(perplexity(np.tile(probabilities, 2)), perplexity(probabilities), relative=EPSILON)


@perplexity.check(
    severity="remark", hint="A product of many small numbers becomes zero: add logarithms.", examples=1
)
def takes_a_long_text(perplexity):
    """A text of two thousand tokens has a finite perplexity."""
    assert_close(perplexity(np.full(2000, 0.25)), 4.0, relative=EPSILON)


@perplexity.mistake("the minus sign is missing")
def geometric_mean(probabilities):
    return np.exp(np.mean(np.log(probabilities)))


@perplexity.mistake("the exponential is missing: this is the cross-entropy")
def cross_entropy_instead(probabilities):
    return -np.mean(np.log(probabilities))


@perplexity.mistake("the logarithms are added up, but not divided by how many tokens there are")
def of_the_whole_text(probabilities):
    return np.exp(-np.sum(np.log(probabilities)))


@perplexity.mistake("the probabilities are averaged before the logarithm")
def of_the_mean(probabilities):
    return 1 / np.mean(probabilities)


@perplexity.mistake("two is raised to a natural logarithm: both need one base")
def mixed_bases(probabilities):
    return 2 ** -np.mean(np.log(probabilities))


@perplexity.mistake("for each token a perplexity is given, without taking the mean")
def of_each_token(probabilities):
    return 1 / probabilities


skill(
    needs=all_of(
        macro_f1,
        any_of(
            1,
            confusion_matrix,
            roc_auc,
            average_precision,
            iou,
            matthews_corrcoef,
            bleu,
            top_k_accuracy,
            perplexity,
        ),
    )
)
