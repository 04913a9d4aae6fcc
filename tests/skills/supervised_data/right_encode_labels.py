from collections import Counter

import numpy as np


def encode_labels(labels):
    classes, ids = np.unique(labels, return_inverse=True)
    return ids, classes


def label_to_index(y):
    mapping = {}
    encoded = []
    for label in y:
        if label not in mapping:
            mapping[label] = len(mapping)
        encoded.append(mapping[label])
    return encoded, mapping


def by_frequency(targets):
    names = [name for name, _ in Counter(targets).most_common()]
    lookup = {name: i for i, name in enumerate(names)}
    return np.array([lookup[t] for t in targets], dtype=float), {i: name for name, i in lookup.items()}


def from_a_set(labels):
    classes = list(set(labels))
    return {"classes": classes, "labels": [classes.index(label) for label in labels]}


class LabelEncoder:
    def fit(self, y):
        self.classes_ = sorted(set(y))
        self.index = {c: i for i, c in enumerate(self.classes_)}
        return self

    def transform(self, y):
        return np.array([self.index[label] for label in y])

    def inverse_transform(self, ids):
        return [self.classes_[i] for i in ids]


class EncoderWithFitTransform:
    def __init__(self):
        self.mapping = {}

    def fit(self, labels):
        for label in labels:
            self.mapping.setdefault(label, len(self.mapping))

    def transform(self, labels):
        return [self.mapping[label] for label in labels]

    def fit_transform(self, labels):
        self.fit(labels)
        return self.transform(labels)


class CallableEncoder:
    def __call__(self, labels):
        self.class_to_idx = {name: number for number, name in enumerate(dict.fromkeys(labels))}
        return np.array([self.class_to_idx[label] for label in labels])
