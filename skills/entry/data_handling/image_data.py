"""Image data: read a picture file into an array of pixels, exactly as it was stored.

Why it matters: A swapped channel or a flipped axis still looks like data to a network, which
will happily learn from the wrong picture.

Next step: Draw the histogram of each channel for a photograph of a meadow, and guess it before you look.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    LearnerError,
    OneOf,
    Value,
    all_of,
    assert_equal,
    assert_that,
    fresh_file,
    fresh_folder,
    kind,
    shown,
    skill,
)
from pytest_mlchecklist.errors import CannotRun

# Pixels may be laid and scaled in several right ways: the checks read them all, and none is unwritten.
open_function = kind("function")

LOAD_NAMES = """
    read_image load_img imread read_img open_image load_picture image_to_array load_png read_png read_picture
    load_image_as_array image_from_file img_to_array load_image_file image_loader pil_loader
"""
PATH = """
    file filename file_path filepath fname image_path img_path image_file f p fp fn name img image picture
    path_to_image im_path
"""
CHANNELS = {"L": 1, "RGB": 3, "RGBA": 4}


def _pillow():
    try:
        from PIL import Image
    except ImportError as error:
        raise CannotRun("the pictures for this are written with Pillow: pip install pillow") from error
    return Image


def _written(shape, mode, rng):
    """Write a picture of random pixels, and return its path."""
    size = shape if mode == "L" else (*shape, CHANNELS[mode])
    pixels = rng.integers(0, 256, size=size, dtype=np.uint8)
    about = f"a PNG of {shape[0]} × {shape[1]} pixels, {mode} {shown(pixels)}"
    path = fresh_file("a picture.png", about=about)
    _pillow().fromarray(pixels).save(path)
    return path


def _drawn(mode):
    return Given(lambda sizes, rng: _written((sizes["h"], sizes["w"]), mode, rng), axes=("h", "w"))


@open_function(names=LOAD_NAMES.split(), spelled={"path": PATH.split()})
def load_image(path: _drawn("RGB")) -> Value("anything"):
    """Rows of pixels, each pixel a number for every channel."""
    return np.array(_pillow().open(path))


COLOURED = "the colours are lost"
BLUE_FIRST = "red and blue are exchanged"
TURNED = "rows and columns are exchanged"
UPSIDE_DOWN = "the picture is upside down"
MIRRORED = "left and right are exchanged"
OWN_RANGE = "each picture is scaled by its own largest number"
RESIZED = "the picture is resized as well"
MISSING = "a missing file gives nothing, instead of an error"


@load_image.check(hint="Print the first pixel, and compare it with what a viewer shows at the top left.")
def reads_colours_exactly(load_image, path):
    """Every pixel of a colour picture comes back as it was stored: red, green and blue, row by row."""
    _assert_same(load_image, path)


@load_image.check(
    hint="Try a picture that is wider than high, and has more than a hundred pixels.", examples=10
)
def reads_larger_pictures(load_image, side: OneOf(9, 40), other: OneOf(17, 33)):
    """Size and shape of the picture do not matter."""
    rng = np.random.default_rng(side)
    for shape in ((side, other), (other, side)):
        _assert_same(load_image, _written(shape, "RGB", rng))


@load_image.check(
    hint="A grey file has one number for a pixel. What does your code do with that?", examples=20
)
def reads_grey_pictures(load_image, path: _drawn("L")):
    """A grey picture comes as one channel, as no channel axis, or as three equal channels."""
    _assert_same(load_image, path)


@load_image.check(hint="The fourth channel says how opaque a pixel is: keep it or drop it.", examples=20)
def reads_transparent_pictures(load_image, path: _drawn("RGBA")):
    """The colours of a picture with an alpha channel are as stored, with that channel or without."""
    _assert_same(load_image, path)


@load_image.check(hint="Ask for a file that is not there: what does the caller learn?", examples=2)
def refuses_a_missing_file(load_image, name: OneOf("nothing.png", "nowhere/nothing.png")):
    """A file that is not there raises an error."""
    try:
        came = load_image(f"{fresh_folder()}/{name}")
    except LearnerError:
        return
    assert_that(False, came=shown(came), expected="an error: there is no such file", mistake=MISSING)  # noqa: FBT003


def _assert_same(load_image, path):
    came, right = load_image(path), np.array(_pillow().open(path), dtype=float)
    form = _form(came, right)
    mistake = _misread(came, right) if form is None else ""
    assert_that(form is not None, came=_with_shape(came), expected=_with_shape(right), mistake=mistake)
    for said in form:
        load_image.note(said)


def _misread(came, right):
    """Return the mistake that gives these pixels, or this shape."""
    mistake = next((name for name, wrong in _wrong_ones(right) if _form(came, wrong) is not None), "")
    shape = np.shape(came) if not isinstance(came, (list, dict)) else ()
    return mistake or _of_shape(shape, right)


def _with_shape(values):
    return (
        f"{shown(values)} with shape {np.shape(values)}" if isinstance(values, np.ndarray) else shown(values)
    )


def _form(came, right):
    """Return in which form these pixels came, in words; None if they are not these."""
    try:
        came = np.asarray(came, dtype=float)
    except (TypeError, ValueError):
        return None
    for channels, pixels in _with_channels(right):
        for layout, laid in (("", pixels), ("channels first", np.moveaxis(pixels, -1, 0))):
            for scale, factor in (("", 1), ("scaled to 0..1", 255)):
                laid_flat = laid.reshape(came.shape) if came.size == laid.size and _flat(came, laid) else laid
                if came.shape == laid_flat.shape and np.all(np.abs(came * factor - laid_flat) < NEAR):
                    return list(filter(None, (channels, layout, scale)))
    return None


NEAR = 1e-3
"""Pixels are whole numbers, and 255 times a number that float32 rounded is no further from one."""


def _flat(came, laid):
    """Return whether two shapes differ only by a channel axis that a grey picture may lack."""
    return (
        came.ndim == 2
        and 1 in laid.shape
        and tuple(size for size in came.shape) in (laid.shape[1:], laid.shape[:2])
    )


def _with_channels(right):
    """Yield the pixels with the channels that a loader may give them, and how to say that."""
    if right.ndim == 2:
        yield "", right[..., None]
        yield "grey pictures get three channels", np.stack([right] * 3, axis=-1)
        return
    yield "", right
    if right.shape[-1] == 4:
        yield "the alpha channel is dropped", right[..., :3]


def _wrong_ones(right):
    """Yield what comes of the usual mistakes."""
    if right.ndim == 3:
        yield BLUE_FIRST, np.concatenate([right[..., 2::-1], right[..., 3:]], axis=-1)
        yield COLOURED, _grey_of(right)
    yield UPSIDE_DOWN, right[::-1]
    yield MIRRORED, right[:, ::-1]
    if min(right.shape[:2]) > 1:  # of a single row, other mistakes make a column too
        yield TURNED, np.swapaxes(right, 0, 1)
    yield OWN_RANGE, right / max(right.max(), 1)


def _grey_of(right):
    grey = _pillow().fromarray(right.astype(np.uint8)).convert("L")
    return np.array(grey, dtype=float)


def _of_shape(shape, right):
    """Return the mistake that a shape alone shows."""
    if len(shape) not in (2, 3):
        return ""
    own = {*right.shape[:2]}
    return "" if own <= {*shape} else RESIZED


@load_image.mistake(BLUE_FIRST)
def blue_first(path):
    pixels = load_image(path)
    return pixels if pixels.ndim == 2 else np.concatenate([pixels[..., 2::-1], pixels[..., 3:]], axis=-1)


@load_image.mistake(COLOURED)
def in_grey(path):
    return np.array(_pillow().open(path).convert("L"))


@load_image.mistake(TURNED)
def turned(path):
    return np.swapaxes(load_image(path), 0, 1)


@load_image.mistake(UPSIDE_DOWN)
def upside_down(path):
    return load_image(path)[::-1]


@load_image.mistake(MIRRORED)
def mirrored(path):
    return load_image(path)[:, ::-1]


@load_image.mistake(OWN_RANGE)
def by_its_own_range(path):
    pixels = load_image(path)
    return pixels / max(pixels.max(), 1)


@load_image.mistake(RESIZED)
def resized(path):
    return np.array(_pillow().open(path).resize((64, 64)))


@load_image.mistake(MISSING)
def nothing(path):
    try:
        return load_image(path)
    except OSError:
        return None


GREY_NAMES = """
    to_greyscale rgb_to_grayscale rgb2gray grayscale greyscale to_gray to_grey rgb_to_gray
    convert_to_grayscale
    rgb_to_grey rgb2grey convert_to_gray make_grayscale color_to_gray rgb_to_greyscale grayscale_image
    Grayscale
"""


def _coloured(sizes, rng):
    return rng.integers(0, 256, size=(sizes["h"], sizes["w"], 3)).astype(float)


COLOURS = Given(_coloured, axes=("h", "w"))


@open_function(
    names=GREY_NAMES.split(),
    spelled={"image": ["img", "rgb", "picture", "im", "x", "array", "pixels", "arr", "rgb_image"]},
    sizes={"h": 5, "w": 8, "c": 3},
    forms=["bytes"],
)
def to_grayscale(image: Float["h w c"].between(0, 255).whole()) -> Float["h w grey"]:
    """Three tenths of the red, six of the green and one of the blue, as ITU-R BT.601 has it."""
    return image if image.ndim == 2 else image @ [0.299, 0.587, 0.114]


@to_grayscale.variant("grey with one channel")
def with_one_channel(image):
    return to_grayscale(image)[..., None]


@to_grayscale.variant("grey with three equal channels")
def with_three_channels(image):
    return np.stack([to_grayscale(image)] * 3, axis=-1)


SUMMED = "the channels are added up, and not averaged"
ONE_CHANNEL = "a single channel is taken for grey"
LARGEST = "the largest channel is taken for grey"
WHOLE = "the mean is taken over the whole picture"


@to_grayscale.check(hint="What should come of a pixel whose red, green and blue are the same?", examples=20)
def leaves_grey_as_it_is(to_grayscale, image: COLOURS):
    """A picture that is grey already keeps its numbers."""
    grey = image[..., 0]
    came = _brightness(to_grayscale, np.stack([grey] * 3, axis=-1))
    expected = f"{shown(grey)}"
    sums = bool(np.all(np.abs(came - 3 * grey) < 1.5)) and bool(np.any(grey))
    same = bool(np.all(np.abs(came - grey) <= ROUNDED))
    assert_that(same, came=shown(came), expected=expected, mistake=SUMMED if sums else "")


@to_grayscale.check(
    hint="Look at pure red, pure green and pure blue: each of them must count, and by how much is up to you."
)
def is_a_weighted_mean_of_the_channels(to_grayscale, image: COLOURS):
    """The grey of a pixel is the sum of its channels, each times a share of its own; the shares make one."""
    shares = _shares(to_grayscale)
    if min(shares) < LEAST:
        mistake = ONE_CHANNEL if max(shares) > 1 - 2 * LEAST else ""
        came = f"shares of {shown(shares)} for red, green and blue"
        assert_that(False, came=came, expected="a share of each", mistake=mistake)  # noqa: FBT003
    came, expected = _brightness(to_grayscale, image), image @ np.array(shares)
    same = bool(np.all(np.abs(came - expected) <= 2 * ROUNDED))
    largest = bool(np.all(np.abs(came - image.max(axis=-1)) <= ROUNDED))
    assert_that(same, came=shown(came), expected=shown(expected), mistake=LARGEST if largest else "")


LEAST = 0.02
"""The least share of a channel: the usual ones begin at 0.07, for blue in ITU-R BT.709."""
ROUNDED = 1.01
"""Grey may be rounded or cut to whole numbers; a weight in two digits adds a hundredth."""


def _shares(to_grayscale):
    pure = 255.0 * np.eye(3)[None]
    return (_brightness(to_grayscale, pure)[0] / 255).tolist()


@to_grayscale.check(
    severity="remark", hint="Look at the number of axes first: a grey picture may have two.", examples=10
)
def takes_what_is_grey_already(to_grayscale, image: COLOURS):
    """A picture without an axis for channels, or with a single one, comes back as it is."""
    grey = image[..., 0]
    try:
        came = to_grayscale(grey)
    except LearnerError:
        came = to_grayscale(grey[..., None])
    assert_that(np.size(came) == grey.size, came=shown(came), expected=shown(grey))
    same = bool(np.all(np.abs(np.reshape(came, grey.shape) - grey) <= ROUNDED))
    assert_that(same, came=shown(came), expected=shown(grey))


@to_grayscale.check(severity="remark", hint="Work on a copy.", examples=10)
def leaves_the_colours_alone(to_grayscale, image: COLOURS):
    """It does not change the picture that it is given."""
    assert_equal(to_grayscale.inputs_after(image=image)["image"], image, what="the picture afterwards:")


def _brightness(to_grayscale, image):
    """Return one number from 0 to 255 for each pixel."""
    came, white = (_one_channel(to_grayscale(some), image) for some in (image, np.full_like(image, 255.0)))
    if white.max() > 1 + NEAR:
        return came
    to_grayscale.note("it gives grey from 0 to 1")
    return came * 255


def _one_channel(came, image):
    came = np.asarray(came, dtype=float)
    expected = f"one number for each of {image.shape[0]} × {image.shape[1]} pixels"
    if came.shape == image.shape:
        equal = bool(np.all(came == came[..., :1]))
        assert_that(equal, came=f"channels that differ, {shown(came)}", expected=expected)
        came = came[..., 0]
    fits = came.size == image[..., 0].size
    mistake = WHOLE if came.size == 1 else ""
    assert_that(fits, came=_with_shape(came), expected=expected, mistake=mistake)
    return came.reshape(image.shape[:2])


@to_grayscale.mistake(SUMMED)
def summed(image):
    return image.sum(axis=-1)


@to_grayscale.mistake(ONE_CHANNEL)
def only_green(image):
    return image[..., 1]


@to_grayscale.mistake(LARGEST)
def largest(image):
    return image.max(axis=-1)


@to_grayscale.mistake(WHOLE)
def over_everything(image):
    return np.mean(image)


@to_grayscale.mistake("blue is left out")
def without_blue(image):
    return image @ [0.3, 0.7, 0]


skill(needs=all_of(load_image))
