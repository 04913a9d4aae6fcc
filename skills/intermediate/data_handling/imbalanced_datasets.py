"""Imbalanced datasets: give rare classes their due, by weights or by how often they are drawn.

Why it matters: If one patient in a thousand is ill, always answering "healthy" looks excellent
and helps nobody.

Next step: Train with and without it, and compare the recall of the rarest class.
"""

from collections import Counter

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    Int,
    LearnerError,
    OneOf,
    Unavailable,
    Value,
    any_of,
    assert_that,
    function,
    kind,
    shown,
    skill,
)

# Which rows are drawn is left to chance, so the checks say what all choices share, and none is unwritten.
open_function, open_loader = kind("function"), kind("loader")

LABELS = "labels label y ys target targets y_train classes train_labels ytrain class_labels"

CLASS_COUNT = ["num_classes", "n_classes", "k", "n_class", "C", "nb_classes"]

WEIGHT_NAMES = """
    get_class_weights compute_class_weights compute_class_weight calculate_class_weights
    balanced_class_weights class_weight calc_class_weights make_class_weights balanced_weights
    inverse_frequency_weights
    get_class_weight inverse_class_frequency sample_weights compute_sample_weight
    compute_sample_weights get_sample_weights
"""


def _labels(sizes, rng):
    """Three classes, all of which are there, the first of them most often."""
    rare = rng.choice(3, size=sizes["n"] + 1, p=[0.6, 0.25, 0.15])
    return rng.permutation(np.concatenate([[0, 0, 0, 1, 2], rare]))


@function(
    names=WEIGHT_NAMES.split(),
    spelled={
        "labels": LABELS.split(),
        "classes": ["num_classes", "n_classes", "k", "n_class", "C", "nb_classes"],
    },
    told=["classes"],
    tables=True,
    relative=1e-5,
)
def class_weights(labels: Given(_labels, axes=("n",)), classes: OneOf(3) = 3) -> Value("anything"):
    """The number of labels, divided by the number of classes and by how often a class is there."""
    return len(labels) / (classes * np.bincount(labels, minlength=classes))


@class_weights.result
def up_to_a_factor(came, labels, classes=3):
    """One weight for each class, in the order of the labels; on average over all examples it is 1."""
    try:
        weights = _by_class(came, labels)
    except (TypeError, ValueError):
        return came
    total = np.sum(weights * np.bincount(labels)) if len(weights) == classes else 0
    return weights * len(labels) / total if total > 0 else weights


def _by_class(came, labels):
    if isinstance(came, dict):
        numbered = sorted((float(label), float(weight)) for label, weight in came.items())
        return np.array([weight for _, weight in numbered])
    weights = np.asarray(came, dtype=float)
    weights = weights.reshape(-1) if weights.size == max(weights.shape, default=0) else weights
    if len(weights) != len(labels):
        return weights
    each = [weights[labels == label] for label in np.unique(labels)]
    return np.array([some[0] for some in each if np.all(some == some[0])])


@class_weights.check(
    hint="Follow one class through your code: its label, its count, its weight.", examples=20
)
def weighs_a_class_by_its_label(class_weights, labels):
    """When the examples come in another order, each class keeps its weight."""
    came = class_weights(labels, 3)
    again = class_weights(labels[::-1].copy(), 3)
    same = np.shape(came) == np.shape(again) and np.allclose(came, again, rtol=1e-4)
    assert_that(same, came=f"{shown(again)} for the labels in reverse", expected=shown(came))


@class_weights.mistake("frequent classes get the larger weights")
def by_count(labels, classes=3):
    return np.bincount(labels, minlength=classes) / len(labels)


@class_weights.mistake("all classes get the same weight")
def all_alike(labels, classes=3):
    return np.ones(classes)


@class_weights.mistake("the share is subtracted from 1, where it should be divided by")
def one_minus_share(labels, classes=3):
    return 1 - by_count(labels, classes)


@class_weights.mistake("the weights follow the root of the counts, which is only half the way")
def by_root(labels, classes=3):
    return 1 / np.sqrt(np.bincount(labels, minlength=classes))


@class_weights.mistake("the weights stand in the order in which labels come first, not in that of the labels")
def as_they_come(labels, classes=3):
    return [len(labels) / count for count in Counter(labels.tolist()).values()]


@class_weights.mistake("the weights stand in the order of the counts, not in that of the labels")
def by_frequency(labels, classes=3):
    return sorted(class_weights(labels, classes).tolist())


X = "x X data features inputs X_train x_train samples xs rows images"
SEED = ["seed", "random_state", "rng", "random_seed"]
OVER_NAMES = """
    random_oversample oversample_minority random_over_sample over_sample balance_by_oversampling
    upsample_minority RandomOverSampler OverSampler fit_resample resample balance_classes oversampling
    random_oversampling balance_dataset fit_sample oversample_dataset
"""
ROWS, CLASSES = Float["n d"].at_least(n=9), Int["n"].at_least(n=9)
COUNTS = Int["k"].between(1, 9)


@open_function(names=OVER_NAMES.split(), spelled={"x": X.split(), "y": LABELS.split(), "seed": SEED})
def oversample(x: ROWS, y: CLASSES, seed: Count(0, 99) = 0) -> Value("anything"):
    """All rows, and of each rarer class so many drawn again that it is as frequent as the most frequent."""
    rng, most = np.random.default_rng(seed), np.bincount(y).max()
    rows = [np.flatnonzero(y == label) for label in np.unique(y)]
    kept = np.concatenate([[*own, *rng.choice(own, most - len(own))] for own in rows]).astype(int)
    return {"x": x[kept], "y": y[kept]}


APART = "the labels are not kept with their rows"
STILL_RARE = "the rare classes are still rarer"
INVENTED = "rows are made up between the real ones"
CUT = "the frequent classes are cut, instead"
TWICE = "rows are taken more than once"
UNTOUCHED = "everything stays as it was"


@oversample.check(hint="Count the labels that come out, for example with Counter.", examples=20)
def makes_all_classes_as_frequent(oversample, counts: COUNTS, seed):
    """Every class comes out as often as every other."""
    x, y = _data(counts)
    _, labels = _sampled(oversample(x, y, seed), x)
    _assert_balanced(labels, y)


@oversample.check(hint="Is every row that comes out one that went in?", examples=20)
def gives_only_rows_that_there_are(oversample, counts: COUNTS, seed):
    """Every row that comes out is a row of the data, unchanged."""
    x, y = _data(counts)
    _assert_real(_sampled(oversample(x, y, seed), x)[0], x)


@oversample.check(hint="Draw positions once, and take x and y at the same positions.", examples=20)
def keeps_labels_with_rows(oversample, counts: COUNTS, seed):
    """Each row comes with its own label."""
    x, y = _data(counts)
    _assert_together(*_sampled(oversample(x, y, seed), x), y)


@oversample.check(hint="Which of the classes should stay as large as it is?", examples=20)
def makes_no_class_smaller(oversample, counts: COUNTS, seed):
    """No class comes out with fewer rows than it went in with."""
    x, y = _data(counts)
    _, labels = _sampled(oversample(x, y, seed), x)
    for label, count in _tally(y).items():
        came = labels.count(label)
        what = f"{came} rows of class {label}"
        assert_that(came >= count, came=what, expected=f"at least the {count} that there were", mistake=CUT)


@oversample.check(severity="remark", hint="Keep all rows, and draw only what is missing.", examples=10)
def keeps_every_row(oversample, counts: COUNTS, seed):
    """Every row of the data is among those that come out."""
    x, y = _data(counts)
    lost = sorted(set(range(len(x))) - set(_sampled(oversample(x, y, seed), x)[0]))
    came = f"row {', '.join(map(str, lost[:3]))} of {len(x)} nowhere"
    assert_that(not lost, came=came, expected="every row at least once")


# At random, the twenty rows that are drawn of ten come out as two of each with a probability of
# 20! / (2!^10 10^20) = 2.4e-5; over three examples all do with 1.3e-14. Who deals them out evenly is
# right as well, and so this is no more than a remark.
@oversample.check(severity="remark", hint="Draw the rows that are repeated at random.", examples=3)
def depends_on_the_seed(oversample, seed):
    """Another seed repeats other rows."""
    x, y = _data(np.array([30, 10]))
    if "seed" in oversample.facts.get("lacks", ()):
        oversample.note("it takes no seed")
        return
    first, second = (sorted(_sampled(oversample(x, y, number), x)[0]) for number in (seed, seed + 1))
    assert_that(first != second, came="the same rows for both seeds", expected="other rows")


def _data(counts):
    """Return rows of three numbers, all different, and labels, so many of each, in a mixed order."""
    y = np.repeat(np.arange(len(counts)), counts)
    y = y[np.argsort(np.arange(len(y)) * 0.618 % 1)]
    return np.arange(1.0, 3 * len(y) + 1).reshape(-1, 3), y


def _sampled(came, x):
    """Return the position of each row that came in x, -1 where it is none of them, and the labels."""
    rows, labels = _columns(came, x.shape[1])
    places = {tuple(row): place for place, row in enumerate(x.tolist())}
    found = [places.get(tuple(np.ravel(row).tolist()), -1) for row in rows]
    labels = np.ravel(np.asarray(labels, dtype=float)).astype(int).tolist()
    counted = f"{len(found)} rows with {len(labels)} labels"
    assert_that(len(found) == len(labels), came=counted, expected="as many of both", mistake=APART)
    return found, labels


def _columns(came, width):
    """Return the rows and the labels, in whatever form they came."""
    pieces = list(came.values()) if isinstance(came, dict) else came
    if isinstance(pieces, list) and pieces:
        arrays = [_array(piece) for piece in pieces]
        rows = next((some for some in arrays if some.ndim == 2 and some.shape[1] == width), None)
        labels = next((some for some in arrays if some is not rows and some.size == max(some.shape)), None)
        if rows is not None and labels is not None:
            return rows, labels
        if all(isinstance(pair, list) and len(pair) == 2 for pair in pieces):
            return [row for row, _ in pieces], [label for _, label in pieces]
    table = _array(came)
    is_table = table.ndim == 2 and table.shape[1] == width + 1
    assert_that(is_table, came=shown(came), expected="the rows and their labels")
    return table[:, :width], table[:, width]


def _array(piece):
    """Return a piece as an array of numbers; an empty one of no axis where it is none."""
    try:
        array = np.asarray(piece, dtype=float)
    except (TypeError, ValueError):
        array = np.zeros(0)
    return array.reshape(1) if array.ndim == 0 else array


def _tally(labels):
    return dict(sorted(Counter(map(int, labels)).items()))


def _assert_balanced(labels, y):
    counts, before = _tally(labels), _tally(y)
    even = counts.keys() == before.keys() and len(set(counts.values())) == 1
    mistake = UNTOUCHED if counts == before else STILL_RARE
    assert_that(even, came=f"the counts {counts}", expected="all the same", mistake=mistake)


def _assert_real(rows, x):
    came, expected = f"{rows.count(-1)} rows that are not in x", f"rows of x, unchanged: {shown(x[:2])}, …"
    assert_that(-1 not in rows, came=came, expected=expected, mistake=INVENTED)


def _assert_together(rows, labels, y):
    pairs = zip(rows, labels, strict=True)
    wrong = [(row, label) for row, label in pairs if row >= 0 and label != y[row]]
    row, label = wrong[0] if wrong else (0, 0)
    came, expected = f"row {row} of x with the label {label}", f"its label in y, {y[row]}"
    assert_that(not wrong, came=came, expected=expected, mistake=APART)


def _taken(x, y, rows):
    return {"x": x[np.array(rows, dtype=int)], "y": y[np.array(rows, dtype=int)]}


@oversample.mistake(APART)
def of_other_rows(x, y, seed=0):
    right = oversample(x, y, seed)
    return right | {"x": right["x"][::-1]}


@oversample.mistake(UNTOUCHED)
def not_touched(x, y, seed=0):
    return {"x": x, "y": y}


@oversample.mistake(STILL_RARE)
def doubled_once(x, y, seed=0):
    rare = np.flatnonzero(y == np.argmin(np.bincount(y)))
    return _taken(x, y, [*range(len(y)), *rare])


@oversample.mistake(INVENTED)
def in_between(x, y, seed=0):
    right = oversample(x, y, seed)
    new = np.arange(len(right["x"])) >= len(x)
    return right | {"x": right["x"] + 0.25 * new[:, None]}


@oversample.mistake(CUT)
def undersampled(x, y, seed=0):
    return undersample(x, y, seed)


UNDER_NAMES = """
    random_undersample undersample_majority random_under_sample under_sample balance_by_undersampling
    downsample_majority RandomUnderSampler UnderSampler fit_resample resample undersampling
    random_undersampling undersample_dataset fit_sample balance_classes
"""


@open_function(names=UNDER_NAMES.split(), spelled={"x": X.split(), "y": LABELS.split(), "seed": SEED})
def undersample(x: ROWS, y: CLASSES, seed: Count(0, 99) = 0) -> Value("anything"):
    """Of each class as many rows, drawn at random, as the rarest one has."""
    rng, fewest = np.random.default_rng(seed), np.unique(y, return_counts=True)[1].min()
    rows = [rng.choice(np.flatnonzero(y == label), fewest, replace=False) for label in np.unique(y)]
    return {"x": x[np.concatenate(rows)], "y": y[np.concatenate(rows)]}


FEWER = "more rows are thrown away than the rarest class asks for"


@undersample.check(hint="Count the labels that come out, for example with Counter.", examples=20)
def makes_all_classes_as_rare(undersample, counts: COUNTS, seed):
    """Every class comes out as often as every other."""
    x, y = _data(counts)
    _, labels = _sampled(undersample(x, y, seed), x)
    _assert_balanced(labels, y)


@undersample.check(hint="Is every row that comes out one that went in?", examples=20)
def gives_only_rows_that_there_were(undersample, counts: COUNTS, seed):
    """Every row that comes out is a row of the data, unchanged."""
    x, y = _data(counts)
    _assert_real(_sampled(undersample(x, y, seed), x)[0], x)


@undersample.check(hint="Draw positions once, and take x and y at the same positions.", examples=20)
def keeps_rows_with_labels(undersample, counts: COUNTS, seed):
    """Each row comes with its own label."""
    x, y = _data(counts)
    _assert_together(*_sampled(undersample(x, y, seed), x), y)


@undersample.check(hint="May a row be drawn that was drawn before?", examples=20)
def takes_no_row_twice(undersample, counts: COUNTS, seed):
    """No row comes more than once."""
    x, y = _data(counts)
    rows = [row for row in _sampled(undersample(x, y, seed), x)[0] if row >= 0]
    twice = [row for row, times in Counter(rows).items() if times > 1]
    came = f"row {', '.join(map(str, twice[:3]))} more than once"
    assert_that(not twice, came=came, expected="each row at most once", mistake=TWICE)


@undersample.check(hint="How many rows of the rarest class are lost?", examples=20)
def keeps_the_rarest_class_whole(undersample, counts: COUNTS, seed):
    """Each class keeps as many rows as the rarest one has."""
    x, y = _data(counts)
    _, labels = _sampled(undersample(x, y, seed), x)
    if len(set(_tally(labels).values())) > 1:
        return  # that has a check of its own
    fewest, least = min(_tally(y).values()), min(_tally(labels).values(), default=0)
    came, expected = f"{least} rows of a class", f"{fewest}, as many as the rarest class has"
    assert_that(least >= fewest, came=came, expected=expected, mistake=FEWER)


# Ten of sixty rows are the same for two seeds with a probability of 1 / C(60, 10) = 1.3e-11.
@undersample.check(severity="remark", hint="Draw the rows that stay at random.", examples=3)
def keeps_other_rows_for_another_seed(undersample, seed):
    """Another seed keeps other rows of the frequent class."""
    x, y = _data(np.array([60, 10]))
    if "seed" in undersample.facts.get("lacks", ()):
        undersample.note("it takes no seed")
        return
    first, second = (sorted(_sampled(undersample(x, y, number), x)[0]) for number in (seed, seed + 1))
    assert_that(first != second, came="the same rows for both seeds", expected="other rows")


@undersample.mistake(APART)
def of_rows_elsewhere(x, y, seed=0):
    right = undersample(x, y, seed)
    return right | {"x": right["x"][::-1]}


@undersample.mistake(UNTOUCHED)
def left_alone(x, y, seed=0):
    return {"x": x, "y": y}


@undersample.mistake(STILL_RARE)
def without_a_row(x, y, seed=0):
    counts = np.bincount(y)
    often = np.flatnonzero(y == np.argmax(counts)) if counts.max() > counts.min() else []
    return _taken(x, y, np.delete(np.arange(len(y)), often[-1:]))


@undersample.mistake(TWICE)
def with_replacement(x, y, seed=0):
    return _taken(x, y, [row for label in np.unique(y) for row in _again(np.flatnonzero(y == label), y)])


def _again(rows, y):
    """Return as many rows as the rarest class has, the first of them twice."""
    fewest = np.unique(y, return_counts=True)[1].min()
    return [rows[0], *rows][:fewest] if len(rows) >= fewest > 1 else rows[:fewest]


@undersample.mistake(FEWER)
def one_of_each(x, y, seed=0):
    return _taken(x, y, [np.flatnonzero(y == label)[0] for label in np.unique(y)])


SAMPLER_NAMES = """
    make_weighted_sampler get_weighted_sampler balanced_sampler BalancedSampler WeightedSampler
    weighted_random_sampler create_weighted_sampler class_balanced_sampler BalancedBatchSampler
    balanced_batches balanced_batch_generator balanced_loader get_sampler make_sampler weighted_loader
    get_balanced_loader ImbalancedDatasetSampler create_sampler
"""
RARE = 10
"""How many rows the rarest class has in what a sampler is given."""


@open_loader(names=SAMPLER_NAMES.split())
def weighted_sampler(
    y: Int["n"].at_least(n=9),
    x: Float["n d"],
    batch_size: Count(1, 8) = 4,
    count: OneOf(9) = 9,
    seed: Count(0, 99) = 0,
) -> Value("list"):
    """So many rows, each drawn with a probability that is the inverse of its class's count."""
    counts = np.bincount(y)[y]
    rows = np.random.default_rng(seed).choice(len(y), count, p=1 / counts / np.sum(1 / counts))
    return [{"x": x[rows], "y": y[rows]}]


@weighted_sampler.outline
def weighted_sampler_outline(labels, seed=0):
    """Return len(labels) positions, drawn so that each class comes equally often."""


AS_THEY_ARE = "classes are drawn about as often as they are in the data"
FREQUENT = "rows of frequent classes are drawn even more often"
FIRST_ROWS = "only the first rows are drawn: the weights belong to classes, where rows need them"
NOT_ALL = "of a rare class only some rows are ever drawn"


def _drawn(sampler, counts, seed):
    """Return the positions that a pass draws, and the labels, with these rows of each class."""
    x, y = _data(counts)
    came = sampler(y=y, x=x, batch_size=8, count=len(y), seed=seed)
    rows = [int(row[0] - 1) // 3 for batch in came for row in batch["x"]]
    return rows, [int(label) for batch in came for label in batch["y"]], y


# Each class is drawn n times with a probability of 1/3: 5.5 standard deviations are exceeded with
# a probability of 4e-8, in three classes and five examples with 6e-7.
@weighted_sampler.check(hint="Each row needs a weight: one divided by what?", examples=5)
def draws_all_classes_alike(sampler, seed):
    """Every class is drawn about as often as every other."""
    counts = np.array([390, 100, RARE])
    rows, labels, y = _drawn(sampler, counts, seed)
    n, came = len(labels), np.bincount(labels, minlength=3)
    room = 5.5 * np.sqrt(n * 2 / 9) + 1
    even = bool(np.all(np.abs(came - n / 3) <= room))
    mistake = _of_frequencies(rows, came, y)
    expected = f"each about {n / 3:.0f} times"
    assert_that(even, came=f"the classes {shown(came)} times", expected=expected, mistake=mistake)


def _of_frequencies(rows, came, y):
    if max(rows) <= max(y):
        return FIRST_ROWS
    share = came[0] / max(came.sum(), 1)
    usual = np.mean(y == 0)
    return AS_THEY_ARE if abs(share - usual) < 0.1 else FREQUENT if share > usual else ""


# In 490 draws, one of ten rows of a class that has a third of them is never drawn with a probability of
# (29/30)^490 = 6e-8: 6e-7 for all ten, in one example.
@weighted_sampler.check(hint="Which rows of the rarest class come, and which never do?", examples=1)
def draws_every_row_of_a_rare_class(sampler, seed):
    """All rows of a rare class are drawn at some time."""
    rows, labels, y = _drawn(sampler, np.array([390, 90, RARE]), seed)
    if len(labels) < len(y):
        sampler.note("a pass is shorter than the data")
        return
    if labels.count(2) < len(labels) / 6:
        return  # how often each class is drawn has a check of its own
    seen = {row for row in rows if y[row] == 2}
    came = f"{len(seen)} of the {RARE} rows of the rarest class"
    mistake = FIRST_ROWS if max(rows) <= max(y) else NOT_ALL
    assert_that(len(seen) == RARE, came=came, expected="all of them", mistake=mistake)


@weighted_sampler.check(hint="Take x and y at the same positions.", examples=5)
def draws_rows_with_their_labels(sampler, seed):
    """Each row that is drawn comes with its own label."""
    rows, labels, y = _drawn(sampler, np.array([40, 20, RARE]), seed)
    _assert_together(rows, labels, y)


@weighted_sampler.check(severity="remark", hint="Use the seed for whatever is drawn.", examples=2)
def draws_other_rows_in_the_next_pass(sampler, seed):
    """A second pass draws other rows."""
    x, y = _data(np.array([60, 20, RARE]))
    try:
        first, second = sampler.passes(y=y, x=x, batch_size=8, count=2, seed=seed)
    except (Unavailable, LearnerError):
        return
    drawn = [[row.tolist() for batch in one for row in batch["x"]] for one in (first, second)]
    is_new = drawn[0] != drawn[1] or not sampler.facts.get("epochs", False)
    assert_that(is_new, came="the same rows again", expected="other rows")


@weighted_sampler.mistake(AS_THEY_ARE)
def all_alike_drawn(y, x, batch_size=4, count=9, seed=0):
    rows = np.random.default_rng(seed).integers(len(y), size=count)
    return [{"x": x[rows], "y": y[rows]}]


@weighted_sampler.mistake(FREQUENT)
def by_frequency_of_class(y, x, batch_size=4, count=9, seed=0):
    weight = np.bincount(y)[y] / np.sum(np.bincount(y)[y])
    rows = np.random.default_rng(seed).choice(len(y), count, p=weight)
    return [{"x": x[rows], "y": y[rows]}]


@weighted_sampler.mistake(FIRST_ROWS)
def first_rows(y, x, batch_size=4, count=9, seed=0):
    rows = np.random.default_rng(seed).integers(max(y) + 1, size=count)
    return [{"x": x[rows], "y": y[rows]}]


@weighted_sampler.mistake(NOT_ALL)
def first_of_each_class(y, x, batch_size=4, count=9, seed=0):
    firsts = [np.flatnonzero(y == label)[0] for label in np.unique(y)]
    rows = np.random.default_rng(seed).choice(firsts, count)
    return [{"x": x[rows], "y": y[rows]}]


@weighted_sampler.mistake(APART)
def with_other_labels(y, x, batch_size=4, count=9, seed=0):
    right = weighted_sampler(y, x, batch_size, count, seed)
    return [batch | {"x": np.roll(batch["x"], 1, axis=0)} for batch in right]


skill(needs=any_of(1, class_weights, oversample, undersample, weighted_sampler))
