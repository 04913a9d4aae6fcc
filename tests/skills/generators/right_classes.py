import math

import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset


class Batches:
    def __init__(self, data, targets, batch_size=32, shuffle=True, seed=0):
        self.data, self.targets, self.batch_size, self.shuffle = data, targets, batch_size, shuffle
        self.rng = np.random.default_rng(seed)

    def __len__(self):
        return math.ceil(len(self.data) / self.batch_size)

    def __iter__(self):
        order = self.rng.permutation(len(self.data)) if self.shuffle else np.arange(len(self.data))
        for i in range(len(self)):
            cut = order[i * self.batch_size : (i + 1) * self.batch_size]
            yield self.data[cut], self.targets[cut]


class Sequence:
    """As Keras wants it."""

    def __init__(self, x_set, y_set, batch_size):
        self.x, self.y, self.batch_size = x_set, y_set, batch_size
        self.indices = np.arange(len(x_set))

    def __len__(self):
        return -(-len(self.x) // self.batch_size)

    def __getitem__(self, index):
        at = self.indices[index * self.batch_size : (index + 1) * self.batch_size]
        return self.x[at], self.y[at]

    def on_epoch_end(self):
        np.random.shuffle(self.indices)


class NextMethod:
    """Holds its place, and shuffles when it begins anew."""

    def __init__(self, x, y, batch_size):
        self.x, self.y, self.batch_size = x, y, batch_size

    def __iter__(self):
        self.order, self.at = np.random.permutation(len(self.x)), 0
        return self

    def __next__(self):
        if self.at >= len(self.order):
            raise StopIteration
        cut = self.order[self.at : self.at + self.batch_size]
        self.at += self.batch_size
        return self.x[cut], self.y[cut]


def make_loader(x, y, batch_size, shuffle, generator):
    return DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=shuffle, generator=generator)


def fixed_size(x, y):
    return DataLoader(TensorDataset(torch.as_tensor(x), torch.as_tensor(y)), batch_size=8, shuffle=True)


def over_a_dataset(dataset, batch_size):
    return DataLoader(dataset, batch_size, shuffle=True)
