"""Splits in NumPy, class by class."""

import numpy as np


def floor_of_ratio(X, y, ratio=0.8, seed=None):
    if seed is not None:
        np.random.seed(seed)
    train, test = [], []
    for c in np.unique(y):
        idx = np.where(y == c)[0]
        np.random.shuffle(idx)
        k = int(len(idx) * ratio)
        train.extend(idx[:k])
        test.extend(idx[k:])
    np.random.shuffle(train)
    return X[train], X[test], y[train], y[test]


# 70 / 15 / 15, and no seed of its own
def fixed_shares(X, y):
    train, val, test = [], [], []
    for c in np.unique(y):
        idx = np.random.permutation(np.where(y == c)[0])
        a, b = int(0.7 * len(idx)), int(0.85 * len(idx))
        train.append(idx[:a])
        val.append(idx[a:b])
        test.append(idx[b:])
    train, val, test = map(np.concatenate, (train, val, test))
    return {"train": (X[train], y[train]), "val": (X[val], y[val]), "test": (X[test], y[test])}


def from_labels(labels, ratios=(0.7, 0.2, 0.1), rng=None):
    rng = rng or np.random.default_rng()
    out = {"train": [], "val": [], "test": []}
    for c in set(labels):
        idx = np.where(labels == c)[0]
        rng.shuffle(idx)
        a = int(np.ceil(ratios[0] * len(idx)))
        b = a + max(1, round(ratios[1] * len(idx)))
        out["train"] += idx[:a].tolist()
        out["val"] += idx[a:b].tolist()
        out["test"] += idx[b:].tolist()
    return out


def in_percent(X, y, test_percent=20, seed=0):
    rng = np.random.RandomState(seed)
    mask = np.zeros(len(y), dtype=bool)
    for c in np.unique(y):
        idx = rng.permutation(np.where(y == c)[0])
        mask[idx[: round(len(idx) * test_percent / 100)]] = True
    return X[~mask], X[mask], y[~mask], y[mask]


# one example a column, labels (1, m)
def in_columns(X, Y, train_frac=0.8, seed=3):
    rng = np.random.RandomState(seed)
    m = X.shape[1]
    train, test = [], []
    for c in np.unique(Y[0]):
        idx = rng.permutation(np.arange(m)[Y[0, :] == c])
        k = round(train_frac * len(idx))
        train += list(idx[:k])
        test += list(idx[k:])
    return X[:, train], Y[:, train], X[:, test], Y[:, test]


# labels in the last column
def of_table(data, test_ratio, seed):
    rng = np.random.default_rng(seed)
    train, test = [], []
    for c in np.unique(data[:, -1]):
        rows = data[data[:, -1] == c]
        rng.shuffle(rows)
        k = int(len(rows) * test_ratio)
        test.append(rows[:k])
        train.append(rows[k:])
    return np.vstack(train), np.vstack(test)


def with_counts(X, y, n_val, n_test, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    order = order[np.argsort(y[order], kind="stable")]
    # every class in the same proportion: walk through the sorted rows in steps
    place = np.empty(len(y))
    for c in np.unique(y):
        mine = order[y[order] == c]
        place[mine] = (np.arange(len(mine)) + 0.5) / len(mine)
    order = np.argsort(place, kind="stable")
    val, test, train = np.split(order, [n_val, n_val + n_test])
    return X[train], y[train], X[val], y[val], X[test], y[test]


def test_set_first(X, y, test_size=0.2, seed=0):
    X_train, X_test, y_train, y_test = floor_of_ratio(X, y, 1 - test_size, seed)
    return X_test, X_train, y_test, y_train


def one_hot_labels(X, Y, test_size=0.2, seed=0):
    labels = np.argmax(Y, axis=1)
    masks = in_percent(np.arange(len(labels)), labels, 100 * test_size, seed)
    train, test = masks[:2]
    return X[train], X[test], Y[train], Y[test]
