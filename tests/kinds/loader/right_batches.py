import math
import random

import numpy as np


def generator(X, y, batch_size=32, shuffle=True, seed=None):
    rng = np.random.default_rng(seed)
    idx = np.arange(len(X))
    if shuffle:
        rng.shuffle(idx)
    for i in range(0, len(X), batch_size):
        batch = idx[i : i + batch_size]
        yield X[batch], y[batch]


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    permutation = list(np.random.permutation(m))
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))
    mini_batches = []
    full = math.floor(m / mini_batch_size)
    for k in range(full):
        at = slice(k * mini_batch_size, (k + 1) * mini_batch_size)
        mini_batches.append((shuffled_X[:, at], shuffled_Y[:, at]))
    if m % mini_batch_size != 0:
        mini_batches.append((shuffled_X[:, full * mini_batch_size :], shuffled_Y[:, full * mini_batch_size :]))
    return mini_batches


class DataLoader:
    def __init__(self, data, targets, bs, shuffle=False):
        self.data, self.targets, self.bs, self.shuffle = data, targets, bs, shuffle

    def __iter__(self):
        order = np.random.permutation(len(self.data)) if self.shuffle else np.arange(len(self.data))
        for i in range(0, len(order), self.bs):
            cut = order[i : i + self.bs]
            yield {"features": self.data[cut], "label": self.targets[cut]}

    def __len__(self):
        return -(-len(self.data) // self.bs)


class Sequence:
    """As Keras wants it: a length, an item, and a shuffle at the end of an epoch."""

    def __init__(self, x_set, y_set, batch_size):
        self.x, self.y, self.batch_size = x_set, y_set, batch_size
        self.indices = np.arange(len(self.x))

    def __len__(self):
        return math.ceil(len(self.x) / self.batch_size)

    def __getitem__(self, index):
        if index >= len(self):
            raise IndexError(index)
        at = self.indices[index * self.batch_size : (index + 1) * self.batch_size]
        return self.x[at], self.y[at]

    def on_epoch_end(self):
        np.random.shuffle(self.indices)


class Batcher:
    def __init__(self, X, y):
        self.X, self.y, self.at = X, y, 0

    def next_batch(self, batch_size):
        start, self.at = self.at, self.at + batch_size
        return self.X[start : self.at], self.y[start : self.at]


class Data:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def batches(self, batch_size):
        for i in range(0, len(self.x), batch_size):
            yield self.x[i : i + batch_size], self.y[i : i + batch_size]


def on_lists(data, labels, size):
    pairs = list(zip(data, labels))
    random.shuffle(pairs)
    return [pairs[i : i + size] for i in range(0, len(pairs), size)]


def endless(x, y, batch_size):
    while True:
        for i in range(0, len(x), batch_size):
            yield x[i : i + batch_size], y[i : i + batch_size]


def positions(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    return np.array_split(order, range(batch_size, len(x), batch_size))


def labels_first(labels, inputs, batch_size):
    for i in range(0, len(inputs), batch_size):
        yield labels[i : i + batch_size], inputs[i : i + batch_size]


def captioned(images, texts, batch_size, seed):
    order = list(range(len(images)))
    random.Random(seed).shuffle(order)
    for i in range(0, len(order), batch_size):
        yield {"image": images[order[i : i + batch_size]], "text": [texts[j] for j in order[i : i + batch_size]]}


class PairDataset:
    def __init__(self, images, captions, batch_size):
        self.images, self.captions, self.batch_size = images, captions, batch_size

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        return self.images[index], self.captions[index]


class OverDataset:
    """Takes a data set: something with a length that gives (x, y) by number."""

    def __init__(self, dataset, batch_size, shuffle=True, gpu=False):
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size, shuffle

    def __iter__(self):
        index = np.random.permutation(len(self.dataset)) if self.shuffle else np.arange(len(self.dataset))
        for i in range(0, len(index), self.batch_size):
            batch = [self.dataset[int(j)] for j in index[i : i + self.batch_size]]
            yield np.stack([one[0] for one in batch]), np.array([one[1] for one in batch])


def of_pairs(data, batch_size):
    return [list(zip(*data[i : i + batch_size])) for i in range(0, len(data), batch_size)]


def positions_and_number(X, batchsize=256, shuffle=True):
    ix = np.arange(len(X))
    if shuffle:
        np.random.shuffle(ix)
    n_batches = -(-len(X) // batchsize)

    def generator():
        for i in range(n_batches):
            yield ix[i * batchsize : (i + 1) * batchsize]

    return generator(), n_batches
