import numpy as np
from sklearn.linear_model import LinearRegression as _Library
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler


class GradientDescent:
    def __init__(self, lr=0.001, n_iters=10):
        self.lr = lr
        self.n_iters = n_iters
        self.weights = None
        self.bias = None

    def fit(self, X, y):
        n_samples, n_features = X.shape
        self.weights = np.zeros(n_features)
        self.bias = 0
        for _ in range(self.n_iters):
            error = X @ self.weights + self.bias - y
            self.weights -= self.lr * X.T @ error / n_samples
            self.bias -= self.lr * error.mean()

    def predict(self, X):
        return X @ self.weights + self.bias


class SummedGradients(GradientDescent):
    def fit(self, X, y, alpha=0.1, epochs=100):
        self.w = np.zeros(X.shape[1] + 1)
        X = np.column_stack([X, np.ones(len(X))])
        for _ in range(epochs):
            self.w -= alpha * X.T @ (X @ self.w - y)
        return self

    def predict(self, X):
        return np.column_stack([X, np.ones(len(X))]) @ self.w


class NormalEquation:
    def fit(self, X, y):
        X = np.insert(X, 0, 1, axis=1)
        self.theta = np.linalg.pinv(X.T @ X) @ X.T @ y

    def predict(self, X):
        return np.insert(X, 0, 1, axis=1) @ self.theta


class DataFirst:
    def __init__(self, X, y, learning_rate):
        self.X, self.y, self.learning_rate = X, y, learning_rate

    def train(self, iterations):
        self.m, self.c = np.zeros((self.X.shape[1], 1)), 0.0
        y = self.y.reshape(-1, 1)
        for _ in range(iterations):
            error = self.X @ self.m + self.c - y
            self.m -= self.learning_rate * self.X.T @ error / len(y)
            self.c -= self.learning_rate * error.mean()

    def predict(self, x):
        return self.X @ self.m + self.c if x is None else x @ self.m + self.c


class ColumnTargets:
    def __init__(self, num_features, step_size=0.05, num_epochs=500, verbose=True):
        self.theta = np.zeros((num_features, 1))
        self.b = np.zeros(1)
        self.step_size, self.num_epochs, self.verbose = step_size, num_epochs, verbose

    def fit(self, X, y):
        assert y.shape == (len(X), 1), "y must be a column"
        for epoch in range(self.num_epochs):
            error = X @ self.theta + self.b - y
            self.theta -= self.step_size * X.T @ error / len(X)
            self.b -= self.step_size * error.mean(axis=0)
            if self.verbose:
                raise RuntimeError("it prints")
        return self.theta, self.b

    def predict(self, X):
        return X @ self.theta + self.b


def features_first(X, Y, num_iterations=100, learning_rate=0.5, print_cost=False):
    w, b = np.zeros((X.shape[0], 1)), 0.0
    for _ in range(num_iterations):
        A = np.dot(w.T, X) + b
        dw = np.dot(X, (A - Y).T) / X.shape[1]
        w, b = w - learning_rate * dw, b - learning_rate * np.mean(A - Y)
    assert Y.shape == (1, X.shape[1])
    return {"w": w, "b": b}, []


def learn_line(xs, ys, lr=0.1, epochs=100):
    w, b = np.zeros(xs.shape[1]), 0.0
    for _ in range(epochs):
        error = xs @ w + b - ys
        w, b = w - lr * xs.T @ error / len(xs), b - lr * error.mean()
    return w, b


def normal_equation(X, y):
    X_b = np.c_[np.ones(len(X)), X]
    return np.linalg.inv(X_b.T @ X_b) @ X_b.T @ y


def one_feature(x, y):
    assert x.ndim == 1
    slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
    return slope, y.mean() - slope * x.mean()


class SimpleRegression:
    def fit(self, x, y):
        x_mean, y_mean = sum(x) / len(x), sum(y) / len(y)
        self.b1 = sum((a - x_mean) * (b - y_mean) for a, b in zip(x, y)) / sum((a - x_mean) ** 2 for a in x)
        self.b0 = y_mean - self.b1 * x_mean

    def predict(self, x):
        return [self.b0 + self.b1 * float(one) for one in x]


class RowByRow:
    def __init__(self, lr=0.01, epochs=300):
        self.lr, self.epochs = lr, epochs

    def fit(self, X, y):
        self.coef_ = [0.0] * len(X[0])
        self.intercept_ = 0.0
        for _ in range(self.epochs):
            for row, target in zip(X, y):
                error = self.predict(row) - target
                self.coef_ = [w - 0.02 * self.lr * error * v for w, v in zip(self.coef_, row)]
                self.intercept_ -= 0.02 * self.lr * error

    def predict(self, row):
        return self.intercept_ + sum(w * v for w, v in zip(self.coef_, row))


class Wrapped:
    def __init__(self):
        self.model = _Library()

    def fit(self, X, y):
        return self.model.fit(X, y)

    def predict(self, X):
        return self.model.predict(X)


class Inherited(_Library):
    pass


library = _Library()
pipeline = Pipeline([("scale", StandardScaler()), ("fit", _Library())])


def make_model():
    return make_pipeline(StandardScaler(), _Library())


def trained(X_train, y_train):
    return _Library().fit(X_train, y_train)


def all_at_once(X_train, y_train, X_test):
    return trained(X_train, y_train).predict(X_test)
