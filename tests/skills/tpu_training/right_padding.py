"""Right batches of one shape: the last one is filled up."""

import math

import numpy as np


def padded_batches(x, y, batch_size):
    for start in range(0, len(x), batch_size):
        xb, yb = x[start:start + batch_size], y[start:start + batch_size]
        missing = batch_size - len(xb)
        if missing:
            xb = np.concatenate([xb, np.zeros((missing, *xb.shape[1:]), xb.dtype)])
            yb = np.concatenate([yb, np.zeros(missing, yb.dtype)])
        yield xb, yb


def with_masks(features, labels, batch_size=4):
    """The mask says which rows are real."""
    batches = []
    for i in range(math.ceil(len(features) / batch_size)):
        rows = np.arange(i * batch_size, (i + 1) * batch_size)
        mask = rows < len(features)
        rows = rows % len(features)
        batches.append({"x": features[rows], "y": labels[rows], "mask": mask})
    return batches


class FixedShapeLoader:
    """Goes round: the last batch takes its missing rows from the beginning."""

    def __init__(self, X, y, batch_size):
        self.X, self.y, self.batch_size = X, y, batch_size

    def __len__(self):
        return -(-len(self.X) // self.batch_size)

    def __iter__(self):
        n = len(self.X)
        for step in range(len(self)):
            idx = (np.arange(self.batch_size) + step * self.batch_size) % n
            yield self.X[idx], self.y[idx]
