"""Formulas from the first chapter, as loops over lists: one line of code for one sign."""
import math


def expected_value(values, probabilities):
    """E[X] = Σ p · x."""
    total = 0.0
    for x, p in zip(values, probabilities):
        total += p * x
    return total


def variance(values, probabilities):
    """Var[X] = Σ p · (x − E[X])².

    >>> variance([0, 2], [0.5, 0.5])
    1.0
    """
    mean = sum(p * x for x, p in zip(values, probabilities))
    return sum(p * (x - mean) ** 2 for x, p in zip(values, probabilities))


def euclidean_norm(v):
    """The length of an arrow: the root of Σ v².

    >>> euclidean_norm([3, 4])
    5.0
    """
    # https://docs.python.org/3/library/math.html#math.sqrt
    return math.sqrt(sum(x * x for x in v))


def product(values):
    """Π x, which is one when there is nothing to multiply.

    >>> product([2, 3, 4])
    24
    """
    result = 1
    for x in values:
        result *= x
    return result
