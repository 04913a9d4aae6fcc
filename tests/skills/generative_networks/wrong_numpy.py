import numpy as np


class Uphill:
    """Its steps go up the slope."""

    def __init__(self, n_inputs, n_hidden):
        self.W1 = np.random.randn(n_inputs, n_hidden) * 0.1
        self.W2 = np.random.randn(n_hidden, n_inputs) * 0.1

    def encode(self, x):
        return x @ self.W1

    def forward(self, x):
        return self.encode(x) @ self.W2

    def fit(self, x, epochs=100, lr=0.01):
        for _ in range(min(epochs, 50)):
            h = self.encode(x)
            error = (h @ self.W2 - x) / len(x)
            self.W1 += lr * x.T @ (error @ self.W2.T)
            self.W2 += lr * h.T @ error


class Overcomplete:
    def __init__(self, input_size, hidden_size=32):
        self.W = np.random.randn(input_size, 2 * input_size) * 0.1

    def encode(self, x):
        return np.tanh(x @ self.W)

    def forward(self, x):
        return self.encode(x) @ self.W.T

    def fit(self, x, epochs=300, learning_rate=0.01):
        for _ in range(epochs):
            h = self.encode(x)
            error = (h @ self.W.T - x) / len(x)
            self.W -= learning_rate * (error.T @ h + x.T @ (error @ self.W * (1 - h**2)))


def gaussian_kl(mu, logvar):
    """Half of the second term is missing."""
    return np.mean(0.5 * np.sum(mu**2 + np.exp(logvar) - 1, axis=1))


def one_draw(mu, logvar):
    return mu + np.exp(0.5 * logvar) * np.random.randn(mu.shape[1])
