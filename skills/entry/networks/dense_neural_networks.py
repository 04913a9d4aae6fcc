"""Dense Neural Networks: every neuron takes its own weighted sum of all inputs and adds its own bias.

Why it matters: Almost every network ends in a few of these layers, and many consist of nothing
else. Put a bend between two of them and they can draw borders that no straight line can.
"""

import numpy as np

from pytest_mlchecklist.api import Float, Index, all_of, assert_close, layer, skill

NAMES = ["dense", "linear", "affine", "fully_connected", "fc", "linear_layer", "fully_connected_layer"]


@layer(names=NAMES)
def dense_layer(x: Float["n i"], weight: Float["i o"], bias: Float["o"]) -> Float["n o"]:
    """Multiply first, then add the bias to every row, once."""
    return x @ weight + bias


@dense_layer.check(hint="The bias goes in once, after the products: look at what happens to it on the way.")
def adds_its_bias(dense, x, weight, bias, more: Float["o"]):
    """A larger bias moves every row by just as much."""
    moved = dense(x, weight, bias + more) - dense(x, weight, bias)
    assert_close(moved, np.tile(more, (len(x), 1)), scale=_size(x, weight, bias, more))


@dense_layer.check(hint="Without the bias only products and sums are left: no power, no bend, no constant.")
def is_linear_without_its_bias(dense, x, weight, bias, other: Float["n i"], factor: Float[""].between(-3, 3)):
    """Without a bias, the output for a sum is the sum of the outputs."""
    none = np.zeros_like(bias)
    together = dense(x + factor * other, weight, none)
    apart = dense(x, weight, none) + factor * dense(other, weight, none)
    assert_close(together, apart, scale=_size(x, weight, other, np.array([factor])))


@dense_layer.check(hint="One column of weights and one bias belong to one output.")
def keeps_its_neurons_apart(dense, x, weight, bias, j: Index["o"], change: Float["i"]):
    """Changing the weights of one neuron changes its own output only."""
    changed = weight.copy()
    changed[:, j] += change
    moved = dense(x, changed, bias) - dense(x, weight, bias)
    expected = np.zeros_like(moved)
    expected[:, j] = x @ change
    assert_close(moved, expected, scale=_size(x, weight, bias, change))


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


skill(needs=all_of(dense_layer))
