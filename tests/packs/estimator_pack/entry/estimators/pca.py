"""Principal components: the directions in which data varies most.

Why it matters: a few of them often say nearly all.
"""

import numpy as np

from pytest_mlchecklist.api import Count, Float, all_of, assert_close, estimator, skill


@estimator(
    names=["principal_component_analysis"],
    method="transform",
    learns={"components": "k d", "mean": "d"},
)
def pca(x: Float["n d"].between(-4, 4).at_least(n=9, d=3), k: Count(1, 2)) -> Float["n k"]:
    """Project the centred rows onto the first k right singular vectors."""
    centred = x - x.mean(axis=0)
    return centred @ np.linalg.svd(centred)[2][:k].T


@pca.operation
def learned(x, k):
    return {"components": np.linalg.svd(x - x.mean(axis=0))[2][:k], "mean": x.mean(axis=0)}


def _stretched(x):
    """Return rows whose directions are of clearly different lengths."""
    return x * 3.0 ** -np.arange(x.shape[1])


@pca.check(hint="Signs are free; everything else is not.", examples=5)
def finds_the_directions(code, x, k):
    """The coordinates are those along the directions of the largest variance, up to their signs."""
    x = _stretched(x)
    assert_close(np.abs(code(x, k)), np.abs(pca(x, k)), scale=16, relative=1e-6, error=1e-6)


@pca.check(hint="What is the length of a direction?", examples=5)
def keeps_directions_of_length_one(code, x, k):
    """The components have length one."""
    learnt = code.learned(x, k)
    if "components" in learnt:
        assert_close(np.linalg.norm(learnt["components"], axis=1), np.ones(k))


@pca.mistake("the data is not centred")
def not_centred(x, k):
    return x @ np.linalg.svd(x)[2][:k].T


@pca.mistake("the directions of the least variance are taken")
def of_least_variance(x, k):
    centred = x - x.mean(axis=0)
    return centred @ np.linalg.svd(centred)[2][::-1][:k].T


@pca.mistake("the components have the length of their variance", operation="learned")
def of_other_length(x, k):
    centred = x - x.mean(axis=0)
    _, lengths, directions = np.linalg.svd(centred)
    return {"components": lengths[:k, None] * directions[:k]}


skill(needs=all_of(pca))
