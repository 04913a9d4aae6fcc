"""Probabilities that went wrong."""

import math
import random

import numpy as np


def bayes_without_evidence(prior, likelihood):
    return [p * l for p, l in zip(prior, likelihood)]


def bayes_without_prior(prior, likelihood):
    return likelihood / likelihood.sum()


def bayes_softmax(prior, likelihood):
    joint = prior * likelihood
    return np.exp(joint) / np.exp(joint).sum()


def pdf_without_half(x, mu, sigma):
    return np.exp(-(((x - mu) / sigma) ** 2)) / (sigma * np.sqrt(2 * np.pi))


def pdf_with_std(x, mu, sigma):
    return 1 / (sigma * math.sqrt(2 * math.pi)) * np.exp(-((x - mu) ** 2) / (2 * sigma))


def pdf_peak_of_one(x, mean, std):
    return np.exp(-((x - mean) ** 2) / (2 * std**2))


def log_pdf_without_log_std(x, mu, sigma):
    return -0.5 * ((x - mu) / sigma) ** 2 - 0.5 * np.log(2 * np.pi)


def sample_evenly(probs, n):
    return np.random.choice(len(probs), size=n)


def sample_greedily(probs, n):
    return [int(np.argmax(probs))] * n


def sample_without_cumsum(probs, n):
    out = []
    for _ in range(n):
        for i, p in enumerate(probs):
            if random.random() < p:
                out.append(i)
                break
        else:
            out.append(len(probs) - 1)
    return out


def sample_once(probs, n):
    return [int(np.random.choice(len(probs), p=probs))] * n


def sample_shifted(probs, n):
    return np.searchsorted(np.cumsum(probs), np.random.rand(n)) + 1


def mean_var(data):
    return np.mean(data), np.var(data)


def std_mean(data):
    return np.std(data), np.mean(data)


def mean_and_absolute(data):
    return np.mean(data), np.mean(np.abs(data - np.mean(data)))


def conditional_joint(joint):
    return joint / joint.sum()


def conditional_mean(joint):
    return joint / joint.mean(axis=1, keepdims=True)


def conditional_softmax(joint):
    return np.exp(joint) / np.exp(joint).sum(axis=1, keepdims=True)


def entropy_positive(p):
    return np.sum(p * np.log2(p))


def entropy_of_logs(p):
    return -np.sum(np.log(p))


def entropy_mean(p):
    return -np.mean(p * np.log(p))


def entropy_of_counts(labels):
    counts = np.unique(labels, return_counts=True)[1]
    return -np.sum(counts * np.log2(counts))


def kl_exchanged(p, q):
    return np.sum(q * np.log(q / p))


def kl_cross(p, q):
    return -np.sum(p * np.log(q))


def kl_sign(p, q):
    return np.sum(p * np.log(q / p))


def kl_mean(p, q):
    return np.mean(p * np.log(p / q))


def bayes_fallacy(p_a, p_b_given_a, p_b):
    return p_b_given_a


def bayes_forgets_the_healthy(prior, sensitivity, fpr):
    return sensitivity / (sensitivity + fpr)


def bayes_swaps_specificity(prior, sensitivity, specificity):
    return sensitivity * prior / (sensitivity * prior + (1 - specificity) * prior)


def bayes_product(prior, likelihood, evidence):
    return prior * likelihood
