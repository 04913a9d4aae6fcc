"""Probabilities on plain Python lists, from the standard library alone."""

import math
import random
from collections import Counter


def bayes_update(priors, likelihoods):
    joint = [p * l for p, l in zip(priors, likelihoods)]
    evidence = sum(joint)
    return [j / evidence for j in joint]


def gaussian(x, mu, sigma):
    return 1 / (sigma * math.sqrt(2 * math.pi)) * math.exp(-0.5 * ((x - mu) / sigma) ** 2)


def pdf_of_variance(x, mean, var):
    out = []
    for value in x:
        out.append(math.exp(-((value - mean) ** 2) / (2 * var)) / math.sqrt(2 * math.pi * var))
    return out


def sample(probs, n, seed=None):
    generator = random.Random(seed)
    out = []
    for _ in range(n):
        r = generator.random()
        total = 0
        for i, p in enumerate(probs):
            total += p
            if r < total:
                out.append(i)
                break
    return out


def mean_std(data):
    n = len(data)
    mean = sum(data) / n
    var = sum((d - mean) ** 2 for d in data) / n
    return mean, math.sqrt(var)


def statistics_of(data):
    mu = sum(data) / len(data)
    sd = (sum((d - mu) ** 2 for d in data) / (len(data) - 1)) ** 0.5
    return {"std": sd, "mean": mu}


def conditional_probability(joint):
    result = []
    for row in joint:
        total = sum(row)
        result.append([cell / total for cell in row])
    return result


def entropy(probs):
    return -sum(p * math.log2(p) for p in probs if p > 0)


def label_entropy(labels):
    counts = Counter(labels)
    total = len(labels)
    return sum(-(c / total) * math.log(c / total, 2) for c in counts.values())


def kl(p, q):
    return sum(pi * math.log(pi / qi) for pi, qi in zip(p, q) if pi > 0)
