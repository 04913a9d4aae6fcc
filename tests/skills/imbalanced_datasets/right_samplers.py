import random

import numpy as np


def weighted_sampler(labels, seed=0):
    rng = np.random.default_rng(seed)
    weights = 1 / np.bincount(labels)[labels]
    return rng.choice(len(labels), size=len(labels), p=weights / weights.sum())


def balanced_batch_generator(X, y, batch_size):
    """Never ends; first the class, then one of its rows."""
    by_class = {c: np.flatnonzero(y == c) for c in np.unique(y)}
    while True:
        chosen = [np.random.choice(by_class[c]) for c in np.random.choice(list(by_class), batch_size)]
        yield X[chosen], y[chosen]


class PythonSampler:
    def __init__(self, labels):
        counts = {label: list(labels).count(label) for label in set(labels)}
        self.weights = [1 / counts[label] for label in labels]

    def __iter__(self):
        return iter(random.choices(range(len(self.weights)), weights=self.weights, k=len(self.weights)))

    def __len__(self):
        return len(self.weights)
