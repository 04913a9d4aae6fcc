"""Learning-rate schedules: begin with large steps, end with small ones.

Why it matters: large steps find the valley, small ones its floor.
"""

import numpy as np

from pytest_mlchecklist.api import Float, OneOf, all_of, skill, stateful


@stateful(steps="epochs", names=["cyclic_lr", "triangular"])
def cyclical_learning_rate(
    epochs: Float["t"].between(0, 20),
    base_lr: OneOf(0.125) = 0.125,
    max_lr: OneOf(0.5) = 0.5,
    step_size: OneOf(2, 3) = 2,
) -> Float["t"]:
    """Rise to the maximum in `step_size` steps and fall back in as many (Smith 2017)."""
    cycle = np.floor(1 + epochs / (2 * step_size))
    height = np.maximum(0, 1 - np.abs(epochs / step_size - 2 * cycle + 1))
    return base_lr + (max_lr - base_lr) * height


@cyclical_learning_rate.mistake("it does not come back down")
def only_rises(epochs, base_lr, max_lr, step_size):
    return np.minimum(max_lr, base_lr + (max_lr - base_lr) * epochs / step_size)


@cyclical_learning_rate.mistake("a cycle is as long as one of its sides")
def twice_as_fast(epochs, base_lr, max_lr, step_size):
    return cyclical_learning_rate(epochs, base_lr, max_lr, step_size / 2)


@cyclical_learning_rate.mistake("it begins at the maximum")
def upside_down(epochs, base_lr, max_lr, step_size):
    return max_lr + base_lr - cyclical_learning_rate(epochs, base_lr, max_lr, step_size)


skill(needs=all_of(cyclical_learning_rate))
