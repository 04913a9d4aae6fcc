import random

import numpy as np
from sklearn.cluster import KMeans as _Library


def _lloyd(X, k, iterations):
    centroids = X[np.random.choice(len(X), k, replace=False)]
    for _ in range(iterations):
        labels = np.argmin(((X[:, None] - centroids) ** 2).sum(axis=2), axis=1)
        means = [X[labels == j].mean(axis=0) if np.any(labels == j) else centroids[j] for j in range(k)]
        centroids = np.array(means)
    labels = np.argmin(((X[:, None] - centroids) ** 2).sum(axis=2), axis=1)
    return centroids, labels


class FitPredict:
    def __init__(self, n_clusters=8, max_iter=300, random_state=None):
        self.n_clusters, self.max_iter = n_clusters, max_iter

    def fit(self, X):
        self.cluster_centers_, self.labels_ = _lloyd(X, self.n_clusters, self.max_iter)
        return self

    def predict(self, X):
        return np.argmin(((X[:, None] - self.cluster_centers_) ** 2).sum(axis=2), axis=1)


class OnlyPredict:
    def __init__(self, K=5, max_iters=100, plot_steps=True):
        self.K, self.max_iters, self.plot_steps = K, max_iters, plot_steps
        self.clusters = [[] for _ in range(self.K)]
        self.centroids = []

    def predict(self, X):
        assert not self.plot_steps
        self.centroids, labels = _lloyd(X, self.K, self.max_iters)
        return labels.astype(float)


class OnlyLabels:
    def __init__(self, k):
        self.k = k

    def fit(self, data):
        centroids, labels = _lloyd(data, self.k, 50)
        self.centroids = {j: centroids[j] for j in range(self.k)}
        self.labels = labels.reshape(-1, 1)


class DataInside:
    def __init__(self, X, num_clusters):
        self.X, self.num_clusters = X, num_clusters

    def fit(self):
        self.means, labels = _lloyd(self.X, self.num_clusters, 50)
        return labels


def centroids_and_labels(X, k, max_iters=10):
    return _lloyd(X, k, max_iters)


def labels_and_centroids(points, K):
    centroids, labels = _lloyd(points, K, 50)
    return labels, centroids


def only_labels(x, k, iterations=100):
    return _lloyd(x, k, iterations)[1]


def as_mapping(X, n_clusters):
    centroids, labels = _lloyd(X, n_clusters, 50)
    return {"centroids": centroids, "labels": labels}


def groups(data, k):
    _, labels = _lloyd(data, k, 50)
    return [np.flatnonzero(labels == j).tolist() for j in range(k)]


def on_lists(points, k, iterations=20):
    assert isinstance(points, list)
    centroids = random.sample(points, k)
    for _ in range(iterations):
        labels = [min(range(k), key=lambda j: sum((a - b) ** 2 for a, b in zip(p, centroids[j]))) for p in points]
        for j in range(k):
            members = [p for p, label in zip(points, labels) if label == j]
            if members:
                centroids[j] = [sum(column) / len(members) for column in zip(*members)]
    return labels


library = _Library(n_clusters=3, n_init=3)


class Inherited(_Library):
    pass
