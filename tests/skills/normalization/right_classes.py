import numpy as np


class StandardScaler:
    def __init__(self):
        self.mean = None
        self.std = None

    def fit(self, X):
        self.mean = np.mean(X, axis=0)
        self.std = np.std(X, axis=0)

    def transform(self, X):
        return (X - self.mean) / (self.std + 1e-8)

    def fit_transform(self, X):
        self.fit(X)
        return self.transform(X)

    def inverse_transform(self, X_scaled):
        return X_scaled * (self.std + 1e-8) + self.mean


class MinMaxScaler:
    def __init__(self, feature_range=(0, 1)):
        self.low, self.high = feature_range

    def fit(self, X, y=None):
        self.data_min_ = X.min(axis=0)
        self.data_range_ = X.max(axis=0) - self.data_min_
        self.data_range_[self.data_range_ == 0] = 1
        return self

    def transform(self, X):
        return (X - self.data_min_) / self.data_range_ * (self.high - self.low) + self.low


class Robust:
    def fit(self, X):
        self.median = np.median(X, axis=0)
        q1, q3 = np.percentile(X, 25, axis=0), np.percentile(X, 75, axis=0)
        self.iqr = np.where(q3 - q1 == 0, 1, q3 - q1)
        return self

    def transform(self, X):
        return (X - self.median) / self.iqr


class FromData:
    """Measures when it is made."""

    def __init__(self, train_data, eps=1e-5):
        self.mu = train_data.mean(axis=0)
        self.sigma = np.sqrt(train_data.var(axis=0) + eps)

    def normalize(self, data):
        return (data - self.mu) / self.sigma

    def denormalize(self, data):
        return data * self.sigma + self.mu


class AroundZero:
    def fit(self, X):
        self.min, self.max = X.min(0), X.max(0)

    def __call__(self, X):
        return 2 * (X - self.min) / (self.max - self.min + 1e-9) - 1


class LeavesNaN:
    """A feature that never changes gives 0 / 0: that is remarked upon, no more."""

    def fit(self, X):
        self.mean, self.std = X.mean(axis=0), X.std(axis=0)
        return self

    def transform(self, X):
        return (X - self.mean) / self.std


class WithVariance:
    """Keeps the variance, and takes its root later."""

    def fit(self, X):
        n = len(X)
        self.m = sum(X) / n
        self.v = sum((row - self.m) ** 2 for row in X) / n
        return self

    def transform(self, X):
        return np.array([(row - self.m) / np.sqrt(self.v + 1e-10) for row in X])
