"""Dense Neural Networks: every neuron takes its own weighted sum of all inputs and adds its own bias.

Why it matters: Almost every network ends in a few of these layers, and many consist of nothing
else. Put a bend between two of them and they can draw borders that no straight line can.
"""

from collections import Counter
from itertools import pairwise

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    Index,
    OneOf,
    all_of,
    assert_close,
    assert_that,
    exact,
    layer,
    model,
    shown,
    skill,
)

NAMES = ["dense", "linear", "affine", "fully_connected", "fc", "linear_layer", "fully_connected_layer"]


@layer(names=NAMES)
def dense_layer(x: Float["n i"], weight: Float["i o"], bias: Float["o"]) -> Float["n o"]:
    """Multiply first, then add the bias to every row, once."""
    return x @ weight + bias


@dense_layer.check(hint="The bias goes in once, after the products: look at what happens to it on the way.")
def adds_its_bias(dense, x, weight, bias, more: Float["o"]):
    """A larger bias moves every row by just as much."""
    larger = exact(bias + more)
    assert_close(
        dense(x, weight, larger), dense(x, weight, bias) + (larger - bias), scale=_size(x, weight, bias, more)
    )


@dense_layer.check(hint="Without the bias only products and sums are left: no power, no bend, no constant.")
def is_linear_without_its_bias(dense, x, weight, bias, other: Float["n i"], factor: OneOf(1.0, -1.0, 2.0)):
    """Without a bias, the output for a sum is the sum of the outputs."""
    none = np.zeros_like(bias)
    together = exact(x + factor * other)
    # What rounding leaves of the sum is a sum again.
    rest = together - (x + factor * other)
    apart = dense(x, weight, none) + factor * dense(other, weight, none) + rest @ weight
    assert_close(dense(together, weight, none), apart, scale=_size(x, weight, other, np.array([factor])))


@dense_layer.check(hint="One column of weights and one bias belong to one output.")
def keeps_its_neurons_apart(dense, x, weight, bias, j: Index["o"], change: Float["i"]):
    """Changing the weights of one neuron changes its own output only."""
    changed = weight.copy()
    changed[:, j] = exact(weight[:, j] + change)
    expected = np.array(dense(x, weight, bias))
    expected[:, j] += x @ (changed - weight)[:, j]
    assert_close(dense(x, changed, bias), expected, scale=_size(x, weight, bias, change))


@dense_layer.check(hint="Try it by hand with one input and one neuron: 2 · 3 + 1.")
def works_for_one_neuron_with_one_input(dense, x: Float["1 1"], weight: Float["1 1"], bias: Float["1"]):
    """One neuron with one input gives weight · input + bias."""
    assert_close(dense(x, weight, bias), x * weight + bias, scale=_size(x, weight, bias))


@dense_layer.check(
    severity="remark",
    hint="The gradient of the input is the upstream gradient times the weights, transposed.",
)
def sends_gradients_back(dense, x, weight, bias, upstream: Float["n o"]):
    """Its backward pass, where it has one, gives the gradient of the input."""
    came = dense.gradients(x=x, weight=weight, bias=bias, upstream=upstream)
    assert_close(came["x"], upstream @ weight.T, scale=_size(upstream, weight))


@dense_layer.operation
def gradients(x, weight, bias, upstream):
    return {"x": upstream @ weight.T}


@dense_layer.mistake("the bias is left out")
def without_bias(x, weight, bias):
    return x @ weight


@dense_layer.mistake("the bias is added before the multiplication")
def bias_before_the_product(x, weight, bias):
    return (x + bias[: x.shape[1]].sum()) @ weight


@dense_layer.mistake("the bias is subtracted")
def bias_with_the_wrong_sign(x, weight, bias):
    return x @ weight - bias


@dense_layer.mistake("the bias is added once for every input")
def bias_for_every_input(x, weight, bias):
    return x @ weight + bias * x.shape[1]


@dense_layer.mistake("the bias is added twice")
def bias_twice(x, weight, bias):
    return x @ weight + 2 * bias


@dense_layer.mistake("a ReLU is applied to the output")
def relu_inside(x, weight, bias):
    return np.maximum(x @ weight + bias, 0)


@dense_layer.mistake("a sigmoid is applied to the output")
def sigmoid_inside(x, weight, bias):
    return 1 / (1 + np.exp(-(x @ weight + bias)))


@dense_layer.mistake("a tanh is applied to the output")
def tanh_inside(x, weight, bias):
    return np.tanh(x @ weight + bias)


@dense_layer.mistake("every neuron uses the first neuron's bias")
def one_bias_for_all(x, weight, bias):
    return x @ weight + bias[0]


@dense_layer.mistake("every neuron uses the first neuron's weights")
def one_neuron_for_all(x, weight, bias):
    return x @ weight[:, :1] + bias


@dense_layer.mistake("the products are averaged instead of summed")
def averages_the_products(x, weight, bias):
    return x @ weight / x.shape[1] + bias


def _size(*arrays):
    """Return the size of the largest product that can occur: what rounding is relative to."""
    largest = [max(1.0, float(np.max(np.abs(array)))) for array in arrays]
    return float(np.prod(largest)) * 10


# All sizes differ, so that the layers can be told from their shapes, whichever way these lie.
SIZES = Given(
    lambda axes, rng: [axes["i"], axes["i"] + axes["h"], axes["i"] + axes["h"] + axes["o"]],
    axes=("i", "h", "o"),
)
XOR = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
NETWORK_NAMES = ["mlp", "neural_network", "network", "net", "dense_net", "feed_forward_network",
                 "multilayer_perceptron", "ann", "dnn", "neural_net", "nn"]  # fmt: skip


@model(names=NETWORK_NAMES)
def dense_network(x: Float["n i"], sizes: SIZES) -> Float["n o"]:
    """Dense layers in a row, with a bend after each but the last."""
    (first, first_bias), (second, second_bias) = starting_weights(sizes)
    return np.maximum(x @ first + first_bias, 0) @ second + second_bias


def starting_weights(sizes, seed=0):
    """Random weights and biases, as large as keeps the signal's size (He et al. 2015, section 2.2)."""
    rng = np.random.default_rng(seed)
    pairs = pairwise(sizes)
    return [(rng.standard_normal((i, o)) * np.sqrt(2 / i), rng.standard_normal(o) / 9) for i, o in pairs]


@dense_network.operation
def layers(sizes):
    """The shapes of the weights, and the lengths of the biases."""
    return {"weights": [[i, o] for i, o in pairwise(sizes)], "biases": sizes[1:]}


@dense_network.operation
def fit(x, y, sizes):
    """The outputs after gradient descent on the squared error, from the best of five starts."""
    trained = [descend(x, y[:, None], starting_weights(sizes, seed)) for seed in range(5)]
    return {
        "outputs": min(trained, key=lambda outputs: np.abs(outputs[:, 0] - y).max()),
        "how": "gradient descent",
    }


def descend(x, y, weights, steps=600, rate=0.1):
    (first, first_bias), (second, second_bias) = weights
    for _ in range(steps):
        hidden = np.maximum(x @ first + first_bias, 0)
        error = hidden @ second + second_bias - y
        back = (error @ second.T) * (hidden > 0)
        second, second_bias = second - rate * hidden.T @ error, second_bias - rate * error.sum(axis=0)
        first, first_bias = first - rate * x.T @ back, first_bias - rate * back.sum(axis=0)
    return np.maximum(x @ first + first_bias, 0) @ second + second_bias


@dense_network.check(
    examples=10, hint="The last size is the number of outputs: one row of them for each example."
)
def gives_one_row_for_each_example(network, x, sizes):
    """For n examples and o outputs it gives n rows of o numbers."""
    outputs = network(inputs_for(network, x), sizes)
    rows = (len(x), np.shape(outputs)[-1] if network.facts.get("is_fixed") else sizes[-1])
    assert_that(
        np.shape(outputs) == rows, came=f"the shape {np.shape(outputs)}", expected=f"the shape {rows}"
    )


@dense_network.check(
    examples=10, hint="Each layer has one weight for every input of every neuron, and one bias a neuron."
)
def has_a_weight_for_every_pair_and_a_bias_for_every_neuron(network, sizes):
    """A layer from i to o has i · o weights and o biases."""
    found = network.layers(sizes=sizes)
    if not found["weights"]:
        network.note("its weights were not found, so its parameters were not counted")
        return
    pairs = _chained(found["weights"])
    assert_that(
        len(pairs) > 1,
        came="one layer of weights",
        expected="a hidden layer too",
        mistake="there is no hidden layer",
    )
    ends = network.facts.get("is_fixed") or (pairs[0][0], pairs[-1][1]) == (sizes[0], sizes[-1])
    assert_that(
        ends, came=f"the layers {_arrows(pairs)}", expected=f"{sizes[0]} inputs and {sizes[-1]} outputs"
    )
    unbiased = list((Counter(o for _, o in pairs) - Counter(found["biases"])).elements())
    count = sum(i * o + o for i, o in pairs)
    came = (
        f"{count - sum(unbiased)} numbers to learn: no biases for the layers with {shown(unbiased)} neurons"
    )
    mistake = "the layers have no biases" if len(unbiased) == len(pairs) else ""
    assert_that(not unbiased, came=came, expected=f"{count} for the layers {_arrows(pairs)}", mistake=mistake)


@dense_network.check(
    examples=5,
    hint="Between two layers every number goes through a bend such as ReLU or tanh.",
    reveals="there is no non-linearity between the layers",
)
def is_no_straight_line(network, x: Float["8 i"].between(-9, 9).avoiding(0), sizes):
    """Its output does not follow its input in a straight line."""
    wide = inputs_for(network, x)
    start, once, twice, back = (network(wide * factor, sizes) for factor in (0, 1, 2, -1))
    bend = np.abs(twice - 2 * once + start) + np.abs(once - 2 * start + back)
    # Rounding bends a straight line by about 1e-15 of its rise; a network at its start by far more.
    rise = np.abs(once - start).max() + np.abs(start).max()
    if np.ptp(np.concatenate([once, twice, back]), axis=0).max() == 0:
        network.note("all its first outputs are alike, so that no bend could be seen")
        return
    assert_that(
        bool(np.any(bend > 1e-9 * rise)),
        came="a straight line in every direction",
        expected="a bend somewhere",
    )


@dense_network.check(
    examples=1,
    time_limit=90,
    hint="XOR needs a hidden layer with a bend, unlike first weights, and gradients that reach them.",
    reveals="it does not learn",
)
def learns_xor(network, hidden: OneOf(8)):
    """It can learn XOR: 1 where exactly one of two inputs is 1."""
    xor = np.array([0.0, 1.0, 1.0, 0.0])
    fitted = network.fit(x=XOR, y=xor, sizes=[2, hidden, 1])
    network.note(f"XOR: {fitted['how']}")
    outputs = np.asarray(fitted["outputs"])
    gap = outputs[[1, 2]].min(axis=0) - outputs[[0, 3]].max(axis=0)
    if outputs.shape[1] > 1:  # of several outputs, any may stand for either answer
        gap = np.maximum(gap, outputs[[0, 3]].min(axis=0) - outputs[[1, 2]].max(axis=0))
    # Without any training the two lie a little apart in one of 17 networks, half the range in one of 120;
    # those that do so at their start are left out.
    apart = gap > np.maximum(np.ptp(outputs, axis=0) / 2, 0.01)
    came = f"{shown(outputs[:, 0])} for [0, 0], [0, 1], [1, 0], [1, 1]"
    assert_that(bool(apart.any()), came=came, expected="the second and third apart from the first and fourth")


@dense_network.mistake("there is no non-linearity between the layers")
def without_a_bend(x, sizes):
    (first, first_bias), (second, second_bias) = starting_weights(sizes)
    return (x @ first + first_bias) @ second + second_bias


@dense_network.mistake("the layers have no biases", operation="layers")
def without_biases(sizes):
    return {"weights": [[i, o] for i, o in pairwise(sizes)], "biases": []}


@dense_network.mistake("there is no hidden layer", operation="layers")
def without_a_hidden_layer(sizes):
    return {"weights": [[sizes[0], sizes[-1]]], "biases": sizes[-1:]}


@dense_network.mistake("it does not learn", operation="fit")
def all_weights_start_at_zero(x, y, sizes):
    return {"outputs": np.full((len(x), 1), 0.5), "how": "gradient descent"}


def inputs_for(network, x):
    """The inputs, filled with zeros to what a network of fixed size takes."""
    missing = network.facts.get("inputs", 0) - x.shape[1]
    return np.pad(x, ((0, 0), (0, max(0, missing))))[:, : network.facts.get("inputs") or None]


def _chained(shapes):
    """The weights' shapes as (in, out), whichever way they lie: each begins where the last ended."""
    pairs = [tuple(shape) for shape in shapes]
    turned = [pair[::-1] for pair in pairs]
    joined = all(one[1] == other[0] for one, other in pairwise(pairs))
    return pairs if joined and pairs[0][0] else turned


def _arrows(pairs):
    return ", ".join(f"{i} → {o}" for i, o in pairs)


skill(needs=all_of(dense_layer, dense_network))
