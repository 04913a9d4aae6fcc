import numpy as np


class SVM:
    """The version of a well-known video course: w · x − b, one row at a time."""

    def __init__(self, learning_rate=0.001, lambda_param=0.01, n_iters=1000):
        self.lr = learning_rate
        self.lambda_param = lambda_param
        self.n_iters = n_iters
        self.w = None
        self.b = None

    def fit(self, X, y):
        n_samples, n_features = X.shape
        y_ = np.where(y <= 0, -1, 1)
        self.w = np.zeros(n_features)
        self.b = 0
        for _ in range(self.n_iters):
            for idx, x_i in enumerate(X):
                condition = y_[idx] * (np.dot(x_i, self.w) - self.b) >= 1
                if condition:
                    self.w -= self.lr * (2 * self.lambda_param * self.w)
                else:
                    self.w -= self.lr * (2 * self.lambda_param * self.w - np.dot(x_i, y_[idx]))
                    self.b -= self.lr * y_[idx]

    def predict(self, X):
        return np.sign(np.dot(X, self.w) - self.b)


class AllAtOnce:
    """The mean hinge loss and lambda, from random weights."""

    def __init__(self, lr=0.01, lam=0.01, epochs=1000, random_state=None):
        self.lr, self.lam, self.epochs = lr, lam, epochs
        self.rng = np.random.default_rng(random_state)

    def fit(self, X, y):
        self.w, self.b = self.rng.standard_normal(X.shape[1]), 0.0
        for _ in range(self.epochs):
            inside = y * (X @ self.w + self.b) < 1
            self.w -= self.lr * (2 * self.lam * self.w - y[inside] @ X[inside] / len(X))
            self.b += self.lr * y[inside].sum() / len(X)
        return self

    def decision_function(self, X):
        return X @ self.w + self.b

    def predict(self, X):
        return np.where(self.decision_function(X) >= 0, 1, -1)


class WithC:
    """Half the square of w, and C times the sum of the hinge losses."""

    def __init__(self, C=1.0, learning_rate=0.001, n_iterations=1000):
        self.C, self.learning_rate, self.n_iterations = C, learning_rate, n_iterations

    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iterations):
            margin = y * (X.dot(self.w) + self.b)
            dw, db = self.w.copy(), 0.0
            for i in np.where(margin < 1)[0]:
                dw -= self.C * y[i] * X[i]
                db -= self.C * y[i]
            self.w -= self.learning_rate * dw
            self.b -= self.learning_rate * db

    def predict(self, X):
        return np.sign(X.dot(self.w) + self.b).astype(int)


class MeanWithC(WithC):
    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iterations):
            inside = y * (X @ self.w + self.b) < 1
            self.w -= self.learning_rate * (self.w - self.C * y[inside] @ X[inside] / len(X))
            self.b += self.learning_rate * self.C * y[inside].sum() / len(X)


class ZeroOne:
    """Wants and gives 0 and 1; one vector holds the weights, the bias last."""

    def __init__(self, eta=0.05, reg=0.01, max_iter=300):
        self.eta, self.reg, self.max_iter = eta, reg, max_iter

    def fit(self, X, y):
        assert set(y) <= {0, 1}
        t = 2 * y - 1
        A = np.hstack([X, np.ones((len(X), 1))])
        self.theta = np.zeros(A.shape[1])
        for _ in range(self.max_iter):
            for row, label in zip(A, t):
                gradient = self.reg * np.append(self.theta[:-1], 0)
                if label * (row @ self.theta) < 1:
                    gradient = gradient - label * row
                self.theta -= self.eta * gradient

    def predict(self, X):
        return (np.hstack([X, np.ones((len(X), 1))]) @ self.theta > 0).astype(int)


class Pegasos:
    """Rows drawn at random, steps that get shorter (Shalev-Shwartz et al. 2007)."""

    def __init__(self, lambda_=0.01, n_iters=1000):
        self.lambda_, self.n_iters = lambda_, n_iters

    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for t in range(1, self.n_iters + 1):
            i = np.random.randint(len(X))
            eta = 1 / (self.lambda_ * t)
            violated = y[i] * (self.w @ X[i] + self.b) < 1
            self.w *= 1 - eta * self.lambda_
            if violated:
                self.w += eta * y[i] * X[i]
                self.b += eta * y[i]

    def predict(self, X):
        return np.where(X @ self.w + self.b > 0, 1, -1)


class PegasosByEpochs:
    """The same in a new order each epoch, with the bias as one more feature, in a column."""

    def __init__(self, lam=0.01, epochs=50):
        self.lam, self.epochs = lam, epochs

    def fit(self, X, y):
        A = np.c_[np.ones(len(X)), X]
        y = y.reshape(-1, 1)
        self.w, t = np.zeros((A.shape[1], 1)), 0
        for _ in range(self.epochs):
            for i in np.random.permutation(len(A)):
                t += 1
                violated = y[i, 0] * (A[i] @ self.w)[0] < 1
                self.w *= 1 - 1 / t
                if violated:
                    self.w += y[i, 0] * A[i][:, None] / (self.lam * t)

    def predict(self, X):
        return np.sign(np.c_[np.ones(len(X)), X] @ self.w)


class SmoSVM:
    """Simplified sequential minimal optimisation, with a kernel by name."""

    def __init__(self, C=1.0, tol=1e-3, max_passes=5, kernel="linear"):
        self.C, self.tol, self.max_passes, self.kernel = C, tol, max_passes, kernel

    def _k(self, a, b):
        return a @ b.T

    def fit(self, X, y):
        n = len(X)
        self.X, self.y = X, y.astype(float)
        self.alpha, self.b = np.zeros(n), 0.0
        K, passes = self._k(X, X), 0
        while passes < self.max_passes:
            changed = 0
            for i in range(n):
                E_i = (self.alpha * self.y) @ K[:, i] + self.b - self.y[i]
                r = E_i * self.y[i]
                if not ((r < -self.tol and self.alpha[i] < self.C) or (r > self.tol and self.alpha[i] > 0)):
                    continue
                j = np.random.choice([k for k in range(n) if k != i])
                changed += self._step(i, j, E_i, K)
            passes = passes + 1 if changed == 0 else 0
        return self

    def _step(self, i, j, E_i, K):
        y, a = self.y, self.alpha
        E_j = (a * y) @ K[:, j] + self.b - y[j]
        old_i, old_j = a[i], a[j]
        if y[i] == y[j]:
            low, high = max(0, old_i + old_j - self.C), min(self.C, old_i + old_j)
        else:
            low, high = max(0, old_j - old_i), min(self.C, self.C + old_j - old_i)
        eta = 2 * K[i, j] - K[i, i] - K[j, j]
        if low == high or eta >= 0:
            return 0
        a[j] = np.clip(old_j - y[j] * (E_i - E_j) / eta, low, high)
        if abs(a[j] - old_j) < 1e-5:
            return 0
        a[i] = old_i + y[i] * y[j] * (old_j - a[j])
        b1 = self.b - E_i - y[i] * (a[i] - old_i) * K[i, i] - y[j] * (a[j] - old_j) * K[i, j]
        b2 = self.b - E_j - y[i] * (a[i] - old_i) * K[i, j] - y[j] * (a[j] - old_j) * K[j, j]
        self.b = b1 if 0 < a[i] < self.C else b2 if 0 < a[j] < self.C else (b1 + b2) / 2
        return 1

    def predict(self, X):
        return np.sign((self.alpha * self.y) @ self._k(self.X, X) + self.b)


class HardMargin:
    """The dual, by a general solver."""

    def fit(self, X, y):
        from scipy.optimize import minimize

        rows = y[:, None] * X
        gram = rows @ rows.T
        found = minimize(
            lambda a: 0.5 * a @ gram @ a - a.sum(),
            np.zeros(len(y)),
            jac=lambda a: gram @ a - 1,
            bounds=[(0, None)] * len(y),
            constraints={"type": "eq", "fun": lambda a: a @ y, "jac": lambda a: y.astype(float)},
        )
        self.w = found.x @ rows
        support = int(np.argmax(found.x))
        self.b = y[support] - X[support] @ self.w

    def predict(self, X):
        return np.sign(X @ self.w + self.b)


class OnLists:
    def __init__(self, lr=0.01, reg=0.01, epochs=200):
        self.lr, self.reg, self.epochs = lr, reg, epochs

    def train(self, X, y):
        self.w, self.b = [0.0] * len(X[0]), 0.0
        for _ in range(self.epochs):
            for row, label in zip(X, y):
                f = sum(w * v for w, v in zip(self.w, row)) + self.b
                self.w = [w - self.lr * 2 * self.reg * w for w in self.w]
                if label * f < 1:
                    self.w = [w + self.lr * label * v for w, v in zip(self.w, row)]
                    self.b += self.lr * label

    def classify(self, X):
        return [1 if sum(w * v for w, v in zip(self.w, row)) + self.b > 0 else -1 for row in X]


class DataInConstructor:
    def __init__(self, X, y, C=1.0, lr=0.001, iterations=500):
        self.X, self.y, self.C, self.lr, self.iterations = X, y, C, lr, iterations

    def fit(self):
        self.w, self.b = np.zeros(self.X.shape[1]), 0.0
        for _ in range(self.iterations):
            inside = self.y * (self.X @ self.w + self.b) < 1
            self.w -= self.lr * (self.w - self.C * self.y[inside] @ self.X[inside])
            self.b += self.lr * self.C * self.y[inside].sum()

    def predict(self, X):
        return np.sign(X @ self.w + self.b)
