import numpy as np


class LinearSVM:
    """Labels are -1 and +1. Descends the hinge loss, one example after another."""

    def __init__(self, learning_rate=0.001, lambda_param=0.01, n_iters=1000):
        self.lr = learning_rate
        self.lambda_param = lambda_param
        self.n_iters = n_iters

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.n_iters):
            for x_i, y_i in zip(X, y):
                self.w -= self.lr * 2 * self.lambda_param * self.w
                if y_i * (x_i @ self.w + self.b) < 1:
                    self.w += self.lr * y_i * x_i
                    self.b += self.lr * y_i

    def predict(self, X):
        return np.where(X @ self.w + self.b >= 0, 1, -1)
