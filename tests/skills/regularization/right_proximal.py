"""Soft thresholding in NumPy, in lists and as an object."""

import numpy as np


def soft_threshold(w, lam):
    return np.sign(w) * np.maximum(np.abs(w) - lam, 0.0)


def prox_l1(x, lr, lmbda=0.1):
    return np.where(x > lr * lmbda, x - lr * lmbda, np.where(x < -lr * lmbda, x + lr * lmbda, 0.0))


class Lasso:
    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def soft_threshold(self, rho):
        return np.clip(rho - self.alpha, 0, None) + np.clip(rho + self.alpha, None, 0)
