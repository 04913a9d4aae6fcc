import json
import pickle

import numpy as np


class LinearRegression:
    def __init__(self, lr=0.05, n_iters=300):
        self.lr, self.n_iters, self.weights, self.bias = lr, n_iters, None, None

    def fit(self, X, y):
        n, d = X.shape
        self.weights, self.bias = np.zeros(d), 0.0
        for _ in range(self.n_iters):
            error = X @ self.weights + self.bias - y
            self.weights -= self.lr * X.T @ error / n
            self.bias -= self.lr * error.mean()

    def predict(self, X):
        return X @ self.weights + self.bias

    def save(self, path):
        with open(path, "w") as f:
            json.dump({"weights": self.weights.tolist(), "bias": float(self.bias)}, f)

    def load(self, path):
        with open(path) as f:
            state = json.load(f)
        self.weights, self.bias = np.array(state["weights"]), state["bias"]


class MLP:
    def __init__(self, sizes, seed=0):
        rng = np.random.default_rng(seed)
        self.sizes = list(sizes)
        self.W = [rng.normal(size=(i, o)) for i, o in zip(sizes, sizes[1:])]
        self.b = [np.zeros(o) for o in sizes[1:]]

    def forward(self, x):
        for W, b in zip(self.W[:-1], self.b[:-1]):
            x = np.maximum(x @ W + b, 0)
        return x @ self.W[-1] + self.b[-1]

    def save(self, filename):
        arrays = {f"W{i}": w for i, w in enumerate(self.W)} | {f"b{i}": b for i, b in enumerate(self.b)}
        np.savez(filename, sizes=self.sizes, **arrays)

    @classmethod
    def load(cls, filename):
        data = np.load(filename)
        net = cls([int(s) for s in data["sizes"]])
        net.W = [data[f"W{i}"] for i in range(len(net.W))]
        net.b = [data[f"b{i}"] for i in range(len(net.b))]
        return net


class Layer:
    def __init__(self, n_in, n_out):
        self.W, self.b = np.random.randn(n_in, n_out), np.zeros((1, n_out))

    def forward(self, x):
        return x @ self.W + self.b


class NeuralNetwork:  # in place, as state
    def __init__(self, input_size, hidden_size, output_size):
        self.layers = [Layer(input_size, hidden_size), Layer(hidden_size, output_size)]

    def predict(self, x):
        return self.layers[1].forward(np.tanh(self.layers[0].forward(x)))

    def save_weights(self, path):
        pickle.dump([(layer.W, layer.b) for layer in self.layers], open(path, "wb"))

    def load_weights(self, path):
        for layer, (W, b) in zip(self.layers, pickle.load(open(path, "rb"))):
            layer.W, layer.b = W, b


class ModelStore:  # saves any model
    def __init__(self, folder):
        self.folder = folder

    def save(self, model, name):
        with open(f"{self.folder}/{name}", "wb") as f:
            pickle.dump(model, f)

    def load(self, name):
        with open(f"{self.folder}/{name}", "rb") as f:
            return pickle.load(f)
