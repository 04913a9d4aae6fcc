import numpy as np


def uphill(w, grad, lr=0.01):
    return w + lr * grad


class AlwaysOne:  # the learning rate is kept, and then forgotten
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= grads[key]


def by_sign(w, grad, lr=0.01):
    return w - lr * np.sign(grad)


def clipped(w, grad, lr=0.01):  # steps of more than one are cut off, and nobody asked for that
    return w - lr * np.clip(grad, -1, 1)


class ForgetfulMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum

    def update(self, w, grad):
        v = np.zeros_like(w)
        v = self.momentum * v - self.lr * grad
        return w + v


def undamped(w, grad, v, lr=0.01, momentum=0.9):
    v = v - lr * grad
    return w + v, v


class SharedVelocity:
    def __init__(self, params, lr=0.1, momentum=0.9):
        self.params, self.lr, self.momentum, self.v = params, lr, momentum, 0.0

    def step(self):
        for p in self.params:
            self.v = self.momentum * np.mean(self.v) + p.grad
            p.data = p.data - self.lr * self.v


class LateMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, 0.0

    def update(self, w, grad):
        w = w + self.v
        self.v = self.momentum * self.v - self.lr * grad
        return w


class NesterovInName:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, 0

    def update(self, w, grad):
        self.v = self.momentum * self.v - self.lr * grad
        return w + self.v


class FirstEditionNesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params.keys():
            self.v[key] *= self.momentum
            self.v[key] -= self.lr * grads[key]
            params[key] += self.momentum * self.momentum * self.v[key]
            params[key] -= (1 + self.momentum) * self.lr * grads[key]


def nesterov_that_asks_here(grad, x0, lr=0.1, momentum=0.9, n_iter=100):
    x, v = np.array(x0, dtype=float), 0.0
    for _ in range(n_iter):
        v = momentum * v - lr * grad(x)
        x = x + v
    return x


def nesterov_with_whole_speed(w, dw, v, lr=0.01, mu=0.9):
    v = mu * v + dw
    return w - lr * (dw + v), v


def rmsprop_without_root(w, dw, s, lr=0.01, beta=0.9, eps=1e-8):
    s = beta * s + (1 - beta) * dw**2
    return w - lr * dw / (s + eps), s


def rmsprop_exchanged(w, dw, s, lr=0.01, beta=0.9, eps=1e-8):
    s = (1 - beta) * s + beta * dw**2
    return w - lr * dw / (np.sqrt(s) + eps), s


class RMSPropAsAdagrad:
    def __init__(self, lr=0.01, rho=0.9):
        self.lr, self.rho, self.s = lr, rho, 0

    def update(self, w, grad):
        self.s = self.s + grad**2
        return w - self.lr * grad / (np.sqrt(self.s) + 1e-8)


def rmsprop_without_epsilon(w, dw, s, lr=0.01, beta=0.9):
    s = beta * s + (1 - beta) * dw**2
    return w - lr * dw / np.sqrt(s), s


def adagrad_without_root(w, g, cache, lr=0.01, eps=1e-8):
    cache = cache + g * g
    return w - lr * g / (cache + eps), cache


def adagrad_without_square(w, g, cache, lr=0.01, eps=1e-8):
    cache = cache + g
    return w - lr * g / (np.sqrt(np.abs(cache)) + eps), cache


class AdagradOfOne:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, w, grad):
        cache = grad**2
        return w - self.lr * grad / (np.sqrt(cache) + 1e-8)


class AdamWithoutCorrection:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps, self.m, self.v = lr, beta1, beta2, eps, 0, 0

    def update(self, w, grad):
        self.m = self.b1 * self.m + (1 - self.b1) * grad
        self.v = self.b2 * self.v + (1 - self.b2) * grad**2
        return w - self.lr * self.m / (np.sqrt(self.v) + self.eps)


class AdamWithoutPower(AdamWithoutCorrection):
    def update(self, w, grad):
        self.m = self.b1 * self.m + (1 - self.b1) * grad
        self.v = self.b2 * self.v + (1 - self.b2) * grad**2
        m_hat, v_hat = self.m / (1 - self.b1), self.v / (1 - self.b2)
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class AdamThatNeverCounts(AdamWithoutCorrection):
    t = 1

    def update(self, w, grad):
        self.m = self.b1 * self.m + (1 - self.b1) * grad
        self.v = self.b2 * self.v + (1 - self.b2) * grad**2
        m_hat, v_hat = self.m / (1 - self.b1**self.t), self.v / (1 - self.b2**self.t)
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class AdamThatCountsTwice:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps, self.t = lr, beta1, beta2, eps, 0
        self.m, self.v = {}, {}

    def update(self, params, grads):
        for key in params:
            self.t += 1
            self.m[key] = self.b1 * self.m.get(key, 0) + (1 - self.b1) * grads[key]
            self.v[key] = self.b2 * self.v.get(key, 0) + (1 - self.b2) * grads[key] ** 2
            m, v = self.m[key] / (1 - self.b1**self.t), self.v[key] / (1 - self.b2**self.t)
            params[key] -= self.lr * m / (np.sqrt(v) + self.eps)


def adam_halfway(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v) + eps), m, v


def adamw_coupled(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    g = g + weight_decay * w
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adamw_that_is_adam(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adamw_growing(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    w = w * (1 + lr * weight_decay)
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v
