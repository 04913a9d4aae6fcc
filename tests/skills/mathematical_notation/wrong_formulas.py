import math

import numpy as np


def expected_value_plain_mean(values, probabilities):
    return sum(values) / len(values)


def expected_value_divided(values, probs):
    return sum(v * p for v, p in zip(values, probs)) / len(values)


def expected_value_last(values, probs):
    total = 0
    for v, p in zip(values, probs):
        total = v * p
    return total


def expected_value_products(values, probs):
    return [v * p for v, p in zip(values, probs)]


def variance_root(x):
    return np.std(x)


def variance_not_centred(x):
    return np.mean(x**2)


def variance_unsquared(values):
    m = sum(values) / len(values)
    return sum(abs(v - m) for v in values) / len(values)


def variance_sum(values):
    m = sum(values) / len(values)
    return sum((v - m) ** 2 for v in values)


def variance_ignores(values, probabilities):
    return np.var(values)


def norm_without_root(v):
    return np.dot(v, v)


def norm_l1(v):
    return np.abs(v).sum()


def norm_of_sum(v):
    return math.sqrt(sum(v) ** 2)


def product_from_zero(values):
    result = 0
    for v in values:
        result *= v
    return result


def product_sum(values):
    return sum(values)


def product_early(values):
    result = 1
    for v in values:
        result *= v
        return result


def product_without_first(values):
    result = 1
    for i in range(1, len(values)):
        result *= values[i]
    return result


def product_steps(values):
    return np.cumprod(values)


def softmax_undivided(z):
    return np.exp(z)


def softmax_without_exp(z):
    return z / np.sum(z)


def softmax_max(z):
    return np.exp(z) / np.max(np.exp(z))


def gmean_arithmetic(values):
    return sum(values) / len(values)


def gmean_square_root(values):
    return np.prod(values) ** 0.5


def gmean_log(values):
    return np.log(values).mean()


def gmean_no_root(values):
    return np.prod(values)
