"""Custom layers: write a layer of your own that trains, saves and composes like the built-in ones.

Why it matters: Sooner or later an idea will not fit the boxes on the shelf. Being able to build
the box yourself is a quiet kind of freedom.

Next step: read the source of a layer that you use every day, and look for what yours does without.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    LearnerError,
    Value,
    all_of,
    assert_close,
    assert_that,
    block,
    shown,
    skill,
)

NAMES = ["my_layer", "my_linear", "my_dense", "custom_linear", "custom_dense", "my_custom_layer", "own_layer",
         "residual_block", "res_block", "rms_norm", "layer_norm", "glu", "gated_linear_unit", "highway",
         "swi_glu", "geglu", "feed_forward", "position_wise_feed_forward", "se_block", "squeeze_excitation",
         "maxout", "noisy_linear", "scale_layer", "low_rank_linear", "lora_linear", "my_module"]  # fmt: skip
SCALE = np.array([0.5, -1.5, 2.0])


@block(names=NAMES)
def custom_layer(x: Float["n i"]) -> Value("anything"):
    """Any layer will do: this one has a weight for each feature, and multiplies."""
    return np.asarray(x) * SCALE


@custom_layer.operation
def slopes(x, seed):
    """How the sum of all outputs changes when all inputs grow alike, by its own rule and measured."""
    measured = 4 * (custom_layer(x + 0.125) - custom_layer(x - 0.125)).sum()
    return {"lacks": [], "slopes": [_slope("", len(x) * SCALE.sum(), measured), _slope("scale", 1.0, 1.0)]}


def _slope(name, own, measured):
    return {"name": name, "own": own, "measured": measured, "scale": 50.0}


@custom_layer.operation
def copied(x):
    """What it gives, and what another layer with its weights gives."""
    return {"before": custom_layer(x), "after": custom_layer(x), "how": "its weights"}


@custom_layer.operation
def registered(x):
    """The parameters that it lists."""
    return {"names": ["scale"], "missing": []}


@custom_layer.operation
def modes(x, other):
    """What it gives in evaluation: at first, again, and after it has seen others."""
    came = custom_layer(x)
    return {"first": came, "again": came, "before": came, "after_others": custom_layer(x)}


@custom_layer.operation
def apart(x, other):
    """What it gives before and after another layer was changed and used."""
    return {"before": custom_layer(x), "after": custom_layer(x)}


@custom_layer.check(
    examples=6,
    hint="Look for a size that is written down where the size of the batch is meant.",
    reveals="it takes one size of batch only",
)
def takes_any_batch(layer, rows: Count(1, 9), seed: Count(0, 99)):
    """It takes as many examples at once as you like, and gives a row for each."""
    try:
        shape = np.shape(layer(examples_for(layer, rows, seed)))
    except LearnerError as error:
        came, fits = f"{error}", False
    else:
        came, fits = f"the shape {shape}", shape[:1] == (rows,)
    assert_that(fits, came=f"{came} for {rows} examples", expected=f"{rows} rows")


@custom_layer.check(
    examples=4,
    time_limit=30,
    hint="Compare with (f(x + h) - f(x - h)) / 2h, for the input and for one weight after the other.",
)
def sends_the_right_gradients(layer, seed: Count(0, 99)):
    """Its gradients, of the input and of each weight, are the slopes of its output."""
    came = layer.slopes(x=examples_for(layer, 3, seed), seed=seed)
    mistake = "it has no backward pass"
    assert_that(not came["lacks"], came="no backward", expected="gradients", mistake=mistake)
    error = 2e-3 if layer.facts.get("single") else 1e-5
    for slope in came["slopes"]:
        right = abs((slope["own"] or 0.0) - slope["measured"]) <= error * slope["scale"]
        where = slope["name"].lstrip(".") or "the input"
        told = "no gradient" if slope["own"] is None else f"a slope of {shown(slope['own'])}"
        mistake = "the gradient of its input is wrong" if not slope["name"] else _wrong_weight(slope["own"])
        expected = f"{shown(slope['measured'])}, as its output changes"
        assert_that(right, came=f"{told} for {where}", expected=expected, mistake=mistake)


def _wrong_weight(own):
    return (
        "no gradient reaches a weight" if own is None or own == 0.0 else "the gradient of a weight is wrong"
    )


@custom_layer.check(
    examples=1, hint="Ask the layer for its parameters, and look for each of its weights among them."
)
def lists_its_weights(layer, seed: Count(0, 9)):
    """It has weights, and each of them is among its parameters, where an optimizer finds it."""
    came = layer.registered(x=examples_for(layer, 4, seed))
    mistake = "it has nothing to learn"
    assert_that(bool(came["names"]), came="no parameters", expected="at least one", mistake=mistake)
    missing = ", ".join(name.lstrip(".") for name in came["missing"])
    mistake = "a weight is not among its parameters"
    assert_that(not missing, came=f"parameters without {missing}", expected="all of them", mistake=mistake)


@custom_layer.check(
    examples=2,
    hint="What does the output depend on, and which of that is in the state that is saved?",
    reveals="a part of its state is not saved",
)
def is_saved_whole(layer, seed: Count(0, 99)):
    """Another layer that loads its state gives the same output."""
    came = layer.copied(x=examples_for(layer, 4, seed))
    layer.note(f"its state was copied by {came['how']}")
    assert_close(came["after"], came["before"])


@custom_layer.check(examples=2, hint="Which of its steps are for training alone?")
def is_steady_in_evaluation(layer, seed: Count(0, 99)):
    """In evaluation it gives the same for the same input, whatever it has seen before."""
    x, other = examples_for(layer, 8, seed), examples_for(layer, 8, seed + 1)
    came = layer.modes(x=x, other=other)
    # Two masks of a dropout over at least 24 numbers are alike with a chance below 1e-6.
    _same(came["again"], came["first"], "chance is left on in evaluation")
    _same(came["after_others"], came["before"], "what it sees in evaluation changes it")


def _same(again, first, mistake):
    alike = np.allclose(again, first, rtol=1e-6, atol=1e-9)
    came = f"{shown(np.ravel(again)[:4])} the second time, {shown(np.ravel(first)[:4])} the first"
    assert_that(alike, came=came, expected="the same twice", mistake=mistake)


@custom_layer.check(
    examples=2,
    hint="What belongs to the class belongs to all of its layers.",
    reveals="all layers of the class share their weights",
)
def keeps_to_itself(layer, seed: Count(0, 99)):
    """Two layers side by side have weights of their own."""
    came = layer.apart(x=examples_for(layer, 4, seed), other=examples_for(layer, 4, seed + 1))
    assert_close(came["after"], came["before"])


def examples_for(layer, rows, seed):
    """As many examples as asked for, of the shape that the layer takes."""
    rng, shape = np.random.default_rng(seed), layer.facts.get("shape", [3])
    tokens = layer.facts.get("tokens", 0)
    return rng.integers(0, tokens, size=(rows, *shape)) if tokens else rng.standard_normal((rows, *shape))


@custom_layer.mistake("it takes one size of batch only")
def of_five_rows(x):
    return np.reshape(x, (5, -1)) * 2.0


@custom_layer.mistake("the gradient of its input is wrong", operation="slopes")
def without_the_weight(x, seed):
    return {"lacks": [], "slopes": [_slope("", 1.0, 3.0)]}


@custom_layer.mistake("the gradient of a weight is wrong", operation="slopes")
def gradient_of_one_row(x, seed):
    return {"lacks": [], "slopes": [_slope("", 3.0, 3.0), _slope("scale", 1.0, 5.0)]}


@custom_layer.mistake("no gradient reaches a weight", operation="slopes")
def cut_off(x, seed):
    return {"lacks": [], "slopes": [_slope("", 3.0, 3.0), _slope("scale", None, 5.0)]}


@custom_layer.mistake("it has no backward pass", operation="slopes")
def forward_only(x, seed):
    return {"lacks": ["backward"], "slopes": []}


@custom_layer.mistake("it has nothing to learn", operation="registered")
def without_weights(x):
    return {"names": [], "missing": []}


@custom_layer.mistake("a weight is not among its parameters", operation="registered")
def plain_tensor(x):
    return {"names": ["scale"], "missing": ["shift"]}


@custom_layer.mistake("a part of its state is not saved", operation="copied")
def forgets_its_mean(x):
    return {"before": custom_layer(x), "after": custom_layer(x) - 1.0, "how": "state_dict"}


@custom_layer.mistake("chance is left on in evaluation", operation="modes")
def always_drops(x, other):
    return modes(x, other) | {"again": custom_layer(x) * 0.5}


@custom_layer.mistake("what it sees in evaluation changes it", operation="modes")
def always_remembers(x, other):
    return modes(x, other) | {"after_others": custom_layer(x) - other}


@custom_layer.mistake("all layers of the class share their weights", operation="apart")
def one_for_all(x, other):
    return {"before": custom_layer(x), "after": custom_layer(x) + 1.0}


skill(needs=all_of(custom_layer))
