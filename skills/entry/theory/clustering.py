"""Clustering: each point to its nearest centre, move each centre to its points, repeat.

Why it matters: Two plain steps, neither of which can make things worse: a gentle introduction
to why an algorithm comes to rest.

Next step: Repeat the two steps from three different starts, and compare where they come to rest and
how large the inertia is there.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    Int,
    all_of,
    assert_close,
    assert_equal,
    assert_finite,
    assert_that,
    function,
    shown,
    skill,
)

X = """
    X points data samples features X_train dataset observations xs
"""
CENTRES = """
    centroids centers centres means mu cluster_centers initial_centroids C c mus centroid centroids_
    cluster_centroids prototypes
"""
LABELS = """
    labels assignments assignment idx clusters cluster y label cluster_labels z cluster_ids indices
    cluster_assignments r preds y_pred
"""
K = """
    k K n_clusters num_clusters n_centroids num_centroids nb_clusters number_of_clusters clusters_count
    n_cluster
"""
SPELLED = {"x": X.split(), "centroids": CENTRES.split(), "labels": LABELS.split(), "k": K.split()}
NEUTRAL = {"metric": "euclidean", "distance": "euclidean"}
POINTS = Float["n d"].between(-9, 9).whole()


def without_ties(sizes, rng):
    """Centres from which no whole point is equally far: each has a binary fraction of its own."""
    centres = rng.integers(-9, 10, size=(sizes["k"], sizes["d"])).astype(float)
    centres[:, 0] += 0.5 ** (2 + np.arange(sizes["k"]))
    return centres


CENTROIDS = Given(without_ties, axes=("k", "d"))


def distances(x, centroids):
    """The squared distance of each point from each centre."""
    return np.sum((x[:, None, :] - centroids[None, :, :]) ** 2, axis=2)


ASSIGN_CLUSTERS_NAMES = """
    assign_points assign_to_clusters assign_points_to_clusters find_closest_centroids closest_centroids
    closest_centroid nearest_centroid nearest_centroids find_nearest_centroids find_nearest_centroid
    assign_to_centroids assign_to_nearest get_cluster_idx find_nearest_cluster assignment_step
    assign_centroids compute_assignments assign_to_nearest_centroid create_clusters assign_cluster
"""


@function(
    names=ASSIGN_CLUSTERS_NAMES.split(),
    spelled=SPELLED,
    neutral=NEUTRAL,
    forms=["columns"],
    sizes={"n": 7, "d": 3, "k": 5},
)
def assign_clusters(x: POINTS, centroids: CENTROIDS) -> Int["n"]:
    """For each point the number of the centre that is nearest."""
    return np.argmin(distances(x, centroids), axis=1)


@assign_clusters.variant("assignment that counts the clusters from one")
def counted_from_one(x, centroids):
    return 1 + np.argmin(distances(x, centroids), axis=1)


@assign_clusters.check(hint="For each point compare all distances: which is the smallest?")
def no_other_centre_is_nearer(assign_clusters, x, centroids):
    """No point has another centre nearer than its own."""
    labels = own_centres(assign_clusters, x, centroids)
    apart = distances(x, centroids)
    assert_close(apart[np.arange(len(x)), labels], apart.min(axis=1))


@assign_clusters.check(hint="What is the distance of a centre from itself?")
def a_centre_is_nearest_to_itself(assign_clusters, centroids):
    """Points that are the centres get their own numbers, in order."""
    own = own_centres(assign_clusters, centroids, centroids)
    assert_equal(own, np.arange(len(centroids)), what="counted from 0:")


@assign_clusters.check(
    hint="Only distances count, and these stay: is something compared that is no distance?"
)
def does_not_heed_where_it_all_lies(assign_clusters, x, centroids, way: Float["d"].between(-9, 9).whole()):
    """Moving points and centres together changes nothing."""
    assert_equal(assign_clusters(x + way, centroids + way), assign_clusters(x, centroids))


@assign_clusters.check(severity="remark", hint="Between equals any choice is right, but there must be one.")
def settles_ties(assign_clusters, x: POINTS, corner: Float["d"].between(-9, 9).whole()):
    """Between two centres in one place it takes either."""
    labels = own_centres(assign_clusters, x, np.array([corner, corner]))
    assert_that(
        bool(np.all((labels == 0) | (labels == 1))), came=shown(labels), expected="0 or 1 for each point"
    )


@assign_clusters.mistake("the farthest centre is taken, not the nearest")
def farthest(x, centroids):
    return np.argmax(distances(x, centroids), axis=1)


@assign_clusters.mistake("only the first coordinate is compared")
def by_the_first_coordinate(x, centroids):
    return np.argmin(np.abs(x[:, :1] - centroids[:, 0]), axis=1)


@assign_clusters.mistake("the differences are added up with their signs, without squares")
def signed_differences(x, centroids):
    return np.argmin(np.sum(x[:, None, :] - centroids[None, :, :], axis=2), axis=1)


@assign_clusters.mistake("the distance is measured along the axes: absolute values, not squares")
def along_the_axes(x, centroids):
    return np.argmin(np.sum(np.abs(x[:, None, :] - centroids[None, :, :]), axis=2), axis=1)


@assign_clusters.mistake("it finds the nearest point of each centre, not the nearest centre of each point")
def nearest_point(x, centroids):
    return np.argmin(distances(x, centroids), axis=0)


@assign_clusters.mistake("all points get the centre of the first")
def one_for_all(x, centroids):
    return np.full(len(x), np.argmin(distances(x[:1], centroids)))


@assign_clusters.mistake("the products with the centres are compared, not the distances")
def largest_product(x, centroids):
    return np.argmax(x @ centroids.T, axis=1)


@assign_clusters.mistake("the last centre is never looked at")
def without_the_last_centre(x, centroids):
    return np.argmin(distances(x, centroids[: max(1, len(centroids) - 1)]), axis=1)


def own_centres(code, x, centroids):
    """The labels that the code gives, counted from 0 however it counts."""
    one = int(code.reference(centroids[:1], centroids[:1])[0])
    labels = np.asarray(code(x, centroids)).astype(int) - one
    inside = bool(np.all((labels >= 0) & (labels < len(centroids))))
    assert_that(inside, came=shown(labels), expected=f"numbers of the {len(centroids)} centres")
    return labels


def every_cluster(sizes, rng):
    """A label for each point, every cluster with one point or more."""
    k = clusters(sizes)
    return rng.permutation(np.append(np.arange(k), rng.integers(k, size=sizes["n"] - k)))


def clusters(sizes, rng=None):
    return min(sizes["n"], sizes["k"])


def centres_of_before(sizes, rng):
    return rng.integers(-9, 10, size=(clusters(sizes), sizes["d"])).astype(float)


FOUR = np.zeros((4, 3))  # centres of before, as many as the example has clusters
LEARNT, COUNT = Given(every_cluster, axes=("n", "k")), Given(clusters, axes=("n", "k"))
BEFORE = Given(centres_of_before, axes=("n", "k", "d"))


UPDATE_CENTROIDS_NAMES = """
    move_centroids compute_centroids recompute_centroids new_centroids get_centroids calculate_centroids
    update_centers compute_centers compute_new_centroids update_means update_step calc_centroids
    find_centroids update_centroid get_new_centroids move_centers
"""


@function(
    names=UPDATE_CENTROIDS_NAMES.split(),
    spelled=SPELLED,
    forms=["columns"],
    sizes={"n": 11, "d": 3, "k": 4},
)
def update_centroids(
    x: POINTS, labels: LEARNT, k: COUNT = 4, centroids: BEFORE = FOUR
) -> Float["clusters d"]:
    """The mean of the points of each cluster; where the centres were before does not matter."""
    return np.array([x[labels == cluster].mean(axis=0) for cluster in range(labels.max() + 1)])


@update_centroids.fixed("k")
def takes_no_count(code):
    return None


@update_centroids.fixed("centroids")
def takes_no_old_centres(code):
    return None


@update_centroids.check(hint="Where do one or two points have their middle?")
def a_lonely_point_is_its_own_centre(update_centroids, x):
    """Where each point has a cluster of its own the centres are the points."""
    count = len(x)
    assert_close(update_centroids(x, np.arange(count), count, np.zeros_like(x)), x)


@update_centroids.check(hint="The mean has the least squared distances of all places: is it the mean?")
def no_other_place_is_nearer(update_centroids, x, labels, k, centroids, other: BEFORE):
    """No other centres have smaller squared distances from their points."""
    moved = np.asarray(update_centroids(x, labels, k, centroids))
    own, others = (float(np.sum((x - centres[labels]) ** 2)) for centres in (moved, other))
    expected = f"no more than {shown(others)}, as from {shown(other)}"
    assert_that(
        own <= others * (1 + 1e-5) + 1e-3, came=f"squared distances of {shown(own)}", expected=expected
    )


@update_centroids.check(hint="Only the points of a cluster reach its centre.")
def keeps_the_clusters_apart(
    update_centroids, x, labels, k, centroids, way: Float["d"].between(-9, 9).whole()
):
    """Moving the points of one cluster moves its own centre alone, and by as much."""
    moved = x + np.outer(labels == 0, way)
    expected = np.array(update_centroids(x, labels, k, centroids))
    expected[0] += way
    assert_close(update_centroids(moved, labels, k, centroids), expected)


@update_centroids.check(
    severity="remark",
    hint="A mean of no points is no number: leave that centre where it was, or put it on a point.",
)
def copes_with_an_empty_cluster(update_centroids, x, labels, k, more: Float["1 d"].between(-9, 9)):
    """For a cluster without points it gives finite numbers."""
    if "k" in update_centroids.facts.get("lacks", ()) or k != labels.max() + 1:
        return  # nobody tells it of clusters without points
    assert_finite(update_centroids(x, labels, k + 1, np.vstack([x[:k], more])))


@update_centroids.mistake("the points are added up, but not divided by how many there are")
def sums(x, labels, k, centroids):
    return np.array([x[labels == cluster].sum(axis=0) for cluster in range(labels.max() + 1)])


@update_centroids.mistake("the sums are divided by the number of all points, not of the cluster's own")
def divided_by_all(x, labels, k, centroids):
    return np.array([x[labels == cluster].sum(axis=0) / len(x) for cluster in range(labels.max() + 1)])


@update_centroids.mistake("every centre gets the mean of all points")
def mean_of_all(x, labels, k, centroids):
    return np.tile(x.mean(axis=0), (labels.max() + 1, 1))


@update_centroids.mistake("the mean is taken over the coordinates as well")
def one_number_a_cluster(x, labels, k, centroids):
    return np.array([np.full(x.shape[1], x[labels == cluster].mean()) for cluster in range(labels.max() + 1)])


@update_centroids.mistake("the median is taken, not the mean")
def medians(x, labels, k, centroids):
    return np.array([np.median(x[labels == cluster], axis=0) for cluster in range(labels.max() + 1)])


@update_centroids.mistake("the first point of each cluster is taken as its centre")
def first_points(x, labels, k, centroids):
    return np.array([x[labels == cluster][0] for cluster in range(labels.max() + 1)])


@update_centroids.mistake("the last cluster is left out")
def without_the_last_cluster(x, labels, k, centroids):
    return np.array([x[labels == cluster].mean(axis=0) for cluster in range(labels.max())])


@update_centroids.mistake("the number of the cluster is counted from one, so that the first is left out")
def without_the_first_cluster(x, labels, k, centroids):
    return np.array([x[labels == cluster].mean(axis=0) for cluster in range(1, labels.max() + 1)])


APART = 20
"""How far apart two centres are; a point is 14 at most from its own, and 14 at least from the others."""


def far_centres(sizes, rng):
    centres = rng.integers(-3, 4, size=(sizes["k"], sizes["d"])).astype(float)
    centres[:, 0] += APART * np.arange(sizes["k"])
    return centres


def points_around(sizes, rng):
    points = rng.integers(-3, 4, size=(sizes["n"], sizes["d"])).astype(float)
    points[:, 0] += APART * dealt_out(sizes)
    return points


def dealt_out(sizes, rng=None):
    return np.arange(sizes["n"]) % sizes["k"]


THREE = np.arange(12) % 3  # labels for the points of the example
AROUND, FAR = Given(points_around, axes=("n", "d", "k")), Given(far_centres, axes=("k", "d"))
OWN = Given(dealt_out, axes=("n", "k"))


INERTIA_NAMES = """
    compute_inertia wcss calculate_inertia within_cluster_sum_of_squares calc_inertia distortion
    calculate_wcss compute_wcss sum_of_squared_distances compute_distortion kmeans_loss kmeans_cost
    compute_sse sse kmeans_inertia k_means_cost get_inertia inertia_score
"""


@function(
    names=INERTIA_NAMES.split(),
    spelled=SPELLED,
    sizes={"n": 12, "d": 5, "k": 3},
)
def inertia(x: AROUND, centroids: FAR, labels: OWN = THREE) -> Float[""]:
    """The squared distances of the points from their own centres, added up."""
    return np.sum((x - centroids[labels_of(x, centroids, labels)]) ** 2)


def labels_of(x, centroids, labels):
    """The clusters of the points: the nearest ones, where code takes no labels."""
    return np.argmin(distances(x, centroids), axis=1) if labels is None else labels


@inertia.variant("distortion: the mean over the points, not the sum")
def distortion(x, centroids, labels):
    return inertia(x, centroids, labels) / len(x)


@inertia.fixed("labels")
def takes_no_labels(code):
    return None


@inertia.check(hint="What is the distance of a centre from itself?")
def is_zero_where_all_points_are_centres(inertia, centroids):
    """Where every point lies on its centre it is zero."""
    assert_close(inertia(centroids, centroids, np.arange(len(centroids))), 0.0)


@inertia.check(hint="Square each distance, without a root.")
def grows_with_the_square(inertia, x, centroids, labels):
    """Twice as large in all directions, it is four times as much."""
    assert_close(inertia(2 * x, 2 * centroids, labels), 4 * inertia(x, centroids, labels), scale=1e4)


@inertia.check(hint="Only differences count: is something squared that is no difference?")
def does_not_heed_where_it_all_lies(inertia, x, centroids, labels, way: Float["d"].between(-9, 9).whole()):  # noqa: F811
    """Moving points and centres together changes nothing."""
    came, expected = inertia(x + way, centroids + way, labels), inertia(x, centroids, labels)
    assert_close(came, expected, scale=1e4)


@inertia.check(
    severity="remark", hint="Measure from the centre that the label names, be it the nearest or not."
)
def follows_the_labels(inertia, x, centroids, labels):
    """It takes the centre that each label names, even where another one is nearer."""
    if labels is not None:
        assert_close(inertia(x, centroids, labels[::-1]), inertia.reference(x, centroids, labels[::-1]))


@inertia.mistake("the root of each sum is taken: distances are added up, not their squares")
def summed_distances(x, centroids, labels):
    return np.sum(np.sqrt(np.sum((x - centroids[labels_of(x, centroids, labels)]) ** 2, axis=1)))


@inertia.mistake("the mean of the distances is taken, not of their squares")
def averaged_distances(x, centroids, labels):
    return summed_distances(x, centroids, labels) / len(x)


@inertia.mistake("the root of the whole sum is taken")
def root_of_the_sum(x, centroids, labels):
    return np.sqrt(inertia(x, centroids, labels))


@inertia.mistake("the distances from all centres are added up, not from the own one")
def from_all_centres(x, centroids, labels):
    return np.sum(distances(x, centroids))


@inertia.mistake("it is measured from the middle of all points, not from the centres")
def from_the_middle(x, centroids, labels):
    return np.sum((x - x.mean(axis=0)) ** 2)


@inertia.mistake("absolute differences are added up, not squares")
def absolute_differences(x, centroids, labels):
    return np.sum(np.abs(x - centroids[labels_of(x, centroids, labels)]))


@inertia.mistake("the mean of the coordinates is taken as well")
def averaged_over_all(x, centroids, labels):
    return np.mean((x - centroids[labels_of(x, centroids, labels)]) ** 2)


def distinct_points(sizes, rng):
    """Points of which no two lie in one place."""
    points = rng.integers(-9, 10, size=(sizes["n"] + 3, sizes["d"])).astype(float)
    points[:, 0] = rng.permutation(np.arange(-9, 10))[: len(points)]
    return points


def pairs_and_more(sizes, rng):
    """Two clusters or more, each of two points or more."""
    n = sizes["n"] + 3
    k = int(rng.integers(2, n // 2 + 1))
    return rng.permutation(np.append(np.repeat(np.arange(k), 2), rng.integers(k, size=n - 2 * k)))


SILHOUETTE_NAMES = """
    silhouette_score silhouette_coefficient compute_silhouette silhouette_index calculate_silhouette
    mean_silhouette silhouette_score_manual silhouette_analysis
"""


@function(
    names=SILHOUETTE_NAMES.split(),
    spelled=SPELLED,
    neutral=NEUTRAL,
    sizes={"n": 9, "d": 5},
)
def silhouette(
    x: Given(distinct_points, axes=("n", "d")), labels: Given(pairs_and_more, axes=("n",))
) -> Float[""]:
    """How much nearer the points of the own cluster are than those of the next (Rousseeuw 1987)."""
    return np.mean([(b - a) / max(a, b) for a, b in widths(x, labels)])


def widths(x, labels, *, count_itself=False, nearest=min):
    """Yield each point's mean distance from its own cluster and from the next; alike for a lonely point."""
    apart = np.sqrt(distances(x, x))
    for i, label in enumerate(labels):
        own = apart[i, labels == label]
        others = [apart[i, labels == other].mean() for other in np.unique(labels) if other != label]
        company = len(own) if count_itself else len(own) - 1
        yield own.sum() / company if company else nearest(others), nearest(others)


@silhouette.check(
    examples=6, hint="Work one point out by hand: its own cluster without itself, then the next."
)
def agrees_with_scikit_learn(silhouette, x, labels):
    """It gives what scikit-learn's silhouette_score gives."""
    from sklearn.metrics import silhouette_score

    assert_close(silhouette(x, labels), silhouette_score(x, labels))


@silhouette.check(hint="It compares distances by a quotient: what is it divided by?")
def does_not_heed_the_size(silhouette, x, labels):
    """Ten times as large in all directions, it stays the same, between −1 and 1."""
    came = silhouette(x, labels)
    assert_close(silhouette(10 * x, labels), came)
    assert_that(bool(-1 <= came <= 1), came=shown(came), expected="a number between −1 and 1")


@silhouette.check(hint="Labels are names: is something computed with the numbers themselves?")
def does_not_heed_the_names(silhouette, x, labels):
    """Calling the clusters otherwise changes nothing."""
    assert_close(silhouette(x, labels.max() - labels), silhouette(x, labels))


@silhouette.check(hint="The nearer the own points and the farther the others, the closer to one.")
def is_near_one_for_clusters_far_apart(silhouette, labels):
    """Clusters a hundred times farther apart than they are wide get nearly 1."""
    x = 1000.0 * labels[:, None] + np.arange(len(labels))[:, None]
    came = silhouette(x, labels)
    assert_that(bool(came > 0.95), came=shown(came), expected="more than 0.95")


@silhouette.check(
    severity="remark", examples=6, hint="A point that is alone has no company to be near to: it counts as 0."
)
def counts_a_lonely_point_as_zero(silhouette, x, labels):
    """A point that is alone in its cluster counts as 0, as scikit-learn has it."""
    from sklearn.metrics import silhouette_score

    alone = np.append(labels, labels.max() + 1)
    more = np.vstack([x, x.max(axis=0) + 3])
    assert_close(silhouette(more, alone), silhouette_score(more, alone))


@silhouette.mistake("the point itself is counted among its company")
def counting_itself(x, labels):
    return np.mean([(b - a) / max(a, b) for a, b in widths(x, labels, count_itself=True)])


@silhouette.mistake("the farthest of the other clusters is taken, not the next one")
def from_the_farthest(x, labels):
    return np.mean([(b - a) / max(a, b) for a, b in widths(x, labels, nearest=max)])


@silhouette.mistake("the sign is the wrong way round")
def own_less_next(x, labels):
    return np.mean([(a - b) / max(a, b) for a, b in widths(x, labels)])


@silhouette.mistake("it is not divided by the larger of the two")
def without_division(x, labels):
    return np.mean([b - a for a, b in widths(x, labels)])


@silhouette.mistake("it is divided by the distance from the next cluster, even where the own is larger")
def divided_by_the_next(x, labels):
    return np.mean([(b - a) / b for a, b in widths(x, labels)])


@silhouette.mistake("all other clusters are taken together, not the next one")
def from_all_others(x, labels):
    return np.mean([(b - a) / max(a, b) for a, b in widths(x, labels, nearest=np.mean)])


skill(needs=all_of(assign_clusters, update_centroids, inertia))
