import numpy as np


class _KMeans:
    def __init__(self, n_clusters=3, max_iter=100):
        self.n_clusters, self.max_iter = n_clusters, max_iter

    def start(self, X):
        return X[np.random.choice(len(X), self.n_clusters, replace=False)]

    def distances(self, X):
        return ((X[:, None] - self.centroids) ** 2).sum(axis=2)

    def middle(self, members):
        return members.mean(axis=0)

    def fit(self, X):
        self.centroids = np.array(self.start(X))
        for _ in range(self.max_iter):
            self.labels = self.distances(X).argmin(axis=1)
            for j in range(self.n_clusters):
                if np.any(self.labels == j):
                    self.centroids[j] = self.middle(X[self.labels == j])


class RandomNumbers(_KMeans):
    def start(self, X):
        return np.random.rand(self.n_clusters, X.shape[1])


class Manhattan(_KMeans):
    def distances(self, X):
        return np.abs(X[:, None] - self.centroids).sum(axis=2)


class Signed(_KMeans):
    def distances(self, X):
        return (X[:, None] - self.centroids).sum(axis=2)


class Farthest(_KMeans):
    def distances(self, X):
        return -super().distances(X)


class FirstFeature(_KMeans):
    def distances(self, X):
        return np.abs(X[:, :1] - self.centroids[:, 0])


class Medians(_KMeans):
    def middle(self, members):
        return np.median(members, axis=0)


class Sums(_KMeans):
    def middle(self, members):
        return members.sum(axis=0)


class MeanOfAll(_KMeans):
    """Averages over rows and columns at once."""

    def middle(self, members):
        return np.full(members.shape[1], members.mean())


class OneStep(_KMeans):
    def fit(self, X):
        self.max_iter = 1
        super().fit(X)


class NeverMoves(_KMeans):
    def fit(self, X):
        self.centroids = self.start(X)
        self.labels = self.distances(X).argmin(axis=1)


class SortedCentroids(_KMeans):
    """Sorts its centroids when all is done, and leaves the labels."""

    def fit(self, X):
        super().fit(X)
        self.centroids = self.centroids[::-1].copy()


class OneGroup(_KMeans):
    def fit(self, X):
        super().fit(X)
        self.labels = np.zeros(len(X))


class RandomLabels(_KMeans):
    def fit(self, X):
        self.labels = np.random.randint(0, self.n_clusters, len(X))


class SameStart(_KMeans):
    """All centroids start at one point, and stay together."""

    def start(self, X):
        return np.repeat(X[:1], self.n_clusters, axis=0)


class OneTooMany(_KMeans):
    def __init__(self, n_clusters=3, max_iter=100):
        super().__init__(n_clusters + 1, max_iter)
