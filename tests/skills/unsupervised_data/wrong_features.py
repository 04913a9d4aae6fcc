"""Features that went wrong."""

import numpy as np
import torch


class NotCentred:
    def __init__(self, n_components):
        self.n_components = n_components

    def fit(self, X):
        self.components = np.linalg.svd(X)[2][: self.n_components]

    def transform(self, X):
        return X @ self.components.T


def smallest(X, k):
    Xc = X - X.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov(Xc.T))
    return Xc @ vectors[:, :k]


def rows_for_columns(X, k):
    Xc = X - X.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov(Xc.T))
    vectors = vectors[:, np.argsort(values)[::-1]]
    return Xc @ vectors[:k].T


class OwnMean:
    def __init__(self, n_components):
        self.n_components = n_components

    def fit(self, X):
        X = X - np.mean(X, axis=0)
        values, vectors = np.linalg.eigh(np.cov(X.T))
        self.components = vectors.T[::-1][: self.n_components]

    def transform(self, X):
        X = X - np.mean(X, axis=0)
        return X @ self.components.T


class Untrained:
    def __init__(self, n_components):
        self.k = n_components

    def fit(self, X):
        self.W = np.random.default_rng(0).normal(size=(X.shape[1], self.k))

    def encode(self, X):
        return np.tanh(0 * X @ self.W)


def random_codes(X, n_components):
    return np.random.normal(size=(len(X), n_components))


def first_row(X, n_components):
    return np.repeat(X[:1, :n_components], len(X), axis=0)


class CodeNotUsed(torch.nn.Module):
    """The decoder sees the rows themselves, so that the code learns nothing."""

    def __init__(self, input_dim, latent_dim):
        super().__init__()
        self.encoder = torch.nn.Linear(input_dim, latent_dim)
        self.decoder = torch.nn.Linear(input_dim, input_dim)

    def forward(self, x):
        return self.decoder(x)


class DetachedEncoder(torch.nn.Module):
    """No gradient reaches the encoder."""

    def __init__(self, input_dim, latent_dim):
        super().__init__()
        self.encoder = torch.nn.Linear(input_dim, latent_dim)
        self.decoder = torch.nn.Linear(latent_dim, input_dim)

    def forward(self, x):
        return self.decoder(self.encoder(x).detach())
