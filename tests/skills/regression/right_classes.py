import numpy as np


class LinearRegression:
    def __init__(self, lr=0.001, n_iters=1000):
        self.lr = lr
        self.n_iters = n_iters
        self.weights = None
        self.bias = None

    def fit(self, X, y):
        n_samples, n_features = X.shape
        self.weights = np.zeros(n_features)
        self.bias = 0
        for _ in range(self.n_iters):
            y_pred = np.dot(X, self.weights) + self.bias
            dw = (1 / n_samples) * np.dot(X.T, (y_pred - y))
            db = (1 / n_samples) * np.sum(y_pred - y)
            self.weights = self.weights - self.lr * dw
            self.bias = self.bias - self.lr * db

    def predict(self, X):
        return np.dot(X, self.weights) + self.bias


class NormalEquation:
    def fit(self, X, y):
        X_b = np.c_[np.ones((X.shape[0], 1)), X]
        self.theta = np.linalg.inv(X_b.T.dot(X_b)).dot(X_b.T).dot(y)
        return self

    def predict(self, X):
        return np.c_[np.ones((X.shape[0], 1)), X].dot(self.theta)


class OnesAtTheEnd:
    def fit(self, X, y):
        self.w = np.linalg.pinv(np.hstack([X, np.ones((len(X), 1))])) @ y

    def predict(self, X):
        return np.hstack([X, np.ones((len(X), 1))]) @ self.w


class RandomStart:
    """Starts anywhere, sums its gradients, and prints as it goes."""

    def __init__(self, learning_rate=0.1, epochs=500, verbose=True):
        self.learning_rate, self.epochs, self.verbose = learning_rate, epochs, verbose

    def fit(self, X, y):
        self.theta = np.random.randn(X.shape[1] + 1, 1)
        X = np.insert(X, 0, 1, axis=1)
        y = y.reshape(-1, 1)
        for epoch in range(self.epochs):
            self.theta -= self.learning_rate * 2 * X.T @ (X @ self.theta - y)
            if self.verbose:
                print(epoch)
        return self.theta

    def predict(self, X):
        return np.insert(X, 0, 1, axis=1) @ self.theta


class DataInConstructor:
    def __init__(self, X, y, alpha=0.01, iterations=1000):
        self.X, self.y, self.alpha, self.iterations = X, y, alpha, iterations
        self.m, self.b = np.zeros(X.shape[1]), 0.0

    def gradient_descent(self):
        for _ in range(self.iterations):
            error = self.X @ self.m + self.b - self.y
            self.m -= self.alpha * self.X.T @ error / len(self.y)
            self.b -= self.alpha * np.mean(error)

    def predict(self, x):
        return x @ self.m + self.b


class Stochastic:
    """One row at a time, in a new order each epoch."""

    def __init__(self, eta=0.01, n_epochs=50):
        self.eta, self.n_epochs = eta, n_epochs

    def fit(self, X, y):
        rng = np.random.default_rng()
        self.coef_, self.intercept_ = rng.normal(size=X.shape[1]), 0.0
        for _ in range(self.n_epochs):
            for i in rng.permutation(len(X)):
                error = X[i] @ self.coef_ + self.intercept_ - y[i]
                self.coef_ -= self.eta * 2 * error * X[i]
                self.intercept_ -= self.eta * 2 * error
        return self

    def predict(self, X):
        return X @ self.coef_ + self.intercept_


class RowAfterRow(Stochastic):
    """The same in the order of the rows, which leaves it farthest off."""

    def fit(self, X, y):
        self.coef_, self.intercept_ = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_epochs):
            for row, target in zip(X, y):
                error = row @ self.coef_ + self.intercept_ - target
                self.coef_ -= self.eta * 2 * error * row
                self.intercept_ -= self.eta * 2 * error


class MiniBatches:
    def __init__(self, learning_rate=0.05, max_iter=100, batch_size=4, random_state=None):
        self.learning_rate, self.max_iter = learning_rate, max_iter
        self.batch_size, self.random_state = batch_size, random_state

    def fit(self, X, y):
        rng = np.random.RandomState(self.random_state)
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.max_iter):
            order = rng.permutation(len(X))
            for start in range(0, len(X), self.batch_size):
                batch = order[start : start + self.batch_size]
                error = X[batch] @ self.w + self.b - y[batch]
                self.w -= self.learning_rate * X[batch].T @ error / len(batch)
                self.b -= self.learning_rate * error.mean()

    def predict(self, X):
        return X @ self.w + self.b


class Standardised:
    """Scales features and targets inside, and scales back."""

    def fit(self, X, y):
        self.mu, self.sigma = X.mean(axis=0), X.std(axis=0)
        self.y_mu, self.y_sigma = y.mean(), y.std()
        Z, t = (X - self.mu) / self.sigma, (y - self.y_mu) / self.y_sigma
        self.w = np.zeros(X.shape[1])
        for _ in range(1500):
            self.w -= 0.05 * Z.T @ (Z @ self.w - t) / len(Z)

    def predict(self, X):
        return (X - self.mu) / self.sigma @ self.w * self.y_sigma + self.y_mu


class StopsWhenItChangesLittle:
    def __init__(self, learning_rate=0.1, max_iterations=100000, tol=1e-3):
        self.learning_rate, self.max_iterations, self.tol = learning_rate, max_iterations, tol

    def fit(self, X, y):
        A = np.column_stack([np.ones(len(X)), X])
        self.beta = np.zeros(A.shape[1])
        for _ in range(self.max_iterations):
            step = self.learning_rate * A.T @ (A @ self.beta - y) / len(y)
            self.beta -= step
            if np.linalg.norm(step) < self.tol:
                break
        return self

    def predict(self, X):
        return np.column_stack([np.ones(len(X)), X]) @ self.beta


class FixedSteps:
    """Its rate and its thousand steps are written into it."""

    def train(self, X, y):
        self.w, self.b = np.zeros((X.shape[1], 1)), 0.0
        target = np.asarray(y).reshape(-1, 1)
        for _ in range(1000):
            error = X @ self.w + self.b - target
            self.w -= 0.01 * X.T @ error / len(X)
            self.b -= 0.01 * error.mean()

    def hypothesis(self, X):
        return X @ self.w + self.b


class PureLists:
    def __init__(self, learning_rate=0.01, num_iterations=300):
        self.learning_rate, self.num_iterations = learning_rate, num_iterations

    def fit(self, X, y):
        n, d = len(X), len(X[0])
        self.weights, self.bias = [0.0] * d, 0.0
        for _ in range(self.num_iterations):
            errors = [self._one(row) - target for row, target in zip(X, y)]
            for j in range(d):
                self.weights[j] -= self.learning_rate * sum(e * row[j] for e, row in zip(errors, X)) / n
            self.bias -= self.learning_rate * sum(errors) / n

    def _one(self, row):
        return sum(w * v for w, v in zip(self.weights, row)) + self.bias

    def predict(self, X):
        return [self._one(row) for row in X]


class SimpleLinearRegression:
    """One feature, in plain Python."""

    def fit(self, x, y):
        mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
        top = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))
        self.slope = top / sum((a - mean_x) ** 2 for a in x)
        self.intercept = mean_y - self.slope * mean_x

    def predict(self, x):
        return [self.slope * float(a) + self.intercept for a in x]
