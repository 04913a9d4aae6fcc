import numpy as np


class KMeans:
    def __init__(self, k=3, max_iters=100, seed=None):
        self.k = k
        self.max_iters = max_iters
        self.rng = np.random.default_rng(seed)

    def fit(self, X):
        start = self.rng.choice(len(X), size=self.k, replace=False)
        self.centroids = X[start].astype(float)
        for _ in range(self.max_iters):
            labels = self.predict(X)
            moved = self.centroids.copy()
            for j in range(self.k):
                if np.any(labels == j):
                    moved[j] = X[labels == j].mean(axis=0)
            if np.allclose(moved, self.centroids):
                break
            self.centroids = moved
        self.labels_ = self.predict(X)
        return self

    def predict(self, X):
        distances = ((X[:, None] - self.centroids) ** 2).sum(axis=2)
        return distances.argmin(axis=1)
