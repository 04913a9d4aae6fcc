"""Small datasets: a whole collection of examples, held in memory and reached by its index.

Why it matters: Every first experiment starts here: when you can print any example you like,
surprises in the data have nowhere to hide.

Next step: Print the five strangest examples of your data, and say for each why it is in there.
"""

import numpy as np

from pytest_mlchecklist.api import (
    LearnerError,
    OneOf,
    Value,
    all_of,
    assert_alike,
    assert_that,
    loader,
    shown,
    skill,
)

NAMES = """
    load_data get_data get_dataset load_iris load_digits load_mnist make_dataset read_dataset load_csv_dataset
    load_train_data load_small_dataset
"""


@loader(names=NAMES.split(), settings={"most_megabytes": 1000})
def load_dataset() -> Value("mapping"):
    """Twelve points, of which those of a positive sum have the label 1."""
    x = np.random.default_rng(0).normal(size=(12, 3))
    return {"x": x, "y": (x.sum(axis=1) > 0).astype(int)}


@load_dataset.operation
def item(index):
    data = load_dataset()
    return {name: data[name][index] for name in ("x", "y")}


@load_dataset.operation
def length():
    return len(load_dataset()["x"])


EMPTY = "nothing is loaded"
FEWER = "there are fewer labels than examples"
ALL_ALIKE = "all labels are the same"
NUMBERED = "what is given as the labels numbers the examples"
GAPS = "empty cells are kept as NaN"
RAGGED = "the examples differ in shape"
ROUND = "an index that is too large begins again at the first example"


@load_dataset.check(hint="Compare the two lengths.", examples=1, time_limit=60)
def has_a_label_for_each_example(load_dataset):
    """There is at least one example, and each has one label."""
    x, y = _loaded(load_dataset)
    assert_that(len(x) > 0, came="no examples", expected="some", mistake=EMPTY)
    came = f"{len(x)} examples and {len(y)} labels"
    assert_that(
        len(x) == len(y), came=came, expected="as many of both", mistake=FEWER if len(y) < len(x) else ""
    )


@load_dataset.check(
    hint="Print the shape of each example, and count which shapes there are.", examples=1, time_limit=60
)
def has_examples_of_one_shape(load_dataset):
    """Every example has the same shape, or is a text."""
    x, _ = _loaded(load_dataset)
    shapes = sorted({_shape(one) for one in x}, key=str)
    came = f"examples of the shapes {', '.join(map(str, shapes[:4]))}"
    assert_that(len(shapes) <= 1, came=came, expected="one shape, or texts alone", mistake=RAGGED)


def _shape(example):
    return "text" if isinstance(example, str) else np.shape(example)


@load_dataset.check(
    hint="Fill the gaps, or leave those rows out; and say which you did.", examples=1, time_limit=60
)
def has_no_gaps(load_dataset):
    """No number is missing, and no example or label is empty."""
    for name, values in zip(("the examples", "the labels"), _loaded(load_dataset), strict=True):
        gaps = sum(map(_is_gap, values))
        came = f"{gaps} of {len(values)} with gaps among {name}"
        assert_that(not gaps, came=came, expected="none", mistake=GAPS)


def _is_gap(value):
    if value is None or isinstance(value, str):
        return value is None
    if isinstance(value, (list, tuple)):
        return any(map(_is_gap, value))
    values = np.asarray(value)
    return values.dtype.kind == "f" and bool(np.any(~np.isfinite(values)))


@load_dataset.check(
    hint="Which column holds the labels? Count how often each of them comes.", examples=1, time_limit=60
)
def has_labels_to_learn(load_dataset):
    """Labels are a few classes that come again and again, or numbers; and they are not all the same."""
    _, y = _loaded(load_dataset)
    kinds = {_plain(label) for label in y}
    assert_that(
        len(kinds) > 1 or len(y) < 2,
        came=f"the label {shown(y[0])} alone",
        expected="several",
        mistake=ALL_ALIKE,
    )
    words = all(isinstance(label, str) for label in y)
    positions = len(y) > 2 and [*kinds] and _are_positions(y)
    came = f"{len(kinds)} different labels of {len(y)} examples, such as {shown(y[0])}"
    fair = not positions and not (words and len(kinds) > max(len(y) / 2, 3))
    assert_that(fair, came=came, expected="labels that come again", mistake=NUMBERED)


def _plain(label):
    return str(np.asarray(label).tolist())


def _are_positions(labels):
    values = np.asarray(
        [np.ravel(label)[0] if np.size(label) == 1 else np.nan for label in labels], dtype=object
    )
    numbers = [float(value) for value in values if isinstance(value, (int, float, np.number))]
    starts = numbers[:1] in ([0.0], [1.0])
    return starts and len(numbers) == len(labels) and bool(np.all(np.diff(numbers) == 1))


@load_dataset.check(
    hint="Nothing random should happen when an example is looked up.", examples=3, time_limit=60
)
def gives_the_same_example_twice(load_dataset, share: OneOf(0.0, 0.5, 1.0)):
    """An index gives the same example each time, and it is the one that stands there in the whole."""
    x, y = _loaded(load_dataset)
    index = int(share * (len(x) - 1))
    first, second = (load_dataset.item(index=index) for _ in range(2))
    assert_alike(second, first)
    for name, values in (("x", x), ("y", y)):
        same = np.array_equal(np.ravel(first[name]), np.ravel(values[index]))
        came = f"{name} = {shown(first[name])} for the index {index}"
        assert_that(same, came=came, expected=shown(values[index]))


@load_dataset.check(
    hint="What comes for an index that is as large as the number of examples?", examples=1, time_limit=60
)
def refuses_an_index_out_of_range(load_dataset):
    """An index beyond the last example raises an error."""
    count = len(_loaded(load_dataset)[0])
    if not count:
        return  # that nothing is there has a check of its own
    try:
        came = load_dataset.item(index=count)
    except LearnerError:
        return
    assert_that(False, came=shown(came), expected=f"an error: there are {count} examples", mistake=ROUND)  # noqa: FBT003


@load_dataset.check(
    hint="A data set that does not fit into memory is read piece by piece.", examples=1, time_limit=60
)
def fits_into_memory(load_dataset):
    """All examples together are small: no more than a gigabyte, unless the manifest sets another limit."""
    x, y = _loaded(load_dataset)
    size, most = sum(map(_bytes, (x, y))) / 1e6, load_dataset.setting("most_megabytes")
    load_dataset.note(f"{len(x)} examples in {size:.3g} MB")
    assert_that(size <= most, came=f"{size:.3g} MB", expected=f"at most {most:g} MB")


def _bytes(values):
    if isinstance(values, np.ndarray):
        return values.nbytes
    return sum(len(one) if isinstance(one, str) else np.asarray(one).nbytes for one in values)


def _loaded(load_dataset):
    data = load_dataset()
    return data["x"], data["y"]


@load_dataset.mistake(EMPTY)
def empty():
    return {"x": np.zeros((0, 3)), "y": np.zeros(0, dtype=int)}


@load_dataset.mistake(FEWER)
def without_some_labels():
    data = load_dataset()
    return data | {"y": data["y"][:-2]}


@load_dataset.mistake(ALL_ALIKE)
def all_alike():
    data = load_dataset()
    return data | {"y": data["y"] * 0}


@load_dataset.mistake(NUMBERED)
def numbered():
    data = load_dataset()
    return data | {"y": np.arange(len(data["x"]))}


@load_dataset.mistake(GAPS)
def with_gaps():
    data = load_dataset()
    return data | {"x": np.where(data["x"] > 1, np.nan, data["x"])}


@load_dataset.mistake(RAGGED)
def ragged():
    data = load_dataset()
    return data | {"x": [row[: 2 + number % 2] for number, row in enumerate(data["x"])]}


@load_dataset.mistake(ROUND, operation="item")
def round_and_round(index):
    return item(index % length())


skill(needs=all_of(load_dataset))
