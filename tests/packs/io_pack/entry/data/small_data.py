"""Small data sets: all examples with their labels, in memory.

Why it matters: everything starts with data.
"""

import numpy as np

from pytest_mlchecklist.api import Value, all_of, assert_that, loader, skill


@loader(names=["load_data", "get_data"])
def load_dataset() -> Value("mapping"):
    """Inputs and labels of one length."""
    return {"x": np.arange(12.0).reshape(6, 2), "y": np.array([0, 1, 0, 1, 0, 1])}


@load_dataset.check(hint="Count both.", reveals="labels are missing")
def has_a_label_for_each_example(load):
    """There are as many labels as examples, and there are some."""
    data = load()
    assert_that(
        len(data["x"]) == len(data["y"]) > 0,
        came=f"{len(data['x'])} examples and {len(data['y'])} labels",
        expected="as many labels as examples",
    )


@load_dataset.check(hint="Look for empty cells.", reveals="empty cells are kept as NaN")
def has_no_gaps(load):
    """No number is missing."""
    x = load()["x"]
    is_numeric = isinstance(x, np.ndarray) and x.dtype.kind == "f"
    assert_that(not is_numeric or not np.isnan(x).any(), came="NaN", expected="numbers")


@load_dataset.check(hint="Every row needs the same columns.", reveals="rows are of different length")
def has_one_shape(load):
    """Every example has one shape, or is text."""
    shapes = {np.shape(one) for one in load()["x"]}
    assert_that(len(shapes) == 1, came=f"shapes {shapes}", expected="one shape")


@load_dataset.mistake("labels are missing")
def without_labels():
    return {"x": np.arange(12.0).reshape(6, 2), "y": np.array([0, 1])}


@load_dataset.mistake("empty cells are kept as NaN")
def with_gaps():
    return {"x": np.array([[1.0, np.nan], [2.0, 3.0]]), "y": np.array([0, 1])}


@load_dataset.mistake("rows are of different length")
def ragged():
    return {"x": [[1.0], [1.0, 2.0]], "y": np.array([0, 1])}


skill(needs=all_of(load_dataset))
