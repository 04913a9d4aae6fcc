import numpy as np


def one_hot(ids, k):
    out = np.zeros((len(ids), k))
    out[np.arange(len(ids)), ids] = 1
    return out


def convert_to_one_hot(Y, C):
    Y = np.eye(C)[Y.reshape(-1)].T
    return Y


def to_categorical(y, num_classes=None):
    y = np.asarray(y, dtype=int)
    num_classes = num_classes or y.max() + 1
    return np.identity(num_classes)[y]


def on_lists(labels, n_classes):
    return [[1 if label == i else 0 for i in range(n_classes)] for label in labels]


def inferred(y):
    return np.eye(np.max(y) + 1)[y]


def from_columns(labels, num_classes):
    return (np.arange(num_classes) == labels[:, None]).astype(np.float32)


def present_only(y):
    return (np.unique(y) == np.asarray(y)[:, None]).astype(int)


class OneHotEncoder:
    def fit(self, y):
        self.categories_ = np.unique(y)
        return self

    def transform(self, y):
        return (np.asarray(y)[:, None] == self.categories_).astype(float)
