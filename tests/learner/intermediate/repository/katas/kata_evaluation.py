"""Kata: how good is a classifier on examples that it has never seen?

It runs from the first line to the last, and yet something is wrong with it. Find out what, and mend
it: `kata_evaluation` keeps its name and its arguments, everything else is yours. `pytest --mlchecklist`
says whether it behaves.
"""

import numpy as np


def split(x, y, seed, share=0.3):
    order = np.random.default_rng(seed).permutation(len(x))
    held = round(len(x) * share)
    test, train = order[:held], order[held:]
    return x[train], y[train], x[test], y[test]


def best_features(x, y, count=4):
    """Return the columns that differ most between the classes."""
    apart = np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0))
    return np.argsort(-apart)[:count]


def nearest(x, y, at):
    """Return the class of the nearest row of x for each row of at."""
    away = np.linalg.norm(at[:, None] - x[None], axis=2)
    return y[away.argmin(axis=1)]


def accuracy(predicted, truth):
    return float(np.mean(predicted == truth))


def kata_evaluation(x, y, seed=0):
    """Hold out three tenths of the rows x with their classes y, 0 or 1; return the accuracy on them."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=int)
    x_train, y_train, x_test, y_test = split(x, y, seed)
    columns = best_features(x_train, y_train)  # not of all rows: that is looking at the answers
    predicted = nearest(x_train[:, columns], y_train, x_test[:, columns])
    return accuracy(predicted, y_test)
