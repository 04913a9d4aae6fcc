import numpy as np


def encode_labels(labels):
    classes = sorted(set(labels))
    number = {name: i for i, name in enumerate(classes)}
    return np.array([number[label] for label in labels]), classes


def pair_labels(filenames, labels):
    """(file, label) for each file; one without a label is an error."""
    pairs = []
    for name in filenames:
        if name not in labels:
            raise KeyError(f"{name} has no label")
        pairs.append((name, labels[name]))
    return pairs
