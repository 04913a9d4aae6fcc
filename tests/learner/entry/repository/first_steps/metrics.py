import numpy as np


def accuracy(y_true, y_pred):
    """How often both say the same."""
    return np.mean(y_true == y_pred)


def mean_squared_error(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)


def precision(y_true, y_pred):
    """Of all that were called positive, how many were?"""
    true_positives = np.sum((y_pred == 1) & (y_true == 1))
    called_positive = np.sum(y_pred == 1)
    if called_positive == 0:
        return 0.0
    return true_positives / called_positive


def recall(y_true, y_pred):
    """Of all positives, how many were found?"""
    true_positives = np.sum((y_pred == 1) & (y_true == 1))
    positives = np.sum(y_true == 1)
    if positives == 0:
        return 0.0
    return true_positives / positives
