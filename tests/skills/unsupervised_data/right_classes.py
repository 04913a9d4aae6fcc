"""PCA and autoencoders in NumPy, as classes and functions."""

import numpy as np


class PCA:
    def __init__(self, n_components):
        self.n_components = n_components

    def fit(self, X):
        self.mean = np.mean(X, axis=0)
        cov = np.cov((X - self.mean).T)
        values, vectors = np.linalg.eigh(cov)
        order = np.argsort(values)[::-1]
        self.components = vectors[:, order].T[: self.n_components]
        self.explained_variance_ratio = values[order][: self.n_components] / values.sum()

    def transform(self, X):
        return (X - self.mean) @ self.components.T

    def inverse_transform(self, Z):
        return Z @ self.components + self.mean


def pca(X, k):
    Xc = X - X.mean(axis=0)
    U, S, Vt = np.linalg.svd(Xc, full_matrices=False)
    return U[:, :k] * S[:k]


def pca_of_correlations(data, n_components):
    Z = (data - data.mean(axis=0)) / data.std(axis=0)
    values, vectors = np.linalg.eigh(Z.T @ Z)
    return Z @ vectors[:, ::-1][:, :n_components]


class PowerPCA:
    def __init__(self, n_components=2, n_iter=3000):
        self.k = n_components
        self.n_iter = n_iter

    def fit_transform(self, X):
        rng = np.random.default_rng(0)
        rest = X - X.mean(axis=0)
        cov = rest.T @ rest / len(X)
        found = []
        for _ in range(self.k):
            v = rng.normal(size=X.shape[1])
            for _ in range(self.n_iter):
                v = cov @ v
                v /= np.linalg.norm(v)
            found.append(v)
            cov = cov - (v @ cov @ v) * np.outer(v, v)
        return rest @ np.array(found).T


class Autoencoder:
    def __init__(self, n_components, lr=0.01, epochs=500):
        self.k = n_components
        self.lr = lr
        self.epochs = epochs

    def fit(self, X):
        rng = np.random.default_rng(0)
        n, d = X.shape
        self.W1 = rng.normal(scale=0.1, size=(d, self.k))
        self.W2 = rng.normal(scale=0.1, size=(self.k, d))
        self.losses = []
        for _ in range(self.epochs):
            Z = X @ self.W1
            error = Z @ self.W2 - X
            self.losses.append(np.mean(error**2))
            dW2 = Z.T @ error / n
            dW1 = X.T @ (error @ self.W2.T) / n
            self.W1 -= self.lr * 20 * dW1
            self.W2 -= self.lr * 20 * dW2
        return self

    def encode(self, X):
        return X @ self.W1


class FromTheOrigin:
    """Learns from centred rows, and projects rows as they are."""

    def __init__(self, n_components):
        self.n_components = n_components

    def fit(self, X):
        values, vectors = np.linalg.eigh(np.cov(X.T))
        self.w_ = vectors[:, np.argsort(values)[::-1]][:, : self.n_components]
        return self

    def transform(self, X):
        return X.dot(self.w_)
