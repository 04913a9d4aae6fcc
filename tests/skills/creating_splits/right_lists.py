"""Splits in plain Python, with lists."""

import random
from collections import defaultdict


def of_pairs(dataset, train_ratio=0.8, seed=42):
    by_label = defaultdict(list)
    for sample in dataset:
        by_label[sample[1]].append(sample)
    rng = random.Random(seed)
    train, test = [], []
    for items in by_label.values():
        rng.shuffle(items)
        cut = int(len(items) * train_ratio)
        train.extend(items[:cut])
        test.extend(items[cut:])
    rng.shuffle(train)
    rng.shuffle(test)
    return train, test


def of_lists(xs, ys, val_fraction, test_fraction, seed=0):
    random.seed(seed)
    groups = {}
    for i, label in enumerate(ys):
        groups.setdefault(label, []).append(i)
    train, val, test = [], [], []
    for idx in groups.values():
        random.shuffle(idx)
        n_val = max(1, int(len(idx) * val_fraction))
        n_test = max(1, int(len(idx) * test_fraction))
        val += idx[:n_val]
        test += idx[n_val : n_val + n_test]
        train += idx[n_val + n_test :]

    def pick(idx):
        return [xs[i] for i in idx], [ys[i] for i in idx]

    return pick(train), pick(val), pick(test)


def class_by_class(labels, test_size=0.2):
    out = {"train": {}, "test": {}}
    for c in sorted(set(labels)):
        idx = [i for i, label in enumerate(labels) if label == c]
        random.shuffle(idx)
        k = round(test_size * len(idx))
        out["test"][c] = idx[:k]
        out["train"][c] = idx[k:]
    return out
