"""Clustering: k-means finds groups among points that nobody has labelled.

Why it matters: Most data come without answers. Grouping them is often the first glimpse of what
is in there.

Next step: Draw the inertia for k from 1 to 8, and look for the k from which on it hardly falls.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Int,
    LearnerError,
    all_of,
    assert_close,
    assert_that,
    estimator,
    shown,
    skill,
)

NAMES = """
    k_means kmeans_clustering k_means_clustering lloyd lloyds lloyd_algorithm run_kmeans run_k_means
    find_clusters cluster_kmeans kmeans_fit kmeans_cluster k_means_cluster my_kmeans fit_kmeans km
    kmeans_algorithm kmeans_numpy kmeans_plus_plus kmeanspp kmeans_from_scratch
"""
SETTINGS = {"iterations": 100, "tolerance": 1e-6, "seed": 0, "restarts": 5}
SPELT = {"restarts": ["n_init", "ninit", "num_restarts", "n_restarts", "num_init", "attempts"]}
# Where groups start is left to chance, and a right k-means may end badly from a bad start, so these
# checks ask about several sets of points until one is grouped well. From starts among the points two
# groups are always found, three in at least 2 of 9 sets; from starts in the box around them, two
# groups in at least half the sets. (1/2)^20 and (7/9)^56 are below one in a million.
TRIES_FOR_TWO, TRIES_FOR_THREE = 20, 56
# Among points without groups a run that has settled is settled in every set, and within 1.5 of the best
# inertia in at least 98 of 100: at most 3 of 8 are with a probability below 70 (1/50)^5 = 2.3e-7.
TRIES, AT_LEAST = 8, 4
RANDOM_START = "the first centroids are random numbers, wherever the points lie"
MANHATTAN = "distances are added up along the axes (Manhattan)"
TOO_SOON = "it stops before it has settled"
UNMOVED = "the centroids stay at the points where they started"
MOST = 0.6
ENOUGH = 0.05
"""How far a centroid may be from the mean of its members, in groups two wide, to count as settled there."""


@estimator(names=NAMES.split(), hyperparameters=SETTINGS, spelt=SPELT, learns={"centroids": "k d"})
def kmeans(x: Float["n d"].between(-9, 9).at_least(n=24, d=4), k: Count(2, 3)) -> Int["n"]:
    """Assign every point to its nearest centroid, make each the mean of its members, repeat (Lloyd 1982)."""
    return _fitted(x, k)["labels"]


@kmeans.outline
class KMeans:
    """Split rows into n_clusters clusters, each around its mean."""

    def __init__(self, n_clusters):
        """Remember how many clusters to look for."""

    def fit(self, x):
        """Find the clusters of the rows of x; keep their centroids as self.centroids, and return self."""

    def predict(self, x):
        """Return the number of the nearest centroid for each row of x, from 0 on."""


@kmeans.operation
def learned(x, k):
    return {"centroids": _fitted(x, k)["centroids"]}


def _fitted(x, k):
    from sklearn.cluster import KMeans

    model = KMeans(k, n_init=10, random_state=0).fit(x)
    labels, order = _as_they_appear(model.labels_)
    return {"labels": labels, "centroids": model.cluster_centers_[order], "inertia": float(model.inertia_)}


def _as_they_appear(labels):
    """The labels counted in the order in which they first appear, and what each was before."""
    order = list(dict.fromkeys(labels.tolist()))
    return np.array([order.index(label) for label in labels]), order


@kmeans.check(
    hint="Print the centroids after each step: do they move to the two groups?",
    examples=3,
)
def finds_two_groups(kmeans, seed: Count(0, 9999)):
    """Points of two groups far apart get a label for each group, whatever order they are in."""
    _finds(kmeans, [two_groups(kmeans, seed, attempt) for attempt in range(TRIES_FOR_TWO)])


@kmeans.check(
    hint="Follow the three centroids step by step: what becomes of one that has few points?", examples=1
)
def finds_three_groups(kmeans, seed: Count(0, 9999)):
    """From one start in several it finds three groups far apart."""
    _finds(kmeans, [groups_of(kmeans, 3, seed, attempt) for attempt in range(TRIES_FOR_THREE)])


@kmeans.check(
    hint="Is the first centroid near any point? Begin where the data is.",
    examples=1,
)
def does_not_mind_where_the_points_lie(kmeans, seed: Count(0, 9999)):
    """Two groups are found as well when all points lie far from the origin."""
    cases = [two_groups(kmeans, seed, attempt) for attempt in range(TRIES_FOR_TWO)]
    _finds(kmeans, cases)
    _finds(kmeans, [(x + 5000, right) for x, right in cases], mistake=RANDOM_START)


@kmeans.check(
    hint="Is (8, 8) nearer to (0, 0) or to (21.4, 8)? Work out both distances.",
    examples=1,
)
def measures_straight_lines(kmeans, seed: Count(0, 9999)):
    """Nearest is what is nearest in a straight line."""
    if kmeans.facts.get("features") == 1:
        return
    cases = [with_a_bridge(seed, attempt) for attempt in range(TRIES_FOR_TWO)]
    _finds(kmeans, [(x[:-1], right[:-1]) for x, right in cases])
    _finds(kmeans, cases, mistake=MANHATTAN)


@kmeans.check(
    hint="When has it settled? When another round of assigning and averaging would change nothing.",
    examples=1,
)
def settles_where_every_point_is_nearest_to_its_own_mean(kmeans, seed: Count(0, 9999)):
    """At its end every point is in the group whose mean is nearest to it."""
    rest, settled = [], 0
    for attempt in range(TRIES):
        run = _run(kmeans, 4, anywhere(kmeans, seed, attempt, 80))
        rest += [] if _is_settled(*run) else [run]
        settled += _is_settled(*run)
        if settled == AT_LEAST:
            return
    x, labels = rest[0]
    means = _means(x, labels)
    point = np.flatnonzero(_nearest(means, x) != labels)[0]
    other = [name for name, far in OTHER_WAYS.items() if all(_is_settled(*run, far) for run in rest)]
    right = np.mean([np.mean(_nearest(_means(*run), run[0]) == run[1]) for run in rest])
    unsettled = UNMOVED if _are_points(kmeans.learned(x, 4).get("centroids"), x) else TOO_SOON
    mistake = next(iter(other), unsettled if right > MOST else "")
    came = f"the point {shown(x[point])} in the group about {shown(means[labels[point]])}"
    expected = f"it in the group about {shown(means[_nearest(means, x)[point]])}, which is nearer"
    assert_that(holds=False, came=came, expected=expected, mistake=mistake)


@kmeans.check(
    hint="What is the mean of the members of each group? Average over rows, not columns.", examples=3
)
def keeps_the_means_as_centroids(kmeans, seed: Count(0, 9999)):
    """Each centroid is the mean of the points with its label."""
    x, labels = _finds(kmeans, [two_groups(kmeans, seed, attempt) for attempt in range(TRIES_FOR_TWO)])
    centroids = kmeans.learned(x, 2).get("centroids")
    if centroids is None:
        kmeans.note("its centroids were not found, so only its labels were looked at")
        return
    means = _means(x, labels)
    near = np.abs(centroids - means).max() < ENOUGH
    assert_that(near, came=shown(centroids), expected=shown(means), mistake=_mistaken(centroids, x, labels))


@kmeans.check(hint="Does a group lose all its points on the way?", examples=3)
def uses_every_label(kmeans, seed: Count(0, 9999), k: Count(2, 4)):
    """Asked for k groups it gives k groups."""
    for attempt in range(TRIES):
        count = len(np.unique(_run(kmeans, k, anywhere(kmeans, seed, attempt))[1]))
        if count == k:
            return
    mistake = "every point is in one group" if count == 1 else ""
    assert_that(holds=False, came=f"{count} groups", expected=f"{k}", mistake=mistake)


@kmeans.check(
    hint="Add up the squared distances to the centroids: does each step make the sum smaller?", examples=1
)
def groups_nearly_as_tightly_as_can_be(kmeans, seed: Count(0, 9999)):
    """The squared distances to the means are at most 1.5 times those of the best grouping known."""
    loose = []
    for attempt in range(TRIES):
        run = _run(kmeans, 3, anywhere(kmeans, seed, attempt))
        came, best = _inertia(*run), _fitted(run[0], 3)["inertia"]
        loose += [(came, best)] if came > 1.5 * best else []
        if attempt + 1 - len(loose) == AT_LEAST:
            return
    came, best = max(loose)
    expected = f"at most 1.5 times {shown(best)}"
    assert_that(holds=False, came=f"squared distances of {shown(came)}", expected=expected)


@kmeans.check(hint="With one group there is nothing to compare: all points are in it.", examples=2)
def makes_one_group_of_all(kmeans, seed: Count(0, 9999)):
    """For k = 1 all points are in one group, about their mean."""
    x = anywhere(kmeans, seed, 0)
    labels = np.asarray(kmeans(x, 1))
    is_one = len(set(labels.tolist())) == 1
    assert_that(is_one, came=f"the labels {shown(labels)}", expected="one label for all")
    centroids = kmeans.learned(x, 1).get("centroids")
    if centroids is not None:
        assert_close(centroids, x.mean(axis=0, keepdims=True), error=ENOUGH)


@kmeans.check(
    severity="remark",
    hint="What is the mean of no points? Keep such a centroid, or set it on another point.",
    examples=2,
    time_limit=3,
)
def survives_points_that_are_alike(kmeans, seed: Count(0, 9999)):
    """Three groups of points in only two places give no NaN, or a clear error."""
    places = np.random.default_rng(seed).integers(-9, 10, size=(2, _width(kmeans)))
    x = np.repeat(places, 5, axis=0).astype(float)
    try:
        found = {"labels": kmeans(x, 3)} | kmeans.learned(x, 3)
    except LearnerError as error:
        is_clear = error.kind == "ValueError"
        assert_that(is_clear, came=f"{error}", expected="labels, or a ValueError that says why")
        return
    for name, values in found.items():
        finite = bool(np.all(np.isfinite(np.asarray(values, dtype=float))))
        assert_that(finite, came=f"{name} {shown(values)}", expected="numbers only")


def _width(code):
    return code.facts.get("features") or 2


def two_groups(code, seed, attempt):
    return groups_of(code, 2, seed, attempt)


def groups_of(code, k, seed, attempt):
    """Six points each about k centres at least 20 apart, in random order, and the group of each."""
    rng = np.random.default_rng([seed, attempt])
    if _width(code) == 1:
        centres = 20.0 * np.arange(k)[:, None]
    else:
        turn = rng.uniform(0, 2 * np.pi) + 2 * np.pi * np.arange(k) / k
        centres = 12 * np.column_stack([np.cos(turn), np.sin(turn)])
    right = rng.permutation(np.repeat(np.arange(k), 6))
    return np.round(centres[right] + rng.uniform(-1, 1, size=(len(right), _width(code))), 1), right


def with_a_bridge(seed, attempt):
    """Two groups, at (0, 0) and (21.4, 8), and last a point of the first at (8, 8).

    It is 11.3 from the one, 13.4 from the other, and nearer to the first even where it has drawn
    the other's mean towards itself. Along the axes it is 16 from the one, 13.4 from the other.
    """
    rng = np.random.default_rng([seed, attempt])
    right = np.append(rng.permutation(np.repeat([0, 1], 12)), 0)
    x = np.array([[0, 0], [21.4, 8]])[right] + np.round(rng.uniform(-0.3, 0.3, size=(len(right), 2)), 2)
    x[-1] = [8, 8]
    return x * rng.choice([-1, 1], size=2), right


def anywhere(code, seed, attempt, count=40):
    """Points without groups."""
    rng = np.random.default_rng([seed, attempt])
    return np.round(rng.uniform(-9, 9, size=(count, _width(code))), 1)


def _run(code, k, x):
    """The points and their labels, counted from 0, for some count from 1."""
    return x, np.unique(np.asarray(code(x, k)), return_inverse=True)[1].reshape(len(x))


def _finds(code, cases, mistake=""):
    """Fail unless it finds the groups of one of the cases; return that one's points and labels.

    Args:
        code: The code.
        cases: Points and their groups.
        mistake: The mistake that a failure shows, or '' for what the labels tell.
    """
    for x, right in cases:
        try:
            labels = _run(code, len(set(right)), x)[1]
        except LearnerError as error:
            broken = error
            continue
        if _same_groups(labels, right):
            return x, labels
        broken = None
    if broken is not None:
        raise broken
    mistake = mistake or ("every point is in one group" if len(set(labels)) == 1 else "")
    came = f"the labels {shown(labels)}"
    assert_that(holds=False, came=came, expected=f"those of {shown(right)}, or renamed", mistake=mistake)
    return x, labels


def _same_groups(labels, right):
    pairs = set(zip(labels.tolist(), right.tolist(), strict=True))
    return len(pairs) == len(set(labels.tolist())) == len(set(right.tolist()))


def _means(x, labels):
    return np.array([x[labels == label].mean(axis=0) for label in np.unique(labels)])


def _inertia(x, labels):
    return float(((x - _means(x, labels)[labels]) ** 2).sum())


def _squares(differences):
    return (differences**2).sum(axis=2)


def _along_the_axes(differences):
    return np.abs(differences).sum(axis=2)


OTHER_WAYS = {
    MANHATTAN: _along_the_axes,
    "only the first feature counts": lambda differences: differences[:, :, 0] ** 2,
}


def _is_settled(x, labels, far=_squares):
    """Whether every point is nearest to the mean of its own group."""
    return np.array_equal(_nearest(_means(x, labels), x, far), labels)


def _nearest(centroids, x, far=_squares):
    return np.argmin(far(x[:, None] - centroids), axis=1)


def _mistaken(centroids, x, labels):
    """The name of the mistake that gives these centroids, or ''."""
    means = _means(x, labels)
    groups = [x[labels == label] for label in np.unique(labels)]
    known = {
        "labels and centroids are in different orders": means[::-1],
        "the centroids are the medians of their members": [np.median(group, axis=0) for group in groups],
        "the centroids are the sums of their members": [group.sum(axis=0) for group in groups],
    }
    named = [name for name, wrong in known.items() if np.allclose(centroids, wrong, atol=1e-3)]
    return next(iter(named), UNMOVED if _are_points(centroids, x) else "")


def _are_points(centroids, x):
    """Whether the centroids are known, and each of them is one of the points."""
    known = [] if centroids is None else centroids
    found = [np.any(np.all(np.isclose(x, centroid, atol=1e-3), axis=1)) for centroid in known]
    return bool(found) and all(found)


def _lloyd(x, k, start=None, far=_squares, steps=100):
    """K-means as a beginner writes it, for the mistakes; an empty group keeps its centroid."""
    centroids = x[np.random.default_rng(len(x)).permutation(len(x))[:k]] if start is None else start
    for _ in range(steps):
        labels = _nearest(centroids, x, far)
        rows = [x[labels == j] for j in range(k)]
        means = [group.mean(axis=0) if len(group) else centroids[j] for j, group in enumerate(rows)]
        centroids = np.array(means)
    return _as_they_appear(labels)[0]


@kmeans.mistake("every point is in one group")
def one_group(x, k):
    return np.zeros(len(x), dtype=int)


@kmeans.mistake(TOO_SOON)
def single_step(x, k):
    return _lloyd(x, k, steps=1)


@kmeans.mistake(MANHATTAN)
def manhattan(x, k):
    return _lloyd(x, k, far=_along_the_axes)


@kmeans.mistake("only the first feature counts")
def first_feature(x, k):
    return _lloyd(x, k, far=OTHER_WAYS["only the first feature counts"])


@kmeans.mistake(RANDOM_START)
def random_numbers(x, k):
    return _lloyd(x, k, start=np.random.default_rng(0).random((k, x.shape[1])))


@kmeans.mistake(UNMOVED, operation="learned")
def unmoved(x, k):
    labels = kmeans(x, k)
    return {"centroids": np.array([x[labels == j][0] for j in range(k)])}


@kmeans.mistake("labels and centroids are in different orders", operation="learned")
def other_order(x, k):
    return {"centroids": learned(x, k)["centroids"][::-1]}


@kmeans.mistake("the centroids are the medians of their members", operation="learned")
def medians(x, k):
    labels = kmeans(x, k)
    return {"centroids": np.array([np.median(x[labels == j], axis=0) for j in range(k)])}


@kmeans.mistake("the centroids are the sums of their members", operation="learned")
def sums(x, k):
    labels = kmeans(x, k)
    return {"centroids": np.array([x[labels == j].sum(axis=0) for j in range(k)])}


skill(needs=all_of(kmeans))
