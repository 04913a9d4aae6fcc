"""Losses of many classes and pairs that went wrong."""

import numpy as np
import torch
import torch.nn.functional as F


def multiclass_hinge_with_all(scores, y):
    correct = scores[np.arange(len(y)), y][:, None]
    return np.mean(np.sum(np.maximum(0, scores - correct + 1), axis=1))


def svm_loss_no_max(scores, y):
    margins = scores - scores[np.arange(len(y)), y][:, None] + 1
    margins[np.arange(len(y)), y] = 0
    return margins.sum() / len(y)


def svm_loss_mirrored(scores, y):
    margins = np.maximum(0, scores[np.arange(len(y)), y][:, None] - scores + 1)
    margins[np.arange(len(y)), y] = 0
    return margins.sum() / len(y)


class HingeUphill:
    def forward(self, y_pred, y_true):
        rows = np.arange(len(y_true))
        self.margins = np.maximum(0, 1 - y_pred[rows, y_true][:, None] + y_pred)
        self.margins[rows, y_true] = 0
        self.y_true = y_true
        return np.mean(np.sum(self.margins, axis=1))

    def backward(self):
        grad = -(self.margins > 0).astype(float)
        grad[np.arange(len(grad)), self.y_true] -= grad.sum(axis=1)
        return grad / len(grad)


def focal_power_of_right(probs, labels, gamma=2.0):
    p = probs[np.arange(len(labels)), labels]
    return np.mean(-(p**gamma) * np.log(p))


def focal_is_cross_entropy(probs, labels, gamma=2.0):
    p = probs[np.arange(len(labels)), labels]
    return -np.mean(np.log(p))


def focal_of_mean(inputs, targets, gamma=2.0):
    ce = F.cross_entropy(inputs, targets)
    pt = torch.exp(-ce)
    return (1 - pt) ** gamma * ce


def info_nce_multiplied(z1, z2, temperature=0.5):
    z1 = z1 / np.linalg.norm(z1, axis=1, keepdims=True)
    z2 = z2 / np.linalg.norm(z2, axis=1, keepdims=True)
    logits = z1 @ z2.T * temperature
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - np.diag(logits))


def info_nce_first(z1, z2, temperature=0.5):
    z1, z2 = F.normalize(z1, dim=1), F.normalize(z2, dim=1)
    logits = z1 @ z2.T / temperature
    return F.cross_entropy(logits, torch.zeros(len(z1), dtype=torch.long))


def nt_xent_with_itself(z_i, z_j, temperature=0.5):
    z = F.normalize(torch.cat([z_i, z_j]), dim=1)
    sim = z @ z.T / temperature
    n = len(z_i)
    return F.cross_entropy(sim, torch.cat([torch.arange(n, 2 * n), torch.arange(n)]))


def info_nce_over_the_batch_only(z1, z2, temperature=0.5):
    z1, z2 = F.normalize(z1, dim=0), F.normalize(z2, dim=0)
    logits = z1 @ z2.T / temperature
    return F.cross_entropy(logits, torch.arange(len(z1)))
