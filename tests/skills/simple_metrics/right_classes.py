import numpy as np


class MSE:
    def loss(self, y, y_pred):
        return np.mean(0.5 * np.power(y - y_pred, 2))

    def gradient(self, y, y_pred):
        return -(y - y_pred)


class MeanSquaredError:
    def __init__(self):
        self.error = None

    def __call__(self, predictions, targets):
        self.error = predictions - targets
        return float(np.mean(self.error**2))

    def backward(self):
        return 2 * self.error / self.error.size


class MSELoss:
    def forward(self, y_pred, y_true):
        self.diff = y_pred - y_true
        self.output = np.mean(self.diff**2, axis=-1)
        return self.output


class Accuracy:
    def calculate(self, predictions, y):
        return np.mean(predictions == y)


class BinaryMetrics:
    def __init__(self, threshold=0.5):
        self.threshold = threshold

    def precision(self, y_true, y_prob):
        y_pred = (np.asarray(y_prob) >= self.threshold).astype(int)
        return float(np.sum((y_pred == 1) & (y_true == 1)) / max(np.sum(y_pred == 1), 1))

    def recall(self, y_true, y_prob):
        y_pred = (np.asarray(y_prob) >= self.threshold).astype(int)
        return float(np.sum((y_pred == 1) & (y_true == 1)) / max(np.sum(y_true == 1), 1))
