"""Metrics with NumPy, as functions and as classes."""

import numpy as np


def confusion(y_true, y_pred, num_classes):
    cm = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(cm, (y_true, y_pred), 1)
    return cm


def f1_macro(y_pred, y_true, num_classes=None):
    num_classes = num_classes or int(max(y_true.max(), y_pred.max())) + 1
    cm = confusion(y_true, y_pred, num_classes)
    tp = np.diag(cm)
    precision = tp / (cm.sum(axis=0) + 1e-12)
    recall = tp / (cm.sum(axis=1) + 1e-12)
    return np.mean(2 * precision * recall / (precision + recall + 1e-12))


def f1_of_averages(y_true, y_pred):
    cm = confusion(y_true, y_pred, max(y_true.max(), y_pred.max()) + 1)
    p = np.mean(np.diag(cm) / np.maximum(cm.sum(axis=0), 1))
    r = np.mean(np.diag(cm) / np.maximum(cm.sum(axis=1), 1))
    return 2 * p * r / (p + r) if p + r > 0 else 0.0


class MacroF1:
    def __call__(self, y_true, y_pred):
        y_pred = y_pred.argmax(axis=1)
        scores = []
        for c in np.unique(y_true):
            tp = np.sum((y_pred == c) & (y_true == c))
            fp = np.sum((y_pred == c) & (y_true != c))
            fn = np.sum((y_pred != c) & (y_true == c))
            scores.append(2 * tp / (2 * tp + fp + fn))
        return np.mean(scores)


class ConfusionMatrix:
    def __init__(self, n_classes):
        self.n_classes = n_classes
        self.matrix = np.zeros((n_classes, n_classes))

    def compute(self, preds, labels):
        for p, t in zip(preds, labels):
            self.matrix[p, t] += 1
        return self.matrix


def roc_auc(y_true, y_score):
    order = np.argsort(-y_score)
    y = y_true[order]
    tpr = np.concatenate([[0], np.cumsum(y) / y.sum()])
    fpr = np.concatenate([[0], np.cumsum(1 - y) / (1 - y).sum()])
    return np.trapezoid(tpr, fpr)


def auc_by_ranks(labels, scores):
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores)] = np.arange(1, len(scores) + 1)
    n1 = labels.sum()
    n0 = len(labels) - n1
    return (ranks[labels == 1].sum() - n1 * (n1 + 1) / 2) / (n1 * n0)


def ap_score(y_true, y_score):
    y = y_true[np.argsort(-y_score)]
    precision = np.cumsum(y) / np.arange(1, len(y) + 1)
    recall = np.cumsum(y) / y.sum()
    return np.sum(np.diff(np.concatenate([[0], recall])) * precision)


def ap_voc(y_true, y_score):
    y = y_true[np.argsort(-y_score)]
    precision = np.cumsum(y) / np.arange(1, len(y) + 1)
    recall = np.cumsum(y) / y.sum()
    ap = 0.0
    for t in np.linspace(0, 1, 11):
        p = precision[recall >= t]
        ap += (p.max() if len(p) else 0) / 11
    return ap


def mask_iou(pred_mask, gt_mask):
    intersection = np.logical_and(pred_mask, gt_mask).sum()
    union = np.logical_or(pred_mask, gt_mask).sum()
    return (intersection + 1e-6) / (union + 1e-6)


def matthews(y_true, y_pred):
    return np.corrcoef(y_true, y_pred)[0, 1]


class TopK:
    def __init__(self, k=3):
        self.k = k

    def calculate(self, y_true, y_pred):
        best = np.argpartition(y_pred, -self.k, axis=1)[:, -self.k :]
        return np.mean([t in row for t, row in zip(y_true, best)])


def perplexity(log_probs):
    return np.exp(-np.mean(log_probs))


def ppl_bits(probs):
    return 2 ** (-np.mean(np.log2(probs)))


def d2l_like(pred_seq, label_seq, k):
    len_pred, len_label = len(pred_seq), len(label_seq)
    score = np.exp(min(0, 1 - len_label / len_pred))
    for n in range(1, k + 1):
        matches, grams = 0, {}
        for i in range(len_label - n + 1):
            gram = " ".join(label_seq[i : i + n])
            grams[gram] = grams.get(gram, 0) + 1
        for i in range(len_pred - n + 1):
            gram = " ".join(pred_seq[i : i + n])
            if grams.get(gram, 0) > 0:
                matches += 1
                grams[gram] -= 1
        score *= (matches / (len_pred - n + 1)) ** (0.5**n)
    return score


class KronyxLike:
    """Takes probabilities, cut at one half where there is one for each sample."""

    def calculate(self, y_true, y_pred):
        if y_pred.ndim > 1 and y_pred.shape[1] > 1:
            predictions = np.argmax(y_pred, axis=1)
        else:
            predictions = (y_pred.flatten() > 0.5).astype(int)
        classes = np.unique(np.concatenate([y_true, predictions]))
        return np.array([[np.sum((y_true == i) & (predictions == j)) for j in classes] for i in classes])


def f1_of_averages_of_different_classes(y_true, y_pred):
    """Precision is averaged over the classes that were predicted, recall over those that are there."""
    precision = np.mean([np.mean(y_true[y_pred == c] == c) for c in np.unique(y_pred)])
    recall = np.mean([np.mean(y_pred[y_true == c] == c) for c in np.unique(y_true)])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
