import numpy as np


def _distance(x1, x2):
    return np.sqrt(np.sum((x1 - x2) ** 2))


class KMeans:
    """The version of a well-known video course: `predict` does it all."""

    def __init__(self, K=5, max_iters=100, plot_steps=False):
        self.K = K
        self.max_iters = max_iters
        self.plot_steps = plot_steps
        self.clusters = [[] for _ in range(self.K)]
        self.centroids = []

    def predict(self, X):
        self.X = X
        self.n_samples, self.n_features = X.shape
        random_sample_idxs = np.random.choice(self.n_samples, self.K, replace=False)
        self.centroids = [self.X[idx] for idx in random_sample_idxs]
        for _ in range(self.max_iters):
            self.clusters = self._create_clusters(self.centroids)
            centroids_old = self.centroids
            self.centroids = self._get_centroids(self.clusters)
            if self._is_converged(centroids_old, self.centroids):
                break
        return self._get_cluster_labels(self.clusters)

    def _get_cluster_labels(self, clusters):
        labels = np.empty(self.n_samples)
        for cluster_idx, cluster in enumerate(clusters):
            for sample_index in cluster:
                labels[sample_index] = cluster_idx
        return labels

    def _create_clusters(self, centroids):
        clusters = [[] for _ in range(self.K)]
        for idx, sample in enumerate(self.X):
            distances = [_distance(sample, point) for point in centroids]
            clusters[np.argmin(distances)].append(idx)
        return clusters

    def _get_centroids(self, clusters):
        centroids = np.zeros((self.K, self.n_features))
        for cluster_idx, cluster in enumerate(clusters):
            centroids[cluster_idx] = np.mean(self.X[cluster], axis=0)
        return centroids

    def _is_converged(self, old, new):
        return sum(_distance(old[i], new[i]) for i in range(self.K)) == 0


class FitAndPredict:
    """As the library does it, with k-means++ and a seed."""

    def __init__(self, n_clusters=8, max_iter=300, tol=1e-4, random_state=None):
        self.n_clusters, self.max_iter, self.tol, self.random_state = n_clusters, max_iter, tol, random_state

    def fit(self, X):
        rng = np.random.default_rng(self.random_state)
        centers = [X[rng.integers(len(X))]]
        while len(centers) < self.n_clusters:
            d = np.min([((X - c) ** 2).sum(axis=1) for c in centers], axis=0)
            centers.append(X[rng.choice(len(X), p=d / d.sum())])
        self.cluster_centers_ = np.array(centers)
        for _ in range(self.max_iter):
            self.labels_ = self.predict(X)
            new = np.array([X[self.labels_ == j].mean(axis=0) for j in range(self.n_clusters)])
            shift = np.linalg.norm(new - self.cluster_centers_)
            self.cluster_centers_ = new
            if shift < self.tol:
                break
        self.inertia_ = ((X - self.cluster_centers_[self.labels_]) ** 2).sum()
        return self

    def predict(self, X):
        return np.argmin(np.linalg.norm(X[:, None] - self.cluster_centers_, axis=2), axis=1)


class Restarts:
    def __init__(self, n_clusters=3, n_init=1, max_iter=50):
        self.n_clusters, self.n_init, self.max_iter = n_clusters, n_init, max_iter

    def fit_predict(self, X):
        best = np.inf
        for _ in range(self.n_init):
            centroids = X[np.random.permutation(len(X))[: self.n_clusters]]
            for _ in range(self.max_iter):
                labels = ((X[:, None] - centroids) ** 2).sum(-1).argmin(1)
                centroids = np.array([X[labels == j].mean(0) if (labels == j).any() else centroids[j] for j in range(self.n_clusters)])
            inertia = ((X - centroids[labels]) ** 2).sum()
            if inertia < best:
                best, self.centroids, self.labels = inertia, centroids, labels
        return self.labels


class StartsInTheBox:
    """Starts anywhere between the smallest and the largest of each feature; its ten steps are written into it."""

    def __init__(self, k):
        self.k = k

    def fit(self, X):
        low, high = X.min(axis=0), X.max(axis=0)
        self.centroids = np.random.uniform(low, high, size=(self.k, X.shape[1]))
        for _ in range(10):
            self.labels = self._assign(X)
            for j in range(self.k):
                if np.any(self.labels == j):
                    self.centroids[j] = X[self.labels == j].mean(axis=0)

    def _assign(self, X):
        return np.argmin(np.linalg.norm(X[:, None] - self.centroids, axis=2), axis=1)


class DataInConstructor:
    def __init__(self, X, num_clusters):
        self.X, self.K = X, num_clusters
        self.max_iterations = 100

    def fit(self):
        centroids = self.X[np.random.choice(len(self.X), self.K, replace=False)]
        for _ in range(self.max_iterations):
            labels = np.argmin(((self.X[:, None] - centroids) ** 2).sum(axis=2), axis=1)
            previous, centroids = centroids, np.array([self.X[labels == k].mean(axis=0) for k in range(self.K)])
            if not (centroids - previous).any():
                break
        self.centroids = centroids
        return labels


class CountsFromOne:
    def __init__(self, k=2, iterations=100):
        self.k, self.iterations = k, iterations

    def fit(self, data):
        rng = np.random.RandomState()
        self.centroids = {j + 1: data[i] for j, i in enumerate(rng.choice(len(data), self.k, replace=False))}
        for _ in range(self.iterations):
            labels = [min(self.centroids, key=lambda j: np.linalg.norm(row - self.centroids[j])) for row in data]
            for j in self.centroids:
                members = data[np.array(labels) == j]
                if len(members):
                    self.centroids[j] = members.mean(axis=0)
        self.labels = np.array(labels).reshape(-1, 1)
