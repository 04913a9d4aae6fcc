import random

import numpy as np


def random_oversample(X, y, seed=42):
    rng = np.random.RandomState(seed)
    classes, counts = np.unique(y, return_counts=True)
    X_out, y_out = [X], [y]
    for cls, count in zip(classes, counts):
        idx = np.where(y == cls)[0]
        extra = rng.choice(idx, size=counts.max() - count, replace=True)
        X_out.append(X[extra])
        y_out.append(y[extra])
    X_out, y_out = np.vstack(X_out), np.concatenate(y_out)
    order = rng.permutation(len(y_out))
    return X_out[order], y_out[order]


class RandomOverSampler:
    def __init__(self, random_state=None):
        self.random_state = random_state

    def fit_resample(self, X, y):
        return random_oversample(X, y, self.random_state)


def over_lists(samples, labels):
    groups = {}
    for sample, label in zip(samples, labels):
        groups.setdefault(label, []).append(sample)
    most = max(len(group) for group in groups.values())
    pairs = []
    for label, group in groups.items():
        pairs += [(sample, label) for sample in group]
        pairs += [(random.choice(group), label) for _ in range(most - len(group))]
    random.shuffle(pairs)
    return pairs


def in_turns(data, target):
    """Repeats the rows of a class from the first on, with no chance in it."""
    counts = np.bincount(target)
    index = np.concatenate([np.resize(np.flatnonzero(target == c), counts.max()) for c in np.unique(target)])
    return {"X": data[index], "y": target[index]}


def one_table(X, y):
    data = np.column_stack([X, y])
    most = np.bincount(y).max()
    return np.vstack([
        np.vstack([own, own[np.random.randint(0, len(own), most - len(own))]])
        for own in (data[y == c] for c in np.unique(y))
    ])


def random_undersample(X, y, seed=0):
    rng = np.random.default_rng(seed)
    n = min(np.bincount(y)[np.unique(y)])
    keep = []
    for c in np.unique(y):
        keep.extend(rng.permutation(np.where(y == c)[0])[:n])
    keep = np.sort(keep)
    return X[keep], y[keep]


class UnderSampler:
    def __call__(self, X, y):
        return random_undersample(X, y, None)


def under_lists(samples, labels):
    groups = {}
    for pair in zip(samples, labels):
        groups.setdefault(pair[1], []).append(pair)
    fewest = min(map(len, groups.values()))
    chosen = [pair for group in groups.values() for pair in random.sample(group, fewest)]
    return [pair[0] for pair in chosen], [pair[1] for pair in chosen]


def first_ones(X, y):
    n = min(np.bincount(y)[np.unique(y)])
    index = np.concatenate([np.flatnonzero(y == c)[:n] for c in np.unique(y)])
    return X[index], y[index]
