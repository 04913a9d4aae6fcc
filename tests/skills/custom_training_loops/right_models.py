"""Right loops that train a model of their own: estimators, networks, a course function."""

import numpy as np


class LinearRegression:
    def __init__(self, lr=0.01, n_iters=1000):
        self.lr = lr
        self.n_iters = n_iters
        self.weights = None
        self.bias = None

    def fit(self, X, y):
        n_samples, n_features = X.shape
        self.weights = np.zeros(n_features)
        self.bias = 0
        for _ in range(self.n_iters):
            y_pred = np.dot(X, self.weights) + self.bias
            dw = (1 / n_samples) * np.dot(X.T, (y_pred - y))
            db = (1 / n_samples) * np.sum(y_pred - y)
            self.weights = self.weights - self.lr * dw
            self.bias = self.bias - self.lr * db

    def predict(self, X):
        return np.dot(X, self.weights) + self.bias


class LogisticRegression:
    def __init__(self, learning_rate=0.1, n_iterations=100):
        self.learning_rate = learning_rate
        self.n_iterations = n_iterations

    def _sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        self.losses = []
        for _ in range(self.n_iterations):
            p = self._sigmoid(X @ self.w + self.b)
            self.w -= self.learning_rate * X.T @ (p - y) / len(y)
            self.b -= self.learning_rate * np.mean(p - y)
            self.losses.append(-np.mean(y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9)))
        return self

    def predict_proba(self, X):
        return self._sigmoid(X @ self.w + self.b)

    def predict(self, X):
        return (self.predict_proba(X) >= 0.5).astype(int)


class NeuralNetwork:
    def __init__(self, input_size, hidden_size, output_size, lr=0.1):
        self.W1 = np.random.randn(input_size, hidden_size) * 0.5
        self.b1 = np.zeros((1, hidden_size))
        self.W2 = np.random.randn(hidden_size, output_size) * 0.5
        self.b2 = np.zeros((1, output_size))
        self.lr = lr

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def forward(self, X):
        self.z1 = X @ self.W1 + self.b1
        self.a1 = self.sigmoid(self.z1)
        self.z2 = self.a1 @ self.W2 + self.b2
        self.a2 = self.sigmoid(self.z2)
        return self.a2

    def backward(self, X, y, output):
        m = X.shape[0]
        d2 = (output - y) * output * (1 - output)
        self.dW2 = self.a1.T @ d2 / m
        self.db2 = d2.sum(axis=0, keepdims=True) / m
        d1 = d2 @ self.W2.T * self.a1 * (1 - self.a1)
        self.dW1 = X.T @ d1 / m
        self.db1 = d1.sum(axis=0, keepdims=True) / m
        self.W2 -= self.lr * self.dW2
        self.b2 -= self.lr * self.db2
        self.W1 -= self.lr * self.dW1
        self.b1 -= self.lr * self.db1

    def train(self, X, y, epochs=1000):
        history = []
        for epoch in range(epochs):
            out = self.forward(X)
            self.backward(X, y, out)
            history.append(np.mean((y - out) ** 2))
        return history


class MLP:
    def __init__(self, layer_sizes, learning_rate=0.1):
        self.weights = [np.random.randn(a, b) * np.sqrt(2 / a) for a, b in zip(layer_sizes[:-1], layer_sizes[1:])]
        self.biases = [np.zeros(b) for b in layer_sizes[1:]]
        self.lr = learning_rate

    def forward(self, x):
        acts = [x]
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            x = x @ w + b
            if i < len(self.weights) - 1:
                x = np.tanh(x)
            acts.append(x)
        return acts

    def softmax(self, z):
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def fit(self, X, y, epochs=10, batch_size=32):
        one_hot = np.eye(self.biases[-1].size)[y] if y.ndim == 1 else y
        for _ in range(epochs):
            order = np.random.permutation(len(X))
            for s in range(0, len(X), batch_size):
                idx = order[s:s + batch_size]
                acts = self.forward(X[idx])
                delta = (self.softmax(acts[-1]) - one_hot[idx]) / len(idx)
                for i in reversed(range(len(self.weights))):
                    dw, db = acts[i].T @ delta, delta.sum(axis=0)
                    if i:
                        delta = delta @ self.weights[i].T * (1 - acts[i] ** 2)
                    self.weights[i] -= self.lr * dw
                    self.biases[i] -= self.lr * db

    def predict(self, X):
        return self.softmax(self.forward(X)[-1]).argmax(axis=1)


def initialize(dims):
    np.random.seed(1)
    params = {}
    for l in range(1, len(dims)):
        params["W" + str(l)] = np.random.randn(dims[l], dims[l - 1]) * 0.5
        params["b" + str(l)] = np.zeros((dims[l], 1))
    return params


def L_model_forward(X, parameters):
    A, caches = X, []
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A_prev = A
        Z = parameters["W" + str(l)] @ A_prev + parameters["b" + str(l)]
        A = 1 / (1 + np.exp(-Z)) if l == L else np.tanh(Z)
        caches.append((A_prev, Z))
    return A, caches


def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    parameters = initialize(layers_dims)
    m = X.shape[1]
    L = len(parameters) // 2
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        costs.append(float(-np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))))
        dZ = AL - Y
        grads = {}
        for l in reversed(range(1, L + 1)):
            A_prev, Z = caches[l - 1]
            grads["dW" + str(l)] = dZ @ A_prev.T / m
            grads["db" + str(l)] = dZ.sum(axis=1, keepdims=True) / m
            if l > 1:
                dZ = parameters["W" + str(l)].T @ dZ * (1 - A_prev ** 2)
        for l in range(1, L + 1):
            parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
            parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return parameters, costs


class Perceptron:
    def __init__(self, learning_rate=0.01, n_iters=1000):
        self.lr = learning_rate
        self.n_iters = n_iters

    def fit(self, X, y):
        self.weights = np.zeros(X.shape[1])
        self.bias = 0
        for _ in range(self.n_iters):
            for xi, yi in zip(X, y):
                update = self.lr * (yi - self._unit(xi @ self.weights + self.bias))
                self.weights += update * xi
                self.bias += update

    def _unit(self, z):
        return np.where(z >= 0, 1, 0)

    def predict(self, X):
        return self._unit(X @ self.weights + self.bias)


class FromChance:
    def __init__(self, lr=0.01, n_iters=1000):
        self.lr, self.n_iters = lr, n_iters

    def fit(self, X, y):
        rng = np.random.default_rng()
        self.weights, self.bias = rng.normal(size=X.shape[1]), 0.0
        for _ in range(self.n_iters):
            err = X @ self.weights + self.bias - y
            self.weights = self.weights - self.lr * X.T @ err / len(X)
            self.bias = self.bias - self.lr * err.mean()

    def predict(self, X):
        return X @ self.weights + self.bias
