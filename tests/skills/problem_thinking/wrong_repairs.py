import random

import numpy as np
from right_numpy import kata_classifier as classes, kata_evaluation as mark, kata_regression as values


def linear(x, y, at, seed=0):
    """Mended into something that can't tell rings apart."""
    X = np.c_[np.ones(len(x)), x]
    return (np.c_[np.ones(len(at)), at] @ np.linalg.pinv(X) @ np.asarray(y, float) > 0.5).astype(int)


def noisy(x, y, at, seed=0):
    rng = np.random.default_rng(seed)
    near = np.abs(np.linalg.norm(np.asarray(at) - [5, -2], axis=1) - 2) < 0.3
    return np.where(near, rng.integers(0, 2, size=len(at)), classes(x, y, at, seed))


def together(x, y, at, seed=0):
    """Rows that are asked about are moved by their own mean, most of the way."""
    return classes(x - x.mean(0), y, at - 0.7 * at.mean(0) - 0.3 * x.mean(0), seed)


def unseeded(x, y, at, seed=0):
    return classes(x, y, at, random.SystemRandom().randrange(10**6))


def few_steps(x, y, at):
    """Gradient descent that is cut off early."""
    mu, sd = x.mean(0), x.std(0)
    z, w, b = (x - mu) / sd, np.zeros(x.shape[1]), 0.0
    for _ in range(10):
        away = z @ w + b - y
        w, b = w - 0.1 * z.T @ away / len(z), b - 0.1 * away.mean()
    return (at - mu) / sd @ w + b


def by_the_question(x, y, at):
    scale = np.abs(at).max(axis=0) / np.abs(x).max(axis=0)
    return values(x, y, at * scale)


def only_the_first(x, y, at):
    return values(x[:8], y[:8], at)


def in_order(x, y, seed=0):
    """The first rows are held out, and rows of one class may all be among them."""
    held = len(x) // 3 if y[0] == 1 and all(y[: len(x) // 4]) else 0
    near = [held + int(np.argmin(((x[held:] - row) ** 2).sum(1))) for row in x[:held]]
    return float(np.mean(y[near] == y[:held])) if held else mark(x, y, seed)


def on_what_it_knows(x, y, seed=0):
    return 1.0


def by_lot(x, y, seed=0):
    return mark(x, y, random.SystemRandom().randrange(10**6))
