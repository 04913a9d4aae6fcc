import numpy as np

X = np.random.default_rng(1).normal(size=(10, 3))
Y = (X[:, 0] > 0).astype(int)


def load_dataset():
    return X, Y[:-1]


def gaps():
    x = X.copy()
    x[3, 1] = np.nan
    return x, Y


def one_class():
    return X, np.zeros(len(X))


def numbers():
    return X, np.arange(len(X))


def nothing():
    return X[:0], Y[:0]


def ragged():
    return [list(row[: 1 + i % 3]) for i, row in enumerate(X)], Y


class Cyclic:
    def __len__(self):
        return len(X)

    def __getitem__(self, i):
        if i > 2 * len(X):
            raise IndexError
        return X[i % len(X)], Y[i % len(X)]


class Jitters:
    def __len__(self):
        return len(X)

    def __getitem__(self, i):
        return X[i] + np.random.default_rng().normal(size=3), Y[i]
