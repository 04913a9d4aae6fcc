import math

import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(y_true, y_pred):  # one-hot targets, probabilities
    y_pred = np.clip(y_pred, 1e-12, 1 - 1e-12)
    return -np.sum(y_true * np.log(y_pred)) / y_true.shape[0]


def cross_entropy_grad(y_true, y_pred):
    return -(y_true / y_pred) / len(y_true)


def cross_entropy_error(y, t):  # the fish book: the first argument is the prediction
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y.size)
    if t.size == y.size:
        t = t.argmax(axis=1)
    batch_size = y.shape[0]
    return -np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size


def softmax_cross_entropy(logits, labels):
    probs = softmax(logits)
    return -np.log(probs[np.arange(len(labels)), labels])


def cross_entropy_sum(probs, labels):
    return -sum(math.log(row[label]) for row, label in zip(probs, labels))


def binary_cross_entropy(y_true, y_pred, eps=1e-15):
    y_pred = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


def binary_cross_entropy_derivative(y_true, y_pred):
    return ((1 - y_true) / (1 - y_pred) - y_true / y_pred) / np.size(y_true)


def log_loss(labels, probs):
    total = 0.0
    for y, p in zip(labels, probs):
        total -= y * math.log(p) + (1 - y) * math.log(1 - p)
    return total / len(labels)


def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = -1 / m * (np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T))
    return np.squeeze(cost)


def bce_with_logits(logits, targets):
    return np.mean(np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-np.abs(logits))))


def hinge_loss(y_true, y_pred):
    return np.mean(np.maximum(0, 1 - y_true * y_pred))


def squared_hinge_of_labels(y, scores):
    sides = 2 * np.asarray(y) - 1
    return np.mean(np.maximum(0, 1 - sides * scores) ** 2)


def huber_loss(y_true, y_pred, delta=1.0):
    error = y_true - y_pred
    small = np.abs(error) <= delta
    return np.mean(np.where(small, 0.5 * error**2, delta * (np.abs(error) - 0.5 * delta)))


def huber_loss_gradient(y_true, y_pred, delta=1.0):
    error = y_pred - y_true
    return np.where(np.abs(error) <= delta, error, delta * np.sign(error))


def smooth_l1(pred, target):
    total = 0.0
    for p, t in zip(pred, target):
        d = abs(p - t)
        total += 0.5 * d * d if d < 1 else d - 0.5
    return total


def focal_loss(y_true, y_pred, gamma=2.0, alpha=0.25):
    p_t = np.where(y_true == 1, y_pred, 1 - y_pred)
    alpha_t = np.where(y_true == 1, alpha, 1 - alpha)
    return np.mean(-alpha_t * (1 - p_t) ** gamma * np.log(p_t))


def focal_without_alpha(p, y, gamma=2):
    p_t = y * p + (1 - y) * (1 - p)
    return -((1 - p_t) ** gamma) * np.log(p_t)


def dice_loss(y_true, y_pred, smooth=1.0):
    y_true, y_pred = y_true.flatten(), y_pred.flatten()
    intersection = np.sum(y_true * y_pred)
    return 1 - (2.0 * intersection + smooth) / (np.sum(y_true) + np.sum(y_pred) + smooth)


def dice_on_lists(target, pred):
    both = sum(t * p for t, p in zip(target, pred))
    return 1 - 2 * both / (sum(target) + sum(pred) + 1e-7)


def triplet_loss(anchor, positive, negative, alpha=0.2):
    pos_dist = np.sum(np.square(anchor - positive), axis=-1)
    neg_dist = np.sum(np.square(anchor - negative), axis=-1)
    return np.sum(np.maximum(pos_dist - neg_dist + alpha, 0.0))


def contrastive_loss(x1, x2, y, margin=1.0):
    d = np.linalg.norm(x1 - x2, axis=1)
    return np.mean(y * d**2 + (1 - y) * np.maximum(margin - d, 0) ** 2)


def contrastive_of_paper(x1, x2, label, margin=2.0):
    d = np.sqrt(((x1 - x2) ** 2).sum(axis=1))
    return np.mean((1 - label) * 0.5 * d**2 + label * 0.5 * np.maximum(0, margin - d) ** 2)


def kl_divergence(p, q):
    return np.sum(p * np.log(p / q))


def kl_rows(y_true, y_pred):
    y_true = np.clip(y_true, 1e-9, 1)
    y_pred = np.clip(y_pred, 1e-9, 1)
    return np.sum(y_true * np.log(y_true / y_pred), axis=-1)
