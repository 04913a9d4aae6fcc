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
    any_of,
    assert_that,
    recorder,
    shown,
    skill,
    stateful,
    trainer,
)

WHOLE = 8

# --- a loop that calls callbacks ----------------------------------------------------------


@trainer(
    sees="events",
    takes=["callbacks"],
    names=[
        "train_with_callbacks", "fit_with_callbacks", "TrainerWithCallbacks", "CallbackTrainer", "Learner",
        "run_with_callbacks", "training_loop_with_callbacks", "Runner", "train_loop_with_hooks",
        "fit_callbacks",
        "train_with_hooks", "HookedTrainer", "fit", "train", "train_loop", "run",
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
ANEW = "the training begins anew in every epoch"
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


@callback_order.check(
    **ONCE,
    hint="Which of your calls stand inside the loop over epochs, and which around it?",
    reveals=ANEW,
)
def begins_the_training_once(callback_order, epochs: OneOf(2, 3), **rest):
    """However many epochs there are, the training begins once."""
    begun = callback_order(epochs=epochs, **rest).count("train begin")
    assert_that(begun <= 1, came=f"{begun} times 'train begin' in {epochs} epochs", expected="one")


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


@callback_order.mistake(ANEW)
def train_each_epoch(x, epochs, batch_size, **_):
    count, batches = by_epoch(x, epochs, batch_size)
    return told(1, batches) * count


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


# --- what goes on inside a network ---------------------------------------------------------


HOLDS_ON = "what is kept still holds on to its graph, and the memory of every pass with it"
FIRST_ONLY = "only the first pass is kept"
LAST_LAYER = "all layers share one name, so only the last of them is kept"
GOES_IN = "what goes into a layer is kept, not what comes out"
MEDDLES = "the network gives something else while it is watched"


@recorder(
    names=[
        "ActivationRecorder", "record_activations", "ActivationHook", "ActivationLogger", "activation_hook",
        "save_activations", "get_activations", "get_activation", "ActivationSaver", "ActivationCallback",
        "capture_activations", "ActivationCapture", "ActivationExtractor", "collect_activations",
        "HookManager", "ForwardHook", "save_output", "SaveOutput", "FeatureExtractor", "SaveFeatures",
        "ActivationTracker", "extract_activations", "LayerRecorder", "register_activation_hooks",
    ],
)  # fmt: skip
def activation_recorder(x: Float["n 4"].between(-2, 2), passes: OneOf(1, 2, 3) = 1) -> Value("mapping"):
    """Of each layer that is watched, the numbers that it gave in the last pass, cut off from their graph."""
    return watched(x)


def watched(x, kept=None, **others):
    """Return what two layers gave, and what was kept of it."""
    gave = [x, x]
    usual = {"layers": ["first", "second"], "gave": gave, "tracked": [False, False], "outputs": x, "alone": x}
    return usual | {"recorded": gave if kept is None else kept} | others


@activation_recorder.operation
def in_place(x, passes):
    """Return the same where the activation works in place."""
    return watched(x)


def differs(came, *, among=lambda kept: True):
    """Return the names of the layers of which something else was kept than they gave."""
    pairs = zip(came["layers"], came["gave"], came["recorded"], strict=True)
    wrong = [(name, gave, kept) for name, gave, kept in pairs if among(kept)]
    return [name for name, gave, kept in wrong if not np.array_equal(gave, kept)]


FEW = {"examples": 8, "time_limit": 20.0}


@activation_recorder.check(
    **FEW, hint="How often does your hook run in one pass, and under which name does it keep what it sees?"
)
def keeps_something_of_each_layer(recorder, x, passes):
    """Of each layer that is watched something is kept."""
    came = recorder(x, passes)
    pairs = list(zip(came["layers"], came["recorded"], strict=True))
    lost = [name for name, kept in pairs if not np.size(kept)]
    mistake = LAST_LAYER if lost == [name for name, _ in pairs][:-1] else ""
    assert_that(not lost, came=f"nothing of {', '.join(lost)}", expected="its output", mistake=mistake)


@activation_recorder.check(
    **FEW, hint="A hook gets the module, what goes in, and what comes out: which of them do you keep?"
)
def keeps_what_the_layer_gave(recorder, x):
    """What is kept is what the layer gave."""
    came = recorder(x, 1)
    wrong = differs(came, among=np.size)
    kept = dict(zip(came["layers"], came["recorded"], strict=True))
    gave = dict(zip(came["layers"], came["gave"], strict=True))
    inputs = dict(zip(came["layers"], [x, *came["gave"]], strict=False))
    mistake = GOES_IN if wrong and all(same(kept[name], inputs[name]) for name in wrong) else ""
    text = f"{shown(kept[wrong[0]])} for {wrong[0]}" if wrong else ""
    expected = shown(gave[wrong[0]]) if wrong else ""
    assert_that(not wrong, came=text, expected=expected, mistake=mistake)


def same(one, other):
    """Return whether two arrays are the same but for single precision."""
    return np.shape(one) == np.shape(other) and np.allclose(one, other, atol=1e-5)


@activation_recorder.check(
    **FEW, hint="Print how many entries there are after a second batch, and how old the one is that you read."
)
def follows_each_pass(recorder, x, passes: OneOf(2, 3)):
    """After several passes it holds what the layers gave in the last of them."""
    if differs(recorder(x, 1)):
        return  # what is wrong with one pass is another check's concern
    wrong = differs(recorder(x, passes))
    came = f"after {passes} passes the numbers of an earlier one, or none, for {', '.join(wrong)}"
    assert_that(not wrong, came=came, expected="those of the last pass", mistake=FIRST_ONLY)


@activation_recorder.check(
    **FEW, hint="Ask a tensor that you kept for its grad_fn: who else is kept alive by it?", reveals=HOLDS_ON
)
def lets_go_of_the_graph(recorder, x, passes):
    """What is kept is cut off from the graph of its gradients."""
    came = recorder(x, passes)
    tied = [name for name, holds in zip(came["layers"], came["tracked"], strict=True) if holds]
    assert_that(not tied, came=f"a graph behind {', '.join(tied)}", expected="numbers alone")


@activation_recorder.check(
    **FEW, hint="What does torch do with the value that a hook returns?", reveals=MEDDLES
)
def leaves_the_network_alone(recorder, x, passes):
    """The network gives the same, watched or not."""
    came = recorder(x, passes)
    alike = same(came["outputs"], came["alone"])
    assert_that(alike, came=shown(came["outputs"]), expected=shown(came["alone"]))


@activation_recorder.check(
    **FEW, severity="remark", hint="An activation may write into its input. Is what you kept a copy?"
)
def keeps_a_copy(recorder, x, passes):
    """A layer that works in place does not change what was kept of the one before."""
    wrong = differs(recorder.in_place(x, passes))
    assert_that(not wrong, came=f"other numbers for {', '.join(wrong)}", expected="what the layer gave")


@activation_recorder.mistake(HOLDS_ON)
def with_its_graph(x, passes):
    return watched(x, tracked=[True, True])


@activation_recorder.mistake(FIRST_ONLY)
def first_pass(x, passes):
    return watched(x, kept=[x + (passes > 1), x])


@activation_recorder.mistake(LAST_LAYER)
def under_one_name(x, passes):
    return watched(x, kept=[np.zeros(0), x])


@activation_recorder.mistake(GOES_IN)
def what_goes_in(x, passes):
    return watched(x, kept=[x, x + 1], gave=[x + 1, x])


@activation_recorder.mistake(MEDDLES)
def meddles(x, passes):
    return watched(x, outputs=x + 1)


skill(needs=all_of(callback_order, any_of(1, cyclical_learning_rate, activation_recorder)))
