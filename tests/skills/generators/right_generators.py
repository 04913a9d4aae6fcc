import random

import numpy as np


def batch_generator(X, y, batch_size=32, shuffle=True, seed=None):
    rng = np.random.default_rng(seed)
    indices = np.arange(len(X))
    if shuffle:
        rng.shuffle(indices)
    for start in range(0, len(X), batch_size):
        batch = indices[start : start + batch_size]
        yield X[batch], y[batch]


def permuted_copy(x, y, batch_size):
    p = np.random.permutation(len(x))
    x, y = x[p], y[p]
    for i in range(0, len(x), batch_size):
        yield x[i : i + batch_size], y[i : i + batch_size]


def endless(features, labels, batch_size):
    while True:
        order = np.random.permutation(len(features))
        for i in range(0, len(order), batch_size):
            cut = order[i : i + batch_size]
            yield features[cut], labels[cut]


def on_lists(data, labels, size):
    pairs = list(zip(data, labels))
    random.shuffle(pairs)
    for i in range(0, len(pairs), size):
        yield [pair[0] for pair in pairs[i : i + size]], [pair[1] for pair in pairs[i : i + size]]


def with_islice(x, y, bs, shuffle=True):
    from itertools import islice

    order = list(range(len(x)))
    if shuffle:
        random.shuffle(order)
    rest = iter(order)
    while batch := list(islice(rest, bs)):
        yield {"x": x[batch], "y": y[batch]}


def as_expression(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    return ((X[b], y[b]) for b in np.array_split(order, range(batch_size, len(X), batch_size)))


def dropping(x, y, batch_size, drop_last=True, shuffle=True):
    order = np.random.permutation(len(x)) if shuffle else np.arange(len(x))
    for i in range(0, len(x), batch_size):
        batch = order[i : i + batch_size]
        if drop_last and len(batch) < batch_size:
            return
        yield x[batch], y[batch]


def features_first(X, Y, mini_batch_size=64):
    m = X.shape[1]
    order = np.random.permutation(m)
    for k in range(0, m, mini_batch_size):
        yield X[:, order[k : k + mini_batch_size]], Y[:, order[k : k + mini_batch_size]]
