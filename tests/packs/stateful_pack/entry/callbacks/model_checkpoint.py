"""Checkpoints: keep the weights of the best epoch on disk.

Why it matters: the last epoch is seldom the best, and machines go down.
"""

import numpy as np

from pytest_mlchecklist.api import Float, Int, all_of, assert_that, shown, skill, stateful


@stateful(steps="losses", sees="files", names=["checkpoint"], switches={"save_best_only": True})
def model_checkpoint(losses: Float["t"]) -> Int["t"]:
    """Save whenever the loss is lower than ever before."""
    best_before = np.concatenate([[np.inf], np.minimum.accumulate(losses)[:-1]])
    return (losses < best_before).astype(int)


@model_checkpoint.operation
def held(losses):
    """After each step, the step whose weights lie on disk."""
    return np.array([int(np.argmin(losses[: step + 1])) for step in range(len(losses))])


@model_checkpoint.check(
    hint="What was saved when the loss was lowest? Was it saved then, or only remembered?"
)
def keeps_the_best(model_checkpoint, losses):
    """The weights on disk are those of the best epoch so far."""
    came, best = model_checkpoint.held(losses), held(losses)
    assert_that(
        list(came) == list(best), came=f"of the steps {shown(came)}", expected=f"of the steps {shown(best)}"
    )


@model_checkpoint.mistake("it saves in every epoch")
def saves_always(losses):
    return np.ones(len(losses), dtype=int)


@model_checkpoint.mistake("it compares with the epoch before instead of the best one")
def saves_when_it_falls(losses):
    return np.array([1, *(np.diff(losses) < 0)], dtype=int)


@model_checkpoint.mistake("it takes a higher loss for a better one")
def saves_the_worst(losses):
    return model_checkpoint.part.reference(-losses)


@model_checkpoint.mistake("the weights of the step before are saved", operation="held")
def saves_late(losses):
    return np.maximum(held(losses) - 1, 0)


skill(needs=all_of(model_checkpoint))
