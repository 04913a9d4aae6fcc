import numpy as np


def fit_line(x, y):
    slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
    intercept = y.mean() - slope * x.mean()
    return slope, intercept


def fit_line_on_lists(x, y):
    n = len(x)
    sx, sy = sum(x), sum(y)
    sxx = sum(a * a for a in x)
    sxy = sum(a * b for a, b in zip(x, y))
    m = (n * sxy - sx * sy) / (n * sxx - sx**2)
    b = (sy - m * sx) / n
    return b, m


def estimate_coef(x, y):
    n = np.size(x)
    m_x, m_y = np.mean(x), np.mean(y)
    SS_xy = np.sum(y * x) - n * m_y * m_x
    SS_xx = np.sum(x * x) - n * m_x * m_x
    b_1 = SS_xy / SS_xx
    b_0 = m_y - b_1 * m_x
    return (b_0, b_1)


def by_polyfit(x, y):
    return np.polyfit(x, y, 1)


def ols(X, y):
    X = np.column_stack((np.ones(len(X)), X))
    return np.linalg.solve(X.T @ X, X.T @ y)


def least_squares(A, y):
    A = np.column_stack((A, np.ones(len(A))))
    return np.linalg.lstsq(A, y, rcond=None)[0]


def linear_regression(X_train, y_train, X_test):
    X = np.insert(X_train, 0, 1, axis=1)
    theta = np.linalg.pinv(X) @ y_train
    return np.insert(X_test, 0, 1, axis=1) @ theta


def as_mapping(X, y):
    X_b = np.c_[np.ones(len(X)), X]
    theta = np.linalg.lstsq(X_b, y, rcond=None)[0]
    return {"coef": theta[1:], "intercept": theta[0]}


def linear_model(X, Y, num_iterations=2000, learning_rate=0.05, print_cost=False):
    """Examples in columns, as a famous course writes it."""
    w, b = np.zeros((X.shape[0], 1)), 0.0
    m = X.shape[1]
    for _ in range(num_iterations):
        A = np.dot(w.T, X) + b
        w = w - learning_rate * np.dot(X, (A - Y).T) / m
        b = b - learning_rate * np.sum(A - Y) / m
    return {"w": w, "b": b}
