import numpy as np


def assign_clusters(X, centroids):
    distances = np.linalg.norm(X[:, np.newaxis] - centroids, axis=2)
    return np.argmin(distances, axis=1)


def find_closest_centroids(X, centroids):
    K = centroids.shape[0]
    idx = np.zeros(X.shape[0], dtype=int)
    for i in range(X.shape[0]):
        distance = []
        for j in range(K):
            distance.append(np.linalg.norm(X[i] - centroids[j]))
        idx[i] = np.argmin(distance)
    return idx


def closest_centroid(x, centroids):
    """One point alone."""
    assert x.ndim == 1
    return int(np.argmin([np.sqrt(np.sum((x - c) ** 2)) for c in centroids]))


def labels_and_distances(centroids, points):
    d = ((points[:, None] - centroids[None]) ** 2).sum(-1)
    return d.argmin(1), d


def assign_expanded(X, mu):
    d = (X**2).sum(1)[:, None] - 2 * X @ mu.T + (mu**2).sum(1)[None]
    return d.argmin(axis=1).reshape(-1, 1)


def update_centroids(X, labels, k):
    return np.array([X[labels == i].mean(axis=0) for i in range(k)])


def compute_centroids(X, idx, K):
    m, n = X.shape
    centroids = np.zeros((K, n))
    for k in range(K):
        points = X[idx == k]
        centroids[k] = np.mean(points, axis=0)
    return centroids


def without_a_count(data, labels):
    return np.stack([data[labels == label].mean(0) for label in np.unique(labels)])


def from_old_centroids(X, labels, centroids):
    new = centroids.copy()
    for i in range(centroids.shape[0]):
        members = X[labels == i]
        if len(members) > 0:
            new[i] = members.mean(axis=0)
    return new


def inertia(X, centroids, labels):
    return ((X - centroids[labels]) ** 2).sum()


def wcss(X, labels, centroids):
    total = 0
    for k in range(len(centroids)):
        total += np.sum(np.linalg.norm(X[labels == k] - centroids[k], axis=1) ** 2)
    return total


def without_labels(X, centroids):
    d = np.linalg.norm(X[:, None] - centroids, axis=2)
    return np.sum(np.min(d, axis=1) ** 2)


def distortion(X, idx, centroids):
    return np.mean(np.sum((X - centroids[idx]) ** 2, axis=1))


def silhouette(X, labels):
    n = len(X)
    scores = []
    D = np.linalg.norm(X[:, None] - X[None], axis=2)
    for i in range(n):
        same = labels == labels[i]
        same[i] = False
        if same.sum() == 0:
            scores.append(0)
            continue
        a = D[i][same].mean()
        b = min(D[i][labels == l].mean() for l in set(labels.tolist()) if l != labels[i])
        scores.append((b - a) / max(a, b))
    return np.mean(scores)


class KMeans:
    def __init__(self, n_clusters=8, max_iter=100):
        self.n_clusters = n_clusters
        self.max_iter = max_iter

    def _assign_clusters(self, X, centroids):
        return np.array([np.argmin([np.sum((x - c) ** 2) for c in centroids]) for x in X])

    def _update_centroids(self, X, labels):
        centroids = np.zeros((self.n_clusters, X.shape[1]))
        for k in range(self.n_clusters):
            if np.any(labels == k):
                centroids[k] = X[labels == k].mean(axis=0)
        return centroids

    def _compute_inertia(self, X, centroids, labels):
        return float(sum(np.sum((X[labels == k] - c) ** 2) for k, c in enumerate(centroids)))
