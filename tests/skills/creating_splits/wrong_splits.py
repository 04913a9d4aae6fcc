"""Natural mistakes."""

import random

import numpy as np
from sklearn.model_selection import train_test_split


def _by_class(y, test_size, rng):
    train, test = [], []
    for c in np.unique(y):
        idx = rng.permutation(np.where(y == c)[0])
        k = int(len(idx) * (1 - test_size))
        train += list(idx[:k])
        test += list(idx[k:])
    return rng.permutation(train), rng.permutation(test)


def not_stratified(X, y, test_size=0.2, seed=0):
    return train_test_split(X, y, test_size=test_size, random_state=seed)


# says that it keeps the classes, but shuffles everything together
def class_preserving(xs, ys, test_size=0.2):
    both = list(zip(xs, ys))
    random.shuffle(both)
    k = int(len(both) * test_size)
    test, train = both[:k], both[k:]
    return [a for a, _ in train], [a for a, _ in test], [b for _, b in train], [b for _, b in test]


def not_shuffled(X, y, train_ratio=0.8):
    k = int(len(X) * train_ratio)
    return X[:k], X[k:], y[:k], y[k:]


def first_of_each_class(X, y, test_size=0.2):
    train, test = [], []
    for c in np.unique(y):
        idx = np.where(y == c)[0]
        k = int(len(idx) * (1 - test_size))
        train += list(idx[:k])
        test += list(idx[k:])
    return X[train], X[test], y[train], y[test]


def misaligned(X, y, test_size=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, test = _by_class(y, test_size, rng)
    return X[train], X[test], y[rng.permutation(train)], y[test]


def trains_on_the_test_set(X, y, test_size=0.2, seed=0):
    train, test = _by_class(y, test_size, np.random.default_rng(seed))
    return X, X[test], y, y[test]


def minus_zero(X, y, test_size=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, test = [], []
    for c in np.unique(y):
        idx = rng.permutation(np.where(y == c)[0])
        k = int(len(idx) * test_size)
        train += list(idx[:-k])
        test += list(idx[len(idx) - k :])
    return X[train], X[test], y[train], y[test]


def exchanged(X, y, test_size=0.2, seed=0):
    train, test = _by_class(y, test_size, np.random.default_rng(seed))
    X_train, X_test = X[test], X[train]
    return X_train, X_test, y[test], y[train]


def without_its_seed(X, y, test_size=0.2, random_state=0):
    train, test = _by_class(y, test_size, np.random.default_rng())
    return X[train], X[test], y[train], y[test]


def with_the_global_seed(X, y, test_size=0.2, random_state=0):
    return train_test_split(X, y, test_size=test_size, stratify=y)


# random.shuffle swaps the rows of an array with themselves: some double, some vanish
def shuffles_an_array(X, y, test_size=0.2):
    random.shuffle(X)
    k = int(len(X) * test_size)
    return X[k:], X[:k], y[k:], y[:k]
