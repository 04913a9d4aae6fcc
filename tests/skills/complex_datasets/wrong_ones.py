import numpy as np
import torch
from torch.nn.utils.rnn import pad_sequence


def to_the_shortest(batch):
    n = min(len(x) for x, _ in batch)
    return np.array([x[:n] for x, _ in batch]), np.array([n] * len(batch)), np.array([y for _, y in batch])


def sorts_only_samples(batch):
    xs = sorted([x for x, _ in batch], key=len, reverse=True)
    return pad_sequence(xs, batch_first=True), torch.tensor([len(x) for x in xs]), torch.tensor([y for _, y in batch])


def np_resize(batch):
    n = max(len(x) for x, _ in batch)
    return np.stack([np.resize(x, n) for x, _ in batch]), [len(x) for x, _ in batch], [y for _, y in batch]


def edge(batch):
    n = max(len(x) for x, _ in batch)
    padded = np.stack([np.pad(x, (0, n - len(x)), mode="edge") for x, _ in batch])
    return padded, [len(x) for x, _ in batch], [y for _, y in batch]


def only_values(batch):
    xs, ys = zip(*batch)
    return pad_sequence(xs, batch_first=True), torch.tensor(ys)


def padded_lengths(batch):
    """Measures the lengths after the padding."""
    padded = pad_sequence([x for x, _ in batch], batch_first=True)
    return padded, torch.tensor([len(x) for x in padded]), torch.tensor([y for _, y in batch])


def mask_of_ones(batch):
    padded = pad_sequence([x for x, _ in batch], batch_first=True)
    return padded, torch.ones_like(padded), torch.tensor([y for _, y in batch])


def sorted_labels(batch):
    padded = pad_sequence([x for x, _ in batch], batch_first=True)
    return padded, torch.tensor([len(x) for x, _ in batch]), torch.tensor(sorted((int(y) for _, y in batch), reverse=True))


def forgets_labels(batch):
    return pad_sequence([x for x, _ in batch], batch_first=True), torch.tensor([len(x) for x, _ in batch])


def one_short(batch):
    """Cuts the last value of each sample off."""
    xs = [x[:-1] if len(x) > 1 else x for x, _ in batch]
    return pad_sequence(xs, batch_first=True), torch.tensor([len(x) for x in xs]), torch.tensor([y for _, y in batch])


def mask_off_by_one(batch):
    padded = pad_sequence([x for x, _ in batch], batch_first=True)
    lengths = torch.tensor([len(x) for x, _ in batch])
    mask = torch.arange(padded.shape[1])[None] <= lengths[:, None]
    return padded, mask, torch.tensor([y for _, y in batch])
