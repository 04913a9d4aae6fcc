"""Callbacks: stop when the validation loss no longer improves, and keep the best model so far.

Why it matters: The best epoch is rarely the last one. Small observers like these watch over a
long run while you do something else.

Next step: Write one that draws the losses while they come, or one that lowers the learning rate on a plateau.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Given,
    Int,
    OneOf,
    all_of,
    assert_equal,
    assert_that,
    shown,
    skill,
    stateful,
)

LONGEST = 12
# Of the seeds up to 999 one with which the few inputs of a diagnosis tell all these rules apart.
SEED = 96


def draw_losses(sizes, rng):
    """A walk of small steps, down and up, that comes to no loss twice: rules differ on ties."""
    rng = np.random.default_rng([SEED, int(rng.integers(1 << 30))])
    losses = []
    for step in np.cumsum(rng.choice([-3, -2, -1, 1, 2], size=8 + min(sizes["t"], LONGEST))):
        losses.append(next(loss for loss in range(step, step + 99) if loss not in losses))
    return np.array(losses) - min(losses) + 1.0


LOSSES = Given(draw_losses, axes=("t",))
# Two losses are never just 2.5 apart.
MIN_DELTA, MODE = OneOf(0.0, 2.5), OneOf("min", "max")

STOPPING_NAMES = """
    early_stopper earlystop earlystopper early_stop stopper EarlyStoppingCallback early_stop_callback
    stop_early check_early_stopping early_stopping_check patience_stopper early_stopping_callback
"""


@stateful(
    steps="losses",
    names=STOPPING_NAMES.split(),
    switches={"start_from_epoch": 0, "warmup": 0, "baseline": None},
)
def early_stopping(
    losses: LOSSES, patience: Count(1, 4) = 3, min_delta: MIN_DELTA = 0.0, mode: MODE = "min"
) -> Int["t"]:
    """Stop after `patience` losses in a row that were not better than the best by more than `min_delta`."""
    return stops(losses, patience, mode, lambda loss, best: loss < best - min_delta)


@early_stopping.outline
class EarlyStopping:
    """Says when to stop a training whose loss falls no more."""

    def __init__(self, patience=5, min_delta=0.0):
        """Wait for patience epochs without a loss that is lower by more than min_delta."""

    def step(self, val_loss):
        """Hear of one epoch's loss, and return whether to stop now."""


def stops(losses, patience, mode, is_better, *, resets=True):
    """1 from the step on at which as many losses in a row were no better than the best before them."""
    best, waited, trace = np.inf, 0, []
    for loss in losses if mode == "min" else -losses:
        if is_better(loss, best):
            best, waited = loss, 0 if resets else waited
        else:
            waited += 1
        trace.append(waited >= patience or bool(trace and trace[-1]))
    return np.array(trace, dtype=int)


@early_stopping.variant("rule by which losses up to min_delta above the best do not count")
def with_a_band(losses, patience, min_delta, mode):
    best, waited, trace = np.inf, 0, []
    for loss in losses if mode == "min" else -losses:
        waited = 0 if loss < best else waited + (loss > best + min_delta)
        best = min(best, loss)
        trace.append(waited >= patience or bool(trace and trace[-1]))
    return np.array(trace, dtype=int)


@early_stopping.fixed("patience")
def patience_in_use(code):
    """How many worse losses it takes, in code that says so itself."""
    return int(np.argmax(code(np.arange(1.0, 60.0)))) or 60


@early_stopping.check(
    hint="Count from the best loss on: a better one sets the count back to zero.",
    reveals="the patience counts all steps",
)
def goes_on_while_it_improves(early_stopping, losses, mode, **rest):
    """As long as every loss is clearly better than the one before, it never stops the training."""
    improving = 5.0 * np.arange(len(losses), 0, -1)
    assert_equal(early_stopping(towards(mode, improving), mode=mode, **rest), np.zeros(len(losses)))


@early_stopping.check(hint="A plateau as long as the patience is the end.")
def stops_after_its_patience(early_stopping, patience, min_delta, mode):
    """When every loss is worse than the first, it stops after as many as it has patience, and not before."""
    worsening = 5.0 * np.arange(1, patience + 3)
    came = np.asarray(early_stopping(towards(mode, worsening), patience, min_delta, mode))
    first = int(np.argmax(came)) if came.any() else None
    said = "it never stops" if first is None else f"it stops at loss {first + 1}"
    assert_that(
        first == patience,
        came=said,
        expected=f"a stop at loss {patience + 1}: the best, then {patience} worse",
    )


@early_stopping.check(hint="The first loss is the best so far: from there on, count.")
def is_never_hasty(early_stopping, losses, patience, **rest):
    """It never stops before it has seen as many losses without improvement as it has patience."""
    came = np.asarray(early_stopping(losses, patience, **rest))[:patience]
    assert_that(
        not came.any(), came=f"stops: {shown(came)}", expected=f"no stop in the first {patience} steps"
    )


@early_stopping.check(
    hint="What becomes of the count when the loss is better than ever?",
    reveals="the count is not set back when the loss improves",
)
def counts_afresh(early_stopping, patience: Count(2, 4), mode, **rest):
    """Bad losses before an improvement do not count after it."""
    losses = towards(mode, np.array([50.0, 60.0, 40.0, 60.0, 30.0, 60.0, 20.0, 60.0]))
    rest.pop("losses")
    assert_equal(early_stopping(losses, patience, mode=mode, **rest), np.zeros(8))


@early_stopping.check(severity="remark", hint="Is a loss that is just as good as the best a better one?")
def stops_on_a_plateau(early_stopping, patience, min_delta, mode):
    """A loss that stays the same is no improvement."""
    came = np.asarray(early_stopping(np.full(patience + 2, 3.0), patience, min_delta, mode))
    assert_that(bool(came.any()), came="it goes on", expected=f"a stop after {patience} such losses")


@early_stopping.check(
    severity="remark", hint="Every comparison with NaN is false: which branch does it take in your code?"
)
def waits_for_no_nan(early_stopping, patience, min_delta, mode):
    """A loss that is not a number is no improvement."""
    losses = np.array([3.0] + [np.nan] * (patience + 1))
    came = np.asarray(early_stopping(losses, patience, min_delta, mode))
    assert_that(bool(came.any()), came="it goes on", expected=f"a stop after {patience} such losses")


def towards(mode, losses):
    """The losses for a rule by which lower is better; else as much below zero."""
    return losses if mode == "min" else -losses


@early_stopping.mistake("the count is not set back when the loss improves")
def without_reset(losses, patience, min_delta, mode):
    return stops(losses, patience, mode, lambda loss, best: loss < best - min_delta, resets=False)


@early_stopping.mistake("each loss is compared with the one before it, not with the best")
def by_the_last(losses, patience, min_delta, mode):
    last, waited, trace = np.inf, 0, []
    for loss in towards(mode, losses):
        waited = 0 if loss < last - min_delta else waited + 1
        last = loss
        trace.append(waited >= patience or bool(trace and trace[-1]))
    return np.array(trace, dtype=int)


@early_stopping.mistake("it waits one step too long")
def too_patient(losses, patience, min_delta, mode):
    return early_stopping(losses, patience + 1, min_delta, mode)


@early_stopping.mistake("it stops one step too early")
def too_hasty(losses, patience, min_delta, mode):
    return (
        early_stopping(losses, max(patience - 1, 1), min_delta, mode)
        if patience > 1
        else np.ones(len(losses), int)
    )


@early_stopping.mistake("the patience counts all steps")
def by_the_clock(losses, patience, min_delta, mode):
    return (np.arange(len(losses)) >= patience).astype(int)


@early_stopping.mistake("min_delta is added to the best loss instead of taken away")
def on_the_wrong_side(losses, patience, min_delta, mode):
    return stops(losses, patience, mode, lambda loss, best: loss < best + min_delta)


@early_stopping.mistake("min_delta is not used")
def without_min_delta(losses, patience, min_delta, mode):
    return early_stopping(losses, patience, 0.0, mode)


@early_stopping.mistake("the mode is not used")
def in_one_mode(losses, patience, min_delta, mode):
    return early_stopping(losses, patience, min_delta, "min")


CHECKPOINT_NAMES = """
    checkpoint checkpointer best_checkpoint save_best save_best_model best_model_saver checkpoint_callback
    model_checkpointer ModelCheckpointCallback save_checkpoint_if_best checkpoint_saver save_if_best
"""


@stateful(
    steps="losses",
    sees="files",
    names=CHECKPOINT_NAMES.split(),
    switches={
        "save_best_only": True,
        "best_only": True,
        "save_best": True,
        "only_best": True,
        "save_last": False,
    },
)
def model_checkpoint(losses: LOSSES, every: OneOf(1, 2, 3) = 1, mode: MODE = "min") -> Int["t"]:
    """Save whenever the loss is lower than ever before; code that takes an `every` has rules of its own."""
    return saves_of(towards(mode, losses), lambda loss, best: loss < best)


@model_checkpoint.outline
class ModelCheckpoint:
    """Keeps on the disk what should not be lost."""

    def __init__(self, path):
        """Remember where to save."""

    def __call__(self, loss, model):
        """Hear of one epoch's loss, and save the model if the loss is the lowest so far."""


def saves_of(losses, is_better, considered=lambda step: True):
    """1 for each step that is considered and whose loss is better than the best that was saved."""
    best, trace = np.inf, []
    for step, loss in enumerate(losses):
        saves = bool(considered(step) and is_better(loss, best))
        best = loss if saves else best
        trace.append(int(saves))
    return np.array(trace)


@model_checkpoint.fixed("every")
def every_in_use(code):
    """1 in code that compares no losses, and so saves in every epoch; none where the best counts."""
    return None if code.facts.get("judges", True) else 1


@model_checkpoint.variant("rule that saves at the end of every n epochs")
def every_n(losses, every, mode):
    return np.array([int(bool(every) and (step + 1) % every == 0) for step in range(len(losses))])


@model_checkpoint.variant("rule that saves every n epochs, from the first on")
def every_n_from_the_first(losses, every, mode):
    return np.array([int(bool(every) and step % every == 0) for step in range(len(losses))])


@model_checkpoint.variant("rule that looks at the end of every n epochs, and saves the best of these")
def best_of_every_n(losses, every, mode):
    each = every or 1
    return saves_of(
        towards(mode, losses), lambda loss, best: loss < best, lambda step: (step + 1) % each == 0
    )


@model_checkpoint.variant("rule that looks every n epochs from the first on, and saves the best of these")
def best_of_every_n_from_the_first(losses, every, mode):
    each = every or 1
    return saves_of(towards(mode, losses), lambda loss, best: loss < best, lambda step: step % each == 0)


@model_checkpoint.operation
def held(losses, every, mode):
    """After each step, the step whose weights lie on disk; -1 before the first."""
    return last_of(model_checkpoint(losses, every, mode))


def last_of(saves):
    """After each step, the last one at which it saved."""
    steps = np.where(np.asarray(saves) > 0, np.arange(len(saves)), -1)
    return np.maximum.accumulate(steps)


@model_checkpoint.check(
    hint="Whose weights are in the file: those of this epoch, or of one before? Read it and look.",
    reveals="the weights of another epoch are saved",
)
def holds_what_it_saved(model_checkpoint, losses, **rest):
    """What lies on disk can be read, and holds the weights of the epoch in which it was saved."""
    expected = last_of(model_checkpoint(losses, **rest))
    came = model_checkpoint.held(losses, **rest)
    assert_that(
        list(came) == list(expected),
        came=f"the weights of the epochs {shown(came)}",
        expected=f"the weights of the epochs {shown(expected)}",
    )


@model_checkpoint.check(
    hint="Before the first epoch nothing is best: so what is the first loss compared with?"
)
def saves_while_it_improves(model_checkpoint, losses, mode, **rest):
    """While every loss is better than the one before, the weights on disk follow."""
    improving = towards(mode, 5.0 * np.arange(len(losses), 0, -1))
    saves = np.asarray(model_checkpoint(improving, mode=mode, **rest))
    most = rest.get("every") or 1
    late = [
        step
        for step in range(len(saves))
        if not saves[max(0, step - most + 1) : step + 1].any() and step >= most
    ]
    assert_that(not late, came=f"saved: {shown(saves)}", expected="a save in every epoch")


@model_checkpoint.mistake("it saves in every epoch, though it is told how good it was")
def saves_always(losses, every, mode):
    return np.ones(len(losses), dtype=int)


@model_checkpoint.mistake("it compares with the epoch before instead of the best one")
def saves_when_it_falls(losses, every, mode):
    return np.array([1, *(np.diff(towards(mode, losses)) < 0)], dtype=int)


@model_checkpoint.mistake("it takes a worse loss for a better one")
def saves_the_worst(losses, every, mode):
    return saves_of(-towards(mode, losses), lambda loss, best: loss < best)


@model_checkpoint.mistake("the mode is not used")
def in_one_mode_only(losses, every, mode):
    return model_checkpoint(losses, every, "min")


@model_checkpoint.mistake("the first epoch is never saved")
def not_the_first(losses, every, mode):
    return np.concatenate([[0], model_checkpoint(losses, every, mode)[1:]])


@model_checkpoint.mistake("the best loss is kept, and nothing is saved but the first")
def only_the_first(losses, every, mode):
    return (np.arange(len(losses)) == 0).astype(int)


@model_checkpoint.mistake("the weights of another epoch are saved", operation="held")
def saves_late(losses, every, mode):
    return np.maximum(held(losses, every, mode) - 1, 0)


skill(needs=all_of(early_stopping, model_checkpoint))
