"""The three steps of k-means, one by one."""
import numpy as np


def assign_clusters(X, centroids):
    distances = np.linalg.norm(X[:, None, :] - centroids[None, :, :], axis=2)
    return np.argmin(distances, axis=1)


def update_centroids(X, labels, k):
    centroids = np.zeros((k, X.shape[1]))
    for j in range(k):
        members = X[labels == j]
        if len(members) > 0:
            centroids[j] = members.mean(axis=0)
    return centroids


def inertia(X, centroids, labels):
    return np.sum((X - centroids[labels]) ** 2)
