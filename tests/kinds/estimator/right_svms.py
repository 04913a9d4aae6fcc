import numpy as np
from sklearn.svm import SVC as _Library


class Hinge:
    def __init__(self, learning_rate=0.001, lambda_param=0.01, n_iters=1000):
        self.lr, self.lambda_param, self.n_iters = learning_rate, lambda_param, n_iters

    def fit(self, X, y):
        y_ = np.where(y <= 0, -1, 1)
        self.w, self.b = np.zeros(X.shape[1]), 0
        for _ in range(self.n_iters):
            for row, label in zip(X, y_):
                if label * (row @ self.w - self.b) >= 1:
                    self.w -= self.lr * 2 * self.lambda_param * self.w
                else:
                    self.w -= self.lr * (2 * self.lambda_param * self.w - label * row)
                    self.b -= self.lr * label

    def predict(self, X):
        return np.sign(X @ self.w - self.b)


class ZeroOne(Hinge):
    def fit(self, X, y):
        super().fit(X, np.where(y == 0, -1, 1))

    def predict(self, X):
        return (super().predict(X) > 0).astype(int)

    def decision_function(self, X):
        return X @ self.w - self.b


class Columns(Hinge):
    def fit(self, X, y):
        assert y.shape == (len(X), 1)
        super().fit(X, y[:, 0])

    def predict(self, X):
        return super().predict(X).reshape(-1, 1)


class Shares(Hinge):
    def predict(self, X):
        return 1 / (1 + np.exp(-(X @ self.w - self.b)))


def train_svm(X, y, learning_rate=0.01, epochs=100, reg=0.01):
    model = Hinge(learning_rate, reg, epochs)
    model.fit(X, y)
    return model.w, model.b


def predict_svm(X, w, b):
    return np.sign(np.dot(X, w) - b)


class Wrapped:
    def __init__(self, C=1.0):
        self.classifier = _Library(kernel="linear", C=C)

    def train(self, X, y):
        self.classifier.fit(X, y)

    def classify(self, X):
        return self.classifier.predict(X)


library = _Library(kernel="linear")


class OnLists:
    def fit(self, X, y):
        assert isinstance(X, list)
        self.model = Hinge(0.01, 0.01, 300)
        self.model.fit(np.array(X), np.array(y))

    def predict(self, X):
        return self.model.predict(np.array(X)).tolist()
