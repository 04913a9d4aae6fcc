"""Fine-tuning: unfreeze part of a trained model and adapt it with small, careful steps.

Why it matters: Large steps would wash away what took weeks of computing. Gentle ones bend it to
your task and leave the rest alone.

Next step: Unfreeze one block more each epoch, and see from which one on the validation loss stops falling.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    OneOf,
    Unavailable,
    Value,
    all_of,
    assert_that,
    shown,
    skill,
    tuner,
)

BLOCKS = 4
NOTHING = "no layer of the backbone is unfrozen: only the head learns"
EVERYTHING = "more is unfrozen than was asked for"
ONE_RATE = "backbone and head take steps with one and the same learning rate"
TURNED = "the backbone has the larger learning rate, and the head the smaller"
SCRATCH = "the pretrained weights are drawn anew before it learns"


@tuner(
    does="tune",
    names=[
        "finetune", "unfreeze", "unfreeze_layers", "unfreeze_last_layers", "unfreeze_top_layers",
        "fine_tune_model",
        "finetune_model", "FineTuner", "train_fine_tune", "unfreeze_backbone", "unfreeze_model",
        "discriminative_fine_tune", "partial_unfreeze", "gradual_unfreeze", "run_fine_tuning",
        "unfreeze_last",
    ],
)  # fmt: skip
def fine_tune(seed: Count(0, 99), steps: Count(1, 3) = 2, layers: OneOf(3) = 3) -> Value("mapping"):
    """The last layers go on learning from where they were, in smaller steps than the head."""
    return tuned(seed, steps, layers)


@fine_tune.outline
def fine_tune_outline(model, train_loader, epochs=3, lr=0.001, n_unfreeze=1):
    """Train the head, and the last n_unfreeze blocks of the backbone with smaller steps."""


def tuned(seed, steps, layers, **wrong):
    """Return how far each block moved, with which rates, and how many weights were others at the start."""
    rng = np.random.default_rng([seed, steps])
    frozen = BLOCKS - layers
    moved = [0.0] * frozen + list(rng.uniform(0.001, 0.01, BLOCKS - frozen))
    slow, fast = wrong.get("rates", (0.001, 0.01))
    rates = {"backbone": [slow] * steps if frozen < BLOCKS else [], "head": [fast] * steps}
    return {"blocks": [*moved, 0.1], "rates": rates, "begun": wrong.get("begun", 0)}


FEW = {"examples": 2, "time_limit": 30.0}


@fine_tune.check(**FEW, hint="Which parameters ask for gradients, and which does the optimizer hold?")
def tunes_a_part_of_the_backbone(fine_tune, **inputs):
    """The last layers of the backbone learn, and so does the head."""
    *blocks, head = fine_tune(**inputs)["blocks"]
    assert_that(
        max(blocks) > 0, came="a backbone that stays as it was", expected="other weights", mistake=NOTHING
    )
    assert_that(head > 0, came="a head that stays as it was", expected="other weights")


@fine_tune.check(**FEW, hint="Freeze everything first, then unfreeze what was chosen.")
def leaves_the_rest_alone(fine_tune, **inputs):
    """Layers that were not chosen stay as they were, bit for bit."""
    if "layers" in fine_tune.facts.get("lacks", ()):
        fine_tune.note("not asked: which layers stay frozen, because the code does not let one choose")
        return
    blocks = fine_tune(**inputs)["blocks"]
    assert_that(
        blocks[0] == 0,
        came=f"blocks that moved by {shown(blocks)}",
        expected="a first one that stays",
        mistake=EVERYTHING,
    )


@fine_tune.check(**FEW, hint="An optimizer takes groups of parameters, each with a rate of its own.")
def takes_smaller_steps_in_the_backbone(fine_tune, **inputs):
    """The learning rate of the backbone is smaller than that of the head."""
    rates = fine_tune(**inputs)["rates"]
    if not fine_tune.facts.get("rates", True):
        message = "optimizer that shows its learning rates: return it, or its groups of parameters"
        raise Unavailable(message)
    slow, fast = max(rates["backbone"], default=0.0), max(rates["head"], default=0.0)
    assert_that(
        slow < fast,
        came=f"rates of {shown(slow)} for the backbone and {shown(fast)} for the head",
        expected="a smaller one for the backbone",
        mistake=ONE_RATE if slow == fast else TURNED,
    )


@fine_tune.check(
    **FEW, hint="Compare a weight of the first layer before your code runs with the same one after."
)
def starts_from_what_was_learnt(fine_tune, **inputs):
    """When learning begins, the backbone still has the pretrained weights."""
    begun = fine_tune(**inputs)["begun"]
    assert_that(
        begun == 0,
        came=f"{begun} other weights in the backbone",
        expected="the pretrained ones",
        mistake=SCRATCH,
    )


@fine_tune.mistake(NOTHING)
def head_alone(seed, steps, layers):
    return tuned(seed, steps, layers) | {"blocks": [0.0] * BLOCKS + [0.1]}


@fine_tune.mistake(EVERYTHING)
def everything(seed, steps, layers):
    return tuned(seed, steps, BLOCKS)


@fine_tune.mistake(ONE_RATE)
def one_rate(seed, steps, layers):
    return tuned(seed, steps, layers, rates=(0.01, 0.01))


@fine_tune.mistake(TURNED)
def turned(seed, steps, layers):
    return tuned(seed, steps, layers, rates=(0.01, 0.001))


@fine_tune.mistake(SCRATCH)
def from_scratch(seed, steps, layers):
    return tuned(seed, steps, layers, begun=99)


skill(needs=all_of(fine_tune))
