import numpy as np


class _Descent:
    def __init__(self, lr=0.01, n_iters=1000):
        self.lr, self.n_iters = lr, n_iters

    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters):
            error = X @ self.w + self.b - y
            self.w -= self.lr * X.T @ error / len(X)
            self.b -= self.lr * error.mean()

    def predict(self, X):
        return X @ self.w + self.b


class NoIntercept(_Descent):
    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters):
            self.w -= self.lr * X.T @ (X @ self.w - y) / len(X)


class ForgetsTheIntercept(_Descent):
    def predict(self, X):
        return X @ self.w


class Subtracts(_Descent):
    def predict(self, X):
        return X @ self.w - self.b


class Rounds(_Descent):
    def predict(self, X):
        return np.round(super().predict(X))


class Climbs(_Descent):
    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters):
            error = X @ self.w + self.b - y
            self.w += self.lr * 10000 * X.T @ error / len(X)
            self.b += self.lr * 10000 * error.mean()


class StopsAtOnce(_Descent):
    def fit(self, X, y):
        for _ in range(self.n_iters):
            self.w, self.b = np.zeros(X.shape[1]), 0.0
            error = X @ self.w + self.b - y
            self.w -= self.lr * X.T @ error / len(X)
            self.b -= self.lr * error.mean()


class OnesAtTwoEnds:
    def fit(self, X, y):
        self.theta = np.linalg.pinv(np.c_[np.ones(len(X)), X]) @ y

    def predict(self, X):
        return np.c_[X, np.ones(len(X))] @ self.theta


class ScalesOnlyInFit(_Descent):
    def fit(self, X, y):
        super().fit((X - X.mean(axis=0)) / X.std(axis=0), y)


class CentresY(_Descent):
    def fit(self, X, y):
        super().fit(X, y - y.mean())


class OneByOne:
    def fit(self, X, y):
        self.means, self.y_mean = X.mean(axis=0), y.mean()
        self.slopes = [np.cov(X[:, j], y)[0, 1] / np.var(X[:, j], ddof=1) for j in range(X.shape[1])]

    def predict(self, X):
        return self.y_mean + (X - self.means) @ np.array(self.slopes)


class LeastAbsolute(_Descent):
    """Minimises the sum of what is missed, not of its squares."""

    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters * 3):
            side = np.sign(X @ self.w + self.b - y)
            self.w -= self.lr * X.T @ side / len(X)
            self.b -= self.lr * side.mean()


class StrongRidge:
    """Holds its weights small, the intercept too."""

    def fit(self, X, y):
        A = np.c_[np.ones(len(X)), X]
        self.theta = np.linalg.solve(A.T @ A + 10 * np.eye(A.shape[1]), A.T @ y)

    def predict(self, X):
        return np.c_[np.ones(len(X)), X] @ self.theta


class MeanOnly:
    def fit(self, X, y):
        self.mean = y.mean()

    def predict(self, X):
        return np.full(len(X), self.mean)


def fit_line(x, y):
    """Divides by the spread of y."""
    slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((y - y.mean()) ** 2)
    return slope, y.mean() - slope * x.mean()


def intercept_with_a_plus(x, y):
    slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
    return slope, y.mean() + slope * x.mean()


def two_points(x, y):
    slope = (y[-1] - y[0]) / (x[-1] - x[0])
    return slope, y[0] - slope * x[0]
