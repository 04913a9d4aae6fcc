import numpy as np


def accuracy(y_true, y_pred):
    return np.sum(y_true == y_pred) / len(y_true)


def accuracy_of_scores(y, t):
    """Scores of the classes, and labels or one-hot rows."""
    y = np.argmax(y, axis=1)
    if t.ndim != 1:
        t = np.argmax(t, axis=1)
    return np.sum(y == t) / float(y.shape[0])


def accuracy_last_axis(probs, labels):
    return np.mean(np.argmax(probs, axis=-1) == labels)


def accuracy_one_hot(y_true, y_pred):
    return np.mean(np.argmax(y_true, axis=1) == np.argmax(y_pred, axis=1))


def accuracy_in_columns(AL, Y):
    """Features first: one example in a column."""
    predictions = np.argmax(AL, axis=0)
    labels = np.argmax(Y, axis=0)
    return np.mean(predictions == labels)


def accuracy_thresholded(output, target):
    return ((output > 0.5).astype(int) == target).mean()


def accuracy_of_rows(Y_prediction, Y):
    """Labels in one row; in percent, as a famous course prints it."""
    return 100 - np.mean(np.abs(Y_prediction - Y)) * 100


def mean_squared_error(y_true, y_pred):
    return np.square(np.subtract(y_true, y_pred)).mean()


def halved(t, y):
    m = t.shape[0]
    return 1 / (2 * m) * np.sum((y - t) ** 2)


def cost_of_rows(A, Y):
    m = Y.shape[1]
    return np.squeeze(np.sum((A - Y) ** 2) / m)


def unnamed(a, b):
    return ((a - b) ** 2).mean(axis=0)


def precision(y_pred, y_true):
    true_positives = np.sum((y_pred == 1) & (y_true == 1))
    predicted_positives = np.sum(y_pred)
    return true_positives / (predicted_positives + 1e-15)


def recall(y, yhat):
    return (y * yhat).sum() / y.sum()


def recall_of_booleans(targets, preds, pos_label=1):
    mask = targets == pos_label
    return np.mean(preds[mask] == pos_label)


def precision_in_percent(labels, predictions):
    hits = np.logical_and(labels, predictions).sum()
    return round(100 * hits / predictions.sum(), 10)


def squared_loss(a, b):
    return np.mean((a - b) ** 2)


def squared_loss_grad(a, b):
    return 2 * (a - b) / len(a)
