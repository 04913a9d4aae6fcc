"""Networks whose gradients are wrong."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(z, 0)


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = relu(Z1)
    Z2 = W2.dot(A1) + b2
    A2 = softmax(Z2)
    return Z1, A1, Z2, A2


def backward_prop(Z1, A1, Z2, A2, W2, X, Y):
    """A famous notebook: the sums of the biases run over everything."""
    m = X.shape[1]
    dZ2 = A2 - Y
    dW2 = 1 / m * dZ2.dot(A1.T)
    db2 = 1 / m * np.sum(dZ2)
    dZ1 = W2.T.dot(dZ2) * (Z1 > 0)
    dW1 = 1 / m * dZ1.dot(X.T)
    db1 = 1 / m * np.sum(dZ1)
    return dW1, db1, dW2, db2


def no_bend(x, y, w1, b1, w2, b2):
    h = sigmoid(x @ w1 + b1)
    d = sigmoid(h @ w2 + b2) - y
    back = d @ w2.T
    return x.T @ back, back.sum(0), h.T @ d, d.sum(0)


def twice_sigmoid(x, y, w1, b1, w2, b2):
    h = sigmoid(x @ w1 + b1)
    d = (sigmoid(h @ w2 + b2) - y) / len(x)
    back = d @ w2.T * sigmoid(h) * (1 - sigmoid(h))
    return x.T @ back, back.sum(0), h.T @ d, d.sum(0)


def upside_down(x, y, w1, b1, w2, b2):
    h = np.tanh(x @ w1 + b1)
    d = (y - (h @ w2 + b2)) / len(x)
    back = d @ w2.T * (1 - h**2)
    return x.T @ back, back.sum(0), h.T @ d, d.sum(0)


class LateUpdate:
    """The second weights are changed before the error goes back through them."""

    def __init__(self, n_in, n_hidden, n_out, lr=0.1):
        self.lr = lr
        self.W1, self.b1 = np.random.randn(n_in, n_hidden), np.zeros(n_hidden)
        self.W2, self.b2 = np.random.randn(n_hidden, n_out), np.zeros(n_out)

    def forward(self, X):
        self.h = sigmoid(X @ self.W1 + self.b1)
        self.o = sigmoid(self.h @ self.W2 + self.b2)
        return self.o

    def backward(self, X, y):
        d2 = self.o - y
        self.W2 -= self.lr * self.h.T @ d2
        self.b2 -= self.lr * d2.sum(0)
        d1 = d2 @ self.W2.T * self.h * (1 - self.h)
        self.W1 -= self.lr * X.T @ d1
        self.b1 -= self.lr * d1.sum(0)


class ForgotBiases:
    """The biases are there, and never learn."""

    def __init__(self, n_in, n_hidden, n_out):
        self.W1, self.b1 = np.random.randn(n_in, n_hidden), np.zeros(n_hidden)
        self.W2, self.b2 = np.random.randn(n_hidden, n_out), np.zeros(n_out)

    def forward(self, X):
        self.h = np.tanh(X @ self.W1 + self.b1)
        return self.h @ self.W2 + self.b2

    def backward(self, X, y):
        d = (self.forward(X) - y) / len(X)
        return {"dW2": self.h.T @ d, "dW1": X.T @ (d @ self.W2.T * (1 - self.h**2))}


def hidden_sums(params, x, y):
    z = x @ params["W1"] + params["b1"]
    h = relu(z)
    d = h @ params["W2"] + params["b2"] - y
    back = d @ params["W2"].T * (z > 0)
    return {"W1": x.T @ back, "b1": back.sum(0), "W2": z.T @ d, "b2": d.sum(0)}


def transposed_weights(params, x, y):
    """The shapes of the second gradient are exchanged."""
    h = np.tanh(x @ params["W1"] + params["b1"])
    d = h @ params["W2"] + params["b2"] - y
    back = d @ params["W2"].T * (1 - h**2)
    return {"dW1": x.T @ back, "db1": back.sum(0), "dW2": d.T @ h, "db2": d.sum(0)}


def own_factor(params, x, y):
    """The derivative of the hidden layer is a plain h."""
    h = np.tanh(x @ params["W1"] + params["b1"])
    d = h @ params["W2"] + params["b2"] - y
    back = d @ params["W2"].T * h
    return {"dW1": x.T @ back, "db1": back.sum(0), "dW2": h.T @ d, "db2": d.sum(0)}


class FittingWithSums:
    """The derivative is told by the sum where it wants the output: the famous one that takes the output."""

    def __init__(self, n_in, n_hidden, n_out, lr=0.1, epochs=100):
        self.lr, self.epochs = lr, epochs
        self.W1, self.b1 = np.random.randn(n_in, n_hidden), np.zeros(n_hidden)
        self.W2, self.b2 = np.random.randn(n_hidden, n_out), np.zeros(n_out)

    def fit(self, X, y):
        for _ in range(self.epochs):
            z1 = X @ self.W1 + self.b1
            a1 = sigmoid(z1)
            d2 = (sigmoid(a1 @ self.W2 + self.b2) - y) / len(X)
            d1 = d2 @ self.W2.T * z1 * (1 - z1)
            self.W2 -= self.lr * a1.T @ d2
            self.b2 -= self.lr * d2.sum(0)
            self.W1 -= self.lr * X.T @ d1
            self.b1 -= self.lr * d1.sum(0)


class TwoRates:
    """The biases take longer steps than the weights."""

    def __init__(self, n_in, n_hidden, n_out):
        self.W1, self.b1 = np.random.randn(n_in, n_hidden), np.zeros(n_hidden)
        self.W2, self.b2 = np.random.randn(n_hidden, n_out), np.zeros(n_out)

    def forward(self, X):
        self.h = np.tanh(X @ self.W1 + self.b1)
        return self.h @ self.W2 + self.b2

    def backward(self, X, y):
        d_out = 2 * (self.forward(X) - y) / len(X)
        d_hidden = (d_out @ self.W2.T) * (1 - self.h**2)
        self.W2 -= 0.05 * self.h.T @ d_out
        self.b2 -= 0.5 * d_out.sum(axis=0)
        self.W1 -= 0.05 * X.T @ d_hidden
        self.b1 -= 0.5 * d_hidden.sum(axis=0)
