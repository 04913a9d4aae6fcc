import numpy as np


def mse_gradient(x, y, w):
    """The slope of mean((x · w − y)²): on average, twice the error times each feature."""
    error = x @ w - y
    return 2 * x.T @ error / len(y)


def normal_equation(x, y):
    """Solve (xᵀx) w = xᵀy; see numpy.linalg.pinv in the docs for what happens without an inverse."""
    return np.linalg.pinv(x.T @ x) @ x.T @ y
