"""Normalization: bring features to a common scale, measured on the training set alone.

Why it matters: A column in millimetres should not drown one in years. And a scale that has
peeked at the test set makes every later score too good.

Next step: Train one model with and one without it, and compare how long each takes to get as good.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Unavailable,
    all_of,
    assert_close,
    assert_finite,
    estimator,
    function,
    skill,
)

NAMES = """
    standard_scaler min_max_scaler minmax_scaler scaler normalize normalise standardize standardise
    feature_scaler feature_scaling z_score_normalizer zscore normalization standardization
    normalize_features scale_features robust_scaler data_normalizer standardizer z_score fit_scaler
    normalize_data standardize_data scale_data normalize_train_test min_max_normalizer normal_scaler
"""
ROWS = Float["m d"].between(-9, 9)


@estimator(names=NAMES.split(), method="transform", learns={"mean": "d", "scale": "d"})
def normalizer(x: Float["n d"].between(-9, 9).at_least(n=5), at: ROWS) -> Float["m d"]:
    """Subtract the mean of the training rows, and divide by their standard deviation."""
    return (at - x.mean(axis=0)) / _not_zero(x.std(axis=0))


@normalizer.outline
class StandardScaler:
    """Bring features to a common scale."""

    def fit(self, x):
        """Measure the training rows, and return self."""

    def transform(self, x):
        """Return rows on the scale that was measured."""

    def inverse_transform(self, x_scaled):
        """Return scaled rows as they were."""


def _not_zero(scale):
    return np.where(scale == 0, 1, scale)


@normalizer.operation
def inverse(x, at):
    return at * _not_zero(x.std(axis=0)) + x.mean(axis=0)


@normalizer.variant("scaling by the standard deviation of a sample, with n - 1")
def by_sample_deviation(x, at):
    return (at - x.mean(axis=0)) / _not_zero(x.std(axis=0, ddof=1))


@normalizer.variant("scaling to the range from 0 to 1")
def to_range(x, at):
    return (at - x.min(axis=0)) / _not_zero(np.ptp(x, axis=0))


@normalizer.variant("scaling to the range from -1 to 1")
def to_both_sides(x, at):
    return 2 * to_range(x, at) - 1


@normalizer.variant("scaling by median and quartiles, which outliers do not move")
def by_quartiles(x, at):
    low, middle, high = np.percentile(x, [25, 50, 75], axis=0)
    return (at - middle) / _not_zero(high - low)


# Some add up to 1e-5 to what they divide by, to be safe from zero: here that is never below 10.
NEAR = {"relative": 1e-5, "error": 1e-5}


def _varied(x):
    """Return rows whose features differ in size and in place, and none of which is constant."""
    count, features = x.shape
    places = np.stack([np.roll(np.arange(count), feature) for feature in range(features)], axis=1)
    return x + 20 * places * (1 + np.arange(features)) + 50


@normalizer.check(
    hint="Print the mean, the deviation, the least and the largest value of each column.", examples=8
)
def brings_training_rows_to_one_scale(code, x):
    """Each feature of the training rows gets mean 0 and deviation 1, or goes from 0 to 1."""
    x = _varied(x)
    assert_close(code(x, x), code.reference(x, x), scale=64, **NEAR)


@normalizer.check(hint="Which rows may say what is usual, and where is that kept?", examples=8)
def measures_other_rows_by_the_training_rows(code, x, at):
    """Other rows are measured by mean and deviation, or range, of the training rows alone."""
    x = _varied(x)
    assert_close(code(x, at), code.reference(x, at), scale=64, **NEAR)


@normalizer.check(hint="Do one thing after the other: undo the last one first.", examples=8)
def goes_back(code, x, at):
    """Where there is an inverse, it restores what was normalised."""
    x = _varied(x)
    try:
        came = code.inverse(x, code.reference(x, at))
    except Unavailable:
        code.note("it has no inverse")
        return
    assert_close(came, at, scale=20 * x.size, **NEAR)


@normalizer.check(
    severity="remark", hint="What is the deviation of a feature that never changes?", examples=5
)
def copes_with_a_constant_feature(code, x):
    """A feature that has the same value in all training rows gives numbers, not NaN."""
    x = _varied(x)
    x[:, 0] = 3
    assert_finite(code(x, x))


@normalizer.mistake("other rows are measured by themselves")
def by_themselves(x, at):
    return normalizer(at, at)


@normalizer.mistake("training rows and other rows are measured together")
def by_all(x, at):
    return normalizer(np.vstack([x, at]), at)


@normalizer.mistake("the mean is not subtracted")
def not_centred(x, at):
    return at / _not_zero(x.std(axis=0))


@normalizer.mistake("it is not divided by anything")
def only_centred(x, at):
    return at - x.mean(axis=0)


@normalizer.mistake("it divides by the variance")
def by_variance(x, at):
    return (at - x.mean(axis=0)) / _not_zero(x.var(axis=0))


@normalizer.mistake("all features share one mean and one deviation")
def by_one_number(x, at):
    return (at - x.mean()) / _not_zero(x.std())


@normalizer.mistake("each row is scaled by itself, instead of each feature")
def row_by_row(x, at):
    return at / _not_zero(np.linalg.norm(at, axis=1, keepdims=True))


@normalizer.mistake("it divides by the largest value instead of the range")
def by_largest(x, at):
    return (at - x.min(axis=0)) / _not_zero(x.max(axis=0))


@normalizer.mistake("the inverse does not add what was subtracted", operation="inverse")
def inverse_without_mean(x, at):
    return at * _not_zero(x.std(axis=0))


@normalizer.mistake("the inverse takes its steps in the wrong order", operation="inverse")
def inverse_in_wrong_order(x, at):
    return (at + x.mean(axis=0)) * _not_zero(x.std(axis=0))


RESCALE_NAMES = """
    rescale_pixels normalize_images normalize_image normalise_images scale_images scale_pixels
    rescale_image normalize_pixels images_to_float rescale preprocess_images normalize_img to_float
    image_to_float
"""


@function(
    names=RESCALE_NAMES.split(),
    spelled={"images": ["image", "imgs", "img", "x", "batch", "pixels", "X", "arr", "array", "pictures"]},
    forms=["bytes"],
    sizes={"h": 4, "w": 5, "c": 3},
)
def rescale_images(images: Float["n h w c"].between(0, 255).whole()) -> Float["n h w c"]:
    """Pixels from 0 to 255 become numbers from 0 to 1."""
    return images / 255


@rescale_images.variant("scaling to the range from -1 to 1")
def around_zero(images):
    return images / 127.5 - 1


@rescale_images.variant("scaling by 256, to just below 1")
def below_one(images):
    return images / 256


@rescale_images.check(hint="What does your code make of the darkest and of the brightest possible pixel?")
def measures_by_what_is_possible(rescale_images, images):
    """A dark picture stays dark: the same pixel gives the same number, whatever else is in the picture."""
    came = rescale_images(np.concatenate([images, np.full_like(images, 255)]))[: len(images)]
    assert_close(rescale_images(images), came, scale=1)


@rescale_images.mistake("each batch is measured by its own brightest pixel")
def by_the_brightest(images):
    return images / max(images.max(), 1)


@rescale_images.mistake("each batch is stretched from its own darkest to its brightest pixel")
def stretched(images):
    return (images - images.min()) / max(np.ptp(images), 1)


@rescale_images.mistake("whole numbers are divided, so that nearly everything is 0")
def floored(images):
    return images // 255


@rescale_images.mistake("nothing is scaled")
def as_it_was(images):
    return images


skill(needs=all_of(normalizer))
