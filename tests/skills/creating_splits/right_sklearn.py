"""Splits that lean on scikit-learn, as most learners write them."""

import numpy as np
from sklearn.model_selection import StratifiedShuffleSplit, train_test_split


def two_way(X, y, test_size=0.2, random_state=42):
    X_train, X_test, y_train, y_test = train_test_split(
        X, y, test_size=test_size, random_state=random_state, stratify=y
    )
    return X_train, X_test, y_train, y_test


def three_way(X, y, train_size=0.7, val_size=0.15, test_size=0.15, random_state=42):
    X_temp, X_test, y_temp, y_test = train_test_split(
        X, y, test_size=test_size, stratify=y, random_state=random_state
    )
    share = val_size / (train_size + val_size)
    X_train, X_val, y_train, y_val = train_test_split(
        X_temp, y_temp, test_size=share, stratify=y_temp, random_state=random_state
    )
    return X_train, X_val, X_test, y_train, y_val, y_test


# val_size counts from what the test set leaves
def val_of_rest(X, y, test_size=0.2, val_size=0.25, seed=0):
    X_temp, X_test, y_temp, y_test = train_test_split(
        X, y, test_size=test_size, stratify=y, random_state=seed
    )
    X_train, X_val, y_train, y_val = train_test_split(
        X_temp, y_temp, test_size=val_size, stratify=y_temp, random_state=seed
    )
    return (X_train, y_train), (X_val, y_val), (X_test, y_test)


def by_indices(X, y, test_size=0.2, seed=1):
    splitter = StratifiedShuffleSplit(n_splits=1, test_size=test_size, random_state=seed)
    for train_idx, test_idx in splitter.split(X, y):
        return X[train_idx], y[train_idx], X[test_idx], y[test_idx]


def with_switch(X, y, test_size=0.2, shuffle=False, stratify=None, random_state=None):
    if not shuffle:
        n = int(len(X) * (1 - test_size))
        return X[:n], X[n:], y[:n], y[n:]
    return train_test_split(X, y, test_size=test_size, stratify=stratify, random_state=random_state)


class Splitter:
    def __init__(self, test_size=0.2, stratified=False, seed=0):
        self.test_size, self.stratified, self.seed = test_size, stratified, seed

    def split(self, X, y):
        if self.stratified:
            rule = StratifiedShuffleSplit(n_splits=3, test_size=self.test_size, random_state=self.seed)
            yield from rule.split(X, y)
        else:
            order = np.random.permutation(len(y))
            yield order[10:], order[:10]


class DataHolder:
    def __init__(self, X, y, test_ratio=0.3, random_state=0):
        self.X, self.y, self.test_ratio, self.seed = X, y, test_ratio, random_state

    def split(self):
        self.X_train, self.X_test, self.y_train, self.y_test = train_test_split(
            self.X, self.y, test_size=self.test_ratio, random_state=self.seed, stratify=self.y
        )


the_library_itself = train_test_split
