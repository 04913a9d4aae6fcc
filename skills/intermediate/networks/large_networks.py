"""Large networks: more than a hundred layers deep, and the first of them still learns.

Why it matters: Stacking layers is easy, keeping a signal alive through all of them is not.
Depth became useful only once people knew how.

Next step: take one shortcut or one normalisation out, and plot the gradients' norms by layer.
"""

import numpy as np

from pytest_mlchecklist.api import OneOf, Value, all_of, assert_that, deep, shown, skill

LAYERS = 100
MEGABYTES = 100
LARGE, OUTPUTS = 200.0, np.ones(3)
NAMES = ["large_network", "deep_network", "build_deep_network", "very_deep_network", "make_deep_network",
         "big_network", "res_net", "deep_res_net", "residual_network", "deep_mlp", "resnet", "deep_net",
         "build_network", "deep_residual_network", "res_mlp", "build_resnet"]  # fmt: skip


@deep(names=NAMES)
def build_large_network(depth: OneOf(110, 140)) -> Value("mapping"):
    """What becomes of a signal in a right one: as many layers, and a gradient for each."""
    return {"layers": depth, "gradients": np.ones(depth), "outputs": OUTPUTS}


@build_large_network.outline
def build_large_network_outline(depth=110, width=512):
    """Return a network of depth layers with weights, ready to be called with rows of numbers."""


@build_large_network.operation
def size():
    """How many megabytes of parameters the largest one has."""
    return {"megabytes": LARGE, "how": "1024 wide"}


@build_large_network.check(
    examples=2,
    time_limit=60,
    hint="Count the arrays of weights that belong to different layers.",
    reveals="it has too few layers of its own",
)
def has_a_hundred_layers(network, depth):
    """It has at least 100 layers with weights of their own."""
    layers = network(depth)["layers"]
    wanted = LAYERS if network.facts.get("is_fixed") else max(LAYERS, depth - 10)
    assert_that(layers >= wanted, came=f"{layers} of a depth of {depth}", expected=f"at least {wanted}")


@build_large_network.check(
    examples=2,
    time_limit=60,
    hint="Print the largest number after each layer.",
    reveals="numbers overflow on their way",
)
def stays_finite(network, depth):
    """Its outputs and all of its gradients are finite."""
    came = network(depth)
    outputs = bool(np.all(np.isfinite(came["outputs"])))
    gradients = bool(np.all(np.isfinite(came["gradients"])))
    told = "infinite outputs" if not outputs else "infinite gradients"
    assert_that(outputs and gradients, came=told, expected="finite numbers")


@build_large_network.check(
    examples=2,
    time_limit=60,
    hint="What carries a signal past a layer that would shrink it?",
)
def lets_its_first_layer_learn(network, depth):
    """The gradient that reaches the first layer is at least a millionth of the last layer's."""
    gradients = np.asarray(network(depth)["gradients"], dtype=float)
    if not np.all(np.isfinite(gradients)):
        return  # another check tells that
    first, last = gradients[0], gradients[-1]
    came = f"a norm of {shown(first)} at the first layer, {shown(last)} at the last"
    mistake = "the gradient dies on its way back" if last > 1e-9 else "the signal dies on its way"
    # Upstream are standard normal numbers: where the signal itself has died, the last layer hears nothing.
    lives = bool(last > 1e-9 and first >= 1e-6 * last)
    assert_that(lives, came=came, expected="at least a millionth of the last", mistake=mistake)


@build_large_network.check(
    examples=1,
    severity="remark",
    time_limit=60,
    hint="Look at the scale of the weights at the start.",
)
def keeps_its_gradient_in_bounds(network, depth):
    """The gradient of the first layer is at most a million times the last layer's."""
    gradients = np.asarray(network(depth)["gradients"], dtype=float)
    came = f"a norm of {shown(gradients[0])} at the first layer, {shown(gradients[-1])} at the last"
    assert_that(bool(gradients[0] <= 1e6 * gradients[-1]), came=came, expected="norms alike")


@build_large_network.check(
    examples=1,
    time_limit=60,
    hint="Which of its arguments make each layer larger?",
    reveals="it stays small at any size",
)
def grows_to_a_hundred_megabytes(network):
    """It can be made so large that its parameters take 100 MB."""
    came = network.size()
    network.note(f"{came['megabytes']:.0f} MB {came['how']}")
    told = f"{came['megabytes']:.1f} MB {came['how']}"
    assert_that(came["megabytes"] >= MEGABYTES, came=told, expected=f"{MEGABYTES} MB")


@build_large_network.mistake("it has too few layers of its own")
def one_layer_again_and_again(depth):
    return {"layers": 1, "gradients": np.ones(1), "outputs": np.ones(3)}


@build_large_network.mistake("numbers overflow on their way")
def too_large_at_the_start(depth):
    return {"layers": depth, "gradients": np.full(depth, np.nan), "outputs": np.full(3, np.inf)}


@build_large_network.mistake("the gradient dies on its way back")
def without_shortcuts(depth):
    return {"layers": depth, "gradients": np.logspace(-30, 0, depth), "outputs": np.ones(3)}


@build_large_network.mistake("the signal dies on its way")
def shrinks_everything(depth):
    return {"layers": depth, "gradients": np.full(depth, 1e-60), "outputs": np.full(3, 1e-60)}


@build_large_network.mistake("it stays small at any size", operation="size")
def ten_wide():
    return {"megabytes": 0.04, "how": "at its own width"}


skill(needs=all_of(build_large_network))
