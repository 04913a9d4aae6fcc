"""Custom callbacks: hook code of your own into training, before and after every epoch and batch.

Why it matters: You will want to watch, record or steer things that no library foresaw, and a
hook lets you do so without touching the loop.

Next step: Write a callback that ends the training when the loss is no number any more.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Given,
    Int,
    OneOf,
    Value,
    all_of,
    assert_that,
    shown,
    skill,
    stateful,
    trainer,
)

WHOLE = 8

# --- a loop that calls callbacks ----------------------------------------------------------


@trainer(
    sees="events",
    names=[
        "train_with_callbacks", "fit_with_callbacks", "TrainerWithCallbacks", "CallbackTrainer", "Learner",
        "run_with_callbacks", "training_loop_with_callbacks", "Runner", "train_loop_with_hooks",
        "fit_callbacks",
        "train_with_hooks", "HookedTrainer",
    ],
)  # fmt: skip
def callback_order(
    x: Float["5 i"].between(-1, 1),
    y: Int["5"].between(0, 1),
    weight: Float["i"].between(-1, 1),
    bias: Float[""].between(-1, 1),
    epochs: Count(1, 3) = 1,
    lr: OneOf(0.0625) = 0.0625,
    batch_size: OneOf(2, 1, WHOLE) = WHOLE,
) -> Value("list of text"):
    """Training, each epoch and each batch begin and end, one inside the other."""
    return told(epochs, -(-len(x) // batch_size))


@callback_order.outline
class Trainer:
    """A training that tells others how far it is."""

    def __init__(self, model, optimizer, loss_fn, callbacks=None):
        """Remember all that, and whom to tell."""

    def fit(self, loader, epochs):
        """Train, and call on_train_begin, on_epoch_begin, on_batch_begin, on_batch_end … of each callback."""


def told(epochs, batches):
    """Return the calls that a callback gets."""
    batch = ["batch begin", "batch end"]
    epoch = ["epoch begin", *batch * batches, "epoch end"]
    return ["train begin", *epoch * epochs, "train end"]


@callback_order.fixed("batch_size")
def batch_size_in_use(code):
    return code.facts["fixed"].get("batch_size") or WHOLE


@callback_order.fixed("epochs")
def epochs_in_use(code):
    return code.facts["fixed"].get("epochs") or 1


OUTER = {"train": None, "epoch": "train", "batch": "epoch"}
NAMES = [f"{level} {edge}" for level in OUTER for edge in ("begin", "end")]
ONCE = {"examples": 5, "time_limit": 20.0}


@callback_order.check(**ONCE, hint="Three things begin and end. Count the calls of your loop.")
def calls_at_every_begin_and_end(callback_order, **inputs):
    """A callback is called when training, an epoch and a batch begin, and when each of them ends."""
    came = callback_order(**inputs)
    silent = [name for name in NAMES if name not in came]
    assert_that(not silent, came=f"no call at {', '.join(silent)}", expected="a call at each of them")


@callback_order.check(**ONCE, hint="Draw the loops as brackets: which closes first?")
def keeps_their_order(callback_order, **inputs):
    """What begins inside something ends inside it."""
    came, is_open = callback_order(**inputs), []
    for number, (level, edge) in enumerate(event.split() for event in came):
        if edge == "begin":
            legal = (is_open[-1] if is_open else None) == OUTER[level]
            is_open.append(level)
        else:
            legal = bool(is_open) and is_open.pop() == level
        so_far = shown(came[max(0, number - 2) : number + 1])
        assert_that(legal, came=f"calls in the order {so_far}", expected=f"no '{level} {edge}' there")
    assert_that(not is_open, came=f"no end of {', '.join(is_open)}", expected="an end of all that began")


@callback_order.check(**ONCE, hint="How many batches has an epoch, the last, smaller one too?")
def calls_for_each_epoch_and_batch(callback_order, x, epochs, batch_size, **rest):
    """There is one call for each epoch, and one for each batch in it."""
    came = callback_order(x=x, epochs=epochs, batch_size=batch_size, **rest)
    fixed = callback_order.facts.get("fixed", {})
    if "epochs" not in fixed:
        begun = came.count("epoch begin")
        assert_that(begun == epochs, came=f"{begun} epochs begun", expected=f"{epochs}")
    if not {"epochs", "batch_size"} & set(fixed):
        batches, wanted = came.count("batch end"), -(-len(x) // batch_size) * epochs
        assert_that(batches == wanted, came=f"{batches} batches ended", expected=f"{wanted}")


def by_epoch(x, epochs, batch_size):
    """Return how often an epoch and a batch come."""
    return epochs, -(-len(x) // batch_size)


@callback_order.mistake("the end of the training is not told")
def without_end(x, epochs, batch_size, **_):
    return told(*by_epoch(x, epochs, batch_size))[:-1]


@callback_order.mistake("the begin of each epoch is told after its batches")
def epoch_late(x, epochs, batch_size, **_):
    count, batches = by_epoch(x, epochs, batch_size)
    batch = ["batch begin", "batch end"]
    return ["train begin", *[*batch * batches, "epoch begin", "epoch end"] * count, "train end"]


@callback_order.mistake("the training begins anew in every epoch")
def train_each_epoch(x, epochs, batch_size, **_):
    count, batches = by_epoch(x, epochs, batch_size)
    return (
        ["train begin", *told(count, batches)[1:-1], "train end"] if count == 1 else told(1, batches) * count
    )


@callback_order.mistake("a batch ends before it begins")
def batch_reversed(x, epochs, batch_size, **_):
    count, batches = by_epoch(x, epochs, batch_size)
    epoch = ["epoch begin", *["batch end", "batch begin"] * batches, "epoch end"]
    return ["train begin", *epoch * count, "train end"]


@callback_order.mistake("batches are not told at all")
def without_batches(x, epochs, batch_size, **_):
    return told(epochs, 0)


@callback_order.mistake("the last, smaller batch is not told")
def without_last_batch(x, epochs, batch_size, **_):
    return told(epochs, max(1, len(x) // batch_size))


# --- a learning rate that goes up and down ------------------------------------------------


LONGEST = 26
STEPS = Given(lambda sizes, rng: np.arange(LONGEST))


@stateful(
    steps="steps",
    names=[
        "cyclic_lr", "CyclicLR", "CyclicalLR", "cyclical_lr", "triangular_lr", "CyclicalLearningRate", "clr",
        "triangular_schedule", "CLR", "cosine_cycle", "CyclicScheduler", "cyclic_learning_rate",
        "CyclicLRCallback",
        "triangular_learning_rate", "cosine_annealing_warm_restarts",
    ],
)  # fmt: skip
def cyclical_learning_rate(
    steps: STEPS,
    base_lr: OneOf(0.125, 0.0625) = 0.125,
    max_lr: OneOf(0.5, 0.75) = 0.5,
    step_size: OneOf(4, 5, 6) = 4,
) -> Float["t"]:
    """Rise to the maximum in `step_size` steps, and fall back in as many (Smith 2017)."""
    return base_lr + (max_lr - base_lr) * rise(steps / (2 * step_size))


@cyclical_learning_rate.outline
def cyclical_learning_rate_outline(step, base_lr=0.001, max_lr=0.006, step_size=2000):
    """Return the learning rate of a step, counted from 0."""


def rise(cycles):
    """Return how high a triangle stands, from 0 to 1 and back in each cycle."""
    return 1 - np.abs(2 * (cycles % 1) - 1)


SHAPES = {
    "triangular cycle": rise,
    "triangular cycle that begins at the maximum": lambda cycles: 1 - rise(cycles),
    "triangular cycle whose height is halved each time": lambda cycles: rise(cycles) / 2 ** np.floor(cycles),
    "cosine cycle": lambda cycles: (1 - np.cos(2 * np.pi * cycles)) / 2,
    "cosine cycle that begins at the maximum": lambda cycles: (1 + np.cos(2 * np.pi * cycles)) / 2,
    "cosine fall with warm restarts": lambda cycles: (1 + np.cos(np.pi * (cycles % 1))) / 2,
}
LENGTHS = {"twice the step size": 2, "the step size": 1}
STARTS = {"": 0, ", counted from one": 1}


def member(shape, length, start):
    """Return the schedule of one family."""

    def schedule(steps, base_lr, max_lr, step_size):
        return base_lr + (max_lr - base_lr) * shape((steps + start) / (length * step_size))

    return schedule


for _text, _shape in SHAPES.items():
    for _long, _length in LENGTHS.items():
        for _from, _start in STARTS.items():
            if (_shape, _length, _start) != (rise, 2, 0):
                _name = f"{_text}, as long as {_long}{_from}"
                cyclical_learning_rate.variant(_name)(member(_shape, _length, _start))


def usual(**others):
    """Return the arguments of a plain run."""
    return {"steps": np.arange(60), "base_lr": 0.125, "max_lr": 0.5, "step_size": 4} | others


@cyclical_learning_rate.fixed("base_lr")
def least_in_use(code):
    return float(np.min(code(**usual())))


@cyclical_learning_rate.fixed("max_lr")
def most_in_use(code):
    return float(np.max(code(**usual())))


@cyclical_learning_rate.check(
    hint="What is the factor between the two bounds at its largest, and at its smallest?"
)
def stays_within_its_bounds(schedule, steps, base_lr, max_lr, step_size):
    """No rate is below the base or above the maximum, and both are nearly reached."""
    came = np.asarray(schedule(steps, base_lr, max_lr, step_size))
    span, slack = max_lr - base_lr, 1e-6 * max_lr
    inside = came.min() >= base_lr - slack and came.max() <= max_lr + slack
    reached = came.min() <= base_lr + span / 3 and came.max() >= max_lr - span / 3
    assert_that(
        inside and reached,
        came=f"rates from {came.min():.4g} to {came.max():.4g}",
        expected=f"from {base_lr:g} to {max_lr:g}",
    )


@cyclical_learning_rate.check(hint="After which step should it look as it did at the first?")
def comes_back(schedule, steps, base_lr, max_lr, step_size):
    """After a whole cycle it goes up and down again."""
    came = np.asarray(schedule(steps, base_lr, max_lr, step_size))
    turns = int(np.sum(np.diff(np.sign(np.diff(came))) != 0))
    assert_that(turns >= 2, came=f"{turns} turns in {len(steps)} steps: {shown(came)}", expected="a wave")


@cyclical_learning_rate.mistake("it does not come back down")
def only_rises(steps, base_lr, max_lr, step_size):
    return np.minimum(max_lr, base_lr + (max_lr - base_lr) * steps / step_size)


@cyclical_learning_rate.mistake("the base is left out: it falls to zero")
def without_base(steps, base_lr, max_lr, step_size):
    return max_lr * rise(steps / (2 * step_size))


@cyclical_learning_rate.mistake("the base is added to the whole maximum")
def too_high(steps, base_lr, max_lr, step_size):
    return base_lr + max_lr * rise(steps / (2 * step_size))


@cyclical_learning_rate.mistake("it jumps back to the base instead of falling")
def sawtooth(steps, base_lr, max_lr, step_size):
    return base_lr + (max_lr - base_lr) * (steps / step_size % 1)


@cyclical_learning_rate.mistake("it stops after the first cycle")
def one_cycle(steps, base_lr, max_lr, step_size):
    return np.where(steps < 2 * step_size, cyclical_learning_rate(steps, base_lr, max_lr, step_size), base_lr)


skill(needs=all_of(callback_order, cyclical_learning_rate))
