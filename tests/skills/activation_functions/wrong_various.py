import numpy as np


def leaky_relu_gradient_zero(x, alpha=0.01):
    return np.maximum(alpha * x, x)


def leaky_relu_gradient_zero_derivative(x, alpha=0.01):
    return np.where(x > 0, 1, 0)


def softmax_down_the_columns(z):
    e = np.exp(z - np.max(z, axis=0))
    return e / np.sum(e, axis=0)


def dense(x, w, b):
    return x @ w + b


def sigmoid_off_by_a_little(x):
    return 1 / (1 + np.exp(-x)) + 1e-6


def gelu_with_wrong_constant(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044 * x**3)))


def relu_in_a_dead_corner(x):
    return np.where(x > 12, 12, np.maximum(x, 0))


def sigmoid_clipped(x):
    return 1 / (1 + np.exp(-np.clip(x, -5, 5)))


class EqualToEverything:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


def relu_that_lies(x):
    return EqualToEverything()


def leaky_relu_with_slope_above_one(x):
    return np.where(x > 0, x, 2 * x)


def leaky_relu_that_ignores_its_slope(x, slope=0.01):
    return np.where(x > 0, x, 0.01 * x)


def elu_that_ignores_its_alpha(x, alpha=1.0):
    return np.where(x > 0, x, np.exp(x) - 1)
