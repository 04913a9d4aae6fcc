"""Augmentations: vary training examples in ways that do not change what they show.

Why it matters: A mirrored dog is a new picture for free. Used with care, such variety does more
against overfitting than many a clever trick.

Next step: Show twenty variations of one example side by side, and look for any that says something else.
"""

from functools import cache

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    OneOf,
    Unavailable,
    Value,
    any_of,
    assert_that,
    kind,
    shown,
    skill,
)

# Chance decides what comes, so the checks say what all that may come shares, and none is unwritten.
open_function = kind("function")

IMAGE = ["img", "x", "picture", "im", "images", "array", "pixels", "image_array", "sample"]
SEED = ["random_state", "random_seed"]
P = ["prob", "probability", "flip_prob", "p_flip", "chance"]
SEEDS = Count(0, 99)

CHANGED = "the input itself is changed"
SEEDLESS = "the seed is not used"
NEVER = "nothing is ever changed"
ALWAYS = "it is the same every time"


def _picture(sizes, rng):
    """A picture in colours, no two numbers of which are alike."""
    height, width = sizes["h"] + 1, sizes["w"] + 1
    return 1.0 + rng.permutation(height * width * 3).reshape(height, width, 3)


PICTURE = Given(_picture, axes=("h", "w"))
COLOURED = Float["h w c"].between(0, 255).whole()


def _some_picture(height, width):
    return _picture({"h": height - 1, "w": width - 1}, np.random.default_rng(1))


def _many(code, count, up=1, seed=0, **inputs):
    """Return what so many calls in a row give, each with a seed of its own where it takes one."""
    try:
        came = code.repeated(**inputs, seed=seed, count=count, up=up)
    except Unavailable:  # code of ours
        came = [code(**inputs, seed=seed + up * number) for number in range(count)]
    return came


def _assert_untouched(code, name, **inputs):
    after = code.inputs_after(**inputs)[name]
    came, expected = f"{name} is {shown(after)} afterwards", f"{shown(inputs[name])}, as before"
    assert_that(np.array_equal(after, inputs[name]), came=came, expected=expected, mistake=CHANGED)


def _assert_seeded(code, **inputs):
    """Where a seed is taken, the same one must give the same, whatever was drawn before."""
    if "seed" in code.facts.get("lacks", ()):
        code.note("it takes no seed")
        return
    texts = {_text(came) for came in _many(code, 12, up=0, seed=3, **inputs)}
    came, expected = f"{len(texts)} different results of twelve calls", "the same for the same seed"
    assert_that(len(texts) == 1, came=came, expected=expected, mistake=SEEDLESS)


def _text(came):
    return repr(came.tolist() if isinstance(came, np.ndarray) else came)


def _assert_varied(code, count, **inputs):
    """Fail if so many calls all give the same: chances of that are told where it is called."""
    texts = {_text(came) for came in _many(code, count, **inputs)}
    assert_that(len(texts) > 1, came="the same every time", expected="different results", mistake=ALWAYS)


CALLS = []


def _unsteady(function):
    """Return a version that draws on, whatever the seed."""

    def drawing_on(**inputs):
        CALLS.append(None)
        return function(**inputs | {"seed": len(CALLS)})

    return drawing_on


def _in_place(function, name):
    """Return a version that works in the array that it is given."""

    def changing(**inputs):
        inputs[name][...] = function(**inputs | {name: inputs[name].copy()})
        return inputs[name]

    return changing


SIZES = {"h": 7, "w": 8, "c": 3}

FLIP_NAMES = """
    random_horizontal_flip horizontal_flip random_flip_image flip_image RandomHorizontalFlip RandomFlip flip
    random_vertical_flip RandomVerticalFlip random_mirror vertical_flip random_hflip hflip random_fliplr
"""


@open_function(
    forms=["bytes"],
    names=FLIP_NAMES.split(),
    spelled={"image": IMAGE, "p": P, "seed": SEED},
    told=["seed"],
    sizes=SIZES,
)
def random_flip(image: PICTURE, p: OneOf(0.5) = 0.5, seed: SEEDS = 0) -> Value("anything"):
    """With the probability p the picture in a mirror, else the picture."""
    return image[:, ::-1] if np.random.default_rng(seed).random() < p else image.copy()


COLOURS = "the colours are exchanged, where the picture should be turned"
NO_FLIP = "the pixels are not those of a mirror image"


@random_flip.check(hint="Which axis is the width: the first, the second or the third?", examples=10)
def gives_the_picture_or_its_mirror_image(random_flip, image, seed):
    """What comes is the picture, or its mirror image, and nothing else."""
    allowed = [image, image[:, ::-1], image[::-1], image[::-1, ::-1]]
    if random_flip.facts.get("arrays") == "torch tensors":  # these have their channels first
        allowed += [image[..., ::-1], image[:, ::-1, ::-1]]
    for came in _many(random_flip, 8, image=image, p=0.5, seed=seed):
        known = any(np.array_equal(came, one) for one in allowed)
        mistake = COLOURS if np.array_equal(came, image[..., ::-1]) else NO_FLIP
        expected = f"{shown(image)}, or that in a mirror"
        assert_that(known, came=shown(came), expected=expected, mistake=mistake)


# With p = 1/2, none or all of 60 are flipped with a probability of 2^-59; with p = 0.8 or 0.2 the share of
# 400 is 0.1 away from p in 6e-7 of all cases.
@random_flip.check(hint="Draw one number from 0 to 1 for each picture, and compare it with p.", examples=1)
def flips_with_its_probability(random_flip, seed):
    """It flips as often as its probability says: of two pictures one, if nothing else is said."""
    image = _some_picture(2, 3)
    if "p" in random_flip.facts.get("lacks", ()):
        shares = [(0.5, _share_flipped(random_flip, image, 60, p=0.5, seed=seed), 0.5)]
    else:
        shares = [(p, _share_flipped(random_flip, image, 400, p=p, seed=seed), 0.1) for p in (0, 0.2, 0.8, 1)]
    for p, share, room in shares:
        came, expected = f"{share:.0%} of the pictures flipped where p is {p:g}", f"{p:.0%}"
        right = abs(share - p) < room or share == p
        assert_that(right, came=came, expected=expected, mistake=_of_shares(shares))


def _of_shares(shares):
    if len({share for _, share, _ in shares}) == 1:
        return NEVER if shares[0][1] == 0 else EVERY
    return OTHER_WAY if all(abs(share - (1 - p)) < room for p, share, room in shares) else ""


EVERY = "every picture is flipped"
OTHER_WAY = "the probability is that of leaving it as it is"


def _share_flipped(code, image, count, **inputs):
    return float(
        np.mean([not np.array_equal(came, image) for came in _many(code, count, image=image, **inputs)])
    )


@random_flip.check(hint="Work on a copy.", examples=10)
def leaves_the_picture_alone(random_flip, image, seed):
    """The picture that it is given stays as it was."""
    _assert_untouched(random_flip, "image", image=image, p=1.0, seed=seed)


@random_flip.check(hint="Make one generator of the seed.", examples=1)
def repeats_a_flip_for_a_seed(random_flip):
    """Where it takes a seed, the same one always gives the same."""
    _assert_seeded(random_flip, image=_some_picture(2, 3), p=0.5)


@random_flip.mistake(COLOURS)
def exchanged_colours(image, p=0.5, seed=0):
    return image[..., ::-1] if np.random.default_rng(seed).random() < p else image


@random_flip.mistake(NO_FLIP)
def rolled(image, p=0.5, seed=0):
    flipped = random_flip(image, p, seed)
    return image if np.array_equal(flipped, image) else np.roll(flipped, 1, axis=1)


@random_flip.mistake(NEVER)
def never_flipped(image, p=0.5, seed=0):
    return image.copy()


@random_flip.mistake(EVERY)
def always_flipped(image, p=0.5, seed=0):
    return image[:, ::-1].copy()


@random_flip.mistake(OTHER_WAY)
def otherwise(image, p=0.5, seed=0):
    return random_flip(image, 1 - p, seed)


random_flip.mistake(CHANGED)(_in_place(random_flip, "image"))
random_flip.mistake(SEEDLESS)(_unsteady(random_flip))

CROP_NAMES = "crop RandomCrop random_crop_image crop_image crop_randomly get_random_crop random_cropping"
SIZE = "size crop_size output_size shape target_size crop_shape new_size dim patch_size"
HEIGHT = "h crop_height new_h target_height out_h crop_h ch th height_out patch_h"
WIDTH = "w crop_width new_w target_width out_w crop_w cw tw width_out patch_w"


@open_function(
    forms=["bytes"],
    names=CROP_NAMES.split(),
    spelled={"image": IMAGE, "height": HEIGHT.split(), "width": WIDTH.split(), "seed": SEED},
    packed=dict.fromkeys(SIZE.split(), ("height", "width")),
    told=["seed"],
    sizes=SIZES,
)
def random_crop(
    image: COLOURED, height: OneOf(4), width: OneOf(5), seed: SEEDS = 0
) -> Float["height width c"]:
    """A window of the picture, at a place that is drawn."""
    rng = np.random.default_rng(seed)
    top, left = rng.integers(image.shape[0] - height + 1), rng.integers(image.shape[1] - width + 1)
    return image[top : top + height, left : left + width].copy()


NO_WINDOW = "the pixels do not lie side by side in the picture"
WRONG_SIZE = "the window has another size than was asked for"


@random_crop.check(hint="How many rows and columns shall come?", examples=5)
def has_the_size_asked_for(random_crop, seed):
    """The window has the height and the width that were asked for."""
    for came in _many(random_crop, 20, image=_some_picture(7, 8), height=4, width=5, seed=seed):
        shape = np.shape(came)
        expected = (4, 5, 3)
        assert_that(shape == expected, came=f"the shape {shape}", expected=f"{expected}", mistake=WRONG_SIZE)


@random_crop.check(hint="Draw where the window begins, and cut once.", examples=5)
def is_a_window_of_the_picture(random_crop, seed):
    """Whatever comes lies in the picture exactly so."""
    image = _some_picture(7, 8)
    for came in _many(random_crop, 20, image=image, height=4, width=5, seed=seed):
        known = _place(image, came) is not None
        assert_that(known, came=shown(came), expected=f"a window of {shown(image)}", mistake=_of_window(came))


def _of_window(came):
    return NO_WINDOW if np.shape(came) == (4, 5, 3) else WRONG_SIZE


def _place(image, came):
    """Return where a window lies in the picture, by its first number; None if it is none of its windows."""
    found = np.argwhere(image == np.ravel(came)[0]) if np.size(came) else []
    if len(found) != 1 or np.ndim(came) != image.ndim:
        return None
    top, left, _ = found[0]
    window = image[top : top + np.shape(came)[0], left : left + np.shape(came)[1]]
    return (int(top), int(left)) if np.array_equal(window, came) else None


# Sixty windows of sixteen places are all at one with a probability of 16^-59.
@random_crop.check(hint="Draw a new place for each call.", examples=1)
def cuts_at_different_places(random_crop, seed):
    """The place of the window is drawn anew each time."""
    _assert_varied(random_crop, 60, image=_some_picture(7, 8), height=4, width=5, seed=seed)


# One of 16 places is missed by 400 calls with a probability of 16 (15 / 16)^400 = 1e-10.
@random_crop.check(
    severity="remark", hint="May the window touch the lower and the right edge, too?", examples=1
)
def reaches_every_place(random_crop, seed):
    """Every window of the picture is drawn at some time."""
    image = _some_picture(7, 8)
    came = _many(random_crop, 400, image=image, height=4, width=5, seed=seed)
    places = {_place(image, one) for one in came}
    assert_that(len(places) >= 16, came=f"{len(places)} of 16 places", expected="all of them")


@random_crop.check(hint="A view into the picture is no copy, but it changes nothing.", examples=5)
def leaves_the_whole_picture_alone(random_crop, seed):
    """The picture that it is given stays as it was."""
    _assert_untouched(random_crop, "image", image=_some_picture(7, 8), height=4, width=5, seed=seed)


@random_crop.check(hint="Make one generator of the seed.", examples=1)
def repeats_a_window_for_a_seed(random_crop):
    """Where it takes a seed, the same one always gives the same."""
    _assert_seeded(random_crop, image=_some_picture(7, 8), height=4, width=5)


@random_crop.mistake(ALWAYS)
def at_the_corner(image, height=4, width=5, seed=0):
    return image[:height, :width].copy()


@random_crop.mistake(NO_WINDOW)
def scattered(image, height=4, width=5, seed=0):
    rng = np.random.default_rng(seed)
    return rng.permutation(image.reshape(-1, 3))[: height * width].reshape(height, width, 3)


@random_crop.mistake(WRONG_SIZE)
def one_row_too_many(image, height=4, width=5, seed=0):
    return random_crop(image, height + 1, width, seed)


@random_crop.mistake(CHANGED)
def blackening(image, height=4, width=5, seed=0):
    window = random_crop(image, height, width, seed)
    image[0] = 0
    return window


random_crop.mistake(SEEDLESS)(_unsteady(random_crop))

ROTATION_NAMES = """
    rotate random_rotate RandomRotation random_rotation_image rotate_image rotate_randomly random_rot90
    RandomRotate RandomRotate90 random_rotate90
"""
DEGREES = ["max_angle", "angle", "max_degrees", "angle_range", "rotation_range", "max_deg", "limit"]
SIDE, WIDE = 33, 2.0


def _spots(angle):
    """Return two soft spots, a bright one and a dark one, turned about the middle by an angle in degrees."""
    rows, columns = np.indices((SIDE, SIDE)) - SIDE // 2
    found = 0
    for brightness, radius, at in ((200, 12, 0), (90, 10, 100)):
        where = np.deg2rad(at + angle)
        far = (rows - radius * np.sin(where)) ** 2 + (columns - radius * np.cos(where)) ** 2
        found = found + brightness * np.exp(-far / (2 * WIDE**2))
    return np.round(found)[..., None] * np.ones(3)


@open_function(
    forms=["bytes"],
    names=ROTATION_NAMES.split(),
    spelled={"image": IMAGE, "degrees": DEGREES, "seed": SEED},
    told=["seed"],
    sizes={"h": SIDE, "w": SIDE},
)
def random_rotation(
    image: Given(lambda sizes, rng: _spots(0)), degrees: OneOf(40) = 40, seed: SEEDS = 0
) -> Value("anything"):
    """The picture, turned about its middle by an angle that is drawn; what lay outside is black."""
    angle = np.deg2rad(np.random.default_rng(seed).uniform(-degrees, degrees))
    rows, columns = np.indices(image.shape[:2]) - np.array(image.shape[0] // 2)
    row = np.round(np.cos(angle) * rows - np.sin(angle) * columns).astype(int) + SIDE // 2
    column = np.round(np.sin(angle) * rows + np.cos(angle) * columns).astype(int) + SIDE // 2
    inside = np.maximum(np.abs(row - SIDE // 2), np.abs(column - SIDE // 2)) <= SIDE // 2
    return image[np.clip(row, 0, SIDE - 1), np.clip(column, 0, SIDE - 1)] * inside[..., None]


NOT_TURNED = "what comes is not the picture turned about its middle"
TOO_FAR = "it turns further than was asked for"


@random_rotation.check(hint="How far is the brightest spot from the middle, before and after?", examples=2)
def turns_about_the_middle(random_rotation, seed):
    """What comes is the picture, turned about its middle by some angle."""
    for came in _many(random_rotation, 12, image=_spots(0), degrees=40, seed=seed):
        _, likeness = _angle(came)
        expected = "the picture at some angle"
        came_text = f"a picture that is like the turned one to {likeness:.0%}"
        assert_that(likeness > ALIKE, came=came_text, expected=expected, mistake=NOT_TURNED)


# Right ones come to 0.98, to 0.965 in a larger frame, and to 0.959 where pixels are cut off and not rounded;
# mirrored ones to 0.81, those that are a pixel beside to 0.936 at most.
ALIKE = 0.95


def _angle(came):
    """Return by which angle the spots are turned, and how like they are to spots turned so."""
    grey = _middle(np.asarray(came, dtype=float))
    if grey is None:
        return 0, 0.0
    likeness = {angle: _likeness(grey, _turned_spots(angle)) for angle in range(-180, 180, 3)}
    best = max(likeness, key=likeness.__getitem__)
    return best, likeness[best]


@cache
def _turned_spots(angle):
    return _spots(angle)[..., 0]


def _middle(came):
    """Return the middle of a picture, without its colours; None where it is none."""
    grey = came.mean(axis=int(np.argmin(came.shape))) if came.ndim == 3 else came
    edge = [(size - SIDE) // 2 for size in grey.shape]
    if grey.ndim != 2 or min(edge) < 0:
        return None
    return grey[edge[0] : edge[0] + SIDE, edge[1] : edge[1] + SIDE]


def _likeness(one, other):
    one, other = one - one.mean(), other - other.mean()
    size = np.sqrt(np.sum(one**2) * np.sum(other**2))
    return float(np.sum(one * other) / size) if size > 0 else 0.0


@random_rotation.check(hint="Where does your code use the limit?", examples=2)
def turns_no_further_than_asked(random_rotation, seed):
    """Where it takes a limit, no angle is beyond it."""
    if "degrees" in random_rotation.facts.get("lacks", ()):
        random_rotation.note("it takes no limit")
        return
    came = [_angle(one) for one in _many(random_rotation, 12, image=_spots(0), degrees=40, seed=seed)]
    angles = [angle for angle, likeness in came if likeness > ALIKE]
    furthest = max(map(abs, angles), default=0)
    assert_that(furthest <= 45, came=f"{furthest} degrees", expected="at most 40", mistake=TOO_FAR)


# One of four angles comes 24 times in a row with a probability of 4^-23 = 1e-14.
@random_rotation.check(hint="Draw a new angle for each call.", examples=1)
def turns_by_different_angles(random_rotation, seed):
    """The angle is drawn anew each time."""
    came = [_angle(one) for one in _many(random_rotation, 24, image=_spots(0), degrees=40, seed=seed)]
    angles = [angle for angle, likeness in came if likeness > ALIKE]
    if len(angles) == len(came):  # what is no picture turned has a check of its own
        text = f"the angle {angles[0]} each time"
        assert_that(len({*angles}) > 1, came=text, expected="different angles", mistake=ALWAYS)


@random_rotation.check(hint="Work on a copy.", examples=3)
def leaves_the_unturned_picture_alone(random_rotation, seed):
    """The picture that it is given stays as it was."""
    _assert_untouched(random_rotation, "image", image=_spots(0), degrees=40, seed=seed)


@random_rotation.check(hint="Make one generator of the seed.", examples=1)
def repeats_an_angle_for_a_seed(random_rotation):
    """Where it takes a seed, the same one always gives the same."""
    _assert_seeded(random_rotation, image=_spots(0), degrees=40)


@random_rotation.mistake(NOT_TURNED)
def mirrored(image, degrees=40, seed=0):
    return random_rotation(image.transpose(1, 0, 2), degrees, seed)


@random_rotation.mistake(TOO_FAR)
def twice_as_far(image, degrees=40, seed=0):
    return random_rotation(image, 2 * degrees, 4 * seed + 1)


@random_rotation.mistake(ALWAYS)
def always_ten(image, degrees=40, seed=0):
    return random_rotation(image, degrees, 4)


random_rotation.mistake(CHANGED)(_in_place(random_rotation, "image"))
random_rotation.mistake(SEEDLESS)(_unsteady(random_rotation))

NOISE_NAMES = """
    gaussian_noise add_gaussian_noise GaussianNoise AddNoise AddGaussianNoise random_noise noise noisy
    inject_noise add_random_noise add_white_noise jitter jittering
"""
STD = """
    sigma noise_level scale noise_std stddev std_dev noise_factor amplitude noise_scale strength amount
    level intensity magnitude noise_amount
"""
VALUES = Float["n d"].between(0.375, 0.625).at_least(n=20, d=20)


@open_function(
    names=NOISE_NAMES.split(),
    spelled={"x": [*IMAGE, "data", "signal", "audio", "samples"], "std": STD.split(), "seed": SEED},
    told=["seed"],
    neutral={"mean": 0.0, "mu": 0.0},
    sizes={"n": 20, "d": 20},
)
def add_noise(x: VALUES, std: OneOf(0.03125) = 0.03125, seed: SEEDS = 0) -> Value("anything"):
    """To each number another one is added, from a normal distribution around zero."""
    return x + np.random.default_rng(seed).normal(0, std, x.shape)


ONE_NUMBER = "the same number is added everywhere"
POSITIVE = "the noise lies on one side of zero"
ALONE = "the noise takes the place of the data"
TOO_MUCH = "the noise has another size than was asked for"


# The mean of 400 draws is 5.5 of its deviations away from zero in 4e-8 of all cases. Uniform noise that
# reaches as far as was asked has 0.58 of that as its deviation, a bell 1: sixteen deviations from half that.
@add_noise.check(hint="Look at what was added: its mean, its deviation, and whether it differs.", examples=5)
def adds_noise_around_zero(add_noise, x, std, seed):
    """What is added differs from number to number, and is zero on average."""
    noise = np.asarray(add_noise(x, std, seed), dtype=float) - x
    deviation, mean = float(noise.std()), float(noise.mean())
    expected = "about zero on average, and different everywhere"
    alone = abs(np.corrcoef(noise.ravel() + x.ravel(), x.ravel())[0, 1]) < 0.3 and _is_varied(x)
    mistake = ONE_NUMBER if deviation < 1e-9 and abs(mean) > 0 else ALONE if alone else POSITIVE
    mistake = NEVER if not noise.any() else mistake
    came = f"noise of {mean:.3g} on average, with the deviation {deviation:.3g}"
    right = deviation > 1e-9 and abs(mean) <= 5.5 * deviation / np.sqrt(noise.size)
    assert_that(right and not alone, came=came, expected=expected, mistake=mistake)


def _is_varied(x):
    return x.std() > 0.06


@add_noise.check(hint="What does your library's function take: the deviation, or its square?", examples=5)
def adds_as_much_as_asked(add_noise, x, std, seed):
    """Where it takes the size of the noise, that is its deviation, or how far it reaches."""
    noise = np.asarray(add_noise(x, std, seed), dtype=float) - x
    deviation = float(noise.std())
    off = abs(noise.mean()) > 5.5 * deviation / np.sqrt(noise.size) or deviation < 1e-9
    if "std" in add_noise.facts.get("lacks", ()) or off:
        return  # what is no noise around zero has a check of its own
    came, expected = f"noise with the deviation {deviation:.3g}", f"about {std:.3g}"
    right = 0.4 * std < deviation < 1.3 * std
    mistake = ALONE if deviation > 0.07 and _is_varied(x) else TOO_MUCH
    assert_that(right, came=came, expected=expected, mistake=mistake)


@add_noise.check(hint="Draw anew for each call.", examples=1)
def adds_other_noise_each_time(add_noise, x, seed):
    """The noise is drawn anew each time."""
    _assert_varied(add_noise, 10, x=x, std=0.03125, seed=seed)


@add_noise.check(hint="x += noise changes the caller's array.", examples=5)
def leaves_the_data_alone(add_noise, x, seed):
    """The data that it is given stay as they were."""
    _assert_untouched(add_noise, "x", x=x, std=0.03125, seed=seed)


@add_noise.check(hint="Make one generator of the seed.", examples=1)
def repeats_its_noise_for_a_seed(add_noise, x):
    """Where it takes a seed, the same one always gives the same."""
    _assert_seeded(add_noise, x=x, std=0.03125)


@add_noise.mistake(ONE_NUMBER)
def one_number(x, std=0.03125, seed=0):
    return x + np.random.default_rng(seed).normal(0, std)


@add_noise.mistake(POSITIVE)
def only_positive(x, std=0.03125, seed=0):
    return x + std * np.random.default_rng(seed).random(x.shape)


@add_noise.mistake(TOO_MUCH)
def square_of_it(x, std=0.03125, seed=0):
    return add_noise(x, std**2, seed)


add_noise.mistake(CHANGED)(_in_place(add_noise, "x"))
add_noise.mistake(SEEDLESS)(_unsteady(add_noise))

SHIFT_NAMES = """
    random_shift shift_time time_shift_audio TimeShift RandomShift shift_audio random_time_shift shift
    random_roll time_shifting shift_signal
"""
SIGNAL = [
    "signal",
    "audio",
    "samples",
    "wave",
    "waveform",
    "series",
    "y",
    "data",
    "array",
    "sequence",
    "sound",
]
MAX_SHIFT = ["max_steps", "limit", "shift_max", "max_offset", "max_samples", "shift_limit", "n_max", "steps"]


@open_function(
    names=SHIFT_NAMES.split(),
    spelled={"x": SIGNAL, "max_shift": MAX_SHIFT, "seed": SEED},
    told=["seed", "max_shift"],
    sizes={"t": 40},
)
def time_shift(
    x: Given(lambda sizes, rng: 1.0 + rng.permutation(40), axes=("t",)),
    max_shift: OneOf(6) = 6,
    seed: SEEDS = 0,
) -> Value("anything"):
    """All values move by a number of places that is drawn, and those beyond the end come in at the front."""
    return np.roll(x, np.random.default_rng(seed).integers(-max_shift, max_shift + 1))


NOT_SHIFTED = "the values do not stay side by side"
SHIFTED_FAR = "it shifts further than was asked for"


@time_shift.check(hint="Take the series 1, 2, 3, 4, 5 and shift it by one, by hand.", examples=5)
def moves_all_values_alike(time_shift, x, seed):
    """All values move by the same number of places; those that fall out come in again, or leave a gap."""
    for came in _many(time_shift, 10, x=x, max_shift=6, seed=seed):
        known = _shift(x, np.asarray(came)) is not None
        expected = f"{shown(x)}, moved to one side"
        assert_that(known, came=shown(came), expected=expected, mistake=NOT_SHIFTED)


def _shift(x, came):
    """Return by how much a series is shifted; None if it is not."""
    if came.shape != x.shape:
        return None
    shifts = sorted(range(1 - len(x), len(x)), key=abs)
    return next((by for by in shifts if _is_shifted(x, came, by)), None)


def _is_shifted(x, came, by):
    kept, rest = (came[by:], came[:by]) if by >= 0 else (came[:by], came[by:])
    left = x[: len(x) - by] if by >= 0 else x[-by:]
    edges = np.concatenate([x[:1], x[-1:], [0.0]])
    again = np.roll(x, by)[:by] if by >= 0 else np.roll(x, by)[by:]
    gap = len(np.unique(rest)) <= 1 and bool(np.all(np.isin(rest, edges)))
    return np.array_equal(kept, left) and (gap or np.array_equal(rest, again))


@time_shift.check(hint="Where does your code use the limit?", examples=5)
def moves_no_further_than_asked(time_shift, x, seed):
    """Where it takes a limit, no shift is beyond it."""
    if "max_shift" in time_shift.facts.get("lacks", ()):
        time_shift.note("it takes no limit")
        return
    found = [_shift(x, np.asarray(came)) for came in _many(time_shift, 10, x=x, max_shift=6, seed=seed)]
    furthest = max((abs(by) for by in found if by is not None), default=0)
    assert_that(furthest <= 6, came=f"by {furthest} places", expected="at most 6", mistake=SHIFTED_FAR)


# One of six shifts and more comes sixty times in a row with a probability of 6^-59.
@time_shift.check(hint="Draw a new shift for each call.", examples=1)
def moves_differently_each_time(time_shift, x, seed):
    """The shift is drawn anew each time."""
    _assert_varied(time_shift, 60, x=x, max_shift=6, seed=seed)


@time_shift.check(hint="Work on a copy.", examples=5)
def leaves_the_series_alone(time_shift, x, seed):
    """The series that it is given stays as it was."""
    _assert_untouched(time_shift, "x", x=x, max_shift=6, seed=seed)


@time_shift.check(hint="Make one generator of the seed.", examples=1)
def repeats_a_shift_for_a_seed(time_shift, x):
    """Where it takes a seed, the same one always gives the same."""
    _assert_seeded(time_shift, x=x, max_shift=6)


@time_shift.mistake(NOT_SHIFTED)
def shuffled(x, max_shift=6, seed=0):
    return np.random.default_rng(seed).permutation(x)


@time_shift.mistake(SHIFTED_FAR)
def anywhere(x, max_shift=6, seed=0):
    return np.roll(x, np.random.default_rng(seed).integers(7, len(x) // 2))


@time_shift.mistake(ALWAYS)
def by_the_limit(x, max_shift=6, seed=0):
    return np.roll(x, max_shift)


time_shift.mistake(CHANGED)(_in_place(time_shift, "x"))
time_shift.mistake(SEEDLESS)(_unsteady(time_shift))

MIX_NAMES = "mixup_data mix_up MixUp mixup_batch apply_mixup mixup_augmentation Mixup mixup_fn do_mixup"
ROWS = Given(lambda sizes, rng: np.round(rng.normal(size=(6, 5)) * 64) / 16)
CLASSES = Given(lambda sizes, rng: np.eye(3)[rng.permutation([0, 1, 2, 0, 1, 2])])


@open_function(
    names=MIX_NAMES.split(),
    spelled={"x": [*IMAGE, "batch_x", "inputs", "data"], "y": ["labels", "targets", "batch_y", "target"]},
    told=["seed", "alpha"],
    neutral={"device": "cpu", "use_cuda": False, "num_classes": 3},
)
def mixup(x: ROWS, y: CLASSES, alpha: OneOf(1.0) = 1.0, seed: SEEDS = 0) -> Value("anything"):
    """Each row is mixed with another one by shares that sum to one, and so is its label."""
    rng = np.random.default_rng(seed)
    share, others = rng.beta(alpha, alpha), rng.permutation(len(x))
    return {"x": share * x + (1 - share) * x[others], "y": share * y + (1 - share) * y[others]}


NO_MIXTURE = "what comes is not between two rows of the batch: the shares do not sum to one"
LABELS_KEPT = "the labels are not mixed"
OTHER_SHARE = "the shares of the labels are exchanged"
OTHER_ROWS = "the labels are those of other rows than the ones that were mixed"


@mixup.check(hint="What is the share of the second row, if that of the first is 0.7?", examples=5)
def mixes_rows_of_the_batch(mixup, x, y, seed):
    """Each row that comes lies between a row of the batch and another one."""
    for came in _many(mixup, 4, x=x, y=y, alpha=1.0, seed=seed):
        for place, row in enumerate(_mixed_rows(came, x)):
            far = _mixed_from(row, x, place)[2]
            expected = f"a mixture of {shown(x[place])} and another row"
            assert_that(far < NEAR, came=shown(row), expected=expected, mistake=NO_MIXTURE)


NEAR = 1e-3
"""How far rounding to single precision may move a row of numbers up to ten."""


def _pieces(came):
    return list(came.values()) if isinstance(came, dict) else list(came)


def _mixed_rows(came, x):
    """Return the rows that were mixed: the piece of the shape of x."""
    arrays = [np.asarray(piece, dtype=float) for piece in _pieces(came) if np.ndim(piece) == 2]
    rows = next((array for array in arrays if array.shape == x.shape), None)
    assert_that(rows is not None, came=shown(came), expected=f"rows of the shape {x.shape}, and labels")
    return rows


def _mixed_from(row, x, place):
    """Return with which row one was mixed, its own share, and how far it is from that mixture."""
    found = []
    for other in sorted(range(len(x)), key=lambda one: one != place):
        way = x[place] - x[other]
        share = float(np.clip((row - x[other]) @ way / (way @ way), 0, 1)) if way.any() else 1.0
        found.append((other, share, float(np.abs(share * x[place] + (1 - share) * x[other] - row).max())))
    return min(found, key=lambda one: round(one[2], 6))


@mixup.check(hint="Use one share and one partner for a row and its label.", examples=5)
def mixes_labels_alike(mixup, x, y, seed):
    """The labels are mixed of the same rows by the same shares."""
    for came in _many(mixup, 4, x=x, y=y, alpha=1.0, seed=seed):
        found = [_mixed_from(row, x, place) for place, row in enumerate(_mixed_rows(came, x))]
        if any(far >= NEAR for _, _, far in found):
            return  # what is no mixture has a check of its own
        expected = np.array([s * y[at] + (1 - s) * y[other] for at, (other, s, _) in enumerate(found)])
        labels = _mixed_labels(came, y)
        right = labels is not None and np.abs(labels - expected).max() < NEAR
        mistake = "" if right else _of_labels(labels, expected, y, found)
        assert_that(right, came=f"the labels {shown(labels)}", expected=shown(expected), mistake=mistake)


def _mixed_labels(came, y):
    """Return the labels that came mixed; or those of both rows, by the share that came with them."""
    pieces = [np.asarray(piece, dtype=float) for piece in _pieces(came) if not isinstance(piece, (str, dict))]
    labels = [piece for piece in pieces if piece.shape == y.shape]
    shares = [piece for piece in pieces if piece.size in (1, len(y))]
    if len(labels) == 2 and shares:
        share = shares[0].reshape(-1, 1)
        return share * labels[0] + (1 - share) * labels[1]
    return labels[0] if len(labels) == 1 else None


def _of_labels(labels, expected, y, found):
    if labels is None:
        return ""
    exchanged = np.array([(1 - s) * y[at] + s * y[other] for at, (other, s, _) in enumerate(found)])
    away = {LABELS_KEPT: np.abs(labels - y).max(), OTHER_SHARE: np.abs(labels - exchanged).max()}
    nearest = min(away, key=away.__getitem__)  # where a share is next to nothing, both may be near
    return nearest if away[nearest] < NEAR else OTHER_ROWS


# Six rows meet themselves in one of four calls, all of them, with a probability of 1 / 720^4 = 4e-12.
@mixup.check(hint="Print with which row each one is mixed.", examples=1)
def mixes_different_rows(mixup, x, y, seed):
    """Rows are mixed with others, differently each time."""
    _assert_varied(mixup, 8, x=x, y=y, alpha=1.0, seed=seed)


@mixup.check(hint="Work on a copy.", examples=5)
def leaves_the_batch_alone(mixup, x, y, seed):
    """The batch that it is given stays as it was."""
    _assert_untouched(mixup, "x", x=x, y=y, alpha=1.0, seed=seed)


@mixup.check(hint="Make one generator of the seed.", examples=1)
def repeats_a_mixture_for_a_seed(mixup, x, y):
    """Where it takes a seed, the same one always gives the same."""
    _assert_seeded(mixup, x=x, y=y, alpha=1.0)


@mixup.mistake(NO_MIXTURE)
def shares_of_more_than_one(x, y, alpha=1.0, seed=0):
    right = mixup(x, y, alpha, seed)
    return right | {"x": right["x"] + 0.5 * x[::-1]}


@mixup.mistake(LABELS_KEPT)
def with_old_labels(x, y, alpha=1.0, seed=0):
    return mixup(x, y, alpha, seed) | {"y": y}


@mixup.mistake(OTHER_SHARE)
def with_exchanged_shares(x, y, alpha=1.0, seed=0):
    rng = np.random.default_rng(seed)
    share, others = rng.beta(alpha, alpha), rng.permutation(len(x))
    return {"x": share * x + (1 - share) * x[others], "y": (1 - share) * y + share * y[others]}


@mixup.mistake(OTHER_ROWS)
def with_other_partners(x, y, alpha=1.0, seed=0):
    right = mixup(x, y, alpha, seed)
    return right | {"y": 0.5 * right["y"] + 0.5 / 3}


@mixup.mistake(ALWAYS)
def always_alike(x, y, alpha=1.0, seed=0):
    return mixup(x, y, alpha, 1)


@mixup.mistake(CHANGED)
def mixing_in_place(x, y, alpha=1.0, seed=0):
    right = mixup(x, y, alpha, seed)
    x[...] = right["x"]
    return right


mixup.mistake(SEEDLESS)(_unsteady(mixup))

ERASING_NAMES = """
    RandomErasing random_erase cutout Cutout CutOut random_cutout erase random_erasing_image RandomErase
    cut_out erase_random erase_rectangle
"""


@open_function(
    forms=["bytes"],
    names=ERASING_NAMES.split(),
    spelled={"image": IMAGE, "p": P, "seed": SEED},
    told=["seed", "p"],
    neutral=dict.fromkeys(["size", "mask_size", "length", "patch_size", "erase_size", "hole_size"], 4),
)
def random_erasing(
    image: Given(lambda sizes, rng: _some_picture(11, 12)), p: OneOf(1.0) = 1.0, seed: SEEDS = 0
) -> Value("anything"):
    """A rectangle of the picture, at a place that is drawn, becomes black."""
    rng = np.random.default_rng(seed)
    top, left = rng.integers(image.shape[0] - 3), rng.integers(image.shape[1] - 4)
    erased = image.copy()
    erased[top : top + 4, left : left + 5] = 0
    return erased


NO_RECTANGLE = "what is erased is no rectangle"
ALL = "the whole picture is erased"
RESIZED = "the picture is cut, where a part of it should be erased"


@random_erasing.check(hint="Draw a corner, a height and a width, and fill what lies between.", examples=3)
def erases_a_rectangle(random_erasing, image, seed):
    """What comes is the picture, but for one rectangle, in all colours."""
    for one in _many(random_erasing, 20, image=image, p=1.0, seed=seed):
        came = np.asarray(one, dtype=float)
        shape = f"the shape {came.shape}"
        assert_that(came.shape == image.shape, came=shape, expected=f"{image.shape}", mistake=RESIZED)
        changed = came != image
        holds = any(_is_rectangle(changed, axis) for axis in (2, 0))
        count = f"{changed.sum()} of {changed.size} numbers changed, which are no rectangle"
        mistake = ALL if changed.all() else NO_RECTANGLE
        assert_that(holds and not changed.all(), came=count, expected="one rectangle", mistake=mistake)


def _is_rectangle(changed, axis):
    """Return whether the changes fill a rectangle in all colours, which lie along this axis; or are none."""
    if not changed.any():
        return True
    touched = changed.any(axis=axis)
    rows, columns = (np.flatnonzero(touched.any(axis=one)) for one in (1, 0))
    box = np.zeros_like(touched)
    box[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = True
    # Noise that fills it may meet the old number here and there.
    return bool(np.mean(changed.all(axis=axis)[box]) > 0.9)


# With a probability of one half, twenty pictures all stay as they were with 1e-6, and two hundred with 6e-61.
@random_erasing.check(hint="Which numbers are drawn, and when?", examples=1)
def erases_something_elsewhere_each_time(random_erasing, image, seed):
    """Something is erased, and not always at the same place."""
    came = [np.asarray(one, dtype=float) for one in _many(random_erasing, 200, image=image, p=1.0, seed=seed)]
    if any(one.shape != image.shape or np.all(one != image) for one in came):
        return  # what is cut, or erased as a whole, has a check of its own
    erased = {_text(one != image) for one in came if (one != image).any()}
    assert_that(bool(erased), came="the picture as it was", expected="a part of it erased", mistake=NEVER)
    assert_that(len(erased) > 1, came="always the same part", expected="different ones", mistake=ALWAYS)


@random_erasing.check(hint="Work on a copy.", examples=3)
def leaves_the_whole_one_alone(random_erasing, image, seed):
    """The picture that it is given stays as it was."""
    for number in range(8):  # it may erase nothing now and then
        _assert_untouched(random_erasing, "image", image=image, p=1.0, seed=seed + number)


@random_erasing.check(hint="Make one generator of the seed.", examples=1)
def repeats_what_it_erases_for_a_seed(random_erasing, image):
    """Where it takes a seed, the same one always gives the same."""
    _assert_seeded(random_erasing, image=image, p=1.0)


@random_erasing.mistake(NO_RECTANGLE)
def erased_here_and_there(image, p=1.0, seed=0):
    keep = np.random.default_rng(seed).random(image.shape[:2]) > 0.3
    return image * keep[..., None]


@random_erasing.mistake(ALL)
def all_erased(image, p=1.0, seed=0):
    return image * 0 + np.random.default_rng(seed).random()


@random_erasing.mistake(RESIZED)
def cut_off(image, p=1.0, seed=0):
    return random_crop(image, 4, 5, seed)


@random_erasing.mistake(NEVER)
def not_erased(image, p=1.0, seed=0):
    return image.copy()


@random_erasing.mistake(ALWAYS)
def always_there(image, p=1.0, seed=0):
    return random_erasing(image, p, 1)


random_erasing.mistake(CHANGED)(_in_place(random_erasing, "image"))
random_erasing.mistake(SEEDLESS)(_unsteady(random_erasing))

DROPOUT = [*P, "rate", "dropout", "drop_prob", "dropout_rate", "p_drop", "drop_rate"]
DROPOUT_NAMES = """
    random_word_dropout drop_words word_drop random_deletion WordDropout delete_random_words token_dropout
    random_word_deletion random_delete drop_random_words
"""
WORDS = ["text", "sentence", "tokens", "words", "x", "line", "sequence"]
SENTENCE = " ".join(f"{first}{second}" for first in "bdfgklmn" for second in ("a", "e", "i", "o", "u"))


@open_function(
    names=DROPOUT_NAMES.split(),
    spelled={"words": WORDS, "p": DROPOUT},
    told=["seed"],
)
def word_dropout(words: OneOf(SENTENCE), p: OneOf(0.2) = 0.2, seed: SEEDS = 0) -> Value("anything"):
    """Each word is left out with the probability p, on its own."""
    kept = np.random.default_rng(seed).random(len(words.split())) >= p
    return " ".join(word for word, keep in zip(words.split(), kept, strict=True) if keep)


REORDERED = "the words come in another order"
KEEPS_P = "the words are kept with that probability, and not left out"
LETTERS = "letters are left out, and not words"


def _words(came, words):
    """Return the words that came, and all that there were; for code on lists, letters stand for words."""
    if isinstance(came, str):
        return came.split(), words.split()
    came = [str(one) for one in came]
    return came, words.split() if any(len(one) > 1 for one in came) else list(words)


@word_dropout.check(hint="Go through the words in their order, and keep or drop each.", examples=3)
def keeps_the_order_of_words(word_dropout, words, seed):
    """What comes are words of the text, in their order; one that is dropped may leave a mark."""
    for one in _many(word_dropout, 10, words=words, p=0.2, seed=seed):
        came, all_words = _words(one, words)
        kept = [word for word in came if word in set(all_words)]
        rest = {word for word in came if word not in set(all_words)}
        mistake = LETTERS if len(rest) > 1 else REORDERED
        right = _is_part(kept, all_words) and len(rest) <= 1
        assert_that(
            right, came=shown(" ".join(came)), expected="words of the text, in order", mistake=mistake
        )


def _is_part(some, whole):
    """Return whether some items stand in a list in this order."""
    rest = iter(whole)
    return all(one in rest for one in some)


# Of 40 words in 60 calls, 2400, a share is 0.05 away from its probability of 0.2 or 0.5 in 1e-6 of all cases
# (4.9 deviations of 0.0102), and in one example only.
@word_dropout.check(hint="Does p say how many words go, or how many stay?", examples=1)
def drops_with_its_probability(word_dropout, words, seed):
    """A word is left out as often as its probability says."""
    asked = (0.2, 0.5) if "p" not in word_dropout.facts.get("lacks", ()) else (0.2,)
    for p in asked:
        share = _share_dropped(word_dropout, words, p, seed)
        if "p" in word_dropout.facts.get("lacks", ()):
            assert_that(0 < share < 1, came=f"{share:.0%} left out", expected="some", mistake=NEVER)
            return
        mistake = NEVER if share == 0 else KEEPS_P if abs(share - 1 + p) < 0.05 else ""
        came, expected = f"{share:.1%} of the words left out", f"about {p:.0%}"
        assert_that(abs(share - p) < 0.055, came=came, expected=expected, mistake=mistake)


def _share_dropped(code, words, p, seed):
    kept = total = 0
    for one in _many(code, 60, words=words, p=p, seed=seed):
        came, all_words = _words(one, words)
        kept, total = kept + sum(word in set(all_words) for word in came), total + len(all_words)
    return 1 - kept / total


@word_dropout.check(hint="Draw anew for each call.", examples=1)
def drops_other_words_each_time(word_dropout, words, seed):
    """Which words are left out is drawn anew each time."""
    texts = {_text(came) for came in _many(word_dropout, 20, words=words, p=0.5, seed=seed)}
    changed = texts != {_text(words)}
    came = "the same every time"
    mistake = ALWAYS if changed else NEVER
    assert_that(len(texts) > 1, came=came, expected="different results", mistake=mistake)


@word_dropout.check(hint="Make one generator of the seed.", examples=1)
def drops_the_same_for_a_seed(word_dropout, words):
    """Where it takes a seed, the same one always gives the same."""
    _assert_seeded(word_dropout, words=words, p=0.5)


@word_dropout.mistake(REORDERED)
def in_another_order(words, p=0.2, seed=0):
    rng, kept = np.random.default_rng(seed), word_dropout(words, p, seed).split()
    return " ".join(rng.permutation(kept)) if kept else ""


@word_dropout.mistake(KEEPS_P)
def keeping(words, p=0.2, seed=0):
    return word_dropout(words, 1 - p, seed)


@word_dropout.mistake(NEVER)
def dropping_none(words, p=0.2, seed=0):
    return words


@word_dropout.mistake(ALWAYS)
def dropping_the_same(words, p=0.2, seed=0):
    kept = [np.random.default_rng([3, place]).random() >= p for place in range(len(words.split()))]
    return " ".join(word for word, keep in zip(words.split(), kept, strict=True) if keep)


@word_dropout.mistake(LETTERS)
def dropping_letters(words, p=0.2, seed=0):
    kept = np.random.default_rng(seed).random(len(words)) >= p / 3
    return "".join(letter for letter, keep in zip(words, kept, strict=True) if keep)


word_dropout.mistake(SEEDLESS)(_unsteady(word_dropout))

skill(
    needs=any_of(
        2,
        random_flip,
        random_crop,
        random_rotation,
        add_noise,
        time_shift,
        mixup,
        random_erasing,
        word_dropout,
    )
)
