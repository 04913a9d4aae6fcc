"""Metrics on plain lists."""

import math
from collections import Counter


def macro_f1(y_true, y_pred):
    classes = sorted(set(y_true) | set(y_pred))
    f1s = []
    for c in classes:
        tp = sum(1 for t, p in zip(y_true, y_pred) if t == c and p == c)
        fp = sum(1 for t, p in zip(y_true, y_pred) if t != c and p == c)
        fn = sum(1 for t, p in zip(y_true, y_pred) if t == c and p != c)
        precision = tp / (tp + fp) if tp + fp else 0.0
        recall = tp / (tp + fn) if tp + fn else 0.0
        f1s.append(2 * precision * recall / (precision + recall) if precision + recall else 0.0)
    return sum(f1s) / len(f1s)


def confusion_matrix(actual, predicted):
    labels = sorted(set(actual) | set(predicted))
    index = {label: i for i, label in enumerate(labels)}
    matrix = [[0] * len(labels) for _ in labels]
    for a, p in zip(actual, predicted):
        matrix[index[a]][index[p]] += 1
    return matrix


def auc(y_true, y_score):
    positives = [s for t, s in zip(y_true, y_score) if t == 1]
    negatives = [s for t, s in zip(y_true, y_score) if t == 0]
    wins = 0.0
    for p in positives:
        for n in negatives:
            if p > n:
                wins += 1
            elif p == n:
                wins += 0.5
    return wins / (len(positives) * len(negatives))


def average_precision(y_true, y_scores):
    ranked = sorted(zip(y_scores, y_true), reverse=True)
    hits, total = 0, 0.0
    for rank, (_, label) in enumerate(ranked, start=1):
        if label == 1:
            hits += 1
            total += hits / rank
    return total / hits


def iou(box1, box2):
    x1 = max(box1[0], box2[0])
    y1 = max(box1[1], box2[1])
    x2 = min(box1[2], box2[2])
    y2 = min(box1[3], box2[3])
    inter = max(0, x2 - x1) * max(0, y2 - y1)
    area1 = (box1[2] - box1[0]) * (box1[3] - box1[1])
    area2 = (box2[2] - box2[0]) * (box2[3] - box2[1])
    return inter / (area1 + area2 - inter)


def iou_xywh(boxA, boxB):
    xa, ya, wa, ha = boxA
    xb, yb, wb, hb = boxB
    w = min(xa + wa, xb + wb) - max(xa, xb)
    h = min(ya + ha, yb + hb) - max(ya, yb)
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / (wa * ha + wb * hb - w * h)


def iou_of_pixels(boxA, boxB):
    xA = max(boxA[0], boxB[0])
    yA = max(boxA[1], boxB[1])
    xB = min(boxA[2], boxB[2])
    yB = min(boxA[3], boxB[3])
    interArea = max(0, xB - xA + 1) * max(0, yB - yA + 1)
    boxAArea = (boxA[2] - boxA[0] + 1) * (boxA[3] - boxA[1] + 1)
    boxBArea = (boxB[2] - boxB[0] + 1) * (boxB[3] - boxB[1] + 1)
    return interArea / float(boxAArea + boxBArea - interArea)


def mcc(y_true, y_pred):
    tp = tn = fp = fn = 0
    for t, p in zip(y_true, y_pred):
        if t == 1 and p == 1:
            tp += 1
        elif t == 0 and p == 0:
            tn += 1
        elif p == 1:
            fp += 1
        else:
            fn += 1
    denominator = math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    return (tp * tn - fp * fn) / denominator if denominator else 0.0


def ngrams(tokens, n):
    return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def bleu(candidate, references, max_n=4):
    log_sum = 0.0
    for n in range(1, max_n + 1):
        counts = ngrams(candidate, n)
        best = Counter()
        for reference in references:
            for gram, count in ngrams(reference, n).items():
                best[gram] = max(best[gram], count)
        clipped = sum(min(count, best[gram]) for gram, count in counts.items())
        if clipped == 0:
            return 0.0
        log_sum += math.log(clipped / sum(counts.values())) / max_n
    closest = min((abs(len(r) - len(candidate)), len(r)) for r in references)[1]
    brevity = 1.0 if len(candidate) > closest else math.exp(1 - closest / len(candidate))
    return brevity * math.exp(log_sum)


def sentence_bleu(hypothesis, reference):
    precisions = []
    for n in range(1, 5):
        hyp, ref = ngrams(hypothesis, n), ngrams(reference, n)
        overlap = sum((hyp & ref).values())
        precisions.append(overlap / max(sum(hyp.values()), 1))
    if min(precisions) == 0:
        return 0.0
    bp = min(1.0, math.exp(1 - len(reference) / len(hypothesis)))
    return 100 * bp * math.prod(precisions) ** 0.25


def top_k_accuracy(labels, probs, k=5):
    correct = 0
    for label, row in zip(labels, probs):
        best = sorted(range(len(row)), key=lambda i: row[i], reverse=True)[:k]
        correct += label in best
    return correct / len(labels)


def perplexity(probs):
    return math.exp(-sum(math.log(p) for p in probs) / len(probs))


def perplexity_by_root(probs):
    return math.prod(1 / p for p in probs) ** (1 / len(probs))
