"""Activation functions: the bend after each layer, its value and its slope.

Why it matters: Without a bend a deep network is one flat map, and where the slope is zero
nothing is learnt.

Next step: Train one deep network with sigmoids and once more with ReLUs, and compare how large the
gradients of its first layer are.
"""

import math

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    OneOf,
    all_of,
    any_of,
    assert_close,
    assert_finite,
    assert_right_gradient,
    assert_that,
    function,
    skill,
)

ORDINARY = Float["n i"].between(-20, 20)
SMOOTH = ORDINARY.avoiding(0)  # at 0 any slope between the two sides is right
HUGE = OneOf(1000.0, -1000.0)


def elementwise(part):
    """Add what holds for every activation: its gradient, and large inputs."""

    @part.check(hint="Differentiate the formula by hand, then compare with your derivative at this input.")
    def has_the_right_gradient(code, x: SMOOTH, **rest):
        """Its gradient is the slope of its own curve."""
        assert_right_gradient(code, x, **rest)

    @part.check(
        severity="remark",
        hint="exp overflows near 710; rewrite the formula so that it gets no large argument.",
    )
    def stays_finite_far_out(code, x: Float["1 1"], far: HUGE, **rest):
        """At 1000 and at -1000 it gives finite numbers."""
        assert_finite(code(np.full_like(x, far), **rest))

    return part


@function(names=["leaky_rectified_linear_unit", "lrelu", "leakyrelu"])
def leaky_relu(x: ORDINARY, slope: OneOf(0.5, 0.25, 0.01, 0.2) = 0.01) -> Float["n i"]:
    """Keep a number above zero; multiply it by the slope below."""
    return np.where(x > 0, x, slope * x)


@leaky_relu.fixed("slope")
def slope_in_use(code):
    """Minus what -1 becomes; any slope strictly between 0 and 1 is a leaky ReLU's."""
    slope = -float(np.ravel(code(np.array([[-1.0]])))[0])
    return slope if 0 < slope < 1 else 0.01


@leaky_relu.check(
    hint="A unit whose gradient is zero below zero never learns again; that is what the leak is for."
)
def keeps_learning_below_zero(leaky_relu, x: SMOOTH, slope):
    """Below zero its gradient is the slope, not zero; above zero it is one."""
    assert_right_gradient(leaky_relu, x, slope=slope)


@leaky_relu.check(hint="Only numbers below zero are multiplied.")
def keeps_positive_numbers(leaky_relu, x: Float["n i"].between(0, 20), slope):
    """A number that is not below zero comes back as it is."""
    assert_close(leaky_relu(x, slope), x)


@leaky_relu.mistake("the slope itself is returned below zero, not slope · x")
def returns_the_slope(x, slope):
    return np.where(x > 0, x, slope)


@leaky_relu.mistake("numbers below zero become zero: that is the plain ReLU")
def is_a_plain_relu(x, slope):
    return np.where(x > 0, x, 0.0)


@leaky_relu.mistake("the numbers above zero are multiplied instead of those below")
def leaks_on_the_wrong_side(x, slope):
    return np.where(x > 0, slope * x, x)


@leaky_relu.mistake("the sign is lost below zero")
def loses_the_sign(x, slope):
    return np.where(x > 0, x, -slope * x)


@leaky_relu.mistake("the slope is always 0.01, whichever slope is asked for")
def ignores_its_slope(x, slope):
    return np.where(x > 0, x, 0.01 * x)


@leaky_relu.mistake("the gradient below zero is zero", operation="derivative")
def stops_learning(x, slope):
    return np.where(x > 0, 1.0, 0.0)


@leaky_relu.mistake("the gradient above zero is x, not one", operation="derivative")
def slope_is_the_value(x, slope):
    return np.where(x > 0, x, slope)


@elementwise
@function(names=["rectified_linear_unit", "rectifier", "re_lu"])
def relu(x: ORDINARY) -> Float["n i"]:
    """Keep a number above zero; make it zero below."""
    return np.maximum(x, 0)


@relu.mistake("the absolute value is taken")
def relu_as_absolute_value(x):
    return np.abs(x)


@relu.mistake("the minimum is taken instead of the maximum")
def relu_as_minimum(x):
    return np.minimum(x, 0)


@relu.mistake("it gives 1 for a number above zero: that is a step, the derivative of ReLU")
def relu_as_step(x):
    return np.where(x > 0, 1.0, 0.0)


@relu.mistake("the input is returned unchanged")
def relu_as_identity(x):
    return x


@relu.mistake("the derivative gives x above zero instead of one", operation="derivative")
def relu_slope_as_value(x):
    return np.maximum(x, 0)


@elementwise
@function(names=["logistic", "sigm", "expit", "logistic_function", "sigmoid_function"])
def sigmoid(x: ORDINARY) -> Float["n i"]:
    """One over one plus e to the minus x."""
    return 1 / (1 + np.exp(-x))


@sigmoid.mistake("the minus sign in the exponent is missing")
def sigmoid_mirrored(x):
    return 1 / (1 + np.exp(x))


@sigmoid.mistake("the 1 in the denominator is missing")
def sigmoid_without_one(x):
    return 1 / np.exp(-x)


@sigmoid.mistake("tanh is computed instead")
def sigmoid_as_tanh(x):
    return np.tanh(x)


@sigmoid.mistake("the derivative lacks the factor 1 − sigmoid", operation="derivative")
def sigmoid_slope_as_value(x):
    return sigmoid(x)


@sigmoid.mistake("the derivative takes x(1 − x) of the input instead of the output", operation="derivative")
def sigmoid_slope_of_input(x):
    return x * (1 - x)


@elementwise
@function(names=["hyperbolic_tangent", "tan_h"])
def tanh(x: ORDINARY) -> Float["n i"]:
    """The difference of e to the x and e to the minus x, over their sum."""
    return np.tanh(x)


@tanh.mistake("the exponent lacks its factor of two, so this is tanh(x / 2)")
def tanh_too_flat(x):
    return np.tanh(x / 2)


@tanh.mistake("sum and difference are exchanged in the fraction")
def tanh_upside_down(x):
    return np.cosh(x) / np.sinh(x)


@tanh.mistake("the sigmoid is computed instead")
def tanh_as_sigmoid(x):
    return 1 / (1 + np.exp(-x))


@tanh.mistake("the square is missing in the derivative, 1 − tanh²", operation="derivative")
def tanh_slope_without_square(x):
    return 1 - np.tanh(x)


# Constants are published with few digits, so a relative error of 1e-4 is no mistake here.
@elementwise
@function(names=["gaussian_error_linear_unit", "ge_lu"], relative=1e-4)
def gelu(x: ORDINARY) -> Float["n i"]:
    """X times the share of a standard normal below x (Hendrycks and Gimpel 2016, section 2)."""
    return x * 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))


@gelu.variant("tanh form of GELU (Hendrycks and Gimpel 2016, section 2)")
def gelu_by_tanh(x):
    return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


@gelu.variant("sigmoid form of GELU (Hendrycks and Gimpel 2016, section 2)")
def gelu_by_sigmoid(x):
    return x / (1 + np.exp(-1.702 * x))


@gelu.mistake("the root of two under x is missing in the error function")
def gelu_without_root(x):
    return x * 0.5 * (1 + np.vectorize(math.erf)(x))


@gelu.mistake("the factor x is missing: this is the share alone")
def gelu_without_x(x):
    return 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))


@gelu.mistake("the density of the normal is used instead of its distribution function")
def gelu_with_density(x):
    return x * np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)


@gelu.mistake("this is Swish, x · sigmoid(x)")
def gelu_as_swish(x):
    return x / (1 + np.exp(-x))


@elementwise
@function(names=["silu", "sigmoid_linear_unit"])
def swish(x: ORDINARY, beta: OneOf(1.0, 0.5, 2.0) = 1.0) -> Float["n i"]:
    """X times the sigmoid of beta x (Ramachandran et al. 2017, section 4)."""
    return x / (1 + np.exp(-beta * x))


@swish.mistake("the factor x is missing: this is the sigmoid alone")
def swish_without_x(x, beta):
    return 1 / (1 + np.exp(-beta * x))


@swish.mistake("the minus sign in the exponent is missing")
def swish_mirrored(x, beta):
    return x / (1 + np.exp(beta * x))


@swish.mistake("x and the sigmoid are added instead of multiplied")
def swish_as_sum(x, beta):
    return x + 1 / (1 + np.exp(-beta * x))


SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805


@elementwise
@function(names=["scaled_exponential_linear_unit", "scaled_elu"], relative=1e-3)
def selu(x: ORDINARY) -> Float["n i"]:
    """A scaled ELU with two fixed constants (Klambauer et al. 2017, equation 2)."""
    return SELU_SCALE * np.where(x > 0, x, SELU_ALPHA * (np.exp(x) - 1))


@selu.mistake("the scale of 1.0507 is missing")
def selu_without_scale(x):
    return np.where(x > 0, x, SELU_ALPHA * (np.exp(x) - 1))


@selu.mistake("the -1 after the exponential is missing")
def selu_without_minus_one(x):
    return SELU_SCALE * np.where(x > 0, x, SELU_ALPHA * np.exp(x))


@selu.mistake("the scale is applied above zero only")
def selu_scaled_above_only(x):
    return np.where(x > 0, SELU_SCALE * x, SELU_ALPHA * (np.exp(x) - 1))


@elementwise
@function(names=["exponential_linear_unit", "e_lu"])
def elu(x: ORDINARY, alpha: OneOf(1.0, 0.5, 1.75) = 1.0) -> Float["n i"]:
    """X above zero, alpha times (e to the x, minus one) below (Clevert et al. 2015, section 3)."""
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


@elu.fixed("alpha")
def alpha_in_use(code):
    """Minus the limit far below zero."""
    alpha = -float(np.ravel(code(np.array([[-40.0]])))[0])
    return alpha if 0 < alpha < 10 else 1.0


@elu.mistake("the -1 after the exponential is missing, so the curve jumps at zero")
def elu_without_minus_one(x, alpha):
    return np.where(x > 0, x, alpha * np.exp(x))


@elu.mistake("alpha is always 1, whichever alpha is asked for")
def elu_without_alpha(x, alpha):
    return np.where(x > 0, x, np.exp(x) - 1)


@elu.mistake("the line alpha · x is used below zero: that is a leaky ReLU")
def elu_as_leaky_relu(x, alpha):
    return np.where(x > 0, x, alpha * x)


@elu.mistake("the exponential is used above zero and the line below")
def elu_the_wrong_way_round(x, alpha):
    return np.where(x > 0, alpha * (np.exp(x) - 1), x)


@elementwise
@function(names=["soft_plus", "smooth_relu"])
def softplus(x: ORDINARY) -> Float["n i"]:
    """The logarithm of one plus e to the x."""
    return np.logaddexp(0, x)


@softplus.mistake("the logarithm is missing")
def softplus_without_log(x):
    return 1 + np.exp(x)


@softplus.mistake("the exponent has the wrong sign")
def softplus_mirrored(x):
    return np.logaddexp(0, -x)


@softplus.mistake("the exponential is missing")
def softplus_without_exp(x):
    return np.log1p(np.abs(x))


@function(names=["soft_max", "stable_softmax", "softmax_function"], mixes="k")
def softmax(z: Float["n k"].between(-20, 20)) -> Float["n k"]:
    """Exponentials, over their sum: in each row."""
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


@softmax.operation
def pullback(z, upstream):
    """Weigh the upstream gradient by the probabilities, and take out its mean."""
    shares = softmax(z)
    return shares * (upstream - (upstream * shares).sum(axis=-1, keepdims=True))


@softmax.check(hint="Divide by the sum of the same row.")
def sums_to_one(softmax, z):
    """The numbers of a row are shares: none below zero, and their sum is one."""
    shares = softmax(z)
    assert_that(bool(np.all(shares >= 0)), came="a number below zero", expected="shares, none below zero")
    assert_close(shares.sum(axis=-1), np.ones(len(z)))


@softmax.check(
    severity="remark", hint="Multiply the upstream gradient by the whole Jacobian, not by its diagonal."
)
def sends_gradients_back(softmax, z, upstream: Float["n k"]):
    """Its backward pass, where it has one, gives the gradient."""
    came = softmax.pullback(z=z, upstream=upstream)
    assert_close(came, pullback(z, upstream), scale=float(np.max(np.abs(upstream))))


@softmax.check(
    severity="remark", hint="Subtract the largest number of the row first: the shares stay the same."
)
def stays_finite_for_large_numbers(softmax, far: HUGE):
    """At 1000 and at -1000 it gives finite numbers."""
    assert_finite(softmax(np.array([[far, 0.0, 1.0]])))


@softmax.mistake("the softmax runs over the batch axis, down the columns")
def softmax_over_the_batch(z):
    powers = np.exp(z - z.max(axis=0))
    return powers / powers.sum(axis=0)


@softmax.mistake("the exponentials are not divided by their sum")
def softmax_without_division(z):
    return np.exp(z)


@softmax.mistake("the numbers are divided by their sum without taking exponentials")
def softmax_without_exponentials(z):
    return z / z.sum(axis=-1, keepdims=True)


@softmax.mistake("each number goes through a sigmoid of its own")
def softmax_as_sigmoid(z):
    return 1 / (1 + np.exp(-z))


skill(needs=all_of(leaky_relu, any_of(2, relu, sigmoid, tanh, gelu, swish, selu, elu, softplus, softmax)))
