"""Generators: hand out batches one at a time, and visit every sample once per epoch.

Why it matters: Lazy batches keep memory small. If their shuffle separates inputs from answers
nothing crashes, the network simply learns noise.

Next step: Let yours read each example from its own file, and watch how little memory it takes.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Int,
    OneOf,
    Value,
    all_of,
    assert_equal,
    assert_that,
    loader,
    shown,
    skill,
)

NAMES = """
    batches minibatches iterate_minibatches random_mini_batches data_generator data_iter get_batches
    create_batches make_batches mini_batches batch_iterator minibatch_generator generate_batches data_loader
    DataLoader DataGenerator BatchGenerator BatchLoader BatchIterator batch_iter get_minibatches
    train_generator generator iterate_batches Batcher next_batch yield_minibatches minibatch
"""
ROWS, LABELS = Float["n d"].at_least(n=3), Int["n"].at_least(n=3)


@loader(names=NAMES.split())
def batch_generator(
    x: ROWS,
    y: LABELS,
    batch_size: Count(1, 4) = 4,
    shuffle: OneOf(1, 0) = 1,
    seed: Count(0, 9) = 0,
    drop_last: OneOf(0) = 0,
) -> Value("list"):
    """Rows and labels in one order, cut every batch_size rows; the last batch is what is left."""
    order = np.random.default_rng(seed).permutation(len(x)) if shuffle else np.arange(len(x))
    end = len(x) - len(x) % batch_size if drop_last else len(x)
    starts = range(0, end, batch_size)
    return [{"x": x[order[at : at + batch_size]], "y": y[order[at : at + batch_size]]} for at in starts]


@batch_generator.outline
def batch_generator_outline(x, y, batch_size=32, *, shuffle=True, seed=None):
    """Yield (x, y) of batch_size examples at a time; each time it is called, one pass over the data."""


@batch_generator.operation
def passes(x, y, count=2, **rest):
    return [batch_generator(x, y, **rest)] * count


LOST = "the last rows are dropped"
APART = "x and y are not shuffled together"
TWICE = "some rows come twice in an epoch"
NEVER = "the rows are never shuffled"
ALIKE = "each epoch has the same order"
TOO_LONG = "a batch is one row too long"
AT_ONCE = "all batches are made before the first one is given"
SEEDLESS = "the seed is not used"


@batch_generator.check(hint="Count the rows of all batches, also where the last is not full.", examples=30)
def gives_every_row_once(batches, x, y, batch_size, shuffle, seed):
    """An epoch has every row once, the last ones in a smaller batch."""
    x = _numbered(x)
    came = sorted(_rows(batches(x, y, batch_size, shuffle, seed)))
    mistake = LOST if len(came) < len(x) else TWICE
    expected = f"each of the {len(x)} rows once"
    assert_that(came == [*range(len(x))], came=f"the rows {shown(came)}", expected=expected, mistake=mistake)


def _numbered(x):
    """Return rows of which the first number tells the place."""
    return np.hstack([np.arange(float(len(x)))[:, None], x[:, 1:]])


def _rows(came):
    """Return the places of the rows, in the order in which they came."""
    return [int(row[0]) for batch in came for row in batch["x"]]


@batch_generator.check(hint="Shuffle positions, and take x and y at the same positions.", examples=30)
def keeps_rows_and_labels_together(batches, x, y, batch_size, shuffle, seed):
    """Each row comes with its own label, shuffled or not."""
    x, y = _numbered(x), np.arange(len(x)) + 1
    for batch in batches(x, y, batch_size, shuffle, seed):
        right = y[[int(row[0]) for row in batch["x"]]]
        same = np.array_equal(batch["y"], right)
        came, expected = f"the labels {shown(batch['y'])}", f"{shown(right)} for these rows"
        assert_that(same, came=came, expected=expected, mistake=APART)


@batch_generator.check(hint="Where does one batch end, and the next begin?", examples=30)
def keeps_to_the_batch_size(batches, x, y, batch_size, shuffle, seed):
    """Every batch has batch_size rows, but for the last one, which may have fewer."""
    came = batches(_numbered(x), y, batch_size, shuffle, seed)
    sizes = [len(batch["x"]) for batch in came]
    size = sizes[0] if "batch_size" in batches.facts.get("lacks", ()) else batch_size
    full = all(one == size for one in sizes[:-1]) and 0 < sizes[-1] <= size
    is_longer = all(one == size + 1 for one in sizes[:-1]) and max(sizes) == size + 1
    expected = f"{size} in each, fewer only in the last"
    mistake = TOO_LONG if is_longer else ""
    assert_that(full, came=f"batches of {shown(sizes)} rows", expected=expected, mistake=mistake)


@batch_generator.check(hint="What if somebody asks for more rows than there are?", examples=10)
def takes_a_batch_size_beyond_the_data(batches, x, y, more: OneOf(0, 1, 50), shuffle, seed):
    """With a batch size as large as the data, or larger, all rows come in one batch."""
    came = batches(_numbered(x), y, len(x) + more, shuffle, seed)
    rows = sorted(_rows(came))
    expected = f"all {len(x)}"
    # A batch that is one row too long has the same rows here.
    mistake = LOST if len(rows) < len(x) else TWICE
    assert_that(rows == [*range(len(x))], came=f"{len(rows)} rows", expected=expected, mistake=mistake)


@batch_generator.check(
    hint="Who needs the second batch, while the first is still in use?", examples=1, reveals=AT_ONCE
)
def makes_batches_when_they_are_asked_for(batches, **inputs):
    """Batches are made one by one, not all before the first is given."""
    batches(**inputs)
    is_lazy = batches.facts.get("lazy", not isinstance(batches.calls[-1].raw, tuple))
    assert_that(is_lazy, came="a list of all batches", expected="something that makes one at a time")


# Twenty rows and more come in one order twice with a probability of 1 / 20! = 4e-19.
MANY, MANY_LABELS = Float["n d"].at_least(n=20), Int["n"].at_least(n=20)


@batch_generator.check(hint="When is the order drawn: once, or for every epoch?", examples=5)
def shuffles_each_epoch_anew(batches, x: MANY, y: MANY_LABELS, batch_size, seed):
    """The second epoch comes in another order than the first."""
    x = _numbered(x)
    first, second = map(_rows, _epochs(batches, x, y, batch_size, seed))
    came = f"the rows {shown(first)}, and then {shown(second)}"
    mistake = NEVER if first == second == sorted(first) else ALIKE
    if first == second and _takes_a_seed_for_each_epoch(batches):
        first, second = map(_rows, batches.passes(x=x, y=y, batch_size=batch_size, shuffle=1, seed=seed))
        # Where these differ, the seed is not used: that has a check of its own.
    assert_that(first != second, came=came, expected="two different orders", mistake=mistake)


def _epochs(batches, x, y, batch_size, seed):
    """Return two epochs; of code that is given a seed for each, with two seeds."""
    if _takes_a_seed_for_each_epoch(batches):
        return [batches(x, y, batch_size, 1, number) for number in (seed, seed + 1)]
    return batches.passes(x=x, y=y, batch_size=batch_size, shuffle=1, seed=seed, count=2)


def _takes_a_seed_for_each_epoch(batches):
    """Return whether each epoch is a call of its own, with its own seed."""
    is_told = "seed" not in batches.facts.get("lacks", ())
    return is_told and not batches.facts.get("epochs", False)


@batch_generator.check(
    hint="Make one generator of the seed, and draw all random numbers from it.", examples=5, reveals=SEEDLESS
)
def repeats_itself_for_a_seed(batches, x: MANY, y: MANY_LABELS, batch_size, seed):
    """Where it takes a seed, the same one gives the same order, whatever was drawn before."""
    x = _numbered(x)
    if not _takes_a_seed_for_each_epoch(batches):
        first, second = (batches(x, y, batch_size, 1, seed) for _ in range(2))
    else:
        first, second = batches.passes(x=x, y=y, batch_size=batch_size, shuffle=1, seed=seed, count=2)
    assert_equal(_rows(second), _rows(first), what="the rows for the same seed:")


@batch_generator.check(hint="Who says that nothing shall be shuffled means it.", examples=10)
def keeps_the_order_when_asked_to(batches, x, y, batch_size, seed):
    """Where it can be told not to shuffle, the rows come in their own order."""
    if "shuffle" in batches.facts.get("lacks", ()):
        batches.note("it always shuffles")
        return
    assert_equal(_rows(batches(_numbered(x), y, batch_size, 0, seed)), [*range(len(x))], what="the rows:")


@batch_generator.check(severity="remark", hint="Only the last batch may be left out.", examples=10)
def drops_the_last_one_when_asked_to(batches, x, y, batch_size, seed):
    """Where it can be told to drop the last batch, all others are full and there."""
    if {"drop_last", "batch_size"} & {*batches.facts.get("lacks", ())} or len(x) < batch_size:
        return
    sizes = [len(batch["x"]) for batch in batches(_numbered(x), y, batch_size, 1, seed, 1)]
    assert_equal(sizes, [batch_size] * (len(x) // batch_size), what="rows in each batch:")


@batch_generator.mistake(LOST)
def without_the_last(x, y, batch_size=4, shuffle=1, seed=0, drop_last=0):
    return batch_generator(x, y, batch_size, shuffle, seed, 1)


@batch_generator.mistake(APART)
def misaligned(x, y, batch_size=4, shuffle=1, seed=0, drop_last=0):
    return batch_generator(x, y[::-1], batch_size, shuffle, seed)


@batch_generator.mistake(TOO_LONG)
def one_too_long(x, y, batch_size=4, shuffle=1, seed=0, drop_last=0):
    return batch_generator(x, y, batch_size + 1, shuffle, seed)


@batch_generator.mistake(TWICE)
def overlapping(x, y, batch_size=4, shuffle=1, seed=0, drop_last=0):
    right = batch_generator(x, y, batch_size, shuffle, seed)
    return [*right, {name: values[:1] for name, values in right[-1].items()}]


@batch_generator.mistake(NEVER)
def in_order(x, y, batch_size=4, shuffle=1, seed=0, drop_last=0):
    return batch_generator(x, y, batch_size, 0)


@batch_generator.mistake(ALIKE)
def with_its_own_seed(x, y, batch_size=4, shuffle=1, seed=0, drop_last=0):
    return batch_generator(x, y, batch_size, shuffle, 42)


@batch_generator.mistake(AT_ONCE)
def all_at_once(x, y, batch_size=4, shuffle=1, seed=0, drop_last=0):
    return tuple(batch_generator(x, y, batch_size, shuffle, seed))


@batch_generator.mistake(SEEDLESS, operation="passes")
def without_its_seed(x, y, seed, count=2, **rest):
    return [batch_generator(x, y, seed=seed + epoch, **rest) for epoch in range(count)]


skill(needs=all_of(batch_generator))
