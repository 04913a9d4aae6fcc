"""Early stopping and checkpoints as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

HERE = Path(__file__).parent / "callbacks"
RIGHT = {
    ("early_stopping", "right_stopping"): (
        "EarlyStopping Stopper OfAccuracy OfScore WithMode KerasStyle Asked Raises should_stop "
        "early_stopping stopping_epoch check_stop"
    ),
    ("early_stopping", "right_modes"): "EarlyStopper EarlyStopping OfAccuracy RestoresBest Plain OwnPatience",
    ("early_stopping", "right_torch"): "EarlyStopping",
    ("model_checkpoint", "right_checkpoints"): (
        "ModelCheckpoint Pickles Arrays OfAccuracy save_if_better HardCoded"
    ),
    ("model_checkpoint", "right_modes"): (
        "ModelCheckpoint PeriodicCheckpoint EveryEpoch BestOfMode BestAndEvery"
    ),
    ("model_checkpoint", "right_torch"): "ModelCheckpoint save_best",
}
RIGHT_ONES = [(part, file, symbol) for (part, file), symbols in RIGHT.items() for symbol in symbols.split()]
WRONG = {
    ("early_stopping", "NeverResets"): "the count is not set back when the loss improves",
    (
        "early_stopping",
        "ComparesWithTheLast",
    ): "each loss is compared with the one before it, not with the best",
    ("early_stopping", "TooPatient"): "it waits one step too long",
    ("early_stopping", "TooHasty"): "it stops one step too early",
    ("early_stopping", "CountsEpochs"): "the patience counts all steps",
    ("early_stopping", "WrongSide"): "min_delta is added to the best loss instead of taken away",
    ("early_stopping", "IgnoresMinDelta"): "min_delta is not used",
    ("early_stopping", "OneMode"): "the mode is not used",
    ("model_checkpoint", "SavesAlways"): "it saves in every epoch, though it is told how good it was",
    ("model_checkpoint", "SavesWhenItFalls"): "it compares with the epoch before instead of the best one",
    ("model_checkpoint", "SavesTheWorst"): "it takes a worse loss for a better one",
    ("model_checkpoint", "NeverTheFirst"): "the first epoch is never saved",
    ("model_checkpoint", "IgnoresTheMode"): "the mode is not used",
    ("model_checkpoint", "KeepsTheFirst"): "the best loss is kept, and nothing is saved but the first",
    ("model_checkpoint", "SavesWhatItRemembers"): "the weights of another epoch are saved",
}
WANTED = (
    Wanted("early_stopping", "stateful", (), ("losses", "patience", "min_delta", "mode")),
    Wanted("model_checkpoint", "stateful", (), ("losses", "every", "mode")),
)


@pytest.mark.parametrize(("part", "file", "symbol"), RIGHT_ONES)
def test_right_callbacks_pass_every_required_check(show: Callable, part: str, file: str, symbol: str) -> None:
    """A right callback is never refused, whatever rule of the literature it follows."""
    assert {} == show(part, f"callbacks/{file}.py", symbol).failures()


@pytest.mark.parametrize(("part", "symbol"), WRONG)
def test_wrong_callbacks_fail_and_are_named(show: Callable, part: str, symbol: str) -> None:
    """A wrong callback fails, and its one mistake is named in every failure."""
    failures = show(part, "callbacks/wrong_callbacks.py", symbol).failures()
    assert {WRONG[part, symbol]} == {failure.mistake for failure in failures.values()}


def test_an_exercise_is_unfinished() -> None:
    """Callbacks without a body are not begun."""
    found = discover(HERE.parent, WANTED, excluded=sorted(set(HERE.glob("*.py")) - {HERE / "unfinished.py"}))
    unfinished = {part: (one.target, one.unfinished) for part, one in found.candidates.items()}
    assert {
        "early_stopping": ("callbacks/unfinished.py:EarlyStopping", True),
        "model_checkpoint": ("callbacks/unfinished.py:ModelCheckpoint", True),
    } == unfinished


def test_the_rule_that_is_followed_is_told(show: Callable) -> None:
    """Of several right rules, the report names the one."""
    report = show("early_stopping", "callbacks/right_modes.py", "EarlyStopper").reports()
    notes = report["agrees_with_the_reference"].notes
    assert ("this is the rule by which losses up to min_delta above the best do not count",) == notes


def test_a_stop_at_the_wrong_step_is_counted_for_the_learner(show: Callable) -> None:
    """The message counts losses from one, as a learner does."""
    failures = show("early_stopping", "callbacks/wrong_callbacks.py", "TooPatient").failures()
    lines = failures["stops_after_its_patience"].message.splitlines()
    assert [
        "we called    early_stopping(losses=[5, 10, 15, 20, 25, 30], patience=4, min_delta=0, mode='min')",
        "it gave      it stops at loss 6",
        "we expected  a stop at loss 5: the best, then 4 worse",
    ] == lines[:3]
