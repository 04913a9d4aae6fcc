import torch


def kmeans_torch(X, num_clusters, num_iters=50):
    centers = X[torch.randperm(X.shape[0])[:num_clusters]]
    for _ in range(num_iters):
        labels = torch.cdist(X, centers).argmin(dim=1)
        centers = torch.stack([X[labels == j].mean(dim=0) for j in range(num_clusters)])
    return labels, centers


class KMeans:
    def __init__(self, n_clusters, max_iter=50):
        self.n_clusters, self.max_iter = n_clusters, max_iter

    def fit(self, X):
        X = torch.as_tensor(X, dtype=torch.float32)
        self.centroids = X[torch.randperm(len(X))[: self.n_clusters]].clone()
        for _ in range(self.max_iter):
            self.labels = ((X[:, None] - self.centroids) ** 2).sum(dim=2).argmin(dim=1)
            for j in range(self.n_clusters):
                if (self.labels == j).any():
                    self.centroids[j] = X[self.labels == j].mean(dim=0)
        return self
