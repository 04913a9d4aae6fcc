import numpy as np


def by_lstsq(A, y):
    A = np.column_stack([A, np.ones(len(A))])
    return np.linalg.lstsq(A, y, rcond=None)[0]


def normal_equation(X, y):
    X_b = np.insert(X, 0, 1, axis=1)
    return np.linalg.pinv(X_b.T @ X_b) @ X_b.T @ y
