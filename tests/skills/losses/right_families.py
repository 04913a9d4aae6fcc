"""Losses of many classes, and of many pairs, in NumPy and in plain loops."""

import numpy as np


def svm_loss_vectorized(scores, y):
    n = scores.shape[0]
    correct = scores[np.arange(n), y][:, np.newaxis]
    margins = np.maximum(0, scores - correct + 1.0)
    margins[np.arange(n), y] = 0
    loss = np.sum(margins) / n
    dscores = (margins > 0).astype(float)
    dscores[np.arange(n), y] -= dscores.sum(axis=1)
    return loss, dscores / n


def categorical_hinge(y_true, y_pred):
    pos = np.sum(y_true * y_pred, axis=-1)
    neg = np.max((1.0 - y_true) * y_pred - 1e9 * y_true, axis=-1)
    return np.maximum(0.0, neg - pos + 1.0)


def multiclass_svm_loss(scores, labels, delta=1.0):
    total = 0.0
    for row, label in zip(scores, labels):
        for j in range(len(row)):
            if j != label:
                total += max(0, row[j] - row[label] + delta)
    return total / len(scores)


class MultiMargin:
    def forward(self, y_pred, y_true):
        rows = np.arange(len(y_true))
        self.margins = np.maximum(0, 1 - y_pred[rows, y_true][:, None] + y_pred)
        self.margins[rows, y_true] = 0
        self.y_true = y_true
        return np.mean(np.sum(self.margins**2, axis=1))

    def backward(self):
        grad = 2 * self.margins
        grad[np.arange(len(grad)), self.y_true] -= grad.sum(axis=1)
        return grad / len(grad)


def categorical_focal_loss(y_true, y_pred, gamma=2.0, alpha=0.25):
    y_pred = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return np.mean(np.sum(-alpha * y_true * (1 - y_pred) ** gamma * np.log(y_pred), axis=1))


def focal_loss_multiclass(probs, labels):
    p = probs[np.arange(len(labels)), labels]
    return -np.sum((1 - p) ** 2 * np.log(p))


def info_nce(z1, z2, temperature=0.1):
    z1 = z1 / np.linalg.norm(z1, axis=1, keepdims=True)
    z2 = z2 / np.linalg.norm(z2, axis=1, keepdims=True)
    logits = z1 @ z2.T / temperature
    log_probs = logits - np.log(np.sum(np.exp(logits), axis=1, keepdims=True))
    return -np.mean(np.diag(log_probs))


def nt_xent(z_i, z_j, tau=0.5):
    z = np.vstack([z_i, z_j])
    z = z / np.linalg.norm(z, axis=1, keepdims=True)
    sim = np.exp(z @ z.T / tau)
    n = len(z_i)
    total = 0
    for k in range(2 * n):
        pair = (k + n) % (2 * n)
        total -= np.log(sim[k, pair] / (sim[k].sum() - sim[k, k]))
    return total / (2 * n)


def dot_info_nce(queries, keys):
    scores = queries @ keys.T / 0.07
    scores = scores - scores.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(scores).sum(axis=1)) - np.diag(scores))
