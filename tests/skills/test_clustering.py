"""K-means as learners write it: what the list of samples can't say."""

from __future__ import annotations

from collections.abc import Callable


def test_points_that_are_alike_are_a_remark(show: Callable) -> None:
    """A group that loses its points gives NaN: that is shown beside the tick, and takes it from nobody."""
    reports = show("kmeans", "clustering/right_functions.py", "kmeans").reports()
    report = reports["survives_points_that_are_alike"]
    assert ("failed", "remark") == (report.outcome.value, report.severity.value)


def test_what_is_clustered_by_asking_has_centroids(show: Callable) -> None:
    """Code whose `predict` does it all is asked for its centroids after it has predicted."""
    reports = show("kmeans", "clustering/right_classes.py", "KMeans").reports()
    assert () == reports["keeps_the_means_as_centroids"].notes


def test_labels_and_centroids_are_of_one_run(show: Callable) -> None:
    """A method that fits and answers is called once."""
    shown = show("kmeans", "clustering/right_classes.py", "Restarts")
    assert "fit_predict(X), what fitting returns" in shown.description


def test_the_message_says_which_point_is_misplaced(show: Callable) -> None:
    """What has not settled is shown by one point and two means."""
    failures = show("kmeans", "clustering/wrong_clusters.py", "OneStep").failures()
    message = failures["settles_where_every_point_is_nearest_to_its_own_mean"].message
    came = message[message.index("it gave") :]
    assert came.startswith("it gave      the point [")
    assert "This is what one gets when it stops before it has settled." in came
