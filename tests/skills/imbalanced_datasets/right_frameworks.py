import numpy as np
import torch
from sklearn.utils import resample
from sklearn.utils.class_weight import compute_class_weight
from torch.utils.data import DataLoader, TensorDataset, WeightedRandomSampler


def with_sklearn(y):
    classes = np.unique(y)
    return dict(zip(classes, compute_class_weight("balanced", classes=classes, y=y)))


def as_tensor(labels: torch.Tensor):
    counts = torch.bincount(labels)
    return len(labels) / (len(counts) * counts.float())


def with_resample(X, y, random_state=0):
    largest = max(np.sum(y == c) for c in np.unique(y))
    parts = []
    for c in np.unique(y):
        chosen = np.where(y == c)[0]
        extra = resample(chosen, replace=True, n_samples=largest - len(chosen), random_state=random_state) \
            if len(chosen) < largest else chosen[:0]
        parts.append(np.concatenate([chosen, extra]))
    index = np.concatenate(parts)
    return X[index], y[index]


def of_tensors(x, y):
    counts = torch.bincount(y)
    index = torch.cat([
        (y == c).nonzero().flatten()[torch.randint(int(n), (int(counts.max()),))]
        for c, n in enumerate(counts) if n > 0
    ])
    return x[index], y[index]


def down_with_resample(X, y, random_state=0):
    fewest = np.bincount(y)[np.unique(y)].min()
    index = np.concatenate([
        resample(np.where(y == c)[0], replace=False, n_samples=fewest, random_state=random_state)
        for c in np.unique(y)
    ])
    return X[index], y[index]


def make_sampler(labels):
    class_sample_count = np.array([len(np.where(labels == t)[0]) for t in np.unique(labels)])
    weight = 1.0 / class_sample_count
    samples_weight = torch.from_numpy(np.array([weight[t] for t in labels]))
    return WeightedRandomSampler(samples_weight, len(samples_weight))


def sampler_of_tensor(targets, num_samples, generator):
    weights = 1.0 / torch.bincount(torch.as_tensor(targets)).double()
    return WeightedRandomSampler(weights[torch.as_tensor(targets)], num_samples, generator=generator)


def balanced_loader(x, y, batch_size):
    sampler = make_sampler(y.numpy())
    return DataLoader(TensorDataset(x, y), batch_size=batch_size, sampler=sampler)


class BalancedSampler(torch.utils.data.Sampler):
    """As many of each class, in turns."""

    def __init__(self, labels):
        self.by_class = [np.flatnonzero(np.asarray(labels) == c) for c in np.unique(labels)]
        self.size = len(labels)

    def __iter__(self):
        orders = [np.random.permutation(np.resize(np.random.permutation(own), self.size)) for own in self.by_class]
        for i in range(self.size):
            yield int(orders[i % len(orders)][i // len(orders)])

    def __len__(self):
        return self.size
