"""Splits of torch tensors and data sets."""

import torch
from torch.utils.data import DataLoader, Subset, TensorDataset


def _indices(labels, test_size, generator=None):
    train, test = [], []
    for c in torch.unique(labels):
        idx = torch.nonzero(labels == c).flatten()
        idx = idx[torch.randperm(len(idx), generator=generator)]
        k = int(len(idx) * test_size)
        test.append(idx[:k])
        train.append(idx[k:])
    return torch.cat(train), torch.cat(test)


def of_tensors(X, y, test_size=0.2, generator=None):
    train, test = _indices(torch.as_tensor(y), test_size, generator)
    return X[train], y[train], X[test], y[test]


def to_subsets(dataset, val_ratio=0.2, seed=0):
    generator = torch.Generator().manual_seed(seed)
    train, val = _indices(torch.as_tensor(dataset.targets), val_ratio, generator)
    return Subset(dataset, train.tolist()), Subset(dataset, val.tolist())


def to_loaders(X, y, test_size=0.2, seed=0, batch_size=16):
    torch.manual_seed(seed)
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    train, test = _indices(y, test_size)
    return (
        DataLoader(TensorDataset(X[train], y[train]), batch_size, shuffle=True),
        DataLoader(TensorDataset(X[test], y[test]), batch_size),
    )
