"""A dense network without a framework: each layer remembers what its backward pass needs."""
import numpy as np


class Dense:
    def __init__(self, n_inputs, n_outputs):
        self.W = np.random.randn(n_inputs, n_outputs) * np.sqrt(2 / n_inputs)
        self.b = np.zeros(n_outputs)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0)
        return grad @ self.W.T


class ReLU:
    def forward(self, x):
        self.positive = x > 0
        return np.where(self.positive, x, 0)

    def backward(self, grad):
        return grad * self.positive


class NeuralNetwork:
    def __init__(self, sizes, learning_rate=0.1):
        self.learning_rate = learning_rate
        self.layers = []
        for n_inputs, n_outputs in zip(sizes[:-1], sizes[1:]):
            self.layers += [Dense(n_inputs, n_outputs), ReLU()]
        self.layers.pop()  # no ReLU after the last one

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def fit(self, X, y, epochs=500):
        for _ in range(epochs):
            grad = 2 * (self.forward(X) - y.reshape(len(X), -1)) / len(X)
            for layer in reversed(self.layers):
                grad = layer.backward(grad)
            for layer in self.layers:
                if isinstance(layer, Dense):
                    layer.W -= self.learning_rate * layer.dW
                    layer.b -= self.learning_rate * layer.db

    def predict(self, X):
        return self.forward(X)
