"""Simple preprocessing: bring images to one size, or sequences to one length, and spoil nothing.

Why it matters: A batch is a rectangular block of numbers, so nothing can be stacked until
everything has the same shape. Careless resizing quietly throws away what the model was meant to
see.

Next step: Resize the same photograph by two methods, and look at what happens to thin lines.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    Int,
    LearnerError,
    OneOf,
    any_of,
    assert_equal,
    assert_that,
    kind,
    shown,
    skill,
)

# Many ways to resize and to pad are right, so the checks say what they share, and none is unwritten.
open_function = kind("function")

RESIZE_NAMES = """
    resize rescale_image resize_img image_resize scale_image resize_picture resize_nearest resize_bilinear
    nearest_neighbor_resize nearest_neighbour_resize bilinear_resize  resize_to
    nearest_resize resize_image_bilinear resize_image_nearest imresize
"""
SIZE = """
    size shape target_size new_size output_size out_size output_shape target_shape new_shape dim dims dsize
    resolution img_size image_size target
"""
HEIGHT = "h new_h new_height target_height out_h out_height output_height H rows n_rows nh target_h"
WIDTH = "w new_w new_width target_width out_w out_width output_width W cols n_cols columns nw target_w"


def _picture(sizes, rng):
    return rng.integers(50, 201, size=(sizes["h"], sizes["w"], 3)).astype(float)


def _grey(sizes, rng):
    return rng.integers(50, 201, size=(sizes["h"], sizes["w"])).astype(float)


PICTURE, GREY = Given(_picture, axes=("h", "w")), Given(_grey, axes=("h", "w"))


@open_function(
    names=RESIZE_NAMES.split(),
    spelled={
        "image": ["img", "x", "picture", "im", "array", "arr", "pixels", "src"],
        "height": HEIGHT.split(),
        "width": WIDTH.split(),
    },
    packed=dict.fromkeys(SIZE.split(), ("height", "width")),
    sizes={"h": 6, "w": 8, "c": 3},
    forms=["bytes"],
)
def resize_image(
    image: Float["h w c"].between(0, 255).whole(), height: Count(1, 9), width: Count(1, 9)
) -> Float["height width c"]:
    """Each pixel of the result is the one that lies at its place in the image."""
    rows = (np.arange(height) + 0.5) * image.shape[0] / height
    columns = (np.arange(width) + 0.5) * image.shape[1] / width
    return image[rows.astype(int)][:, columns.astype(int)]


@resize_image.check(hint="An array of an image has its rows first. Which comes first in your library?")
def gives_the_size_asked_for(resize_image, image: PICTURE, height, width):
    """The result has as many rows and columns as were asked for, and the channels of the image."""
    shape = np.shape(resize_image(image, height, width))
    mistake = EXCHANGED if shape == (width, height, 3) else ""
    expected = (height, width, 3)
    assert_that(shape == expected, came=f"the shape {shape}", expected=f"{expected}", mistake=mistake)


@resize_image.check(hint="What becomes of a picture that is of one colour all over?")
def keeps_one_colour_as_it_is(resize_image, image: PICTURE, height, width):
    """A picture of a single colour stays of that colour, whatever its size."""
    came = np.asarray(resize_image(np.full_like(image, image[0, 0]), height, width))
    if came.shape == (height, width, 3):  # another shape has a check of its own
        expected = np.full(came.shape, image[0, 0])
        assert_that(_is_near(came, expected), came=shown(came), expected=shown(expected))


@resize_image.check(hint="Ask for the size that a picture has already: what should come?", examples=20)
def leaves_a_picture_of_that_size_as_it_is(resize_image, image: PICTURE):
    """Asked for its own size, a picture comes back as it was."""
    came = resize_image(image, *image.shape[:2])
    assert_that(_is_near(came, image), came=shown(came), expected=shown(image))


@resize_image.check(
    hint="Follow one pixel: the one in the middle of the image belongs into the middle of the result.",
    examples=60,
)
def keeps_everything_in_its_place(
    resize_image, rows: Count(1, 12), columns: Count(1, 12), height: Count(2, 12), width: Count(2, 12)
):
    """What lies at a third of the height and width of the image lies there in the result."""
    came = np.asarray(resize_image(_slope(rows, columns), height, width), dtype=float)
    if came.shape != (height, width, 3):  # another shape has a check of its own
        return
    for axis, (old, new) in enumerate(((rows, height), (columns, width))):
        places = np.moveaxis(came[..., axis], axis, 0) / STEP
        for index, place in enumerate(places):
            low, high = index * old / new - SLACK - 1, (index + 1) * old / new + SLACK
            where = f"{('row', 'column')[axis]} {index} of {new}"
            assert_that(
                bool(np.all((low <= place) & (place <= high))),
                came=f"{where} from {('row', 'column')[axis]} {float(np.ravel(place)[0]):.3g} of {old}",
                expected=f"{where} from about {(index + 0.5) * old / new - 0.5:.3g}",
                mistake=_misplaced(resize_image, _slope(rows, columns), came),
            )


def _misplaced(resize_image, image, came):
    """Return the mistake that puts pixels there, to within one pixel: methods differ by that much."""
    wrong = {item.name: item.function(image, *came.shape[:2]) for item in resize_image.part.mistakes}
    apart = {name: np.abs(some - came).max() for name, some in wrong.items() if some.shape == came.shape}
    nearest = min(apart, key=apart.__getitem__)
    return nearest if apart[nearest] <= STEP else ""


# A right method may take any pixel that a result's pixel touches: that is a whole pixel to one side,
# and rounding half a pixel more.
STEP, SLACK = 10, 0.6


def _slope(rows, columns):
    """Return a picture whose first channel tells the row, and whose second tells the column."""
    row, column = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
    return np.stack([row, column, 0 * row], axis=-1).astype(float) * STEP


@resize_image.check(hint="Left in the image is left in the result.", examples=40)
def turns_round_with_its_picture(
    resize_image, rows: Count(1, 4), columns: Count(1, 12), height: Count(1, 4), width: Count(1, 12)
):
    """The picture seen in a mirror comes out as the result seen in a mirror, but for a pixel's width."""
    image = _slope(rows, columns)
    came, mirrored = (
        np.asarray(resize_image(some, height, width), dtype=float) for some in (image, image[:, ::-1])
    )
    if came.shape != (height, width, 3):
        return
    apart = float(np.abs(came[..., 1] - mirrored[:, ::-1, 1]).max()) / STEP
    assert_that(
        # Who rounds down takes another pixel of those that lie under one of the result, or the next.
        apart <= columns / width + 1,
        came=f"results that are {apart:.3g} columns of the picture apart",
        expected="the same, seen in a mirror",
    )


@resize_image.check(hint="Between two pixels lies no number that is far from both.")
def invents_no_brightness(resize_image, image: PICTURE, height, width):
    """The result is nowhere much darker or brighter than the picture: at most by half of its range."""
    came = np.asarray(resize_image(image, height, width), dtype=float)
    # Two passes of a cubic curve reach 0.45 of the range beyond it, and of Lanczos's 0.49.
    room = np.ptp(image) / 2 + 1
    inside = image.min() - room <= came.min() and came.max() <= image.max() + room
    _assert_inside(came, image, inside=inside)


@resize_image.check(
    severity="remark",
    hint="A cubic curve swings beyond the pixels between which it lies; a straight line does not.",
)
def stays_within_its_picture(resize_image, image: PICTURE, height, width):
    """The result is nowhere darker or brighter than the picture."""
    came = np.asarray(resize_image(image, height, width), dtype=float)
    _assert_inside(came, image, inside=image.min() - 1 <= came.min() and came.max() <= image.max() + 1)


def _assert_inside(came, image, *, inside):
    expected = f"numbers from {shown(image.min())} to {shown(image.max())}"
    assert_that(bool(inside), came=f"numbers from {came.min():.4g} to {came.max():.4g}", expected=expected)


@resize_image.check(
    severity="remark",
    hint="A pixel is a small square: its middle lies half a pixel from its edge.",
    examples=20,
)
def stays_in_the_middle(resize_image, columns: Count(1, 12), width: Count(1, 12)):
    """On the whole the picture is not pushed to one side."""
    came = np.asarray(resize_image(_slope(2, columns), 2, width), dtype=float)[..., 1] / STEP
    middle = (columns - 1) / 2
    # One column of result may take either of the two that are next to the middle.
    expected = f"about {middle:.3g}"
    assert_that(
        abs(came.mean() - middle) <= 0.6, came=f"columns from {came.mean():.3g} on average", expected=expected
    )


@resize_image.check(hint="A grey picture has a single channel, or no axis for channels at all.", examples=20)
def takes_grey_pictures_too(resize_image, image: GREY, height, width):
    """A grey picture, with one channel or without that axis, comes out as each channel of colours does."""
    came = _grey_result(resize_image, image, height, width)
    coloured = np.asarray(resize_image(np.stack([image] * 3, axis=-1), height, width), dtype=float)
    if coloured.shape == (height, width, 3):
        same = _is_near(came, coloured[..., 0])
        assert_that(same, came=shown(came), expected=shown(coloured[..., 0]))


def _grey_result(resize_image, image, height, width):
    try:
        return np.squeeze(np.asarray(resize_image(image, height, width)).reshape(height, width))
    except (LearnerError, ValueError):
        came = np.asarray(resize_image(image[..., None], height, width))
    expected = f"{(height, width)}"
    assert_that(came.size == height * width, came=f"the shape {came.shape}", expected=expected)
    return came.reshape(height, width)


def _is_near(came, expected):
    """Return whether two pictures are the same but for rounding to whole numbers."""
    came = np.asarray(came, dtype=float)
    return came.size == expected.size and bool(np.all(np.abs(came.reshape(expected.shape) - expected) <= 1))


@resize_image.check(severity="remark", hint="Work on a copy.", examples=10)
def leaves_the_picture_alone(resize_image, image: PICTURE, height, width):
    """It does not change the picture that it is given."""
    after = resize_image.inputs_after(image=image, height=height, width=width)
    assert_equal(after["image"], image, what="the picture afterwards:")


EXCHANGED = "height and width are exchanged"


@resize_image.mistake(EXCHANGED)
def exchanged(image, height, width):
    return resize_image(image, width, height)


@resize_image.mistake("the image is cut off, or filled up with zeros")
def cropped(image, height, width):
    result = np.zeros((height, width, *image.shape[2:]))
    piece = image[:height, :width]
    result[: piece.shape[0], : piece.shape[1]] = piece
    return result


@resize_image.mistake("the numbers are only laid out anew, as np.resize does")
def laid_out_anew(image, height, width):
    return np.resize(image, (height, width, *image.shape[2:]))


@resize_image.mistake("left and right are exchanged")
def mirrored(image, height, width):
    return resize_image(image, height, width)[:, ::-1]


@resize_image.mistake("top and bottom are exchanged")
def upside_down(image, height, width):
    return resize_image(image, height, width)[::-1]


@resize_image.mistake("red and blue are exchanged")
def blue_first(image, height, width):
    return resize_image(image, height, width)[..., ::-1]


@resize_image.mistake("the numbers are scaled to 0..1 as well")
def scaled(image, height, width):
    return resize_image(image, height, width) / 255


PAD_NAMES = """
    pad_sequences pad_to_length pad pad_list pad_or_truncate pad_and_truncate pad_seq pad_tokens pad_ids
    truncate_or_pad pad_sentence pad_or_cut fix_length pad_to_max_length truncate_pad
"""
SEQUENCE = """
    sequences seq seqs s x xs ids tokens token_ids input_ids list lst values arr array batch items
    sentence sample
    indices line sents sentences
"""
LENGTH = """
    maxlen max_len max_length target_length size n seq_len sequence_length seq_length target_len num_steps
    max_seq_len max_sequence_length fixed_length desired_length L
"""
PAD = "pad_value value padding_value pad_token pad_id pad_idx fill fill_value padding_token pad_token_id"


@open_function(
    names=PAD_NAMES.split(),
    spelled={"sequence": SEQUENCE.split(), "length": LENGTH.split(), "pad": PAD.split()},
    neutral={"padding": "post", "truncating": "post", "side": "right"},
    forms=["rows"],
)
def pad_sequence(
    sequence: Int["t"].between(1, 9), length: Count(1, 9), pad: OneOf(0, -1, 99) = 0
) -> Int["length"]:
    """What is too long is cut at the end, what is too short filled up at the end."""
    kept = list(sequence[:length])
    return np.array(kept + [pad] * (length - len(kept)))


@pad_sequence.fixed("pad")
def padding_in_use(code):
    """Return what it fills up with."""
    return next((value for value in np.ravel(code(np.array([5]), 2)).tolist() if value != 5), 0)


LONGER = "what is too long is not cut"
ONE_MORE = "one padding too many is added"
REPEATED = "the last value is repeated instead of the padding"
ZERO = "it pads with zeros, whatever was asked for"
LOST = "the last value is lost"


@pad_sequence.check(hint="Three cases: the sequence is too short, too long, or has that length already.")
def has_the_length_asked_for(pad_sequence, sequence, length, pad):
    """Every sequence comes out with the length that was asked for; one that is too long may be refused."""
    try:
        came = np.ravel(pad_sequence(sequence, length, pad))
    except LearnerError as error:
        if len(sequence) > length and error.kind == "ValueError":
            pad_sequence.note("it refuses what is too long")
            return
        raise
    untouched = len(sequence) > length and np.array_equal(came, sequence)
    mistake = LONGER if untouched else ONE_MORE if len(came) == length + 1 else ""
    assert_that(len(came) == length, came=f"{len(came)} values", expected=f"{length}", mistake=mistake)


@pad_sequence.check(hint="Compare the result with the sequence, place by place.")
def keeps_the_values(pad_sequence, sequence: Int["t"].between(1, 9), more: Count(0, 4), pad):
    """A sequence that is short enough is there as a whole, at one end, and all else is padding."""
    length = len(sequence) + more
    came, padding = np.ravel(pad_sequence(sequence, length, pad)).tolist(), [pad] * more
    if more and came == padding + sequence.tolist():
        pad_sequence.note("it pads in front")
        return
    expected = sequence.tolist() + padding
    assert_that(
        came == expected, came=shown(came), expected=shown(expected), mistake=_of_padding(came, expected, pad)
    )


def _of_padding(came, expected, pad):
    if len(came) == len(expected) and pad and came == [0 if value == pad else value for value in expected]:
        return ZERO
    return ""


@pad_sequence.check(hint="What is too long loses values at one end only.")
def cuts_at_one_end(pad_sequence, sequence: Int["t"].between(1, 9).at_least(t=2), length: Count(1, 6), pad):
    """A sequence that is too long keeps its first values, or its last ones; or it is refused."""
    if len(sequence) <= length:
        return
    try:
        came = np.ravel(pad_sequence(sequence, length, pad)).tolist()
    except LearnerError:
        return
    first, last = sequence[:length].tolist(), sequence[-length:].tolist()
    if came == last != first:
        pad_sequence.note("it cuts in front")
    mistake = LONGER if came == sequence.tolist() else ""
    came_text, expected = shown(came), f"{shown(first)} or {shown(last)}"
    assert_that(came in (first, last), came=came_text, expected=expected, mistake=mistake)


@pad_sequence.check(hint="A sequence of the right length needs nothing more.", examples=20)
def does_no_more_the_second_time(pad_sequence, sequence, length, pad):
    """What has the right length already comes back as it is."""
    try:
        once = np.ravel(pad_sequence(sequence, length, pad))
    except LearnerError:
        return
    assert_equal(np.ravel(pad_sequence(once, length, pad)), once, what="the second time:")


@pad_sequence.check(severity="remark", hint="How many values of an empty list are missing?", examples=10)
def fills_an_empty_sequence(pad_sequence, length: Count(1, 5), pad):
    """An empty sequence becomes padding alone."""
    came = np.ravel(pad_sequence(np.zeros(0, dtype=int), length, pad)).tolist()
    assert_that(came == [pad] * length, came=shown(came), expected=shown([pad] * length))


@pad_sequence.check(severity="remark", hint="append and extend change the caller's list.", examples=10)
def leaves_the_sequence_alone(pad_sequence, sequence, length, pad):
    """It does not change the sequence that it is given."""
    after = pad_sequence.inputs_after(sequence=sequence, length=length, pad=pad)
    assert_equal(np.ravel(after["sequence"]), sequence, what="the sequence afterwards:")


@pad_sequence.mistake(LONGER)
def not_cut(sequence, length, pad=0):
    return np.array([*sequence, *[pad] * (length - len(sequence))])


@pad_sequence.mistake(ONE_MORE)
def one_more(sequence, length, pad=0):
    return np.append(pad_sequence(sequence, length, pad), pad)


@pad_sequence.mistake(REPEATED)
def repeated(sequence, length, pad=0):
    return pad_sequence(sequence, length, sequence[-1])


@pad_sequence.mistake(ZERO)
def with_zeros(sequence, length, pad=0):
    return pad_sequence(sequence, length, 0)


@pad_sequence.mistake(LOST)
def without_the_last(sequence, length, pad=0):
    return pad_sequence(sequence[: min(len(sequence), length) - 1], length, pad)


skill(needs=any_of(1, resize_image, pad_sequence))
