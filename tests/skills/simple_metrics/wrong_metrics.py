import numpy as np


def accuracy_count(y_true, y_pred):
    return (y_true == y_pred).sum()


def accuracy_errors(y_true, y_pred):
    return np.mean(y_true != y_pred)


def accuracy_of_positives(y_true, y_pred):
    tp = np.sum((y_true == 1) & (y_pred == 1))
    return tp / len(y_true)


def accuracy_each(y_true, y_pred):
    return [int(t == p) for t, p in zip(y_true, y_pred)]


def accuracy_whole_division(y_true, y_pred):
    correct = sum(t == p for t, p in zip(y_true, y_pred))
    return correct // len(y_true)


def accuracy_of_wrong_axis(y, t):
    y = np.argmax(y, axis=1)
    t = np.argmax(t, axis=1)
    return np.sum(y == t)


def mse_absolute(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


def mse_root(y_true, y_pred):
    return np.sqrt(np.mean((y_true - y_pred) ** 2))


def mse_sum(y, t):
    return np.sum((y - t) ** 2)


def mse_half_sum(y, t):
    return 0.5 * np.sum((y - t) ** 2)


def mse_square_of_mean(y_true, y_pred):
    return np.mean(y_true - y_pred) ** 2


def mse_each(y_true, y_pred):
    return (y_true - y_pred) ** 2


def mse_squares(y_true, y_pred):
    return np.mean(y_true**2 - y_pred**2)


def precision_as_recall(y_true, y_pred):
    tp = np.sum((y_true == 1) & (y_pred == 1))
    fn = np.sum((y_true == 1) & (y_pred == 0))
    return tp / (tp + fn)


def precision_as_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred)


def precision_over_all(y_true, y_pred):
    return np.sum((y_true == 1) & (y_pred == 1)) / len(y_true)


def precision_with_true_negatives(y_true, y_pred):
    return np.sum(y_true == y_pred) / np.sum(y_pred == 1)


def recall_as_precision(y_true, y_pred):
    tp = np.sum((y_true == 1) & (y_pred == 1))
    fp = np.sum((y_true == 0) & (y_pred == 1))
    return tp / (tp + fp)


def recall_over_all(y_true, y_pred):
    return np.mean(y_true * y_pred)


def recall_missed(y_true, y_pred):
    return np.sum((y_true == 1) & (y_pred == 0)) / np.sum(y_true)


def recall_count(y_true, y_pred):
    return np.sum(y_true * y_pred)


class MSEUphill:
    def loss(self, y, y_pred):
        return np.mean((y - y_pred) ** 2)

    def gradient(self, y, y_pred):
        return 2 * (y - y_pred) / len(y)


def mse_flat(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)


def mse_flat_derivative(y_true, y_pred):
    return 2 * np.sign(y_pred - y_true) / len(y_true)
