"""Probabilities with NumPy."""

import numpy as np


def bayes(prior, likelihood):
    log_posterior = np.log(prior) + np.log(likelihood)
    log_posterior -= log_posterior.max()
    posterior = np.exp(log_posterior)
    return posterior / posterior.sum()


class Bayes:
    def __init__(self, prior):
        self.prior = np.asarray(prior)

    def posterior(self, likelihood):
        joint = self.prior * likelihood
        return joint / joint.sum()


def log_pdf(x, mu=0.0, sigma=1.0):
    return -0.5 * np.log(2 * np.pi * sigma**2) - (x - mu) ** 2 / (2 * sigma**2)


def standard_normal(x):
    return np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


class Gaussian:
    def __init__(self, mean, std):
        self.mean = mean
        self.std = std

    def pdf(self, x):
        return np.exp(-((x - self.mean) ** 2) / (2 * self.std**2)) / np.sqrt(2 * np.pi * self.std**2)


def sample_categorical(probs, size, rng):
    return rng.choice(len(probs), size=size, p=probs)


def inverse_transform(p, n):
    cdf = np.cumsum(p)
    u = np.random.rand(n)
    return (u[:, None] > cdf[None, :]).sum(axis=1)


def gumbel(probs, n_samples):
    rng = np.random.default_rng()
    noise = rng.gumbel(size=(n_samples, len(probs)))
    return np.argmax(np.log(probs) + noise, axis=1)


def compute_mean_std(x):
    return x.mean(), x.std()


def mean_and_std(x):
    return np.array([np.mean(x), np.std(x, ddof=1)])


def conditional(joint):
    return joint / joint.sum(axis=0)


def given_row(joint_probs, axis):
    return joint_probs / np.sum(joint_probs, axis=axis, keepdims=True)


def shannon_entropy(p):
    p = p[p > 0]
    return -(p * np.log(p)).sum()


def entropy_of_labels(y):
    _, counts = np.unique(y, return_counts=True)
    p = counts / counts.sum()
    return -np.sum(p * np.log2(p))


def entropy_with_eps(p):
    return -np.sum(p * np.log(p + 1e-12))


def kl_divergence(p, q):
    return np.sum(np.where(p != 0, p * np.log(p / q), 0))


def kl_bits(p, q, base=2):
    return np.sum(p * (np.log(p) - np.log(q))) / np.log(base)


def kl_with_eps(p, q):
    return np.sum(p * np.log((p + 1e-12) / (q + 1e-12)))
