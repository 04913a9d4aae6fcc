"""Two layers without a bend, written in many ways."""

import numpy as np


def forward(x, w1, b1, w2, b2):
    h = x @ w1 + b1
    return h, h @ w2 + b2


def gradients(x, y, w1, b1, w2, b2):
    h, out = forward(x, w1, b1, w2, b2)
    d = out - y
    return (x.T @ (d @ w2.T), (d @ w2.T).sum(0)), (h.T @ d, d.sum(0))


def without_biases(x, y, params):
    w1, w2 = params["W1"], params["W2"]
    d = x @ w1 @ w2 - y
    return {"dW1": x.T @ (d @ w2.T), "dW2": (x @ w1).T @ d}


def of_what_came(X, Y, h, out, W2):
    d = out - Y
    back = d @ W2.T
    return {"dW1": X.T @ back, "db1": back.sum(0), "dW2": h.T @ d, "db2": d.sum(0)}


def of_a_notebook(X, Y, h, out, W2):
    """Its `m` was counted once; here it cancels."""
    d = (out - Y) * m / len(X)
    back = d @ W2.T
    return {"dW1": X.T @ back, "db1": back.sum(0), "dW2": h.T @ d, "db2": d.sum(0)}


class Handed:
    """Weights go to the constructor; labels to the loss."""

    def __init__(self, params):
        self.params = params
        self.grads = {}

    def loss(self, x, t):
        self.x, self.h = x, x @ self.params["W1"] + self.params["b1"]
        self.d = self.h @ self.params["W2"] + self.params["b2"] - t
        return 0.5 * np.sum(self.d**2)

    def backward(self):
        back = self.d @ self.params["W2"].T
        self.grads = {"W1": self.x.T @ back, "b1": back.sum(0), "W2": self.h.T @ self.d, "b2": self.d.sum(0)}


class Standing:
    """Weights with a row for each neuron, one layer object each."""

    def __init__(self, n_in, n_hidden, n_out):
        self.layers = [Layer(n_in, n_hidden), Layer(n_hidden, n_out)]

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad


class Layer:
    def __init__(self, i, o):
        self.weight, self.bias = np.random.randn(o, i), np.zeros(o)

    def forward(self, x):
        self.x = x
        return x @ self.weight.T + self.bias

    def backward(self, grad):
        self.dweight, self.dbias = grad.T @ self.x, grad.sum(0)
        return grad @ self.weight


def halved(x, y, w1, b1, w2, b2):
    (dw1, db1), (dw2, db2) = gradients(x, y, w1, b1, w2, b2)
    return dw1 / 2, db1 / 2, dw2 / 2, db2 / 2


def forgets_a_bias(x, y, w1, b1, w2, b2):
    (dw1, db1), (dw2, _) = gradients(x, y, w1, b1, w2, b2)
    return {"dW1": dw1, "db1": db1, "dW2": dw2}


def only_a_loss(x, y, w1, b1, w2, b2):
    return np.sum((forward(x, w1, b1, w2, b2)[1] - y) ** 2)


def wants_a_friend(x, y, friend):
    return friend
