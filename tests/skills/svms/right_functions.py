import numpy as np


def train_svm(X, y, learning_rate=0.01, epochs=1000, reg_strength=0.01):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        inside = y * (X @ w + b) < 1
        w -= learning_rate * (reg_strength * w - (y[inside, None] * X[inside]).mean(axis=0) if inside.any() else reg_strength * w)
        b += learning_rate * y[inside].sum() / len(X)
    return w, b


def predict_svm(X, w, b):
    return np.sign(X @ w + b)


def linear_svm(X_train, y_train, X_test, lam=0.1, n_iters=1000):
    X = np.c_[np.ones(len(X_train)), X_train]
    theta = np.zeros(X.shape[1])
    rate = 0.01
    for _ in range(n_iters):
        inside = y_train * (X @ theta) < 1
        theta -= rate * (lam * np.r_[0, theta[1:]] - y_train[inside] @ X[inside] / len(X))
    return np.where(np.c_[np.ones(len(X_test)), X_test] @ theta >= 0, 1, -1)
