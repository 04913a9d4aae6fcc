import numpy as np


class Uphill:
    def __init__(self, lr=0.1, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, 0

    def update(self, w, grad):
        self.v = self.momentum * self.v + self.lr * grad
        return w + self.v


class Forgets:
    def __init__(self, lr=0.1, momentum=0.9):
        self.lr, self.momentum = lr, momentum

    def update(self, params, grads):
        v = {}
        for k in params:
            v[k] = self.momentum * v.get(k, 0) - self.lr * grads[k]
            params[k] += v[k]


def undamped(w, grad, v, lr=0.1, momentum=0.9):
    v = v - lr * grad
    return w + v, v


class SharedState:
    def __init__(self, params, lr=0.1, momentum=0.9):
        self.params, self.lr, self.momentum, self.v = params, lr, momentum, 0.0

    def step(self):
        for p in self.params:
            self.v = self.momentum * np.mean(self.v) + p.grad
            p.data = p.data - self.lr * self.v


class CountsEveryParameter:
    def __init__(self, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps, self.t = lr, beta1, beta2, eps, 0
        self.m, self.v = {}, {}

    def update(self, name, w, dw):
        self.t += 1
        self.m[name] = self.b1 * self.m.get(name, 0) + (1 - self.b1) * dw
        self.v[name] = self.b2 * self.v.get(name, 0) + (1 - self.b2) * dw**2
        m, v = self.m[name] / (1 - self.b1**self.t), self.v[name] / (1 - self.b2**self.t)
        return w - self.lr * m / (np.sqrt(v) + self.eps)


def adam_uncorrected(w, g, m, v, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    return w - lr * m / (np.sqrt(v) + eps), m, v


def adam_without_power(w, g, m, v, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    return w - lr * (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + eps), m, v


def adam_without_root(w, g, m, v, t, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    return w - lr * (m / (1 - beta1**t)) / (v / (1 - beta2**t) + eps), m, v


class NeedsMore:
    def __init__(self, lr=0.1):
        self.lr = lr

    def update(self, owner, gradient, spectrum):
        raise ValueError(owner)


def a_regression(X, y, theta, alpha, iterations):
    return theta - alpha * X.T @ (X @ theta - y)


def needs_a_network(w, gradients, learning_rate):
    raise KeyError("no network")
