"""Matrices as lists of rows, to see where each number goes. Later ones are NumPy arrays."""
import numpy as np


def matmul(a, b):
    if len(a[0]) != len(b):
        raise ValueError(f"{len(a[0])} columns do not meet {len(b)} rows")
    result = []
    for row in a:
        result.append([sum(row[k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))])
    return result


def transpose(a):
    return [list(column) for column in zip(*a)]


def bias_trick(X, W, b):
    """Put the bias into the weights: one more column of ones, one more row of weights."""
    ones = np.ones((X.shape[0], 1))
    return np.hstack([X, ones]), np.vstack([W, b])
