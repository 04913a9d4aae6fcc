import numpy as np


class LinearRegression:
    """Gradient descent on the mean squared error."""

    def __init__(self, learning_rate=0.01, n_iterations=1000):
        self.learning_rate = learning_rate
        self.n_iterations = n_iterations
        self.weights = None
        self.bias = None

    def fit(self, X, y):
        n_samples, n_features = X.shape
        self.weights = np.zeros(n_features)
        self.bias = 0.0
        for _ in range(self.n_iterations):
            error = X @ self.weights + self.bias - y
            self.weights -= self.learning_rate * 2 * X.T @ error / n_samples
            self.bias -= self.learning_rate * 2 * np.mean(error)

    def predict(self, X):
        return X @ self.weights + self.bias
