# Other names for the same things.
import numpy as np


class Leaky:
    """apply and derive."""

    def apply(self, t):
        return np.where(t < 0, 0.05 * t, t)

    def derive(self, t):
        return np.where(t < 0, 0.05, 1.0)


class Rectifier:
    """Nothing but static methods."""

    @staticmethod
    def calculate(values):
        return values * (values > 0)

    @staticmethod
    def derivative(values):
        return 1.0 * (values > 0)


def relu(v):
    return np.maximum(v, 0.0)


def derv_relu(v):
    # takes one number only, where relu takes arrays
    if v > 0:
        return 1
    return 0


def sigmoid(z, deriv=False):
    s = 1 / (1 + np.exp(-z))
    if deriv:
        return s * (1 - s)
    return s


def leaky_relu(t, c=0.01):
    return max(c * t, t), t


def d_leaky_relu(t, c=0.01):
    return 1 if t > 0 else c


class Tanh:
    """The backward takes the output and the gradient of the loss."""

    def forward(self, x):
        return np.tanh(x)

    def backward(self, output, output_error):
        return (1 - output**2) * output_error
