"""Momentum: a ball that rolls downhill keeps some of its speed.

Why it matters: it passes through narrow valleys where plain descent swings from side to side.
"""

import numpy as np

from pytest_mlchecklist.api import Float, OneOf, all_of, assert_close, assert_that, optimizer, shown, skill


@optimizer(names=["sgd", "sgd_momentum", "momentum_sgd"])
def momentum(
    w: Float["d"],
    gradients: Float["t d"],
    learning_rate: OneOf(0.5, 0.125) = 0.5,
    momentum: OneOf(0.5, 0.75) = 0.5,
) -> Float["t d"]:
    """Keep a share of the last step, and add the gradient's (Polyak 1964)."""
    velocity, trace = np.zeros_like(w), []
    for gradient in gradients:
        velocity = momentum * velocity - learning_rate * gradient
        w = w + velocity
        trace.append(w)
    return np.array(trace)


@momentum.variant("form with the learning rate outside, as PyTorch writes it")
def momentum_of_torch(w, gradients, learning_rate, momentum):
    velocity, trace = np.zeros_like(w), []
    for gradient in gradients:
        velocity = momentum * velocity + gradient
        w = w - learning_rate * velocity
        trace.append(w)
    return np.array(trace)


@momentum.variant("average of the gradients")
def momentum_of_averages(w, gradients, learning_rate, momentum):
    velocity, trace = np.zeros_like(w), []
    for gradient in gradients:
        velocity = momentum * velocity + (1 - momentum) * gradient
        w = w - learning_rate * velocity
        trace.append(w)
    return np.array(trace)


@momentum.check(hint="Without a gradient and without speed there is no reason to move.")
def stays_where_it_is_level(code, w, gradients, **rest):
    """Gradients of zero change nothing when the ball is at rest."""
    assert_close(code(w, gradients * 0, **rest), np.tile(w, (len(gradients), 1)))


@momentum.check(hint="The speed of the last step is not forgotten: a share of it is left.")
def rolls_on(code, w, gradients, **rest):
    """After one push it rolls on in the same direction, ever slower."""
    push = np.abs(gradients[:1]) + 1
    came = code(w, np.concatenate([push, push * 0, push * 0]), **rest)
    steps = np.abs(np.diff(came, axis=0))
    assert_that(
        bool(np.all(steps[0] > 0) and np.all(steps[1] < steps[0])),
        came=f"steps of {shown(steps)}",
        expected="two more steps after the push, the second shorter than the first",
    )


@momentum.mistake("the step goes uphill")
def momentum_uphill(w, gradients, learning_rate, momentum):
    return 2 * w - momentum_reference(w, gradients, learning_rate, momentum)


@momentum.mistake("the speed is forgotten")
def momentum_without_memory(w, gradients, learning_rate, momentum):
    return w - learning_rate * np.cumsum(gradients, axis=0)


@momentum.mistake("the momentum is not applied to the last speed")
def momentum_undamped(w, gradients, learning_rate, momentum):
    return momentum_reference(w, gradients, learning_rate, 1.0)


def momentum_reference(w, gradients, learning_rate, momentum_share):
    return momentum.part.reference(w, gradients, learning_rate, momentum_share)


skill(needs=all_of(momentum))
