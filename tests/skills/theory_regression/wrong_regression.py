import numpy as np


def gradient_sign(X, y, w):
    return 2 / len(y) * X.T @ (y - X @ w)


def gradient_sign_half(X, y, w):
    return X.T @ (y - X @ w) / len(y)


def gradient_sum(X, y, w):
    return 2 * X.T @ (X @ w - y)


def gradient_sum_half(X, y, w):
    return X.T @ (X @ w - y)


def gradient_no_features(X, y, w):
    return np.ones_like(w) * 2 * np.mean(X @ w - y)


def gradient_no_target(X, y, w):
    return 2 * X.T @ (X @ w) / len(y)


def gradient_over_features(X, y, w):
    return 2 * X.T @ (X @ w - y) / len(w)


def normal_no_inverse(X, y):
    return X.T @ y


def normal_elementwise(X, y):
    return (X.T @ X) ** -1.0 @ X.T @ y


def normal_ridge(X, y):
    return np.linalg.inv(X.T @ X + np.eye(X.shape[1])) @ X.T @ y


def normal_one_by_one(X, y):
    return np.array([X[:, j] @ y / (X[:, j] @ X[:, j]) for j in range(X.shape[1])])


def normal_not_inverted(X, y):
    return (X.T @ X) @ (X.T @ y)
