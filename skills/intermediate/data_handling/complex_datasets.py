"""Complex datasets: batch samples of different lengths, and remember which values are only padding.

Why it matters: Sentences, recordings and molecules do not come in one size. The filling has to
stay recognisable, or the model will study it too.

Next step: Sort samples of like length into one batch, and count how much less filling is needed.
"""

import numpy as np

from pytest_mlchecklist.api import CannotRun, Given, OneOf, Value, all_of, assert_that, kind, shown, skill

# What is padded, and what tells so, comes in many right forms: the checks read them all.
open_function = kind("function")

NAMES = """
    collate_fn collate_batch pad_collate collate_samples custom_collate pad_batch Collator PadCollate
    Collate PaddingCollator collate_pad my_collate_fn pad_and_collate DataCollator batch_collate
    collate_sequences pad_collate_fn CollateFunc generate_batch batchify make_batch PadSequence
"""
SAMPLES = "batch samples sequences items data examples seqs instances features inputs list_of_samples xs"
PAD = "padding_value pad_value pad_id pad_idx pad_token pad_token_id value fill_value padding_idx pad_index"


FIRST_LABEL = 10
"""Lengths are smaller, and values are larger than twenty: so each tells what it is."""


def _samples(sizes, rng):
    """Sequences of whole numbers from 21 to 99, one to six of them, each with a label from 10 to 19."""
    lengths = rng.integers(1, 7, size=sizes["n"])
    return [[rng.integers(21, 100, size=length), int(rng.integers(10, 20))] for length in lengths]


def _probe(sizes, rng):
    return [[rng.integers(21, 100, size=length), 10 + length] for length in (4, 3, 5)]


BATCH = Given(lambda sizes, rng: _samples(sizes, rng) if sizes["n"] != 3 else _probe(sizes, rng), axes=("n",))


@open_function(
    names=NAMES.split(),
    spelled={"samples": SAMPLES.split(), "pad": PAD.split()},
    told=["pad"],
    neutral={"max_len": 9, "max_length": 9},
    forms=["samples"],
)
def collate(samples: BATCH, pad: OneOf(0) = 0) -> Value("anything"):
    """All samples filled up to the longest one, with a mask of what is real, and the labels."""
    longest = max(len(values) for values, _ in samples)
    padded = [[*values, *[pad] * (longest - len(values))] for values, _ in samples]
    mask = [[1] * len(values) + [0] * (longest - len(values)) for values, _ in samples]
    return {"padded": np.array(padded), "mask": np.array(mask), "labels": [label for _, label in samples]}


CUT = "samples are cut off"
MOVED = "the samples come in another order"
REPEATED = "values are repeated where padding belongs"
UNMARKED = "nothing tells what is padding"
MISMARKED = "the mask, or the lengths, are not those of the samples"
MIXED = "the labels are not those of their samples"
UNLABELLED = "the labels are lost"


@collate.check(hint="Take the padding away again: is each sample what it was?")
def keeps_every_sample(collate, samples):
    """Every sample is there as a whole and in its place, at the beginning or at the end of its row."""
    rows = _padded(collate(samples), samples)
    for row, (values, _) in zip(rows, samples, strict=True):
        assert_that(
            _start(row, values) is not None,
            came=f"the row {shown(row)} for the sample {shown(values)}",
            expected="the sample, and padding on one side of it",
            mistake=_of_rows(rows, samples),
        )


def _start(row, values):
    """Return where a sample begins in its row: at one of the ends; None if it is not there."""
    ends = (0, len(row) - len(values))
    return next((at for at in ends if at >= 0 and np.array_equal(row[at : at + len(values)], values)), None)


def _of_rows(rows, samples):
    held = [[_start(row, values) is not None for row in rows] for values, _ in samples]
    if all(any(some) for some in held):
        return MOVED
    longest = max(len(values) for values, _ in samples)
    return CUT if rows.shape[1] < longest else ""


@collate.check(hint="What stands where a short sample has no more values?")
def pads_with_one_value(collate, samples):
    """All that is not a sample is filled with one value, that of the padding."""
    rows = _padded(collate(samples), samples)
    rest = [_filling(row, values) for row, (values, _) in zip(rows, samples, strict=True)]
    if any(filling is None for filling in rest):
        return  # a sample that is not there has a check of its own
    found = np.unique(np.concatenate(rest))
    expected = "a single value for all padding"
    assert_that(len(found) <= 1, came=f"the values {shown(found)}", expected=expected, mistake=REPEATED)


def _filling(row, values):
    start = _start(row, values)
    return None if start is None else np.delete(row, np.s_[start : start + len(values)])


@collate.check(hint="How does who gets the batch know where each sample ends?")
def tells_what_is_padding(collate, samples):
    """A mask or the lengths come with the batch, and tell which values are real."""
    came = collate(samples)
    rows = _padded(came, samples)
    starts = [_start(row, values) for row, (values, _) in zip(rows, samples, strict=True)]
    if None in starts:
        return  # a sample that is not there has a check of its own
    marks = _marks(came, rows, samples)
    assert_that(bool(marks), came="only values", expected="a mask, or lengths, besides", mistake=UNMARKED)
    lengths = np.array([len(values) for values, _ in samples])
    places = np.arange(rows.shape[1])
    real = (places >= np.array(starts)[:, None]) & (places < (np.array(starts) + lengths)[:, None])
    right = [
        _is_mask(some, real, collate) if some.ndim == 2 else np.array_equal(some, lengths) for some in marks
    ]
    came_text = f"{shown(marks[0])} for samples of the lengths {shown(lengths)}"
    assert_that(any(right), came=came_text, expected="what tells each real value", mistake=MISMARKED)


def _is_mask(mask, real, collate):
    """Return whether a mask has one of its two values where the samples are, and the other elsewhere."""
    inside, outside = (set(np.unique(mask[where]).tolist()) for where in (real, ~real))
    if outside and max(outside) <= HIDDEN:
        return inside == {0}  # it is added to the scores of an attention
    if inside == {0} and outside <= {1}:
        collate.note("its mask is 1 where padding is")
    return inside | outside <= {0, 1} and len(inside) == 1 and not inside & outside


HIDDEN = -1e4


@collate.check(hint="Take samples and labels apart in one loop.")
def keeps_each_label(collate, samples):
    """The labels come with the batch, in the order of the samples."""
    if collate.facts.get("samples", "pairs") == "alone":
        collate.note("it takes no labels")
        return
    came = collate(samples)
    labels, rows = [label for _, label in samples], _padded(came, samples)
    others = [np.ravel(piece).tolist() for piece in _arrays(came) if piece.size == len(samples)]
    found = [some for some in others if min(some) >= FIRST_LABEL]
    is_kept = [_start(*both) is not None for both in _with_rows(rows, samples)]
    if not all(is_kept) and _of_rows(rows, samples) == MOVED:
        return  # the order has a check of its own
    assert_that(bool(found), came="no labels", expected=shown(labels), mistake=UNLABELLED)
    assert_that(labels in found, came=shown(found[0]), expected=shown(labels), mistake=MIXED)


def _arrays(came):
    """Return all arrays that came, of a tuple or a mapping each piece."""
    pieces = list(came.values()) if isinstance(came, dict) else came
    if not isinstance(pieces, list) or _array(pieces).ndim == 2:
        pieces = [pieces]
    return [array for array in map(_array, pieces) if array.size]


def _array(piece):
    """Return a piece as numbers, or as nothing where it holds other things."""
    try:
        return np.asarray(piece, dtype=float)
    except (TypeError, ValueError):
        return np.zeros(0)


def _padded(came, samples):
    """Return the padded samples, one in each row."""
    if came == {}:  # a batch of named fields, none of which our samples have
        raise CannotRun("it gave an empty batch: it looks for fields by names that our samples do not have")
    real = np.concatenate([values for values, _ in samples])
    tables = [piece.reshape(len(piece), -1) for piece in _arrays(came) if piece.ndim > 1]
    tables = [table for table in tables if np.isin(table, real).any()]
    fitting = [table for table in tables if len(samples) in table.shape]
    shapes = ", ".join(str(piece.shape) for piece in _arrays(came)) or "nothing that is an array"
    expected = f"a table with one row for each of the {len(samples)} samples"
    assert_that(bool(fitting), came=shapes, expected=expected, mistake=CUT if tables else "")
    return _in_rows(fitting[0], samples)


def _in_rows(table, samples):
    """Return a table with one sample in each row: some lay them in columns, time first."""
    rows = [some for some in (table, table.T) if len(some) == len(samples)]
    held = [sum(_start(*both) is not None for both in _with_rows(some, samples)) for some in rows]
    return rows[int(np.argmax(held))]


def _with_rows(rows, samples):
    return [(row, values) for row, (values, _) in zip(rows, samples, strict=True)]


def _marks(came, rows, samples):
    """Return what may be masks, laid as the rows are, or lengths."""
    others = [piece for piece in _arrays(came) if not _is_table_of(piece, rows)]
    masks = [piece for piece in others if piece.ndim > 1 and piece.size == rows.size]
    laid = [mask.reshape(rows.shape) if len(mask) == len(rows) else mask.T for mask in masks]
    lengths = [
        np.ravel(piece) for piece in others if piece.size == len(samples) and np.all(piece < FIRST_LABEL)
    ]
    return [*laid, *lengths]


def _is_table_of(piece, rows):
    return piece.size == rows.size and np.array_equal(np.sort(piece, axis=None), np.sort(rows, axis=None))


@collate.mistake(CUT)
def to_the_shortest(samples, pad=0):
    shortest = min(len(values) for values, _ in samples)
    return collate([[values[:shortest], label] for values, label in samples], pad)


@collate.mistake(MOVED)
def sorted_by_length(samples, pad=0):
    right = collate(sorted(samples, key=lambda sample: -len(sample[0])), pad)
    return right | {"labels": [label for _, label in samples]}


@collate.mistake(REPEATED)
def with_repeated_values(samples, pad=0):
    right, longest = collate(samples, pad), max(len(values) for values, _ in samples)
    return right | {"padded": np.array([np.resize(values, longest) for values, _ in samples])}


@collate.mistake(UNMARKED)
def without_marks(samples, pad=0):
    right = collate(samples, pad)
    return {"padded": right["padded"], "labels": right["labels"]}


@collate.mistake(MISMARKED)
def all_marked(samples, pad=0):
    right = collate(samples, pad)
    return right | {"mask": np.roll(right["mask"], 1, axis=1)}


@collate.mistake(MIXED)
def sorted_labels(samples, pad=0):
    right = collate(samples, pad)
    return right | {"labels": sorted(right["labels"], reverse=True)}


@collate.mistake(UNLABELLED)
def without_labels(samples, pad=0):
    right = collate(samples, pad)
    return {"padded": right["padded"], "mask": right["mask"]}


skill(needs=all_of(collate))
