"""Training loops as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOLDER = "custom_training_loops"
FAILING = {
    "wrong_torch": {
        "trains_on_val": {"takes_the_right_steps", "learns_nothing_from_validation"},
        "ignores_lr": {"takes_the_right_steps", "obeys_the_learning_rate"},
        "fixed_epochs": {"takes_the_right_steps", "goes_on_for_every_epoch"},
        "broadcast_loss": {"takes_the_right_steps"},
        "drops_last": {"uses_every_row"},
    },
    "wrong_arrays": {
        "drops_tail": {"takes_the_right_steps", "uses_every_row"},
        "BiasForgotten": {"steps_down_its_own_slope"},
        "Ascends": {"lowers_the_loss", "steps_down_its_own_slope"},
        "OneEpoch": {"goes_on_for_every_epoch"},
        "RateIgnored": {"lowers_the_loss", "steps_down_its_own_slope", "obeys_the_learning_rate"},
        "LastOnly": {"steps_down_its_own_slope", "uses_every_row"},
    },
}


def cases(samples: dict) -> list[tuple]:
    """Return each sample as its file, its symbol and what is said of it."""
    return [(file, symbol, said) for file, symbols in samples.items() for symbol, said in symbols.items()]


@pytest.mark.parametrize(("file", "symbol", "checks"), cases(FAILING))
def test_a_wrong_loop_fails_where_it_is_wrong(
    show: Callable, file: str, symbol: str, checks: set[str]
) -> None:
    """A wrong loop fails at least the checks that its fault breaks."""
    assert checks <= set(show("train", f"{FOLDER}/{file}.py", symbol).failures())


def test_a_history_that_begins_anew_each_epoch_is_all_that_is_wrong(show: Callable) -> None:
    """A history with the entries of the last epoch only fails one check."""
    reports = show("train", f"{FOLDER}/wrong_torch.py", "history_reset").reports()
    assert ["keeps_its_history"] == [name for name, report in reports.items() if report.outcome == "failed"]


def test_what_a_loop_can_not_be_asked_is_said(show: Callable) -> None:
    """A loop on arrays is not asked for a training mode or for validation, and the report says so."""
    reports = show("train", f"{FOLDER}/right_arrays.py", "train").reports()
    notes = {note for report in reports.values() for note in report.notes}
    assert "not asked: training mode, because it is not given a torch model" in notes
    assert "not asked: validation, because it takes no validation loader" in notes


def test_the_smallest_case_is_shown(show: Callable) -> None:
    """A loop that goes up the slope is shown with one row of one whole number."""
    failures = show("train", f"{FOLDER}/wrong_arrays.py", "ascends").failures()
    shown = failures["takes_the_right_steps"].counterexample
    assert ("[[2]]", "1", "squared error") == (shown["x"], shown["epochs"], shown["loss"].strip("'"))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("file", "symbol", "failing"),
    [
        ("right_torch", "train_val", set()),
        ("right_arrays", "optimize", set()),
        ("right_models", "MLP", set()),
        ("wrong_torch", "no_zero_grad", {"takes_the_right_steps"}),
        ("wrong_arrays", "BiasForgotten", {"steps_down_its_own_slope"}),
    ],
)
def test_another_seed_changes_no_verdict(
    show: Callable, file: str, symbol: str, failing: set[str], seed: int
) -> None:
    """Verdicts do not depend on the seed."""
    assert failing == set(show("train", f"{FOLDER}/{file}.py", symbol).failures(seed))
