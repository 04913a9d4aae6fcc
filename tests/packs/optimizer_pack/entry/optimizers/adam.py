"""Adam: every weight has a step size of its own.

Why it matters: it is what most networks are trained with.
"""

import numpy as np

from pytest_mlchecklist.api import Float, OneOf, all_of, assert_close, assert_that, optimizer, shown, skill


# Sources differ in epsilon, so it is given room: gradients stay away from zero.
@optimizer(names=["adam_optimizer", "adam_update"], relative=1e-4)
def adam(
    w: Float["d"].between(4, 9),
    gradients: Float["t d"].avoiding(0),
    learning_rate: OneOf(0.5, 0.125) = 0.001,
    beta1: OneOf(0.5, 0.75) = 0.9,
    beta2: OneOf(0.75, 0.5) = 0.999,
    epsilon: OneOf(1e-8) = 1e-8,
) -> Float["t d"]:
    """Divide a running mean of the gradients by the root of one of their squares (Kingma and Ba 2015)."""
    m, v, trace = np.zeros_like(w), np.zeros_like(w), []
    for t, gradient in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w - learning_rate * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
        trace.append(w)
    return np.array(trace)


@adam.check(hint="Both moments begin at zero. What are they divided by in the first step?")
def begins_with_a_step_of_the_learning_rate(adam, w, gradients, learning_rate, **rest):
    """The first step is as long as the learning rate, however large the gradient."""
    came = adam(w, gradients, learning_rate, **rest)
    assert_close(came[0], w - learning_rate * np.sign(gradients[0]), scale=np.max(np.abs(w)), relative=1e-4)


@adam.check(hint="Start from zero moments: zero over epsilon is zero.")
def stays_where_it_is_level(adam, w, gradients, **rest):
    """Gradients of zero change nothing."""
    came = adam(w, gradients * 0, **rest)
    assert_that(bool(np.array_equal(came[-1], w)), came=shown(came[-1]), expected=shown(w))


@adam.mistake("the bias correction is left out")
def adam_uncorrected(w, gradients, learning_rate, beta1, beta2, epsilon):
    m, v, trace = np.zeros_like(w), np.zeros_like(w), []
    for gradient in gradients:
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w - learning_rate * m / (np.sqrt(v) + epsilon)
        trace.append(w)
    return np.array(trace)


@adam.mistake("the bias is corrected by 1 − β without the power of t")
def adam_without_power(w, gradients, learning_rate, beta1, beta2, epsilon):
    m, v, trace = np.zeros_like(w), np.zeros_like(w), []
    for gradient in gradients:
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w - learning_rate * (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + epsilon)
        trace.append(w)
    return np.array(trace)


@adam.mistake("the root is left out")
def adam_without_root(w, gradients, learning_rate, beta1, beta2, epsilon):
    m, v, trace = np.zeros_like(w), np.zeros_like(w), []
    for t, gradient in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w - learning_rate * (m / (1 - beta1**t)) / (v / (1 - beta2**t) + epsilon)
        trace.append(w)
    return np.array(trace)


skill(needs=all_of(adam))
