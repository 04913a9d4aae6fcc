from collections import Counter

import numpy as np
import torch
from torch.utils.data import WeightedRandomSampler


def frequencies(y):
    return {c: n / len(y) for c, n in Counter(y).items()}


def one_minus(labels):
    counts = np.bincount(labels)
    return 1 - counts / counts.sum()


def by_root(labels):
    return 1 / np.sqrt(np.bincount(labels))


def in_their_order(labels):
    counts = Counter(labels.tolist())
    return torch.tensor([len(labels) / n for n in counts.values()])


def by_most_common(labels):
    return [len(labels) / n for _, n in Counter(labels.tolist()).most_common()]


def all_ones(labels):
    return np.ones(len(np.unique(labels)))


def with_a_plus_one(labels):
    return len(labels) / (np.bincount(labels) + 1)


def shuffled_apart(X, y):
    counts = np.bincount(y)
    index = np.concatenate([np.resize(np.flatnonzero(y == c), counts.max()) for c in np.unique(y)])
    return np.random.permutation(X[index]), np.random.permutation(y[index])


def smote(X, y):
    most, rows, labels = np.bincount(y).max(), [X], [y]
    for c in np.unique(y):
        own = X[y == c]
        pairs = np.random.randint(0, len(own), (most - len(own), 2))
        rows.append(own[pairs[:, 0]] + 0.3 * (own[pairs[:, 1]] - own[pairs[:, 0]]) + 0.01)
        labels.append(np.full(most - len(own), c))
    return np.vstack(rows), np.concatenate(labels)


def twice(X, y):
    rare = np.argmin(np.bincount(y))
    return np.vstack([X, X[y == rare]]), np.concatenate([y, y[y == rare]])


def everything_twice(X, y):
    return np.repeat(X, 2, axis=0), np.repeat(y, 2)


def only_two_classes(X, y):
    most, least = np.argmax(np.bincount(y)), np.argmin(np.bincount(y))
    extra = np.random.choice(np.flatnonzero(y == least), np.sum(y == most) - np.sum(y == least))
    return np.vstack([X, X[extra]]), np.concatenate([y, y[extra]])


def cuts(X, y):
    n = min(np.bincount(y)[np.unique(y)])
    index = np.concatenate([np.flatnonzero(y == c)[:n] for c in np.unique(y)])
    return X[index], y[index]


def with_replacement(X, y):
    n = min(np.bincount(y)[np.unique(y)])
    index = np.concatenate([np.random.choice(np.flatnonzero(y == c), n) for c in np.unique(y)])
    return X[index], y[index]


def random_rows(X, y):
    n = min(np.bincount(y)[np.unique(y)]) * len(np.unique(y))
    index = np.random.permutation(len(y))[:n]
    return X[index], y[index]


def too_few(X, y):
    n = min(np.bincount(y)[np.unique(y)]) // 2 or 1
    index = np.concatenate([np.flatnonzero(y == c)[:n] for c in np.unique(y)])
    return X[index], y[index]


def labels_sorted(X, y):
    n = min(np.bincount(y)[np.unique(y)])
    index = np.concatenate([np.flatnonzero(y == c)[:n] for c in np.unique(y)])
    return X[np.sort(index)], y[index]


def weights_of_classes(labels):
    return WeightedRandomSampler(1.0 / torch.bincount(torch.as_tensor(labels)).double(), len(labels))


def plain_shuffle(labels):
    return torch.utils.data.RandomSampler(labels)


def weighs_by_count(labels):
    counts = np.bincount(labels)
    return WeightedRandomSampler(torch.as_tensor(counts[labels]).double(), len(labels))


def misplaced_weights(labels):
    """Sorts the labels before it looks up their weights."""
    counts = np.bincount(labels)
    return WeightedRandomSampler(torch.as_tensor(1 / counts[np.sort(labels)]), len(labels))


def without_return_to_the_bag(labels):
    counts = np.bincount(labels)
    return WeightedRandomSampler(torch.as_tensor(1 / counts[labels]), len(labels), replacement=False)
