"""Batches: a data set in small pieces, in a new order every time.

Why it matters: no memory holds a large data set at once.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    Int,
    OneOf,
    Value,
    all_of,
    assert_equal,
    assert_that,
    loader,
    skill,
)


@loader(names=["batches", "minibatches", "iterate_minibatches", "random_mini_batches"])
def batch_generator(
    x: Float["n d"],
    y: Int["n"],
    batch_size: Count(1, 4),
    shuffle: OneOf(1, 0) = 1,
    seed: Count(0, 9) = 0,
) -> Value("list"):
    """Rows and labels in one order, cut every batch_size rows; the last batch is what is left."""
    order = np.random.default_rng(seed).permutation(len(x)) if shuffle else np.arange(len(x))
    starts = range(0, len(x), batch_size)
    return [{"x": x[order[at : at + batch_size]], "y": y[order[at : at + batch_size]]} for at in starts]


@batch_generator.operation
def first(x, y, batch_size, shuffle=1, seed=0, count=1):
    return batch_generator(x, y, batch_size, shuffle, seed)[:count]


@batch_generator.check(hint="Each row goes into one batch.")
def gives_each_row_once(batches, **inputs):
    """One pass gives every row once."""
    came = [row.tolist() for batch in batches(**inputs) for row in batch["x"]]
    missing = len(inputs["x"]) - len(came)
    assert_that(
        missing <= 0,
        came=f"{len(came)} rows",
        expected=f"{len(inputs['x'])} rows",
        mistake="the last rows are dropped",
    )
    assert_equal(sorted(came), sorted(inputs["x"].tolist()), what="the rows, sorted:")


@batch_generator.check(hint="Use one order for both.", reveals="x and y are not shuffled together")
def keeps_rows_and_labels_together(batches, **inputs):
    """Each row comes with its own label."""
    numbered = np.arange(len(inputs["x"]))
    for batch in batches(
        **inputs | {"x": np.tile(numbered[:, None], (1, inputs["x"].shape[1])) * 1.0, "y": numbered}
    ):
        assert_equal(batch["y"], batch["x"][:, 0], what="the labels of the rows:")


@batch_generator.check(hint="Cut every batch_size rows.", reveals="a batch is one row too long")
def keeps_to_the_batch_size(batches, **inputs):
    """No batch is longer than it should be."""
    for batch in batches(**inputs):
        assert_that(
            len(batch["x"]) <= inputs["batch_size"],
            came=f"a batch of {len(batch['x'])}",
            expected=f"at most {inputs['batch_size']}",
        )


@batch_generator.check(hint="Yield a batch when it is asked for.")
def gives_the_first_batch_alone(batches, **inputs):
    """The first batch can be had alone."""
    assert_equal(len(batches.first(**inputs, count=1)), 1, what="batches:")


@batch_generator.mistake("the last rows are dropped")
def without_the_last(x, y, batch_size, shuffle=1, seed=0):
    batches = batch_generator(x, y, batch_size, shuffle, seed)
    return batches if len(batches) < 2 and len(x) == batch_size else batches[:-1]


@batch_generator.mistake("x and y are not shuffled together")
def misaligned(x, y, batch_size, shuffle=1, seed=0):
    return batch_generator(x, y[::-1], batch_size, shuffle, seed)


@batch_generator.mistake("a batch is one row too long")
def too_long(x, y, batch_size, shuffle=1, seed=0):
    return batch_generator(x, y, batch_size + 1, shuffle, seed)


@loader(names=["pairs", "captioned_images"])
def paired_loader(
    images: Float["n h w"],
    texts: Given(lambda sizes, _: [f"text {number}" for number in range(sizes["n"])], axes=("n",)),
    batch_size: Count(1, 3),
    seed: Count(0, 9) = 0,
) -> Value("list"):
    """Images and texts in one order."""
    order = np.random.default_rng(seed).permutation(len(images))
    cuts = [order[at : at + batch_size] for at in range(0, len(images), batch_size)]
    return [{"images": images[cut], "texts": [texts[at] for at in cut]} for cut in cuts]


@paired_loader.check(hint="Shuffle positions, not lists.", reveals="each list is shuffled by itself")
def keeps_pairs_together(pairs, **inputs):
    """Each image comes with its own text."""
    shape = inputs["images"].shape
    numbered = np.broadcast_to(np.arange(shape[0])[:, None, None], shape) * 1.0
    for batch in pairs(**inputs | {"images": numbered}):
        expected = [f"text {int(image[0, 0])}" for image in batch["images"]]
        assert_equal(batch["texts"], expected)


@paired_loader.check(hint="Count the images.")
def loses_no_pair(pairs, **inputs):
    """Every pair comes once."""
    came = sorted(text for batch in pairs(**inputs) for text in batch["texts"])
    assert_that(
        came == sorted(inputs["texts"]),
        came=f"{len(set(came))} of {len(inputs['texts'])} texts",
        expected="all",
        mistake="only the first batch is given" if came else "nothing is given",
    )


@paired_loader.mistake("each list is shuffled by itself")
def apart(images, texts, batch_size, seed=0):
    return paired_loader(images, texts[1:] + texts[:1], batch_size, seed)


@paired_loader.mistake("only the first batch is given")
def only_first(images, texts, batch_size, seed=0):
    return paired_loader(images, texts, batch_size, seed)[:1]


@paired_loader.mistake("nothing is given")
def nothing(images, texts, batch_size, seed=0):
    return []


skill(needs=all_of(batch_generator, paired_loader))
