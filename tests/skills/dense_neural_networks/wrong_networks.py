import numpy as np
from torch import nn


class NoBend(nn.Module):
    def __init__(self, n_inputs, n_hidden, n_outputs):
        super().__init__()
        self.first = nn.Linear(n_inputs, n_hidden)
        self.second = nn.Linear(n_hidden, n_outputs)

    def forward(self, x):
        return self.second(self.first(x))


class NoBiases(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        first, middle, last = sizes
        self.net = nn.Sequential(nn.Linear(first, middle, bias=False), nn.Tanh(), nn.Linear(middle, last, bias=False))

    def forward(self, x):
        return self.net(x)


class OneLayer(nn.Module):
    def __init__(self, in_features, hidden, out_features):
        super().__init__()
        self.out = nn.Linear(in_features, out_features)

    def forward(self, x):
        return self.out(x).sigmoid()


class ZeroWeights:
    def __init__(self, input_size, hidden_size, output_size):
        self.W1 = np.zeros((input_size, hidden_size))
        self.b1 = np.zeros(hidden_size)
        self.W2 = np.zeros((hidden_size, output_size))
        self.b2 = np.zeros(output_size)

    def forward(self, X):
        self.h = np.tanh(X @ self.W1 + self.b1)
        return 1 / (1 + np.exp(-(self.h @ self.W2 + self.b2)))

    def train(self, X, y, epochs=1000, lr=0.1):
        for _ in range(min(epochs, 50)):
            d2 = self.forward(X) - y
            d1 = d2 @ self.W2.T * (1 - self.h**2)
            self.W2 -= lr * self.h.T @ d2
            self.b2 -= lr * d2.sum(axis=0)
            self.W1 -= lr * X.T @ d1
            self.b1 -= lr * d1.sum(axis=0)


class IdleBiases:
    """The biases are there, and are never added."""

    def __init__(self, n_inputs, n_hidden, n_outputs):
        self.W1 = np.random.randn(n_inputs, n_hidden)
        self.b1 = np.zeros(n_hidden)
        self.W2 = np.random.randn(n_hidden, n_outputs)
        self.b2 = np.zeros(n_outputs)

    def forward(self, X):
        self.h = np.tanh(X @ self.W1)
        return self.h @ self.W2

    def train(self, X, y, epochs=1000, lr=0.1):
        for _ in range(epochs):
            d = self.forward(X) - y
            back = d @ self.W2.T * (1 - self.h**2)
            self.W2 -= lr * self.h.T @ d / 4
            self.W1 -= lr * X.T @ back / 4


class LearnsNothing(IdleBiases):
    def forward(self, X):
        self.h = np.tanh(X @ self.W1 + self.b1)
        return self.h @ self.W2 + self.b2

    def train(self, X, y, epochs=1000, lr=0.1):
        self.forward(X)


class LearnsTheOpposite(LearnsNothing):
    def train(self, X, y, epochs=1000, lr=0.1):
        for _ in range(epochs):
            d = self.forward(X) + y
            back = d @ self.W2.T * (1 - self.h**2)
            self.W2 -= lr * self.h.T @ d / 4
            self.b2 -= lr * d.mean(axis=0)
            self.W1 -= lr * X.T @ back / 4
            self.b1 -= lr * back.mean(axis=0)
