"""Right batches of one shape with torch and NumPy: what is left over is dropped."""

import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset


def full_batches(x, y, batch_size):
    order = np.random.permutation(len(x))
    steps = len(x) // batch_size
    for rows in order[:steps * batch_size].reshape(steps, batch_size):
        yield x[rows], y[rows]


def make_loader(inputs, targets, batch_size):
    return DataLoader(TensorDataset(torch.as_tensor(inputs), torch.as_tensor(targets)), batch_size, shuffle=True,
                      drop_last=True)
