import math


def distance(p, q):
    return math.sqrt(sum((a - b) ** 2 for a, b in zip(p, q)))


def assign_clusters(points, centroids):
    labels = []
    for p in points:
        best, best_d = 0, float("inf")
        for i, c in enumerate(centroids):
            d = distance(p, c)
            if d < best_d:
                best, best_d = i, d
        labels.append(best)
    return labels


def update_centroids(points, labels, k):
    centroids = []
    for i in range(k):
        members = [p for p, l in zip(points, labels) if l == i]
        centroids.append([sum(col) / len(members) for col in zip(*members)])
    return centroids


def inertia(points, centroids, labels):
    return sum(distance(p, centroids[l]) ** 2 for p, l in zip(points, labels))


def silhouette(points, labels):
    scores = []
    for i, p in enumerate(points):
        apart = {}
        for j, q in enumerate(points):
            if i != j:
                apart.setdefault(labels[j], []).append(distance(p, q))
        if labels[i] not in apart:
            scores.append(0.0)
            continue
        own = apart.pop(labels[i])
        a = sum(own) / len(own)
        b = min(sum(d) / len(d) for d in apart.values())
        scores.append((b - a) / max(a, b))
    return sum(scores) / len(scores)
