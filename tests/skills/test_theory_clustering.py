"""The two steps of k-means as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pytest_mlchecklist.report import Outcome


def test_points_may_go_in_one_by_one(show: Callable) -> None:
    """A function of a single point is asked for each."""
    shown = show("assign_clusters", "theory_clustering/right_numpy.py", "closest_centroid")
    assert "one row at a time" in shown.description


def test_the_mean_of_the_squares_is_told(show: Callable) -> None:
    """A distortion is right, and the report says so."""
    reports = show("inertia", "theory_clustering/right_numpy.py", "distortion").reports()
    notes = {note for report in reports.values() for note in report.notes}
    assert {"this is the distortion: the mean over the points, not the sum"} == notes


@pytest.mark.parametrize("symbol", ["update_centroids", "from_old_centroids"])
def test_an_empty_cluster_is_a_remark(show: Callable, symbol: str) -> None:
    """NaN where a cluster has no points takes no tick away, and is shown."""
    reports = show("update_centroids", "theory_clustering/right_numpy.py", symbol).reports()
    assert (symbol == "from_old_centroids") is (
        reports["copes_with_an_empty_cluster"].outcome is Outcome.PASSED
    )
