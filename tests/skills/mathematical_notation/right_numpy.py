from functools import reduce

import numpy as np


def E(x, p):
    x, p = np.asarray(x), np.asarray(p)
    assert np.isclose(p.sum(), 1)
    return x @ p


def expectation(p, x):
    return np.dot(p, x)


def variance(values, probabilities):
    mu = E(values, probabilities)
    return E(np.asarray(values) ** 2, probabilities) - mu**2


def weighted_or_plain(values, weights=None):
    mean = np.average(values, weights=weights)
    return np.average((values - mean) ** 2, weights=weights)


def l2_norm(x):
    return np.linalg.norm(x)


def column_norm(v):
    assert v.shape[1] == 1
    return float(np.sqrt(v.T @ v)[0, 0])


def prod(arr):
    return reduce(lambda a, b: a * b, arr, 1)


def softmax(Z):
    """Rows of scores."""
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_of_columns(Z):
    e = np.exp(Z)
    return e / np.sum(e, axis=0)


def gmean(a):
    return np.exp(np.log(a).mean())


class Formulas:
    @staticmethod
    def expected_value(values, probs):
        return sum(v * p for v, p in zip(values, probs))

    def euclidean_norm(self, vec):
        return np.sqrt(np.square(vec).sum())

    def product(self, values):
        return np.multiply.reduce(values)

    def geometric_mean(self, values):
        return np.power(self.product(values), 1.0 / len(values))
