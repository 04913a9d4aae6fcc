import numpy as np


def train_val_test_split(X, y, val_size=0.15, test_size=0.15, random_state=None):
    """Each class is divided by itself, so that rare ones are in all three sets."""
    rng = np.random.RandomState(random_state)
    train, val, test = [], [], []
    for label in np.unique(y):
        idx = rng.permutation(np.flatnonzero(y == label))
        n_test = int(round(len(idx) * test_size))
        n_val = int(round(len(idx) * val_size))
        test.extend(idx[:n_test])
        val.extend(idx[n_test : n_test + n_val])
        train.extend(idx[n_test + n_val :])
    for part in (train, val, test):
        rng.shuffle(part)
    return X[train], X[val], X[test], y[train], y[val], y[test]
