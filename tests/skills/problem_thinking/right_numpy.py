"""Mended by hand, in plain Python and NumPy."""

import random

import numpy as np


def kata_classifier(x, y, at, seed=0):
    rng = np.random.default_rng(seed)
    mu, sd = x.mean(0), x.std(0)
    x, at = (x - mu) / sd, (at - mu) / sd
    W1, b1 = rng.normal(size=(2, 40)), np.zeros(40)
    W2, b2 = rng.normal(size=(40, 1)) * 0.1, 0.0
    t = np.asarray(y, float)[:, None]
    for _ in range(600):
        h = np.tanh(x @ W1 + b1)
        p = 1 / (1 + np.exp(-(h @ W2 + b2)))
        d = (p - t) / len(x)
        dh = d @ W2.T * (1 - h**2)
        W2 -= h.T @ d
        b2 -= d.sum()
        W1 -= x.T @ dh
        b1 -= dh.sum(0)
    return [int(v > 0) for v in (np.tanh(at @ W1 + b1) @ W2 + b2)[:, 0]]


def kata_regression(x, y, at):
    X = np.c_[np.ones(len(x)), x]
    w = np.linalg.pinv(X) @ y
    return [float(w[0] + row @ w[1:]) for row in at]


def kata_evaluation(x, y, seed=0):
    rows = list(range(len(x)))
    random.Random(seed).shuffle(rows)
    cut = int(0.7 * len(rows))
    hits = 0
    for i in rows[cut:]:
        nearest = min(rows[:cut], key=lambda k: sum((x[k] - x[i]) ** 2))
        hits += int(y[nearest] == y[i])
    return hits / len(rows[cut:])
