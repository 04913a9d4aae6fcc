import numpy as np


class _Hinge:
    def __init__(self, learning_rate=0.001, lambda_param=0.01, n_iters=1000):
        self.lr, self.lambda_param, self.n_iters = learning_rate, lambda_param, n_iters

    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters):
            inside = y * (X @ self.w + self.b) < 1
            self.w -= self.lr * (2 * self.lambda_param * self.w - y[inside] @ X[inside] / len(X))
            self.b += self.lr * y[inside].sum() / len(X)

    def predict(self, X):
        return np.sign(X @ self.w + self.b)


class Exchanged(_Hinge):
    def predict(self, X):
        return np.sign(-(X @ self.w + self.b))


class AlwaysOne(_Hinge):
    def predict(self, X):
        return np.ones(len(X))


class NoBias(_Hinge):
    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        for _ in range(self.n_iters):
            inside = y * (X @ self.w) < 1
            self.w -= self.lr * (2 * self.lambda_param * self.w - y[inside] @ X[inside] / len(X))

    def predict(self, X):
        return np.sign(X @ self.w)


class ForgetsTheBias(_Hinge):
    def predict(self, X):
        return np.sign(X @ self.w)


class WrongSign(_Hinge):
    def predict(self, X):
        return np.sign(X @ self.w - self.b)


class Perceptron(_Hinge):
    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters):
            for row, label in zip(X, y):
                if label * (row @ self.w + self.b) <= 0:
                    self.w += self.lr * label * row
                    self.b += self.lr * label


class NearestMean:
    def fit(self, X, y):
        self.low, self.high = X[y == -1].mean(axis=0), X[y == 1].mean(axis=0)

    def predict(self, X):
        near = np.linalg.norm(X - self.high, axis=1) < np.linalg.norm(X - self.low, axis=1)
        return np.where(near, 1, -1)


class LeastSquares:
    def fit(self, X, y):
        self.theta = np.linalg.pinv(np.c_[np.ones(len(X)), X]) @ y

    def predict(self, X):
        return np.sign(np.c_[np.ones(len(X)), X] @ self.theta)


class ClimbsTheHinge(_Hinge):
    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters):
            inside = y * (X @ self.w + self.b) < 1
            self.w += self.lr * (2 * self.lambda_param * self.w - y[inside] @ X[inside] / len(X))
            self.b -= self.lr * y[inside].sum() / len(X)


class NeverTrained(_Hinge):
    def fit(self, X, y):
        self.w, self.b = np.random.default_rng(1).normal(size=X.shape[1]), 0.0
