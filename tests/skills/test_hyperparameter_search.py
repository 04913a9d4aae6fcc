"""Searches for settings as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.host.refusal import CannotRun

HERE = Path(__file__).parent / "hyperparameter_search"
FUNCTIONS, CLASSES = "hyperparameter_search/right_functions.py", "hyperparameter_search/right_classes.py"
STUDIES = "hyperparameter_search/studies.py"
PART = "hyperparameter_search"
CALLED = {
    (FUNCTIONS, "random_search"): "called as random_search(…), the space as lowest and highest values",
    (FUNCTIONS, "grid_search"): "called as grid_search(…), the space as lists of values",
    (FUNCTIONS, "grid_from_bounds"): "called as grid_from_bounds(…), the space as pairs in a list",
    (FUNCTIONS, "tune"): "called as tune(…), the space as tables of low and high, maximizes",
    (FUNCTIONS, "with_samplers"): "called as with_samplers(…), the space as samplers",
    (FUNCTIONS, "with_distributions"): "called as with_distributions(…), the space as distributions",
    (CLASSES, "RandomSearch"): "called as RandomSearch(…).run(…), the space as lowest and highest values",
    (CLASSES, "Tuner"): "called as Tuner(…).search(…), the space as lowest and highest values, maximizes",
}


@pytest.mark.parametrize(("file", "symbol"), CALLED)
def test_how_it_is_called_is_told(show: Callable, file: str, symbol: str) -> None:
    """The report names the form of the space, and which end is sought."""
    assert CALLED[file, symbol] == show(PART, file, symbol).description


def test_what_is_no_search_is_refused_with_an_adapter(show: Callable) -> None:
    """What never calls an objective can't be judged; an adapter is offered."""
    with pytest.raises(CannotRun) as refused:
        show(PART, "callbacks/right_stopping.py", "EarlyStopping")
    assert "def hyperparameter_search(objective, space, budget, seed):" in refused.value.adapter


def test_searches_are_found_by_their_names() -> None:
    """An objective and a space are what discovery looks for."""
    wanted = (
        Wanted(PART, "search", ("random_search", "grid_search"), ("objective", "space", "budget", "seed")),
    )
    others = sorted(set(HERE.glob("*.py")) - {HERE / "unfinished.py"})
    found = discover(HERE.parent, wanted, excluded=others).candidates[PART]
    assert ("hyperparameter_search/unfinished.py:random_search", True) == (found.target, found.unfinished)
    others = sorted(set(HERE.glob("*.py")) - {HERE / "right_classes.py"})
    found = discover(HERE.parent, wanted, excluded=others).candidates[PART]
    assert "hyperparameter_search/right_classes.py:RandomSearch" == found.target


def test_a_failing_trial_that_ends_the_search_is_told(show: Callable) -> None:
    """The message has the learner's own error."""
    failures = show(PART, "hyperparameter_search/wrong_searches.py", "stumbles").failures()
    assert ["goes_on_after_a_failure"] == list(failures)
    message = failures["goes_on_after_a_failure"].message
    assert "Diverged: the loss is nan: this trial diverged when the first trial failed" in message


@pytest.mark.parametrize("symbol", ["tune", "run_study", "study"])
def test_studies_of_optuna_are_searches(show: Callable, symbol: str) -> None:
    """A function around a study, with or without a space, and a study itself are right."""
    pytest.importorskip("optuna")
    assert {} == show(PART, STUDIES, symbol).failures()


@pytest.mark.parametrize(
    ("symbol", "mistake"),
    [
        ("stumbles", "a trial that fails ends the search"),
        ("unseeded", "each call draws anew, whatever the seed"),
    ],
)
def test_a_wrong_study_is_told_its_mistake(show: Callable, symbol: str, mistake: str) -> None:
    """Without catch= a failing trial ends a study; without a seed it draws anew."""
    pytest.importorskip("optuna")
    assert {mistake} == {report.mistake for report in show(PART, STUDIES, symbol).failures().values()}


@pytest.mark.parametrize(
    ("symbol", "failed"), [("random_search", []), ("draws_in_its_workers", ["finds_the_same_in_parallel"])]
)
def test_workers_are_compared_with_one(show: Callable, symbol: str, failed: list[str]) -> None:
    """That two workers find something else is remarked."""
    reports = show(PART, "hyperparameter_search/right_parallel.py", symbol).reports()
    assert failed == [name for name, report in reports.items() if report.outcome == "failed"]
