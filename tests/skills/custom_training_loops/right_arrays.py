"""Right loops on arrays and lists that are given their first weights."""

import numpy as np


def train(X, y, w, b, lr, epochs):
    n = len(X)
    costs = []
    for _ in range(epochs):
        pred = X @ w + b
        err = pred - y
        costs.append(np.mean(err ** 2))
        w = w - lr * 2 / n * (X.T @ err)
        b = b - lr * 2 / n * err.sum()
    return w, b, costs


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dw = 1 / m * np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)
    return {"dw": dw, "db": db}, np.squeeze(cost)


def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        dw, db = grads["dw"], grads["db"]
        w = w - learning_rate * dw
        b = b - learning_rate * db
        if i % 100 == 0:
            costs.append(cost)
    params = {"w": w, "b": b}
    grads = {"dw": dw, "db": db}
    return params, grads, costs


def predict(w, b, X):
    m = X.shape[1]
    w = w.reshape(X.shape[0], 1)
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.5).astype(float)


def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = np.zeros((X_train.shape[0], 1)), 0.0
    parameters, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = parameters["w"], parameters["b"]
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test), "Y_prediction_train": predict(w, b, X_train),
            "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}


def sgd(X, y, weights, bias, learning_rate=0.01, n_epochs=10, batch_size=2):
    rng = np.random.default_rng(0)
    for epoch in range(n_epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            idx = order[start:start + batch_size]
            err = X[idx] @ weights + bias - y[idx]
            weights -= learning_rate * X[idx].T @ err / len(idx)
            bias -= learning_rate * err.mean()
    return weights, bias


def one_epoch(X, y, w, b, lr):
    for xi, yi in zip(X, y):
        err = np.dot(w, xi) + b - yi
        w = w - lr * err * xi
        b = b - lr * err
    return w, b


def lists(x, y, w, b, lr, epochs):
    n = len(x)
    for _ in range(epochs):
        dw = [0.0] * len(w)
        db = 0.0
        for row, target in zip(x, y):
            err = sum(wi * xi for wi, xi in zip(w, row)) + b - target
            for j in range(len(w)):
                dw[j] += 2 * err * row[j] / n
            db += 2 * err / n
        w = [wi - lr * d for wi, d in zip(w, dw)]
        b = b - lr * db
    return w, b


def column_style(X, y, W, b, lr=0.1, n_iters=100):
    losses = []
    for i in range(n_iters):
        y_hat = X.dot(W) + b
        loss = np.mean((y_hat - y) ** 2)
        losses.append(loss)
        dW = 2 * X.T.dot(y_hat - y) / len(X)
        db = 2 * np.sum(y_hat - y, axis=0, keepdims=True) / len(X)
        W -= lr * dW
        b -= lr * db
    return losses
