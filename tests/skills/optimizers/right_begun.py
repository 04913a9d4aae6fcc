"""The outlines of `mlchecklist start`, filled in: one array in, the next one out."""

import numpy as np


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.velocity = lr, momentum, 0.0

    def update(self, w, grad):
        self.velocity = self.momentum * self.velocity + grad
        return w - self.lr * self.velocity


class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.velocity = lr, momentum, 0.0

    def update(self, w, grad):
        self.velocity = self.momentum * self.velocity + grad
        return w - self.lr * (grad + self.momentum * self.velocity)


class Adagrad:
    def __init__(self, lr=0.01):
        self.lr, self.squares = lr, 0.0

    def update(self, w, grad):
        self.squares = self.squares + grad**2
        return w - self.lr * grad / (np.sqrt(self.squares) + 1e-10)


class RMSProp:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.lr, self.decay_rate, self.squares = lr, decay_rate, 0.0

    def update(self, w, grad):
        self.squares = self.decay_rate * self.squares + (1 - self.decay_rate) * grad**2
        return w - self.lr * grad / (np.sqrt(self.squares) + 1e-8)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = 0.0, 0.0, 0

    def update(self, w, grad):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad**2
        m_hat = self.m / (1 - self.beta1**self.t)
        v_hat = self.v / (1 - self.beta2**self.t)
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class AdamW(Adam):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        super().__init__(lr, beta1, beta2, eps)
        self.weight_decay = weight_decay

    def update(self, w, grad):
        return super().update(w * (1 - self.lr * self.weight_decay), grad)
