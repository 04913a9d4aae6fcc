"""Early stopping: end the training when the loss on held-out data no longer falls.

Why it matters: from there on a network only learns its training data by heart.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Int,
    OneOf,
    all_of,
    assert_equal,
    assert_that,
    shown,
    skill,
    stateful,
)


@stateful(steps="losses", names=["earlystop", "early_stopper"])
def early_stopping(
    losses: Float["t"], patience: Count(1, 3) = 3, min_delta: OneOf(0.0, 0.5) = 0.0
) -> Int["t"]:
    """Stop after `patience` losses in a row that were not better than the best by more than `min_delta`."""
    best, waited, stopped = np.inf, 0, []
    for loss in losses:
        improved = loss < best - min_delta
        best, waited = (loss, 0) if improved else (best, waited + 1)
        stopped.append(waited >= patience or bool(stopped and stopped[-1]))
    return np.array(stopped, dtype=int)


@early_stopping.check(hint="Count from the best loss on: a better one sets the count back to zero.")
def goes_on_while_it_falls(early_stopping, losses, patience, **rest):
    """A loss that falls by one at each step never stops the training."""
    falling = np.arange(len(losses), 0, -1.0)
    assert_equal(early_stopping(falling, patience, **rest), np.zeros(len(losses)))


@early_stopping.check(hint="A plateau as long as the patience is the end.")
def stops_after_its_patience(early_stopping, patience, min_delta):
    """A loss that only rises stops it after exactly as many steps as it has patience."""
    came = early_stopping(np.arange(1.0, patience + 3), patience, min_delta)
    assert_that(
        int(np.argmax(came)) == patience and bool(np.any(came)),
        came=f"stops: {shown(came)}",
        expected=f"stop in step {patience}, counted from 0",
    )


@early_stopping.check(
    hint="What becomes of the count when the loss is better than ever?",
    reveals="the count is not set back when the loss improves",
)
def counts_afresh(early_stopping, patience: Count(2, 3), min_delta):
    """Bad steps before an improvement do not count after it."""
    losses = np.array([9.0, 10.0, 7.0, 8.0, 5.0, 6.0, 3.0])
    assert_equal(early_stopping(losses, patience, min_delta), np.zeros(7))


@early_stopping.mistake("the count is not set back when the loss improves")
def early_stopping_without_reset(losses, patience, min_delta):
    best, waited, stopped = np.inf, 0, []
    for loss in losses:
        improved = loss < best - min_delta
        best, waited = (loss, waited) if improved else (best, waited + 1)
        stopped.append(waited >= patience)
    return np.array(stopped, dtype=int)


@early_stopping.mistake("each loss is compared with the one before it, not with the best")
def early_stopping_by_the_last(losses, patience, min_delta):
    last, waited, stopped = np.inf, 0, []
    for loss in losses:
        waited = 0 if loss < last - min_delta else waited + 1
        last = loss
        stopped.append(waited >= patience or bool(stopped and stopped[-1]))
    return np.array(stopped, dtype=int)


@early_stopping.mistake("it waits one step too long")
def early_stopping_too_patient(losses, patience, min_delta):
    return early_stopping(losses, patience + 1, min_delta)


@early_stopping.mistake("the patience counts all steps")
def early_stopping_by_the_clock(losses, patience, min_delta):
    return (np.arange(len(losses)) >= patience).astype(int)


skill(needs=all_of(early_stopping))
