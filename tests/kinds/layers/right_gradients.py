"""Right dense layers whose gradients come in the dialects of learners."""
import numpy as np


def linear_forward(A, W, b):
    return np.dot(W, A) + b, (A, W, b)


def linear_backward(dZ, cache):
    """Features first; divided by the number of examples."""
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    return np.dot(W.T, dZ), dW, db


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dout, cache):
    x, w = cache
    return {"dX": dout @ w.T, "dW": x.T @ dout, "db": dout.sum(axis=0)}


class Affine:
    def __init__(self, W, b):
        self.W, self.b, self.dW, self.db = W, b, None, None

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Fused:
    """The update happens in the backward pass."""

    def __init__(self, input_size, output_size):
        self.weights = np.random.rand(input_size, output_size) - 0.5
        self.bias = np.random.rand(1, output_size) - 0.5

    def forward_propagation(self, input_data):
        self.input = input_data
        return np.dot(input_data, self.weights) + self.bias

    def backward_propagation(self, output_error, learning_rate):
        input_error = np.dot(output_error, self.weights.T)
        self.weights -= learning_rate * np.dot(self.input.T, output_error)
        self.bias -= learning_rate * output_error.sum(axis=0, keepdims=True)
        return input_error


class WithGradients:
    """Gradients in a dictionary of their own."""

    def __init__(self, n_in, n_out):
        self.params = {"W": np.random.randn(n_in, n_out), "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = x
        return x @ self.params["W"] + self.params["b"]

    def backward(self, grad):
        self.grads["W"] = self.x.T @ grad
        self.grads["b"] = grad.sum(axis=0)
        return grad @ self.params["W"].T


class NamedApart:
    """Weights and gradients do not bear the same names."""

    def __init__(self, n_in, n_out):
        self.w_mat, self.b_vec = np.random.randn(n_in, n_out), np.zeros(n_out)
        self.grad_w = self.grad_b = None

    def forward(self, x):
        self.last_input = x
        return x @ self.w_mat + self.b_vec

    def backward(self, grad_out):
        self.grad_w = self.last_input.T @ grad_out
        self.grad_b = grad_out.sum(axis=0)
        return grad_out @ self.w_mat.T
