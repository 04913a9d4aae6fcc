import torch


def assign_clusters(x, centroids):
    return torch.cdist(x, centroids).argmin(dim=1)


def update_centroids(x, labels, k):
    return torch.stack([x[labels == i].mean(dim=0) for i in range(k)])


def inertia(x, centroids, labels):
    return ((x - centroids[labels]) ** 2).sum()
