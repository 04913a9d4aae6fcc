"""Unsupervised data: find structure in data without labels, with PCA or an autoencoder.

Why it matters: Labels cost money, raw data hardly any. Good features found for free make the
few labels you have go further.

Next step: Reduce a data set that you know to two numbers each, plot them, and colour the points by a
label that the method has never seen.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Unavailable,
    any_of,
    assert_close,
    assert_that,
    estimator,
    exact,
    shown,
    skill,
)

PCA_NAMES = """
    principal_component_analysis principal_components pca_transform my_pca pca_from_scratch compute_pca
    pca_svd pca_scratch custom_pca do_pca perform_pca
"""
NEAR = {"relative": 1e-5, "error": 1e-4}  # power iterations end somewhere near


@estimator(
    names=PCA_NAMES.split(),
    method="transform",
    learns={"components": "k d", "ratios": "k"},
)
def pca(x: Float["n d"].between(-4, 4).at_least(n=9, d=3), k: Count(1, 2)) -> Float["n k"]:
    """Project the centred rows onto the first k right singular vectors (Pearson 1901)."""
    centred = x - x.mean(axis=0)
    return centred @ np.linalg.svd(centred)[2][:k].T


@pca.outline
class PCA:
    """Few directions that keep most of the variance."""

    def __init__(self, n_components):
        """Remember how many directions to keep."""

    def fit(self, x):
        """Find the directions of the rows of x, and return self."""

    def transform(self, x):
        """Return the coordinates of the rows along the directions."""

    def inverse_transform(self, z):
        """Return rows for coordinates."""


@pca.variant("PCA of the correlation matrix: each feature is divided by its deviation first")
def of_correlations(x, k):
    return pca(x / x.std(axis=0), k)


@pca.variant("whitened PCA: each coordinate is divided by its deviation")
def whitened(x, k):
    found = pca(x, k)
    return found / found.std(axis=0, ddof=1)


@pca.variant("PCA whose coordinates are counted from the origin, not from the mean")
def from_the_origin(x, k):
    return x @ learned(x, k)["components"].T


@pca.result
def with_one_sign(came, x, k):
    """Coordinates whose signs do not depend on which way a direction points."""
    came = np.asarray(came)
    if came.ndim != 2:
        return came
    return came * np.where(np.sin(1.0 + np.arange(len(came)) ** 2) @ came < 0, -1.0, 1.0)


def _stretched(x):
    """Rows whose directions are of clearly different lengths, far from the origin."""
    columns = np.arange(x.shape[1])
    waves = np.cos(np.outer(np.arange(len(x)) + 1, columns + 1) * 2.4)  # so that no row is like another
    return exact((x + 3 * waves) * 3.0**-columns + 5)


@pca.operation
def learned(x, k):
    centred = x - x.mean(axis=0)
    _, lengths, directions = np.linalg.svd(centred)
    ratios = lengths[:k] ** 2 / np.sum(lengths**2)
    return {"components": directions[:k], "ratios": ratios}


@pca.operation
def transform(x, k, at):
    return (at - x.mean(axis=0)) @ learned(x, k)["components"].T


@pca.operation
def inverse(x, k, at):
    return at @ learned(x, k)["components"] + x.mean(axis=0)


@pca.check(
    hint="Take off the mean of each column; which directions of what is left are the longest?", examples=5
)
def finds_the_directions(pca, x, k):
    """The coordinates are those along the directions of the largest variance, up to their signs."""
    x = _stretched(x)
    assert_close(np.abs(pca(x, k)), np.abs(pca.reference(x, k)), scale=16, **NEAR)


@pca.check(hint="Where all rows are moved alike, their mean moves with them.", examples=5)
def does_not_mind_where_the_rows_lie(pca, x, k):
    """Moving all rows alike changes no direction."""
    x = exact(_stretched(x) + 8)
    assert_close(np.abs(pca(x, k)), np.abs(pca.reference(x, k)), scale=64, **NEAR)


@pca.check(hint="How long is a direction, and what angle lies between two of them?", examples=5)
def keeps_directions_of_length_one(pca, x, k):
    """The directions have length one, and stand at right angles."""
    directions = pca.learned(_stretched(x), k).get("components")
    if directions is not None:
        assert_close(directions @ directions.T, np.eye(k), **NEAR)


@pca.check(
    hint="The mean belongs to what was learnt: which mean is taken off new rows?",
    examples=5,
    reveals="new rows are moved by their own mean",
)
def projects_new_rows_as_the_old_ones(pca, x, k):
    """New rows are moved by the mean of the rows that it was fitted to."""
    x = _stretched(x)
    try:
        came = pca.transform(x=x, k=k, at=x[:2])
    except Unavailable:
        return
    assert_close(np.abs(came), np.abs(pca(x, k))[:2], scale=16, **NEAR)


@pca.check(
    hint="Back from the coordinates: along the same directions, and then to the mean.",
    examples=5,
    reveals="the mean is not added again",
)
def rebuilds_what_it_can(pca, x, k):
    """Rows that are built from their coordinates again are as near as k directions allow."""
    x = _stretched(x)
    try:
        # The raw coordinates, whose signs belong to its own directions.
        pca(x, k)
        came = pca.inverse(x=x, k=k, at=pca.calls[-1].raw)
    except Unavailable:
        return
    best = inverse(x, k, transform(x, k, x))
    assert_that(
        float(np.sum((came - x) ** 2)) <= 1.01 * float(np.sum((best - x) ** 2)) + 1e-3
        or _is_scaled(pca, x, k),
        came=f"rows that are {shown(float(np.sum((came - x) ** 2)))} away, in squares",
        expected=f"no more than {shown(float(np.sum((best - x) ** 2)))}",
    )


def _is_scaled(code, x, k):
    """Whether it follows a variant that scales: what it rebuilds is near in other units."""
    return not np.allclose(code.reference(x, k), with_one_sign(pca(x, k), x, k))


@pca.check(
    hint="The share of a direction is its variance over that of all, also of those left out.", examples=5
)
def tells_the_share_of_each_direction(pca, x, k: Count(2, 2)):
    """The explained share of each direction, where it is kept, is right."""
    x = _stretched(x)
    ratios = pca.learned(x, k).get("ratios")
    if ratios is not None and not _is_scaled(pca, x, k):
        assert_close(ratios, learned(x, k)["ratios"], **NEAR)


@pca.mistake("the data is not centred")
def not_centred(x, k):
    return x @ np.linalg.svd(x)[2][:k].T


@pca.mistake("the directions of the least variance are taken")
def of_least_variance(x, k):
    centred = x - x.mean(axis=0)
    return centred @ np.linalg.svd(centred)[2][::-1][:k].T


@pca.mistake("rows of the matrix are taken for directions that lie in its columns")
def of_rows(x, k):
    centred = x - x.mean(axis=0)
    return centred @ np.linalg.svd(centred)[2].T[:k].T


@pca.mistake("the first features are kept as they are")
def first_features(x, k):
    return (x - x.mean(axis=0))[:, :k]


@pca.mistake("the directions have the length of their variance", operation="learned")
def of_other_length(x, k):
    centred = x - x.mean(axis=0)
    _, lengths, directions = np.linalg.svd(centred)
    return learned(x, k) | {"components": lengths[:k, None] * directions[:k]}


@pca.mistake("new rows are moved by their own mean", operation="transform")
def by_their_own_mean(x, k, at):
    return (at - at.mean(axis=0)) @ learned(x, k)["components"].T


@pca.mistake("the mean is not added again", operation="inverse")
def without_the_mean(x, k, at):
    return at @ learned(x, k)["components"]


@pca.mistake("the shares are those among the directions that are kept", operation="learned")
def among_the_kept(x, k):
    found = learned(x, k)
    return found | {"ratios": found["ratios"] / found["ratios"].sum()}


AUTOENCODER_NAMES = """
    autoencoder auto_encoder simple_autoencoder linear_autoencoder denoising_autoencoder train_autoencoder
    autoencoder_features sparse_autoencoder undercomplete_autoencoder
"""
# The means of two groups lie 5 deviations apart (2.4 on either side of a line, their direction being learnt
# from 200 rows): of 100 rows 0.8 are wrong, and 8 in less than one draw of a million. A random plane in 64
# dimensions must keep half of the gap to do as well, which one in ten thousand does.
FEATURES, ROWS, NOISE = 64, 200, 0.4
ENOUGH = 0.93


@estimator(
    names=AUTOENCODER_NAMES.split(),
    method="transform",
    hyperparameters={"iterations": 300, "learning_rate": 0.01, "seed": 0},
    learns={},
    rebuilds="k",
)
def feature_autoencoder(x: Float["n d"].between(-1, 1).at_least(n=24, d=6), k: Count(2, 2)) -> Float["n k"]:
    """Few numbers for each row, learnt by rebuilding it; a linear one finds PCA's (Baldi and Hornik 1989)."""
    centred = x - x.mean(axis=0)
    return centred @ np.linalg.svd(centred)[2][:k].T


@feature_autoencoder.outline
class Autoencoder:
    """Features that are learnt without labels."""

    def __init__(self, n_components):
        """Remember how many features to learn."""

    def fit(self, x):
        """Train on the rows of x, without any labels, and return self."""

    def encode(self, x):
        """Return n_components features for each row."""


def two_groups(seed):
    """Rows of noise in which two groups lie apart along one direction, and the group of each."""
    rng = np.random.default_rng(seed)
    group = rng.permutation(np.repeat([0, 1], ROWS // 2))
    direction = rng.normal(size=FEATURES)
    direction /= np.linalg.norm(direction)
    rows = NOISE * rng.normal(size=(ROWS, FEATURES)) + np.outer(2 * group - 1, direction)
    return exact(rows), group


def share_of_a_line(features, group):
    """How many of the second half a line gets right that is fitted to the first."""
    half = len(group) // 2
    rows = np.column_stack([features, np.ones(len(group))])
    line = np.linalg.lstsq(rows[:half], 2.0 * group[:half] - 1, rcond=None)[0]
    return float(np.mean((rows[half:] @ line > 0) == group[half:]))


@feature_autoencoder.check(
    hint="Does the reconstruction error fall? Features that rebuild the rows tell the groups too.",
    examples=1,
    time_limit=60,
)
def lets_a_line_tell_the_groups(feature_autoencoder, seed: Count(0, 9999)):
    """A line on its features tells two groups that it was never told of, better than on random features."""
    came = []
    for attempt in range(2):
        x, group = two_groups([seed, attempt])
        features = np.asarray(feature_autoencoder(x, 2), dtype=float)
        came.append(share_of_a_line(features, group))
        if came[-1] >= ENOUGH:
            return
    assert_that(max(came) >= ENOUGH, came=f"{max(came):.0%} right", expected=f"at least {ENOUGH:.0%}")


@feature_autoencoder.mistake("every row gets the same features")
def all_alike(x, k):
    return np.ones((len(x), k))


@feature_autoencoder.mistake("the features are random numbers")
def random_features(x, k):
    return np.random.default_rng(0).normal(size=(len(x), k))


@feature_autoencoder.mistake("the features are of other rows: their order was lost")
def shuffled(x, k):
    return feature_autoencoder(x, k)[np.random.default_rng(0).permutation(len(x))]


skill(needs=any_of(1, pca, feature_autoencoder))
