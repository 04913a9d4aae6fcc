"""Loops on arrays with one fault each; the classes train a model of their own."""

import numpy as np


def ascends(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        err = X @ w + b - y
        w = w + lr * 2 / len(X) * (X.T @ err)
        b = b + lr * 2 / len(X) * err.sum()
    return w, b


def no_bias(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        err = X @ w + b - y
        w = w - lr * 2 / len(X) * (X.T @ err)
    return w, b


def last_sample(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for xi, yi in zip(X, y):
            err = xi @ w + b - yi
            dw, db = 2 * err * xi, 2 * err
        w = w - lr * dw
        b = b - lr * db
    return w, b


def returns_inside(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        err = X @ w + b - y
        w = w - lr * 2 / len(X) * (X.T @ err)
        b = b - lr * 2 / len(X) * err.sum()
        return w, b


def no_lr(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        err = X @ w + b - y
        w = w - 2 / len(X) * (X.T @ err)
        b = b - 2 / len(X) * err.sum()
    return w, b


def drops_tail(X, y, w, b, lr, epochs, batch_size):
    for _ in range(epochs):
        for k in range(len(X) // batch_size):
            xs, ys = X[k * batch_size:(k + 1) * batch_size], y[k * batch_size:(k + 1) * batch_size]
            err = xs @ w + b - ys
            w = w - lr * 2 / len(xs) * (xs.T @ err)
            b = b - lr * 2 / len(xs) * err.sum()
    return w, b


class BiasForgotten:
    def __init__(self, lr=0.01, n_iters=1000):
        self.lr, self.n_iters = lr, n_iters

    def fit(self, X, y):
        self.weights, self.bias = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters):
            err = X @ self.weights + self.bias - y
            self.weights = self.weights - self.lr * X.T @ err / len(X)

    def predict(self, X):
        return X @ self.weights + self.bias


class Ascends:
    def __init__(self, lr=0.01, n_iters=1000):
        self.lr, self.n_iters = lr, n_iters

    def fit(self, X, y):
        self.weights, self.bias = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters):
            err = X @ self.weights + self.bias - y
            self.weights = self.weights + self.lr * X.T @ err / len(X)
            self.bias = self.bias + self.lr * err.mean()

    def predict(self, X):
        return X @ self.weights + self.bias


class OneEpoch(Ascends):
    def fit(self, X, y):
        self.weights, self.bias = np.zeros(X.shape[1]), 0.0
        err = X @ self.weights + self.bias - y
        self.weights = self.weights - self.lr * X.T @ err / len(X)
        self.bias = self.bias - self.lr * err.mean()


class RateIgnored(Ascends):
    def fit(self, X, y):
        self.weights, self.bias = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters):
            err = X @ self.weights + self.bias - y
            self.weights = self.weights - 0.1 * X.T @ err / len(X)
            self.bias = self.bias - 0.1 * err.mean()


class LastOnly(Ascends):
    def fit(self, X, y):
        self.weights, self.bias = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters):
            for xi, yi in zip(X, y):
                err = xi @ self.weights + self.bias - yi
            self.weights = self.weights - self.lr * err * xi
            self.bias = self.bias - self.lr * err
