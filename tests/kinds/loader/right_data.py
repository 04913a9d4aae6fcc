from types import SimpleNamespace

import numpy as np
import pandas as pd

X, Y = np.arange(12.0).reshape(6, 2), np.array([0, 1, 0, 1, 0, 1])


class Bunch(dict):
    __getattr__ = dict.__getitem__


def pair():
    return X, Y


def bunch():
    return Bunch(data=X, target=Y, feature_names=["a", "b"], DESCR="…")


def frame():
    return pd.DataFrame({"species": ["a", "b", "a"], "width": [1.0, 2.0, 3.0], "height": [1, 2, 3]})


def four():
    return X[:4], X[4:], Y[:4], Y[4:]


def four_in_turn():
    return X[:4], Y[:4], X[4:], Y[4:]


def keras_way():
    return (X[:4], Y[:4]), (X[4:], Y[4:])


def famous_course():
    return X[:4].T[:, :].T, Y[:4].reshape(1, -1), X[4:], Y[4:].reshape(1, -1), np.array([b"no", b"yes"])


def in_columns():
    return X.T, Y.reshape(1, -1)


def texts():
    return ["good", "bad", "so so"], ["pos", "neg", "neg"]


def of_examples():
    return [("good", 1), ("bad", 0), ("so so", 0)]


def of_mappings():
    return [{"text": "good", "label": 1}, {"text": "bad", "label": 0}]


def by_name():
    return {"x_train": X[:4], "y_train": Y[:4], "x_test": X[4:], "y_test": Y[4:]}


def sets():
    return {"train": (X[:4], Y[:4]), "test": (X[4:], Y[4:])}


def one_table():
    return np.c_[X, Y]


class Digits:
    def __init__(self):
        self.images, self.labels = X, Y


class Source:
    def load(self):
        return SimpleNamespace(X=X, y=Y)


def batches():
    for i in range(0, 6, 4):
        yield X[i : i + 4], Y[i : i + 4]


def examples():
    return ((x, y) for x, y in zip(X, Y))


class Half:
    """A data set as torch wants it."""

    def __init__(self, start=0):
        self.start = start

    def __len__(self):
        return 3

    def __getitem__(self, index):
        if index >= 3:
            raise IndexError(index)
        return X[self.start + index], Y[self.start + index]


def two_sets():
    return Half(0), Half(3)


def only_a_number():
    return 3
