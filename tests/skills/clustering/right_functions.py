import random

import numpy as np


def kmeans(X, k, max_iters=100):
    centroids = X[np.random.choice(X.shape[0], k, replace=False)]
    for _ in range(max_iters):
        distances = np.linalg.norm(X[:, np.newaxis] - centroids, axis=2)
        labels = np.argmin(distances, axis=1)
        new_centroids = np.array([X[labels == i].mean(axis=0) for i in range(k)])
        if np.allclose(centroids, new_centroids):
            break
        centroids = new_centroids
    return centroids, labels


def k_means(points, K, n_iters=50):
    centroids, labels = kmeans(points, K, n_iters)
    return labels, centroids


def first_rows(X, n_clusters):
    centers = X[:n_clusters].copy()
    for _ in range(1000):
        labels = np.array([np.argmin([np.sum((x - c) ** 2) for c in centers]) for x in X])
        new = np.stack([X[labels == j].mean(axis=0) for j in range(n_clusters)])
        if np.all(new == centers):
            break
        centers = new
    return labels


def on_lists(points, k, iterations=20):
    centroids = random.sample(points, k)
    for _ in range(iterations):
        groups = [[] for _ in range(k)]
        for point in points:
            groups[min(range(k), key=lambda j: sum((a - b) ** 2 for a, b in zip(point, centroids[j])))].append(point)
        centroids = [[sum(c) / len(group) for c in zip(*group)] if group else centroids[j] for j, group in enumerate(groups)]
    return [min(range(k), key=lambda j: sum((a - b) ** 2 for a, b in zip(p, centroids[j]))) for p in points]


def as_mapping(X, k):
    centroids, labels = kmeans(X, k)
    return {"centroids": centroids, "labels": labels}


def groups_of_rows(data, k):
    _, labels = kmeans(data, k)
    return [np.flatnonzero(labels == j).tolist() for j in range(k)]
