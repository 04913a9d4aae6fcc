import numpy as np


def train_linear_regression(X, y, lr=0.01, epochs=1000):
    w = np.zeros(X.shape[1])
    b = 0.0
    history = []
    for _ in range(epochs):
        error = X @ w + b - y
        w -= lr * 2 * X.T @ error / len(X)
        b -= lr * 2 * error.mean()
        history.append(float((error**2).mean()))
    return w, b, history


def predict(X, w, b):
    return X @ w + b
