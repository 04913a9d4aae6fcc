"""Batches that a compiler has to be asked about twice, or that lose something."""

import numpy as np


def plain(x, y, batch_size):
    for start in range(0, len(x), batch_size):
        yield x[start:start + batch_size], y[start:start + batch_size]


def loses_a_batch(x, y, batch_size):
    for start in range(0, len(x) - batch_size, batch_size):
        yield x[start:start + batch_size], y[start:start + batch_size]


def pads_in_front(x, y, batch_size):
    """The rows are filled up at the end, their labels in front."""
    more = -len(x) % batch_size
    x = np.concatenate([x, np.zeros((more, x.shape[1]))])
    y = np.concatenate([np.zeros(more, y.dtype), y])
    for start in range(0, len(x), batch_size):
        yield x[start:start + batch_size], y[start:start + batch_size]
