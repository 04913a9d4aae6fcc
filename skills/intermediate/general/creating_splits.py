"""Creating splits: divide data into training, validation and test sets that share no example.

Why it matters: a score counts only on examples that the model has never met. If a rare class is
missing from one of the sets, you cannot even see that it fails.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Int,
    OneOf,
    all_of,
    assert_equal,
    assert_that,
    skill,
    splitter,
)
from pytest_mlchecklist.errors import LearnerError

# Powers of two add up to one without rounding.
TEST, VALIDATION = OneOf(0.25, 0.125, 0.375), OneOf(0.125, 0.25)
SEED = Count(0, 999)
SOME, MANY = Int["k"].between(5, 40), Int["k"].between(24, 40)


@splitter(
    names=[
        "train_test_split", "train_val_test_split", "stratified_split", "stratified_train_test_split", "split_data",
        "split_dataset", "train_validation_test_split", "make_splits", "create_splits", "three_way_split",
    ]
)  # fmt: skip
def split(
    x: Float["n d"], y: Int["n"], test: TEST = 0.25, validation: VALIDATION = 0.125, seed: SEED = 0
):
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
    x, y = data([160])
    sets = split(x, y)
    return len(sets[name]["rows"]) / len(y) if name in sets else 0.0


def data(per_class):
    """Return numbered rows and their classes, spread evenly; class 0 has eight rows more.

    Every beginning of evenly spread labels is stratified by itself, so that a split which
    does not shuffle fails for that reason alone.
    """
    counts = [8 + per_class[0], *per_class]
    y = np.repeat(np.arange(len(counts)), counts)
    place = np.concatenate([(np.arange(count) + 0.5) / count for count in counts])
    return numbered_rows(len(y)), y[np.argsort(place, kind="stable")]


def numbered_rows(count):
    """Return rows of five numbers each, all different: [0, 1, 2, 3, 4], [5, 6, 7, 8, 9] …"""
    return np.arange(count * 5, dtype=float).reshape(count, 5)


def rows_of(sets):
    return {name: own["rows"] for name, own in sets.items()}


def all_rows(sets):
    return [row for rows in sets.values() for row in rows]


def some(rows):
    """Return the first few of the rows as text."""
    return ", ".join(map(str, rows[:3])) + (" …" if len(rows) > 3 else "")


def is_partition(sets, count):
    return sorted(all_rows(sets)) == list(range(count))


@split.check(reveals="some rows are lost", hint="Cut by positions that begin where the last set ended.", examples=25)
def loses_no_row(split, per_class: SOME, test, validation, seed):
    """Every row is in one of the sets, and none is invented or mixed from others."""
    x, y = data(per_class)
    came = all_rows(rows_of(split(x, y, test, validation, seed)))
    missing = sorted(set(range(len(y))) - set(came))
    assert_that(not missing, came=f"no set holds row {some(missing)} of the {len(y)} rows", expected="every row in a set")
    assert_that(-1 not in came, came=f"{came.count(-1)} rows that are not in x", expected="only rows of x, unchanged")


@split.check(
    reveals="rows of the test set are in the training set too",
    hint="Take the rows of the next set from those that are left.",
    examples=25,
)
def shares_no_row(split, per_class: SOME, test, validation, seed):
    """No row is in two sets, or twice in one."""
    x, y = data(per_class)
    sets = rows_of(split(x, y, test, validation, seed))
    for name, rows in sets.items():
        known = [row for row in rows if row >= 0]
        for other in (other for other in sets if other != name):
            both = sorted(set(known) & set(sets[other]))
            assert_that(not both, came=f"row {some(both)} in {name} and in {other}", expected="each row in one set")
        twice = sorted(row for row in set(known) if known.count(row) > 1)
        assert_that(not twice, came=f"row {some(twice)} twice in {name}", expected="each row once")


@split.check(
    reveals="x and y are not shuffled together",
    hint="Shuffle positions once, and take x and y at the same positions.",
    examples=25,
)
def keeps_labels_with_their_rows(split, per_class: SOME, test, validation, seed):
    """A row of x and its label stay together."""
    x, y = data(per_class)
    for name, own in split(x, y, test, validation, seed).items():
        assert_equal(len(own["labels"]), len(own["rows"]), what=f"labels in {name}:")
        for row, label in zip(own["rows"], own["labels"], strict=True):
            right = row < 0 or label == y[row]
            assert_that(right, came=f"row {row} with the label {label} in {name}", expected=f"its label, {y[row]}")


@split.check(
    reveals="the training set gets the share that was meant for the test set",
    hint="Print the lengths of the sets for 100 rows.",
    examples=25,
)
def gives_the_sizes_asked_for(split, per_class: MANY, test, validation, seed):
    """Each set has the share of the rows that was asked for, rounded in any way."""
    x, y = data(per_class)
    sets = rows_of(split(x, y, test, validation, seed))
    if not is_partition(sets, len(y)):
        return  # lost or doubled rows have checks of their own
    if "test" in split.facts.get("lacks", ()):
        largest = max(len(rows) for rows in sets.values())
        # Without a parameter for the shares any are right, as long as most rows are for training.
        assert_that(
            len(sets["train"]) >= largest - 2 * len(set(y)),
            came=f"{len(sets['train'])} of {len(y)} rows for training",
            expected=f"the largest set for training, not the one with {largest} rows",
        )
        return
    for name, share in shares(sets, test, validation).items():
        # Each class may be rounded once for each cut.
        room, expected = (len(sets) - 1) * len(set(y)), share * len(y)
        assert_that(
            abs(len(sets[name]) - expected) <= room,
            came=f"{len(sets[name])} of {len(y)} rows in {name}",
            expected=f"about {expected:g}",
        )


@split.check(
    reveals="the rows are dealt out without regard to their classes",
    hint="Split the rows of each class on their own, then put the pieces together.",
    examples=50,
)
def keeps_the_share_of_every_class(split, per_class: SOME, test, validation, seed):
    """Each class has in each set the share that it has in the data, to within one row for each cut."""
    x, y = data(per_class)
    sets = rows_of(split(x, y, test, validation, seed))
    if not is_partition(sets, len(y)):
        return  # lost or doubled rows have checks of their own
    assert_stratified(sets, y, shares(sets, test, validation))


def shares(sets, test, validation):
    asked = {"train": 1 - test - validation, "validation": validation, "test": test}
    return {name: asked[name] for name in sets}


def assert_stratified(sets, y, asked):
    for name, rows in sets.items():
        for label, count in zip(*np.unique(y, return_counts=True), strict=True):
            came = int(np.sum(y[rows] == label))
            # Rounded sizes differ from the shares asked for: either of the two will do.
            fair = sorted([asked[name] * count, len(rows) / len(y) * count])
            right = fair[0] - (len(sets) - 1) <= came + 1e-9 and came - 1e-9 <= fair[1] + (len(sets) - 1)
            assert_that(
                right,
                came=f"{came} of the {count} rows of class {label} in {name}, which has {len(rows)} of {len(y)} rows",
                expected=f"about {len(rows) / len(y) * count:.3g} of them",
            )


# A random choice of at least 8 from at least 40 rows is one run of neighbours with a
# probability under 33 / C(40, 8) = 4.3e-7 for each of three classes: 8e-20 for all, over ten examples.
@split.check(
    reveals="the first rows go to one set and the last to another, without shuffling",
    hint="Shuffle the positions before you cut them.",
    examples=10,
)
def chooses_rows_at_random(split, test, validation, seed):
    """Which rows are held out is left to chance, not to their order."""
    held_out = test + validation
    count = min(max(40, int(8 / held_out) + 1), 400) if held_out > 0 else 40
    y = np.repeat([0, 1, 2], count)
    sets = rows_of(split(numbered_rows(len(y)), y, test, validation, seed))
    held = sorted(row for name, rows in sets.items() if name != "train" for row in rows)
    by_class = [[row for row in held if row >= 0 and y[row] == label] for label in range(3)]
    runs = all(len(rows) < 3 or rows[-1] - rows[0] == len(rows) - 1 for rows in by_class)
    assert_that(
        not runs,
        came=f"rows {', '.join(f'{rows[0]} to {rows[-1]}' for rows in by_class if rows)} held out",
        expected="rows from everywhere in the data",
    )


@split.check(
    reveals="the seed is not used",
    hint="Make one generator from the seed, and draw all random numbers from it.",
    examples=10,
)
def repeats_itself_for_a_seed(split, per_class: SOME, test, validation, seed):
    """The same seed gives the same split, whatever random numbers were drawn before."""
    x, y = data(per_class)
    first = split(x, y, test, validation, seed)
    again = split.elsewhere(x, y, test, validation, seed)
    assert_that(first == again, came="two different splits for one seed", expected="the same split both times")


@split.operation
def elsewhere(x, y, test, validation, seed):
    """The same split: it depends on nothing but its arguments."""
    return split(x, y, test, validation, seed)


skill(needs=all_of(split))
