"""A right loop on arrays that tells callbacks by words."""

import numpy as np


class LinearModel:
    def __init__(self, lr=0.01, epochs=10, batch_size=4):
        self.lr, self.epochs, self.batch_size = lr, epochs, batch_size
        self.callbacks = []

    def add_callback(self, cb):
        self.callbacks.append(cb)

    def notify(self, event, **info):
        for cb in self.callbacks:
            cb(event, info)

    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        self.notify("train_start")
        for epoch in range(self.epochs):
            self.notify("epoch_start", epoch=epoch)
            for i in range(0, len(X), self.batch_size):
                self.notify("batch_start")
                xb, yb = X[i:i + self.batch_size], y[i:i + self.batch_size]
                e = xb @ self.w + self.b - yb
                self.w -= self.lr * xb.T @ e / len(xb)
                self.b -= self.lr * e.mean()
                self.notify("batch_end")
            self.notify("epoch_end", epoch=epoch)
        self.notify("train_end")

    def predict(self, X):
        return X @ self.w + self.b
