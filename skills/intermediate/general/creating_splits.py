"""Creating splits: divide data into training, validation and test sets that share no example.

Why it matters: A score counts only on examples that the model has never met. If a rare class is
missing from one of the sets, you cannot even see that it fails.

Next step: Look at how your data came to be, and say which examples belong together and must not be
torn apart, such as pictures of one patient.
"""

import math
from collections import Counter

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Int,
    LearnerError,
    OneOf,
    Unavailable,
    all_of,
    assert_equal,
    assert_that,
    skill,
    splitter,
)

# Powers of two add up to one without rounding.
TEST, VALIDATION = OneOf(0.25, 0.125, 0.375), OneOf(0.125, 0.25)
SEED = Count(0, 999)
FEW, MANY = Int["k"].between(3, 7), Int["k"].between(20, 60)


NAMES = """
    train_test_split train_val_test_split train_validation_test_split stratified_split three_way_split
    stratified_train_test_split split_data split_dataset make_splits create_splits
"""


@splitter(names=NAMES.split())
def split(x: Float["n d"], y: Int["n"], test: TEST = 0.25, validation: VALIDATION = 0.125, seed: SEED = 0):
    """Shuffle the rows of each class on their own, and deal them out by the shares."""
    rng = np.random.default_rng(seed)
    sets = {"train": [], "validation": [], "test": []}
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        first = round(len(rows) * test)
        second = first + round(len(rows) * validation)
        sets["test"] += rows[:first].tolist()
        sets["validation"] += rows[first:second].tolist()
        sets["train"] += rows[second:].tolist()
    return with_labels({name: rng.permutation(rows).astype(int).tolist() for name, rows in sets.items()}, y)


@split.outline
def split_outline(x, y, test_size=0.2, seed=0):
    """Return x_train, x_test, y_train, y_test."""


def with_labels(rows, y):
    """Return for each set the positions of its rows, and their labels."""
    return {name: {"rows": own, "labels": y[own].tolist()} for name, own in rows.items()}


@split.fixed("test")
def test_share_in_use(split):
    """The share of the test set, where the code chooses it itself."""
    return share_in_use(split, "test")


@split.fixed("validation")
def validation_share_in_use(split):
    """The share of the validation set; none where there are two sets."""
    return share_in_use(split, "validation")


def share_in_use(split, name):
    x, y = data([160], [0.5])
    sets = split(x, y)
    return len(sets[name]["rows"]) / len(y) if name in sets else 0.0


def data(per_class, shares_in_use):
    """Return numbered rows and their classes, spread evenly; class 0 has a hundred rows.

    Every beginning of evenly spread labels is stratified by itself, so that a split which
    does not shuffle fails for that reason alone. For small shares all classes are larger:
    libraries refuse a set with fewer rows than classes.
    """
    smallest = min(share for share in (*shares_in_use, 0.125) if share > 0)
    counts = np.array([100, *per_class]) * math.ceil(0.125 / smallest)
    y = np.repeat(np.arange(len(counts)), counts)
    place = np.concatenate([(np.arange(count) + 0.5) / count for count in counts])
    return numbered_rows(len(y)), y[np.argsort(place, kind="stable")]


def numbered_rows(count):
    """Return rows of seven numbers each, all different: 0 to 6, 7 to 13, and so on."""
    return np.arange(count * 7, dtype=float).reshape(count, 7)


def rows_of(sets):
    return {name: own["rows"] for name, own in sets.items()}


def all_rows(sets):
    return [row for rows in sets.values() for row in rows]


def some(rows):
    """Return the first few of the rows as text."""
    return ", ".join(map(str, rows[:3])) + (" …" if len(rows) > 3 else "")


ACCIDENTS = ("AttributeError", "IndexError", "KeyError", "NameError", "TypeError", "ZeroDivisionError")


def says_what_is_wrong(error):
    """Whether an error was meant for the caller, and is not an accident of the code."""
    return bool(error.text) and error.kind not in ACCIDENTS


def is_partition(sets, count):
    return sorted(all_rows(sets)) == list(range(count))


@split.check(
    reveals="some rows are lost",
    hint="Begin each set where the last one ended; try a class of five rows.",
    examples=20,
)
def loses_no_row(split, per_class: FEW, test: OneOf(0.125, 0.25, 0.375), validation, seed):
    """Every row is in one of the sets, also where a class has few rows."""
    x, y = data(per_class, [])
    try:
        came = all_rows(rows_of(split(x, y, test, validation, seed)))
    except LearnerError as error:
        if says_what_is_wrong(error):
            return  # small classes may be refused; the other checks have larger ones
        raise
    missing, strange = sorted(set(range(len(y))) - set(came)), came.count(-1)
    lost = f"no set with row {some(missing)} of the {len(y)} rows"
    assert_that(not missing, came=lost, expected="every row in a set")
    assert_that(not strange, came=f"{strange} rows that are not in x", expected="only rows of x, unchanged")


@split.check(
    reveals="rows of the test set are in the training set too",
    hint="Take the rows of the next set from those that are left.",
    examples=15,
)
def shares_no_row(split, per_class: MANY, test, validation, seed):
    """No row is in two sets, or twice in one."""
    x, y = data(per_class, [test, validation])
    sets = rows_of(split(x, y, test, validation, seed))
    twice = sorted(row for row, times in Counter(all_rows(sets)).items() if times > 1 and row >= 0)
    homes = [name for name, rows in sets.items() if set(rows) & set(twice[:1])]
    came = f"row {some(twice)} more than once, in {' and '.join(homes)}"
    assert_that(not twice, came=came, expected="each row once, in one set")


@split.check(
    reveals="x and y are not shuffled together",
    hint="Shuffle positions once, and take x and y at the same positions.",
    examples=15,
)
def keeps_labels_with_their_rows(split, per_class: MANY, test, validation, seed):
    """A row of x and its label stay together."""
    x, y = data(per_class, [test, validation])
    for name, own in split(x, y, test, validation, seed).items():
        assert_equal(len(own["labels"]), len(own["rows"]), what=f"labels in {name}:")
        pairs = zip(own["rows"], own["labels"], strict=True)
        wrong = [(row, label) for row, label in pairs if row >= 0 and label != y[row]]
        row, label = wrong[0] if wrong else (0, 0)
        came = f"row {row} of x with the label {label} in {name}"
        assert_that(not wrong, came=came, expected=f"its label in y, {y[row]}")


@split.check(
    reveals="the training set gets the share that was meant for the test set",
    hint="Print the lengths of the sets for 100 rows.",
    examples=15,
)
def gives_the_sizes_asked_for(split, per_class: MANY, test, validation, seed):
    """Each set has the share of the rows that was asked for, rounded in any way."""
    x, y = data(per_class, [test, validation])
    sets = rows_of(split(x, y, test, validation, seed))
    if not is_partition(sets, len(y)):
        return  # lost or doubled rows have checks of their own
    # Each class may be rounded once for each cut.
    room = (len(sets) - 1) * len(set(y))
    if "test" in split.facts.get("lacks", ()):
        assert_trains_on_most(sets, len(y), room)
        return
    for name, share in shares(sets, test, validation).items():
        size, expected = len(sets[name]), share * len(y)
        came = f"{size} of {len(y)} rows in {name}"
        assert_that(abs(size - expected) <= room, came=came, expected=f"about {expected:g}")


def assert_trains_on_most(sets, count, room):
    """Any shares are right where there is no parameter for them, as long as most is for training."""
    name, largest = max(sets.items(), key=lambda item: len(item[1]))
    assert_that(
        len(sets["train"]) >= len(largest) - room,
        came=f"{len(sets['train'])} of {count} rows in train, and {len(largest)} in {name}",
        expected="most of them in train",
    )


def shares(sets, test, validation):
    asked = {"train": 1 - test - validation, "validation": validation, "test": test}
    return {name: asked[name] for name in sets}


@split.check(
    reveals="the rows are dealt out without regard to their classes",
    hint="Split the rows of each class on their own, then put the pieces together.",
    examples=30,
)
def keeps_the_share_of_every_class(split, per_class: MANY, test, validation, seed):
    """Each class has in each set the share that it has in the data, to within one row for each cut."""
    x, y = data(per_class, [test, validation])
    sets = rows_of(split(x, y, test, validation, seed))
    if is_partition(sets, len(y)):  # lost or doubled rows have checks of their own
        assert_stratified(sets, y, shares(sets, test, validation))


def assert_stratified(sets, y, asked):
    """Fail unless every class has its share of every set.

    Rounded sizes differ a little from the shares asked for: its share of either will do,
    whichever set that was meant for, since exchanged shares have a check of their own.
    """
    room = len(sets) - 1
    for name, rows in sets.items():
        actual = len(rows) / len(y)
        nearest = min(asked.values(), key=lambda share, actual=actual: abs(share - actual))
        for label, count in zip(*np.unique(y, return_counts=True), strict=True):
            inside, (low, high) = int(np.sum(y[rows] == label)), sorted([actual * count, nearest * count])
            came = (
                f"{inside} of {count} rows of class {label} in {name}, which has {len(rows)} of {len(y)} rows"
            )
            fair = low - room - 1e-9 <= inside <= high + room + 1e-9
            assert_that(fair, came=came, expected=f"about {actual * count:.3g} of them")


# A random choice of at least 8 from at least 40 rows is one run of neighbours with a probability
# of at most 33 / C(40, 8) = 4.3e-7 for each of three classes: 8e-20 for all, over ten examples.
@split.check(
    reveals="the first rows go to one set and the last to another, without shuffling",
    hint="Shuffle the positions before you cut them.",
    examples=10,
)
def chooses_rows_at_random(split, test, validation, seed):
    """Which rows are held out is left to chance, not to their order."""
    count = min(max(40, int(8 / (test + validation or 1)) + 1), 400)
    y = np.repeat([0, 1, 2], count)
    sets = rows_of(split(numbered_rows(len(y)), y, test, validation, seed))
    held = sorted(row for name, rows in sets.items() if name != "train" for row in rows)
    by_class = [[row for row in held if row >= 0 and y[row] == label] for label in range(3)]
    are_runs = all(len(rows) < 3 or rows[-1] - rows[0] == len(rows) - 1 for rows in by_class)
    came = ", ".join(f"{rows[0]} to {rows[-1]}" for rows in by_class if rows)
    assert_that(not are_runs, came=f"rows {came} held out", expected="rows from everywhere in the data")


@split.check(
    reveals="the seed is not used",
    hint="Make one generator from the seed, and draw all random numbers from it.",
    examples=10,
)
def repeats_itself_for_a_seed(split, per_class: MANY, test, validation, seed):
    """The same seed gives the same split, whatever random numbers were drawn before."""
    x, y = data(per_class, [test, validation])
    first = split(x, y, test, validation, seed)
    try:
        second = split.again(x, y, test, validation, seed)
    except Unavailable:  # code of ours, in which no global generator can be moved on
        second = split(x, y, test, validation, seed)
    assert_that(
        first == second, came="two different splits for one seed", expected="the same split both times"
    )


# Two random choices of at least 12 from the 100 rows of class 0, or of 5 from 100 where they
# are fewer, are the same with a probability under 1 / C(100, 5) = 1.4e-8: 1.4e-7 over ten examples.
@split.check(severity="remark", hint="Look for a seed that is written into the code.", examples=10)
def changes_with_the_seed(split, per_class: MANY, test, validation, seed):
    """Another seed gives another split."""
    x, y = data(per_class, [test, validation, 0.25])
    first, second = (split(x, y, test, validation, number) for number in (seed, seed + 1))
    assert_that(
        first != second, came=f"one split for the seeds {seed} and {seed + 1}", expected="two different ones"
    )


# At random, 60 or more rows of one class and 10 or more of another come in one block each with a
# probability under 2 / C(70, 10) = 5e-12.
@split.check(
    severity="remark", hint="Shuffle each set once more: a batch of one class teaches little.", examples=10
)
def mixes_the_classes(split, per_class: MANY, test, validation, seed):
    """The training set does not come class after class."""
    x, y = data(per_class, [test, validation])
    labels = y[[row for row in split(x, y, test, validation, seed)["train"]["rows"] if row >= 0]]
    blocks = 1 + int(np.sum(labels[1:] != labels[:-1]))
    came = f"{len(labels)} rows for training in {blocks} blocks of one class each"
    assert_that(blocks > len(set(y)), came=came, expected="classes in random order")


@split.check(
    severity="remark", hint="Look up the labels that there are, for example with np.unique.", examples=10
)
def takes_any_labels(split, per_class: MANY, test, validation, seed):
    """Labels need not count up from zero."""
    x, y = data(per_class, [test, validation])
    sets = rows_of(split(x, 4 * y + 3, test, validation, seed))
    assert_that(
        is_partition(sets, len(y)),
        came="rows lost or doubled for the labels 3, 7 …",
        expected="every row once",
    )


@split.check(
    severity="remark",
    hint="Decide where a single row goes, or raise ValueError and say which class is too small.",
    examples=10,
)
def copes_with_tiny_classes(split, tiny: OneOf(1, 2), test, validation, seed):
    """A class of one or two rows is dealt out whole, or refused with a clear error."""
    x, y = data([24, tiny], [test, validation])
    try:
        sets = rows_of(split(x, y, test, validation, seed))
    except LearnerError as error:
        clear = says_what_is_wrong(error)
        assert_that(clear, came=f"{error}", expected="a ValueError that says which class is too small")
        return
    assert_that(
        is_partition(sets, len(y)),
        came=f"rows lost or doubled beside a class of {tiny}",
        expected="every row once",
    )


@split.check(
    severity="remark", hint="Shuffle positions, or a copy, not the arrays that you are given.", examples=10
)
def leaves_its_input_alone(split, per_class: MANY, test, validation, seed):
    """It does not change the arrays that it is given."""
    x, y = data(per_class, [test, validation])
    after = split.inputs_after(x=x, y=y, test=test, validation=validation, seed=seed)
    for name, before in (("x", x), ("y", y)):
        same = np.array_equal(after[name], before)
        assert_that(same, came=f"{name} in another order after the call", expected=f"{name} as it was")


def dealt(y, test, validation, order):
    """Return the sets in which each class is dealt out, its rows in the order given."""
    sets = {"train": [], "validation": [], "test": []}
    for label in np.unique(y):
        rows = order(np.flatnonzero(y == label))
        first = round(len(rows) * test)
        second = first + round(len(rows) * validation)
        for name, own in zip(("test", "validation", "train"), np.split(rows, [first, second]), strict=True):
            sets[name] += own.tolist()
    return sets


def randomly(seed):
    return np.random.default_rng(seed).permutation


@split.mistake("the rows are dealt out without regard to their classes")
def global_shuffle(x, y, test, validation, seed):
    return with_labels(dealt(np.zeros_like(y), test, validation, randomly(seed)), y)


@split.mistake("the first rows go to one set and the last to another, without shuffling")
def no_shuffle(x, y, test, validation, seed):
    return with_labels(dealt(y, test, validation, lambda rows: rows), y)


@split.mistake("x and y are not shuffled together")
def labels_on_their_own(x, y, test, validation, seed):
    sets = split(x, y, test, validation, seed)
    return {name: {"rows": own["rows"], "labels": sorted(own["labels"])} for name, own in sets.items()}


@split.mistake("rows of the test set are in the training set too")
def trains_on_everything(x, y, test, validation, seed):
    rows = rows_of(split(x, y, test, validation, seed))
    return with_labels(rows | {"train": list(range(len(y)))}, y)


@split.mistake("some rows are lost")
def cut_at_minus_zero(x, y, test, validation, seed):
    rows = dealt(y, test, validation, randomly(seed))
    for label in np.unique(y):
        held_out = int(np.sum(y == label) * test)
        if held_out == 0:  # rows[:-0] is empty
            rows["train"] = [row for row in rows["train"] if y[row] != label]
    return with_labels(rows, y)


@split.mistake("the training set gets the share that was meant for the test set")
def shares_exchanged(x, y, test, validation, seed):
    rows = dealt(y, test, validation, randomly(seed))
    return with_labels({"train": rows["test"], "validation": rows["validation"], "test": rows["train"]}, y)


@split.mistake("the seed is not used")
def unseeded(x, y, test, validation, seed):
    return with_labels(dealt(y, test, validation, randomly(None)), y)


skill(needs=all_of(split))
