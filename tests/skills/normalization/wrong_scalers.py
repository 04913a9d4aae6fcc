import numpy as np


def leaks(X_train, X_test):
    everything = np.concatenate([X_train, X_test])
    mean, std = everything.mean(axis=0), everything.std(axis=0) + 1e-8
    return (X_train - mean) / std, (X_test - mean) / std


def each_by_itself(X_train, X_test):
    def scale(X):
        return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8)

    return scale(X_train), scale(X_test)


class Refits:
    def fit(self, X):
        return self

    def transform(self, X):
        return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-12)


class NotCentred:
    def fit(self, X):
        self.std = X.std(axis=0) + 1e-12

    def transform(self, X):
        return X / self.std


class ByVariance:
    def fit(self, X):
        self.mean, self.var = X.mean(axis=0), X.var(axis=0) + 1e-12

    def transform(self, X):
        return (X - self.mean) / self.var


class OneMean:
    def fit(self, X):
        self.mean, self.std = np.mean(X), np.std(X) + 1e-12
        return self

    def transform(self, X):
        return (X - self.mean) / self.std


class RowByRow:
    def fit(self, X):
        return self

    def transform(self, X):
        return X / (np.linalg.norm(X, axis=1, keepdims=True) + 1e-12)


class ByLargest:
    def fit(self, X):
        self.low, self.high = X.min(axis=0), X.max(axis=0)
        return self

    def transform(self, X):
        return (X - self.low) / (self.high + 1e-12)


class Precedence:
    """Forgets the brackets."""

    def fit(self, X):
        self.mean, self.std = X.mean(axis=0), X.std(axis=0) + 1e-12
        return self

    def transform(self, X):
        return X - self.mean / self.std


class WrongInverse:
    def fit(self, X):
        self.mean, self.std = X.mean(axis=0), X.std(axis=0) + 1e-12
        return self

    def transform(self, X):
        return (X - self.mean) / self.std

    def inverse_transform(self, X):
        return (X + self.mean) * self.std


class LossyInverse(WrongInverse):
    def inverse_transform(self, X):
        return X * self.std


def by_its_brightest(images):
    return images / images.max()


def min_max_image(images):
    return (images - images.min()) / (images.max() - images.min() + 1e-9)


def floor_division(images):
    return images // 255


def in_bytes(images):
    return (images / 255).astype(np.uint8)
