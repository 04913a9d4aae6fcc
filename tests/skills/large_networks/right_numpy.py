import numpy as np


class DeepMLP:
    def __init__(self, depth, width=64):
        self.W = [np.random.randn(width, width) * np.sqrt(2 / width) for _ in range(depth)]
        self.b = [np.zeros(width) for _ in range(depth)]

    def forward(self, x):
        self.cache = []
        for W, b in zip(self.W, self.b):
            z = x @ W + b
            self.cache.append((x, z))
            x = x + np.maximum(z, 0) / len(self.W)
        return x

    def backward(self, grad):
        self.dW, self.db = [], []
        for W, (x, z) in zip(reversed(self.W), reversed(self.cache)):
            dz = grad * (z > 0) / len(self.W)
            self.dW.insert(0, x.T @ dz)
            self.db.insert(0, dz.sum(0))
            grad = grad + dz @ W.T
        return grad


class Layer:
    def __init__(self, n):
        self.weights = np.linalg.qr(np.random.randn(n, n))[0]
        self.bias = np.zeros(n)

    def forward(self, x):
        self.out = np.tanh(x @ self.weights + self.bias) + 0.01 * x
        return self.out


class LayerNetwork:
    def __init__(self, sizes):
        self.layers = [Layer(n) for n in sizes[1:]]

    def forward(self, x):
        for layer in self.layers:
            x = x + 0.1 * layer.forward(x)
        return x
