import numpy as np


class L2:
    def __init__(self, lmbda=0.01):
        self.lmbda = lmbda

    def __call__(self, weights):
        return 0.5 * self.lmbda * np.sum(np.square(weights))

    def grad(self, weights):
        return self.lmbda * weights


class l1_regularization:
    def __init__(self, alpha):
        self.alpha = alpha

    def __call__(self, w):
        return self.alpha * np.linalg.norm(np.ravel(w), 1)

    def grad(self, w):
        return self.alpha * np.sign(w)


class ElasticNet:
    def __init__(self, alpha, l1_ratio=0.5):
        self.alpha, self.l1_ratio = alpha, l1_ratio

    def __call__(self, w):
        l1 = self.l1_ratio * np.sum(np.abs(w))
        l2 = (1 - self.l1_ratio) * 0.5 * np.sum(w * w)
        return self.alpha * (l1 + l2)

    def grad(self, w):
        return self.alpha * (self.l1_ratio * np.sign(w) + (1 - self.l1_ratio) * w)


class SGD:
    def __init__(self, lr=0.01, weight_decay=0.0):
        self.lr, self.weight_decay = lr, weight_decay

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * (grads[key] + self.weight_decay * params[key])


class LabelSmoother:
    def __init__(self, smoothing=0.1):
        self.smoothing = smoothing

    def __call__(self, labels):
        return labels * (1.0 - self.smoothing) + self.smoothing / labels.shape[-1]


class L2Norm:
    """Half of the squares' gradient, as books write it that leave the factor two out."""

    def __init__(self, lam=0.01):
        self.lam = lam

    def __call__(self, w):
        return self.lam * np.sum(w**2)

    def grad(self, w):
        return self.lam * w
