import numpy as np
from scipy.cluster.vq import kmeans2
from sklearn.cluster import KMeans

model = KMeans(n_clusters=3)


class MyKMeans(KMeans):
    pass


class Wrapped:
    def __init__(self, k):
        self.km = KMeans(n_clusters=k, n_init="auto")

    def fit(self, X):
        self.km.fit(X)
        self.labels_ = self.km.labels_


def kmeans_clustering(X, n_clusters):
    return KMeans(n_clusters=n_clusters, n_init=10, random_state=42).fit_predict(X)


def by_scipy(data, k):
    centroids, labels = kmeans2(np.asarray(data), k, iter=30, minit="++", seed=1)
    return centroids, labels
