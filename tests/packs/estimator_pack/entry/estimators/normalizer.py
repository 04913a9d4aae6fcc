"""Normalisation: features of one scale.

Why it matters: what is measured in millimetres must not count a thousand times what is measured in metres.
"""

import numpy as np

from pytest_mlchecklist.api import Float, all_of, assert_close, estimator, skill


@estimator(
    names=["standard_scaler", "scaler", "min_max_scaler", "normalize", "standardize", "normalise"],
    method="transform",
    learns={"mean": "d", "scale": "d"},
)
def normalizer(x: Float["n d"].between(-9, 9).at_least(n=4), at: Float["m d"].between(-9, 9)) -> Float["m d"]:
    """Subtract the mean of the training rows, divide by their deviation."""
    return (at - x.mean(axis=0)) / _deviation(x)


def _deviation(x):
    return np.where(x.std(axis=0) == 0, 1, x.std(axis=0))


@normalizer.variant("scaling to the range from 0 to 1")
def to_range(x, at):
    length = np.ptp(x, axis=0)
    return (at - x.min(axis=0)) / np.where(length == 0, 1, length)


@normalizer.operation
def inverse(x, at):
    return at * _deviation(x) + x.mean(axis=0)


@normalizer.check(hint="Which rows may say what is usual?", examples=5)
def learns_from_the_training_rows(code, x, at):
    """Rows are measured by the training rows, not by themselves."""
    assert_close(code(_varied(x), at), code.reference(_varied(x), at), scale=64, relative=1e-6, error=1e-6)


@normalizer.check(hint="Undo the steps in the other order.", examples=5, severity="remark")
def goes_back(code, x, at):
    """The inverse restores what was normalised."""
    x = _varied(x)
    assert_close(code.inverse(x, code(x, at)), at, scale=64, relative=1e-6, error=1e-6)


def _varied(x):
    """Return rows no feature of which is constant."""
    return x + np.arange(len(x))[:, None]


@normalizer.mistake("the rows are measured by themselves")
def by_themselves(x, at):
    return normalizer(at, at)


@normalizer.mistake("the mean is not subtracted")
def not_centred(x, at):
    return at / _deviation(x)


@normalizer.mistake("it divides by the variance")
def by_variance(x, at):
    return (at - x.mean(axis=0)) / _deviation(x) ** 2


skill(needs=all_of(normalizer))
