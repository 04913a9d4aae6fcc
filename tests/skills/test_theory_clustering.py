"""The two steps of k-means as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.report import Outcome
from pytest_mlchecklist.skill import Part

RIGHT = {
    ("right_numpy", "assign_clusters"): (
        "assign_clusters find_closest_centroids closest_centroid labels_and_distances "
        "assign_expanded KMeans._assign_clusters"
    ),
    ("right_numpy", "update_centroids"): (
        "update_centroids compute_centroids without_a_count from_old_centroids KMeans._update_centroids"
    ),
    ("right_numpy", "inertia"): "inertia wcss without_labels distortion KMeans._compute_inertia",
    ("right_numpy", "silhouette"): "silhouette",
    ("right_lists", "assign_clusters"): "assign_clusters",
    ("right_lists", "update_centroids"): "update_centroids",
    ("right_lists", "inertia"): "inertia",
    ("right_torch", "assign_clusters"): "assign_clusters",
    ("right_torch", "update_centroids"): "update_centroids",
    ("right_torch", "inertia"): "inertia",
}
WRONG = {
    ("assign_clusters", "assign_farthest"): "the farthest centre is taken, not the nearest",
    ("assign_clusters", "assign_first_coordinate"): "only the first coordinate is compared",
    ("assign_clusters", "assign_signed"): "the differences are added up with their signs, without squares",
    (
        "assign_clusters",
        "assign_manhattan",
    ): "the distance is measured along the axes: absolute values, not squares",
    (
        "assign_clusters",
        "assign_wrong_axis",
    ): "it finds the nearest point of each centre, not the nearest centre of each point",
    ("update_centroids", "update_sums"): "the points are added up, but not divided by how many there are",
    (
        "update_centroids",
        "update_over_all",
    ): "the sums are divided by the number of all points, not of the cluster's own",
    ("update_centroids", "update_no_axis"): "the mean is taken over the coordinates as well",
    ("update_centroids", "update_median"): "the median is taken, not the mean",
    ("update_centroids", "update_short"): "the last cluster is left out",
    (
        "inertia",
        "inertia_of_distances",
    ): "the root of each sum is taken: distances are added up, not their squares",
    ("inertia", "inertia_mean_distance"): "the mean of the distances is taken, not of their squares",
    ("inertia", "inertia_all_centres"): "the distances from all centres are added up, not from the own one",
    ("inertia", "inertia_averaged"): "the mean of the coordinates is taken as well",
    ("silhouette", "silhouette_with_itself"): "the point itself is counted among its company",
    ("silhouette", "silhouette_reversed"): "the sign is the wrong way round",
}


def cases() -> list[tuple[str, str, str]]:
    """Return each right sample as file, part and symbol."""
    return [(file, part, symbol) for (file, part), symbols in RIGHT.items() for symbol in symbols.split()]


@pytest.mark.parametrize(("file", "part", "symbol"), cases())
def test_right_ones_pass_every_required_check(show: Callable, file: str, part: str, symbol: str) -> None:
    """Right code is never refused, whatever way it is written."""
    assert {} == show(part, f"theory_clustering/{file}.py", symbol).failures()


@pytest.mark.parametrize(("part", "symbol", "mistake"), [(*which, name) for which, name in WRONG.items()])
def test_wrong_ones_fail_and_are_named(show: Callable, part: str, symbol: str, mistake: str) -> None:
    """Wrong code fails, and what was done is named."""
    failures = show(part, "theory_clustering/wrong_steps.py", symbol).failures()
    assert "agrees_with_the_reference" in failures
    assert {mistake} == {failure.mistake for failure in failures.values()}


@pytest.mark.parametrize("part", sorted({part for _, part in RIGHT}))
def test_an_exercise_not_begun_is_unfinished(parts: Mapping[str, Part], tmp_path: Path, part: str) -> None:
    """A stub is found by its name and said to be unfinished, not wrong."""
    arguments = ", ".join(argument.name for argument in parts[part].contract.arguments)
    text = f"def {part}({arguments}):\n    # TODO: your code here\n    raise NotImplementedError\n"
    (tmp_path / "exercise.py").write_text(text, encoding="utf-8")
    catalogue_part = Wanted(part, parts[part].kind, parts[part].names, tuple(arguments.split(", ")))
    assert discover(tmp_path, [catalogue_part]).candidates[part].unfinished


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
