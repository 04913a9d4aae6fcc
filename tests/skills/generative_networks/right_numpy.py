import numpy as np


class LinearAutoencoder:
    def __init__(self, n_inputs, n_code):
        self.W1 = np.random.randn(n_inputs, n_code) * 0.1
        self.W2 = np.random.randn(n_code, n_inputs) * 0.1
        self.b = np.zeros(n_inputs)

    def encode(self, x):
        return x @ self.W1

    def forward(self, x):
        return self.encode(x) @ self.W2 + self.b

    def fit(self, x, epochs=500, lr=0.1):
        for _ in range(epochs):
            h = x @ self.W1
            error = (h @ self.W2 + self.b - x) / len(x)
            back = error @ self.W2.T
            self.W2 -= lr * h.T @ error
            self.b -= lr * error.sum(0)
            self.W1 -= lr * x.T @ back


def gaussian_kl(mu, logvar):
    return np.mean(-0.5 * np.sum(1 + logvar - mu**2 - np.exp(logvar), axis=1))


def reparameterize(mu, logvar):
    eps = np.random.normal(size=mu.shape)
    return mu + np.exp(logvar / 2) * eps
