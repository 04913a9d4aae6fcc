import numpy as np


class Tanh:
    def __init__(self, depth, width=64):
        self.weights = [np.random.randn(width, width) * 0.01 for _ in range(depth)]

    def forward(self, x):
        for w in self.weights:
            x = np.tanh(x @ w)
        return x


class Exploding:
    def __init__(self, depth, width=64):
        self.weights = [np.random.randn(width, width) * 1000 for _ in range(depth)]

    def forward(self, x):
        for w in self.weights:
            x = np.maximum(x @ w, 0)
        return x


class Shallow:
    def __init__(self, depth, width=64):
        self.weights = [np.random.randn(width, width) for _ in range(5)]

    def forward(self, x):
        for w in self.weights:
            x = x + 0.1 * np.tanh(x @ w)
        return x
