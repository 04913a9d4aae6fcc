"""Kata: linear regression by gradient descent, for features of very different sizes.

It runs from the first line to the last, and yet something is wrong with it. Find out what, and mend
it: `kata_regression` keeps its name and its arguments, everything else is yours. `pytest --mlchecklist`
says whether it behaves.
"""

import numpy as np


def standardize(x, middle, spread):
    return (x - middle) / spread


def gradients(x, y, weights, bias):
    away = x @ weights + bias - y
    return 2 * x.T @ away / len(x), 2 * away.mean()


def descend(x, y, steps=500, lr=0.1):
    weights, bias = np.zeros(x.shape[1]), 0.0
    for _ in range(steps):
        by_weights, by_bias = gradients(x, y, weights, bias)
        weights = weights - lr * by_weights
        bias = bias - lr * by_bias
    return weights, bias


def kata_regression(x, y, at):
    """Fit a line to the rows x with their targets y; return its value for each row of at."""
    x, y, at = (np.asarray(values, dtype=float) for values in (x, y, at))
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    height, width = y.mean(), y.std() + 1e-9
    weights, bias = descend(standardize(x, middle, spread), (y - height) / width)
    predicted = standardize(at, middle, spread) @ weights + bias
    return predicted * width + height
