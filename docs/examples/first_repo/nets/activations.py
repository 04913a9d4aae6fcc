# Activation functions + their derivatives, from my notes (week 3).
# All of them take a numpy array and work element by element.
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_derivative(x):
    s = sigmoid(x)
    return s * (1 - s)


def relu(x):
    return np.maximum(0, x)


def relu_derivative(x):
    return (x > 0).astype(float)


def tanh(x):
    return np.tanh(x)


def d_tanh(x):
    return 1 - np.tanh(x) ** 2


# leaky relu: small slope for negative numbers so that the neurons don't "die"
def leaky_relu(x, alpha=0.01):
    return np.where(x >= 0, x, alpha)


def leaky_relu_derivative(x, alpha=0.01):
    return np.where(x >= 0, 1.0, alpha)


def gelu(x):
    # TODO: there is an exact version with erf and an approximation with tanh, which one??
    raise NotImplementedError
