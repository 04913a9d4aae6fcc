import numpy as np


class NeuralNetwork:
    """Examples in columns, an update inside backward."""

    def __init__(self, input_size, hidden_size, output_size, learning_rate=0.5):
        self.W1 = np.random.randn(hidden_size, input_size) * 0.5
        self.b1 = np.zeros((hidden_size, 1))
        self.W2 = np.random.randn(output_size, hidden_size) * 0.5
        self.b2 = np.zeros((output_size, 1))
        self.lr = learning_rate

    def forward(self, X):
        self.A1 = np.tanh(np.dot(self.W1, X) + self.b1)
        self.A2 = 1 / (1 + np.exp(-(np.dot(self.W2, self.A1) + self.b2)))
        return self.A2

    def backward(self, X, Y):
        m = X.shape[1]
        dZ2 = self.A2 - Y
        dZ1 = self.W2.T @ dZ2 * (1 - self.A1**2)
        self.W2 -= self.lr * dZ2 @ self.A1.T / m
        self.b2 -= self.lr * dZ2.sum(axis=1, keepdims=True) / m
        self.W1 -= self.lr * dZ1 @ X.T / m
        self.b1 -= self.lr * dZ1.sum(axis=1, keepdims=True) / m

    def train(self, X, Y, epochs=10000):
        for _ in range(epochs):
            self.forward(X)
            self.backward(X, Y)


class Network:
    """Lists of weights and biases, one size for each layer."""

    def __init__(self, layers):
        self.weights = [np.random.randn(a, b) for a, b in zip(layers[:-1], layers[1:])]
        self.biases = [np.zeros((1, b)) for b in layers[1:]]

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def feedforward(self, a):
        self.acts = [a]
        for w, b in zip(self.weights, self.biases):
            a = self.sigmoid(a @ w + b)
            self.acts.append(a)
        return a

    def fit(self, X, y, epochs=100, lr=0.1):
        for _ in range(epochs):
            out = self.feedforward(X)
            delta = (out - y) * out * (1 - out)
            for i in range(len(self.weights) - 1, -1, -1):
                dw = self.acts[i].T @ delta
                db = delta.sum(axis=0, keepdims=True)
                if i:
                    delta = (delta @ self.weights[i].T) * self.acts[i] * (1 - self.acts[i])
                self.weights[i] -= lr * dw
                self.biases[i] -= lr * db
