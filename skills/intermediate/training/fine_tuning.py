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

BLOCKS, RATES = 4, (0.001, 0.01)
ALIKE = 0.99  # a rate that no optimizer tells is measured, and rounded so
CLOSE = 1e-4  # a rounding of single precision in a small network
NOTHING = "no layer of the backbone is unfrozen: only the head learns"
EVERYTHING = "more is unfrozen than was asked for"
ONE_RATE = "backbone and head take steps with one and the same learning rate"
COUNTS_FROZEN = "the number of layers is taken for that of the layers that stay frozen"
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


def tuned(seed, steps, layers, **wrong):
    """Return how far each block moved, with which rates, and how many weights were others at the start."""
    far = np.random.default_rng([seed, steps]).random(BLOCKS)
    moved = [distance * (block >= BLOCKS - layers) for block, distance in enumerate(far)]
    slow, fast = wrong.get("rates", RATES)
    begun = wrong.get("begun", 0)
    rates = {"backbone": [slow], "head": [fast]}
    return {"blocks": [*moved, max(far)], "rates": rates, "begun": begun, "surprise": float(begun)}


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


@fine_tune.check(
    **FEW, hint="Count from the end: which layers does your code choose when it is told one more?"
)
def unfreezes_more_where_more_is_asked(fine_tune, layers: OneOf(5), **inputs):
    """With more layers to unfreeze, more of the backbone learns."""
    if "layers" in fine_tune.facts.get("lacks", ()):
        return
    few, many = (moved_blocks(fine_tune(layers=count, **inputs)) for count in (1, layers))
    known = {(0, 0): NOTHING, (BLOCKS, BLOCKS): EVERYTHING}
    mistake = known.get((few, many), COUNTS_FROZEN if few > many else "")
    came = f"{few} of {BLOCKS} blocks that learn when told 1, and {many} when told {layers}"
    assert_that(few < many, came=came, expected="more when told more", mistake=mistake)


def moved_blocks(came):
    """Return how many blocks of the backbone have moved."""
    return int(np.count_nonzero(came["blocks"][:-1]))


@fine_tune.check(**FEW, hint="An optimizer takes groups of parameters, each with a rate of its own.")
def takes_smaller_steps_in_the_backbone(fine_tune, **inputs):
    """The learning rate of the backbone is smaller than that of the head."""
    came = fine_tune(**inputs)
    rates = came["rates"]
    if not moved_blocks(came):
        return  # nothing of the backbone learns, which is another check's concern
    if not fine_tune.facts.get("rates", True) or not rates["backbone"]:
        message = "optimizer that shows its learning rates: return it, or its groups of parameters"
        raise Unavailable(message)
    slow, fast = max(rates["backbone"], default=0.0), max(rates["head"], default=0.0)
    assert_that(
        slow < fast * ALIKE,
        came=f"rates of {shown(slow)} for the backbone and {shown(fast)} for the head",
        expected="a smaller one for the backbone",
        mistake=ONE_RATE if slow * ALIKE <= fast else TURNED,
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


@fine_tune.check(
    **FEW,
    severity="remark",
    hint="Print the loss of the first batch, and that of the model as it came: which layer differs?",
)
def begins_at_the_pretrained_loss(fine_tune, **inputs):
    """Its first outputs are those of the pretrained model, so that the loss begins where it was."""
    apart = fine_tune(**inputs)["surprise"]
    assert_that(apart < CLOSE, came=f"first outputs that are {apart:.2g} away", expected="the same outputs")


@fine_tune.mistake(NOTHING)
def head_alone(seed, steps, layers):
    return tuned(seed, steps, 0)


@fine_tune.mistake(EVERYTHING)
def everything(seed, steps, layers):
    return tuned(seed, steps, BLOCKS)


@fine_tune.mistake(COUNTS_FROZEN)
def counts_frozen(seed, steps, layers):
    return tuned(seed, steps, max(BLOCKS - layers, 0))


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
