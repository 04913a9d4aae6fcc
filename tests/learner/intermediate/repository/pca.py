import numpy as np


class PCA:
    """By the eigenvectors of the covariance matrix."""

    def __init__(self, n_components=2):
        self.n_components = n_components

    def fit(self, X):
        self.mean = X.mean(axis=0)
        values, vectors = np.linalg.eigh(np.cov(X - self.mean, rowvar=False))
        order = np.argsort(values)[::-1][: self.n_components]
        self.components = vectors[:, order]
        self.explained_variance_ratio = values[order] / values.sum()

    def transform(self, X):
        return (X - self.mean) @ self.components

    def inverse_transform(self, Z):
        return Z @ self.components.T + self.mean
