import numpy as np


def assign_farthest(X, centroids):
    d = np.linalg.norm(X[:, None] - centroids, axis=2)
    return np.argmax(d, axis=1)


def assign_first_coordinate(X, centroids):
    return np.array([np.argmin([abs(x[0] - c[0]) for c in centroids]) for x in X])


def assign_signed(X, centroids):
    return np.array([np.argmin([np.sum(x - c) for c in centroids]) for x in X])


def assign_manhattan(X, centroids):
    return np.array([np.argmin([np.abs(x - c).sum() for c in centroids]) for x in X])


def assign_wrong_axis(X, centroids):
    d = np.linalg.norm(X[:, None] - centroids, axis=2)
    return np.argmin(d, axis=0)


def update_sums(X, labels, k):
    return np.array([X[labels == i].sum(axis=0) for i in range(k)])


def update_over_all(X, labels, k):
    return np.array([X[labels == i].sum(axis=0) / len(X) for i in range(k)])


def update_no_axis(X, labels, k):
    return np.array([[np.mean(X[labels == i])] * X.shape[1] for i in range(k)])


def update_median(X, labels, k):
    return np.array([np.median(X[labels == i], axis=0) for i in range(k)])


def update_short(X, labels, k):
    return np.array([X[labels == i].mean(axis=0) for i in range(k - 1)])


def inertia_of_distances(X, centroids, labels):
    return np.sum(np.linalg.norm(X - centroids[labels], axis=1))


def inertia_mean_distance(X, centroids, labels):
    return np.mean(np.linalg.norm(X - centroids[labels], axis=1))


def inertia_all_centres(X, centroids, labels):
    return np.sum((X[:, None] - centroids[None]) ** 2)


def inertia_averaged(X, centroids, labels):
    return np.mean((X - centroids[labels]) ** 2)


def silhouette_with_itself(X, labels):
    D = np.linalg.norm(X[:, None] - X[None], axis=2)
    scores = []
    for i in range(len(X)):
        a = D[i][labels == labels[i]].mean()
        b = min(D[i][labels == l].mean() for l in np.unique(labels) if l != labels[i])
        scores.append((b - a) / max(a, b))
    return np.mean(scores)


def silhouette_reversed(X, labels):
    D = np.linalg.norm(X[:, None] - X[None], axis=2)
    scores = []
    for i in range(len(X)):
        own = labels == labels[i]
        a = D[i][own].sum() / (own.sum() - 1)
        b = min(D[i][labels == l].mean() for l in np.unique(labels) if l != labels[i])
        scores.append((a - b) / max(a, b))
    return np.mean(scores)


def silhouette_undivided(X, labels):
    D = np.linalg.norm(X[:, None] - X[None], axis=2)
    scores = []
    for i in range(len(X)):
        own = labels == labels[i]
        a = D[i][own].sum() / (own.sum() - 1)
        b = min(D[i][labels == l].mean() for l in np.unique(labels) if l != labels[i])
        scores.append(b - a)
    return np.mean(scores)
