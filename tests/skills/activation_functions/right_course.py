# Dialect B: features first, (A, cache) tuples, backward with (dA, cache).
import numpy as np


def sigmoid(Z):
    A = 1 / (1 + np.exp(-Z))
    cache = Z
    return A, cache


def sigmoid_backward(dA, cache):
    Z = cache
    s = 1 / (1 + np.exp(-Z))
    dZ = dA * s * (1 - s)
    return dZ


def relu(Z):
    A = np.maximum(0, Z)
    assert A.shape == Z.shape
    return A, Z


def relu_backward(dA, cache):
    dZ = np.array(dA, copy=True)
    dZ[cache <= 0] = 0
    return dZ


def leaky_relu(Z, alpha=0.01):
    return np.where(Z > 0, Z, alpha * Z), Z


def leaky_relu_backward(dA, cache, alpha=0.01):
    dZ = np.array(dA, copy=True)
    dZ[cache < 0] *= alpha
    return dZ


def softmax(Z):
    # one example in each column
    shifted = Z - Z.max(axis=0, keepdims=True)
    return np.exp(shifted) / np.exp(shifted).sum(axis=0, keepdims=True), Z


def linear_forward(A, W, b):
    Z = np.dot(W, A) + b
    return Z, (A, W, b)
