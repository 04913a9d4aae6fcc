"""Losses of many classes and of pairs on plain lists, one number at a time."""

import math


def crammer_singer_loss(scores, labels):
    losses = []
    for row, label in zip(scores, labels):
        worst = max(s for j, s in enumerate(row) if j != label)
        losses.append(max(0.0, 1 + worst - row[label]))
    return sum(losses) / len(losses)


def multi_class_focal(probs, labels, gamma=2):
    total = 0.0
    for row, label in zip(probs, labels):
        total += -((1 - row[label]) ** gamma) * math.log(row[label])
    return total / len(labels)


def pair_loss(xs, ys, same, margin=1.0):
    total = 0.0
    for x, y, s in zip(xs, ys, same):
        d = math.sqrt(sum((a - b) ** 2 for a, b in zip(x, y)))
        total += d**2 if s else max(0.0, margin - d) ** 2
    return total / len(xs)


def cosine(x, y):
    dot = sum(a * b for a, b in zip(x, y))
    return dot / math.sqrt(sum(a * a for a in x) * sum(b * b for b in y))


def infonce_loss(anchors, positives, temperature=0.1):
    total = 0.0
    for i, a in enumerate(anchors):
        scores = [math.exp(cosine(a, p) / temperature) for p in positives]
        total -= math.log(scores[i] / sum(scores))
    return total / len(anchors)
