"""Training loops as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOLDER = "custom_training_loops"
NEVER_STEPS = "the weights never change: there is no step, or the gradients are cleared just before it"
PILED_UP = "the gradients are never cleared, so those of earlier batches pile up"
ONCE_AN_EPOCH = "the step stands outside the loop over batches, so only the last batch of an epoch counts"
RIGHT = {
    "right_torch": (
        "train train_loop train_step train_one_epoch fit train_manual Trainer Trainer.fit train_val "
        "train_bce train_dataset train_mnist batch_step train_d2l train_closure train_amp train_fixed "
        "train_nested"
    ),
    "right_torch_models": "train Net Net.fit",
    "right_arrays": "train optimize model sgd one_epoch lists column_style",
    "right_models": (
        "LinearRegression LogisticRegression NeuralNetwork NeuralNetwork.train MLP L_layer_model Perceptron "
        "FromChance"
    ),
}
WRONG = {
    "wrong_torch": {
        "no_zero_grad": PILED_UP,
        "one_epoch_no_zero_grad": PILED_UP,
        "step_no_zero_grad": PILED_UP,
        "zero_grad_per_epoch": "the gradients are cleared once an epoch instead of before each step",
        "accumulates_loss": "the gradients are cleared once an epoch instead of before each step",
        "cleared_too_late": NEVER_STEPS,
        "no_step": NEVER_STEPS,
        "no_backward": NEVER_STEPS,
        "detached": NEVER_STEPS,
        "early_step": "the loop begins with the step, which uses the gradient of the batch before",
        "step_outside": ONCE_AN_EPOCH,
        "returns_early": "only one epoch is run, whatever the caller asks for",
        "break_after_one": "only the first batch of each epoch is learnt from",
        "eval_after_first": "the model is in eval mode while it learns",
        "val_in_train_mode": "the model stays in training mode while it validates",
        "wrong_sign": "the sign is wrong: the step goes up the slope, not down",
    },
    "wrong_arrays": {
        "ascends": "the sign is wrong: the step goes up the slope, not down",
        "no_bias": "the bias is never updated",
        "last_sample": "each batch is learnt from by its last row alone",
        "returns_inside": "only one epoch is run, whatever the caller asks for",
        "no_lr": "the learning rate is left out: each step is the whole gradient",
    },
}
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


@pytest.mark.parametrize(
    ("file", "symbol"), [(file, symbol) for file, symbols in RIGHT.items() for symbol in symbols.split()]
)
def test_a_right_loop_passes_every_required_check(show: Callable, file: str, symbol: str) -> None:
    """A right loop is never refused, whatever way it is written."""
    assert {} == show("train", f"{FOLDER}/{file}.py", symbol).failures()


@pytest.mark.parametrize(("file", "symbol", "mistake"), cases(WRONG))
def test_a_wrong_loop_is_told_its_mistake(show: Callable, file: str, symbol: str, mistake: str) -> None:
    """A wrong loop fails, and every failure names the one mistake that was made."""
    failures = show("train", f"{FOLDER}/{file}.py", symbol).failures()
    assert {mistake} == {report.mistake for report in failures.values()}


@pytest.mark.parametrize(("file", "symbol", "checks"), cases(FAILING))
def test_a_wrong_loop_fails_where_it_is_wrong(
    show: Callable, file: str, symbol: str, checks: set[str]
) -> None:
    """A wrong loop fails at least the checks that its fault breaks."""
    assert checks <= set(show("train", f"{FOLDER}/{file}.py", symbol).failures())


def test_a_history_that_begins_anew_each_epoch_is_remarked_upon(show: Callable) -> None:
    """A history with the entries of the last epoch only leaves the tick, with a remark."""
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
