import numpy as np


class NoIntercept:
    def fit(self, X, y):
        self.w = np.linalg.lstsq(X, y, rcond=None)[0]

    def predict(self, X):
        return X @ self.w


def mean_only(X_train, y_train, X_test):
    return [np.mean(y_train)] * len(X_test)


class OneGroup:
    def __init__(self, k):
        self.k = k

    def fit_predict(self, X):
        return np.zeros((len(X), 1))


def starting_points(X, k):
    centroids = X[:k]
    return centroids, np.argmin(((X[:, None] - centroids) ** 2).sum(axis=2), axis=1)


class Exchanged:
    def fit(self, X, y):
        self.middle = {label: X[y == label].mean(axis=0) for label in (0, 1)}

    def predict(self, X):
        near = ((X - self.middle[0]) ** 2).sum(axis=1) < ((X - self.middle[1]) ** 2).sum(axis=1)
        return near.astype(int)


class Always:
    def fit(self, X, y):
        return self

    def predict(self, X):
        return np.ones(len(X))


class NotCentred:
    def __init__(self, n_components=2):
        self.n_components = n_components

    def fit_transform(self, X):
        return X @ np.linalg.svd(X)[2][: self.n_components].T


class ByThemselves:
    def fit(self, X):
        self.mean = X.mean(axis=0)

    def transform(self, X):
        std = X.std(axis=0)
        return (X - X.mean(axis=0)) / np.where(std == 0, 1, std)


class ByVariance:
    def fit(self, X):
        self.mean, self.var = X.mean(axis=0), X.var(axis=0)

    def transform(self, X):
        return (X - self.mean) / np.where(self.var == 0, 1, self.var)


class WantsAPath:
    def __init__(self, path):
        self.path = path

    def fit(self, X, y):
        return self

    def predict(self, X):
        return X


class Broken:
    def fit(self, X, y):
        raise RuntimeError("the weights were never made")

    def predict(self, X):
        return X @ self.w


def normalize_alone(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def linear_regression(x, y, at):
    line = NoIntercept()
    line.fit(np.insert(x, 0, 1, axis=1), y)
    return line.predict(np.insert(at, 0, 1, axis=1))
