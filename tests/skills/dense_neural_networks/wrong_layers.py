"""Wrong dense layers: natural mistakes."""
import numpy as np


class NoBias:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)
        self.b = np.zeros(n_out)

    def forward(self, x):
        return x @ self.W


class BiasTwice:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)
        self.b = np.zeros(n_out)

    def forward(self, x):
        z = x @ self.W + self.b
        return z + self.b


class AlwaysReLU:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)
        self.b = np.zeros(n_out)

    def forward(self, x):
        return np.maximum(0, x @ self.W + self.b)


def bias_as_one_number(x, w, b):
    return x @ w + np.sum(b)


def mean_over_batch(x, w, b):
    return (x - x.mean(axis=0)) @ w + b


def minus_the_bias(inputs, weights, bias):
    return inputs @ weights - bias


def first_row_only(x, w, b):
    return np.tile(x[0] @ w + b, (len(x), 1))


class OwnRandomWeights:
    """Makes new weights at every call."""

    def __init__(self, n_in, n_out):
        self.n_in, self.n_out = n_in, n_out
        self.W = np.random.randn(n_in, n_out)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.W = np.random.randn(self.n_in, self.n_out)
        return x @ self.W + self.b
