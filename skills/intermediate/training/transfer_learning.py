"""Transfer learning: keep a pretrained backbone frozen and train a new head on top.

Why it matters: With a few hundred photos you cannot learn to see, yet you can borrow the eyes
of a model that already does.

Next step: When the head has settled, unfreeze the last block too, and go on with smaller steps.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Value,
    all_of,
    assert_that,
    skill,
    tuner,
)

IMAGES, FEATURES = 6, 4
LOST = "the backbone is initialised anew: what it had learnt is gone"
WRONG_SIZE = "the head has another number of outputs than there are classes"
TRAINED = "the backbone is trained along with the head"
FOLLOWED = "BatchNorm's running statistics of the frozen backbone follow the new data"
FROZEN_HEAD = "the head is frozen too"


@tuner(
    does="build",
    names=[
        "transfer_model", "make_transfer_model", "create_transfer_model", "TransferModel", "TransferLearner",
        "TransferLearningModel", "get_transfer_model", "feature_extraction_model", "replace_head",
        "freeze_and_replace_head", "FrozenBackboneClassifier", "build_feature_extractor", "add_head",
        "prepare_model_for_transfer", "TransferNet", "build_classifier_on_backbone", "new_head",
    ],
)  # fmt: skip
def build_transfer_model(seed: Count(0, 99), classes: Count(2, 5), steps: Count(1, 3) = 2) -> Value(
    "mapping"
):
    """The backbone stays as it came, bit for bit; a new head learns to read its features."""
    return adapted(seed, classes, steps)


@build_transfer_model.outline
def build_transfer_model_outline(backbone, num_classes):
    """Return a model: the pretrained backbone, frozen, and a new head with num_classes outputs."""


def adapted(seed, classes, steps, **wrong):
    """Return what is there before and after training; `wrong` says what moves that should not."""
    rng = np.random.default_rng([seed, steps])
    pretrained, mean = rng.standard_normal(FEATURES), rng.standard_normal(FEATURES)
    built, head = wrong.get("built", pretrained), rng.standard_normal(FEATURES)
    return {
        "pretrained": pretrained, "built": built, "after": built + wrong.get("backbone", 0.0),
        "statistics": mean, "statistics_after": mean + wrong.get("statistics", 0.0),
        "head": head, "head_after": head + wrong.get("head", 0.1),
        "outputs": np.zeros((IMAGES, classes + wrong.get("more", 0))), "graded": 0,
    }  # fmt: skip


@build_transfer_model.operation
def in_training_mode(seed, classes, steps=2):
    return adapted(seed, classes, steps)


FEW = {"examples": 3, "time_limit": 30.0}


@build_transfer_model.check(
    **FEW, hint="Compare one weight of the backbone with that of the model you were given."
)
def keeps_the_pretrained_weights(build, **inputs):
    """The new model's backbone has the pretrained weights, bit for bit."""
    came = build(**inputs)
    gone = int(np.sum(np.asarray(came["built"]) != came["pretrained"]))
    total = len(came["pretrained"])
    assert_that(gone == 0, came=f"{gone} of {total} weights differ", expected="none", mistake=LOST)


@build_transfer_model.check(**FEW, hint="Print the shape of what the new model gives for a batch.")
def has_an_output_for_each_class(build, seed, classes, **rest):
    """It gives one number for each of the new classes."""
    came = np.shape(build(seed=seed, classes=classes, **rest)["outputs"])
    if "classes" in build.facts.get("lacks", ()):
        build.note("not asked: the number of classes, because the code fixes its own")
        return
    assert_that(
        came[1:] == (classes,),
        came=f"outputs of the shape {came}",
        expected=f"{classes} a row",
        mistake=WRONG_SIZE,
    )


@build_transfer_model.check(**FEW, hint="Which parameters still ask for gradients?")
def freezes_the_backbone(build, **inputs):
    """Training leaves the backbone's weights bit-identical."""
    came = build(**inputs)
    moved = int(np.sum(np.asarray(came["after"]) != came["built"]))
    assert_that(
        moved == 0, came=f"{moved} of {len(came['after'])} weights moved", expected="none", mistake=TRAINED
    )


@build_transfer_model.check(
    **FEW, hint="A BatchNorm in training mode learns without gradients. In which mode is the backbone?"
)
def freezes_the_statistics(build, **inputs):
    """Training leaves the running means and variances of the backbone's BatchNorm bit-identical."""
    came = build(**inputs)
    moved = int(np.sum(np.asarray(came["statistics_after"]) != came["statistics"]))
    total = len(came["statistics"])
    assert_that(moved == 0, came=f"{moved} of {total} statistics moved", expected="none", mistake=FOLLOWED)


@build_transfer_model.check(**FEW, hint="Freeze first, then make the new head.")
def trains_the_head(build, **inputs):
    """Training moves the head."""
    came = build(**inputs)
    moves = len(came["head"]) > 0 and not np.array_equal(came["head"], came["head_after"])
    assert_that(moves, came="the head stays as it was", expected="other weights", mistake=FROZEN_HEAD)


@build_transfer_model.check(**FEW, severity="remark", hint="What does requires_grad say of each parameter?")
def computes_gradients_of_the_head_alone(build, **inputs):
    """No parameter of the backbone gets a gradient, which would be computed for nothing."""
    graded = build(**inputs)["graded"]
    assert_that(graded == 0, came=f"gradients of {graded} numbers of the backbone", expected="none")


@build_transfer_model.check(
    **FEW,
    severity="remark",
    hint="Whoever trains the model calls train() on it: what does that do to BatchNorm?",
)
def stays_frozen_in_training_mode(build, **inputs):
    """Even when train() is called on the model, the backbone's statistics stay as they were."""
    came = build.in_training_mode(**inputs)
    moved = int(np.sum(np.asarray(came["statistics_after"]) != came["statistics"]))
    assert_that(moved == 0, came=f"{moved} of {len(came['statistics'])} statistics moved", expected="none")


@build_transfer_model.mistake(LOST)
def anew(seed, classes, steps=2):
    return adapted(seed, classes, steps, built=np.zeros(FEATURES))


@build_transfer_model.mistake(WRONG_SIZE)
def old_classes(seed, classes, steps=2):
    return adapted(seed, classes, steps, more=3)


@build_transfer_model.mistake(TRAINED)
def not_frozen(seed, classes, steps=2):
    return adapted(seed, classes, steps, backbone=0.1)


@build_transfer_model.mistake(FOLLOWED)
def statistics_follow(seed, classes, steps=2):
    return adapted(seed, classes, steps, statistics=0.1)


@build_transfer_model.mistake(FROZEN_HEAD)
def all_frozen(seed, classes, steps=2):
    return adapted(seed, classes, steps, head=0.0)


skill(needs=all_of(build_transfer_model))
