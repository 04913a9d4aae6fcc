"""Metrics that went wrong."""

import math

import numpy as np


def f1_micro(y_true, y_pred):
    tp = np.sum(y_true == y_pred)
    return tp / len(y_true)


def f1_weighted(y_true, y_pred):
    total = 0
    for c in np.unique(y_true):
        tp = np.sum((y_true == c) & (y_pred == c))
        total += 2 * tp / (np.sum(y_true == c) + np.sum(y_pred == c)) * np.mean(y_true == c)
    return total


def f1_per_class(y_true, y_pred):
    return [
        2 * np.sum((y_true == c) & (y_pred == c)) / (np.sum(y_true == c) + np.sum(y_pred == c)) for c in range(3)
    ]


def f1_of_three(y_true, y_pred):
    scores = []
    for c in (0, 1, 2):
        tp = np.sum((y_true == c) & (y_pred == c))
        scores.append(2 * tp / max(1, np.sum(y_true == c) + np.sum(y_pred == c)))
    return np.mean(scores)


def confusion_diagonal(y_true, y_pred):
    return np.diag([np.sum((y_true == c) & (y_pred == c)) for c in range(3)])


def confusion_marks(y_true, y_pred):
    cm = np.zeros((3, 3))
    cm[y_true, y_pred] += 1
    return cm


def confusion_both_ways(y_true, y_pred):
    cm = np.zeros((3, 3))
    for t, p in zip(y_true, y_pred):
        cm[t, p] += 1
        if t != p:
            cm[p, t] += 1
    return cm


def auc_swapped(y_true, y_score):
    y = y_true[np.argsort(-y_score)]
    tpr, fpr = np.cumsum(y) / y.sum(), np.cumsum(1 - y) / (1 - y).sum()
    return np.trapezoid(np.append(0, fpr), np.append(0, tpr))


def auc_unsorted(y_true, y_score):
    tpr, fpr = np.cumsum(y_true) / y_true.sum(), np.cumsum(1 - y_true) / (1 - y_true).sum()
    return np.trapezoid(np.append(0, tpr), np.append(0, fpr))


def auc_of_labels(y_true, y_score):
    pred = (y_score > 0.5).astype(int)
    tpr = np.sum((pred == 1) & (y_true == 1)) / np.sum(y_true == 1)
    fpr = np.sum((pred == 1) & (y_true == 0)) / np.sum(y_true == 0)
    return (1 + tpr - fpr) / 2


def ap_mean(y_true, y_score):
    y = y_true[np.argsort(-y_score)]
    return np.mean(np.cumsum(y) / np.arange(1, len(y) + 1))


def ap_ascending(y_true, y_score):
    y = y_true[np.argsort(y_score)]
    precision = np.cumsum(y) / np.arange(1, len(y) + 1)
    return np.sum(precision * y) / np.sum(y)


def ap_over_all(y_true, y_score):
    y = y_true[np.argsort(-y_score)]
    precision = np.cumsum(y) / np.arange(1, len(y) + 1)
    return np.mean(precision * y)


def iou_unclamped(box1, box2):
    w = min(box1[2], box2[2]) - max(box1[0], box2[0])
    h = min(box1[3], box2[3]) - max(box1[1], box2[1])
    a1 = (box1[2] - box1[0]) * (box1[3] - box1[1])
    a2 = (box2[2] - box2[0]) * (box2[3] - box2[1])
    return w * h / (a1 + a2 - w * h)


def iou_sum(box1, box2):
    w = max(0, min(box1[2], box2[2]) - max(box1[0], box2[0]))
    h = max(0, min(box1[3], box2[3]) - max(box1[1], box2[1]))
    return w * h / ((box1[2] - box1[0]) * (box1[3] - box1[1]) + (box2[2] - box2[0]) * (box2[3] - box2[1]))


def iou_dice_of_masks(pred, target):
    return 2 * np.logical_and(pred, target).sum() / (pred.sum() + target.sum())


def iou_pixel_mixed(box1, box2):
    w = max(0, min(box1[2], box2[2]) - max(box1[0], box2[0]) + 1)
    h = max(0, min(box1[3], box2[3]) - max(box1[1], box2[1]) + 1)
    a1 = (box1[2] - box1[0]) * (box1[3] - box1[1])
    a2 = (box2[2] - box2[0]) * (box2[3] - box2[1])
    return w * h / (a1 + a2 - w * h)


def mcc_rootless(y_true, y_pred):
    tp, tn = np.sum(y_true * y_pred), np.sum((1 - y_true) * (1 - y_pred))
    fp, fn = np.sum((1 - y_true) * y_pred), np.sum(y_true * (1 - y_pred))
    return (tp * tn - fp * fn) / ((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


def mcc_plus(y_true, y_pred):
    tp, tn = np.sum(y_true * y_pred), np.sum((1 - y_true) * (1 - y_pred))
    fp, fn = np.sum((1 - y_true) * y_pred), np.sum(y_true * (1 - y_pred))
    return (tp * tn + fp * fn) / np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


def mcc_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred)


def _grams(tokens, n):
    return [tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)]


def bleu_unclipped(candidate, reference):
    logs = 0
    for n in range(1, 5):
        grams, wanted = _grams(candidate, n), _grams(reference, n)
        logs += math.log(sum(g in wanted for g in grams) / len(grams)) / 4
    return min(1, math.exp(1 - len(reference) / len(candidate))) * math.exp(logs)


def bleu_never_too_short(candidate, reference):
    logs = 0
    for n in range(1, 5):
        grams, wanted = _grams(candidate, n), _grams(reference, n)
        logs += math.log(sum(min(grams.count(g), wanted.count(g)) for g in set(grams)) / len(grams)) / 4
    return math.exp(logs)


def bleu_one(candidate, reference):
    bp = min(1, math.exp(1 - len(reference) / len(candidate)))
    return bp * sum(min(candidate.count(w), reference.count(w)) for w in set(candidate)) / len(candidate)


def topk_lowest(labels, scores, k):
    return np.mean([label in np.argsort(row)[:k] for label, row in zip(labels, scores)])


def topk_first(labels, scores, k):
    return np.mean(np.argmax(scores, axis=1) == labels)


def topk_off_by_one(labels, scores, k):
    return np.mean([label in np.argsort(-row)[: k + 1] for label, row in zip(labels, scores)])


def topk_last_only(labels, scores, k):
    return np.mean(np.argsort(-scores, axis=1)[:, k - 1] == labels)


def perplexity_sign(probs):
    return np.exp(np.mean(np.log(probs)))


def perplexity_sum(probs):
    return np.exp(-np.sum(np.log(probs)))


def perplexity_bases(probs):
    return 2 ** (-np.mean(np.log(probs)))


def perplexity_of_log_probs(log_probs):
    return np.exp(np.mean(log_probs))


def bleu_of_texts_unclipped(candidate, reference):
    said, wanted = candidate.split(), reference.split()
    score = min(1.0, math.exp(1 - len(wanted) / len(said)))
    for n in range(1, 5):
        grams = list(zip(*(said[i:] for i in range(n))))
        there = list(zip(*(wanted[i:] for i in range(n))))
        score *= (sum(gram in there for gram in grams) / len(grams)) ** 0.25
    return score
