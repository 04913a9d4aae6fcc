"""Clustering: groups of points that lie together.

Why it matters: nobody has told the machine what there is to find.
"""

import numpy as np

from pytest_mlchecklist.api import Count, Float, Int, all_of, assert_that, estimator, shown, skill

FAR = 40


@estimator(
    names=["k_means", "kmeans_clustering", "lloyd"],
    hyperparameters={"iterations": 100},
    learns={"centroids": "k d"},
)
def kmeans(x: Float["n d"].between(-9, 9).at_least(n=9), k: Count(1, 4)) -> Int["n"]:
    """Take the points that lie farthest apart, then assign and average in turn (Lloyd 1982)."""
    return _assigned(x, _centroids(x, k))


def _assigned(x, centroids):
    return np.argmin(((x[:, None] - centroids) ** 2).sum(axis=2), axis=1)


def _centroids(x, k):
    centroids = x[:1]
    while len(centroids) < k:
        distances = ((x[:, None] - centroids) ** 2).sum(axis=2).min(axis=1)
        centroids = np.vstack([centroids, x[np.argmax(distances)]])
    for _ in range(100):
        labels = _assigned(x, centroids)
        means = [x[labels == j].mean(axis=0) if (labels == j).any() else centroids[j] for j in range(k)]
        centroids = np.array(means)
    return centroids


@kmeans.operation
def learned(x, k):
    return {"centroids": _centroids(x, k)}


@kmeans.check(
    hint="Which centroid is nearest to each point?", examples=5, reveals="every point is in one group"
)
def tells_two_groups_apart(code, x):
    """Two groups far from one another get a label each."""
    right = np.arange(len(x)) % 2
    labels = code(np.tanh(code.narrow(x)) + FAR * right[:, None], 2)
    same = np.array_equal(labels == labels[0], right == right[0])
    assert_that(same, came=f"the labels {shown(labels)}", expected=f"those of {shown(right)}, or renamed")


@kmeans.check(hint="One group needs one label.", examples=5, reveals="labels count from 1")
def counts_from_zero(code, x, k):
    """Labels are numbers from 0 to k − 1."""
    labels = code(code.narrow(x), k)
    inside = set(np.unique(labels)) <= set(range(k))
    assert_that(inside, came=f"the labels {shown(labels)}", expected=f"whole numbers from 0 to {k - 1}")


@kmeans.check(
    hint="What is the mean of the members of a group?", examples=5, reveals="the centroids do not move"
)
def keeps_means(code, x):
    """Every centroid is the mean of its members."""
    side = np.arange(len(x)) % 2
    x = np.tanh(code.narrow(x)) + FAR * side[:, None]
    learnt = code.learned(x, 2)
    if "centroids" not in learnt:
        return
    means = np.array([x[side == j].mean(axis=0) for j in (0, 1)])
    came = learnt["centroids"][np.argsort(learnt["centroids"][:, 0])]
    assert_that(np.allclose(came, means, atol=0.01), came=shown(came), expected=shown(means))


@kmeans.mistake("every point is in one group")
def one_group(x, k):
    return np.zeros(len(x), dtype=int)


@kmeans.mistake("labels count from 1")
def counted_from_one(x, k):
    return kmeans(x, k) + 1


@kmeans.mistake("the centroids do not move", operation="learned")
def unmoved(x, k):
    return {"centroids": x[:k]}


skill(needs=all_of(kmeans))
