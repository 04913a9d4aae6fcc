import numpy as np
from torch.utils.data import DataLoader, TensorDataset


def drops_last(x, y, batch_size):
    order = np.random.permutation(len(x))
    for i in range(len(x) // batch_size):
        cut = order[i * batch_size : (i + 1) * batch_size]
        yield x[cut], y[cut]


def shuffled_apart(x, y, batch_size, seed):
    rng = np.random.default_rng(seed)
    x, y = rng.permutation(x), rng.permutation(y)
    for i in range(0, len(x), batch_size):
        yield x[i : i + batch_size], y[i : i + batch_size]


def only_x(x, y, batch_size, shuffle=True):
    order = np.random.permutation(len(x)) if shuffle else np.arange(len(x))
    for i in range(0, len(x), batch_size):
        yield x[order[i : i + batch_size]], y[i : i + batch_size]


def one_more(x, y, batch_size):
    order, step = np.random.permutation(len(x)), batch_size + 1
    for i in range(0, len(x), step):
        yield x[order[i : i + step]], y[order[i : i + step]]


def with_replacement(x, y, batch_size):
    for _ in range(0, len(x), batch_size):
        cut = np.random.randint(0, len(x), batch_size)
        yield x[cut], y[cut]


def never_shuffles(x, y, batch_size):
    for i in range(0, len(x), batch_size):
        yield x[i : i + batch_size], y[i : i + batch_size]


class ShufflesOnce:
    def __init__(self, x, y, batch_size):
        order = np.random.permutation(len(x))
        self.x, self.y, self.batch_size = x[order], y[order], batch_size

    def __iter__(self):
        for i in range(0, len(self.x), self.batch_size):
            yield self.x[i : i + self.batch_size], self.y[i : i + self.batch_size]


def seeded_inside(x, y, batch_size):
    order = np.random.default_rng(42).permutation(len(x))
    for i in range(0, len(x), batch_size):
        yield x[order[i : i + batch_size]], y[order[i : i + batch_size]]


class SameSeedEachEpoch:
    def __init__(self, x, y, batch_size, seed=0):
        self.x, self.y, self.batch_size, self.seed = x, y, batch_size, seed

    def __iter__(self):
        order = np.random.default_rng(self.seed).permutation(len(self.x))
        for i in range(0, len(order), self.batch_size):
            yield self.x[order[i : i + self.batch_size]], self.y[order[i : i + self.batch_size]]


def all_at_once(x, y, batch_size):
    order = np.random.permutation(len(x))
    return [(x[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(x), batch_size)]


def without_its_seed(x, y, batch_size, seed=0):
    order = np.random.permutation(len(x))
    for i in range(0, len(x), batch_size):
        yield x[order[i : i + batch_size]], y[order[i : i + batch_size]]


def ignores_shuffle(x, y, batch_size, shuffle=True):
    order = np.random.permutation(len(x))
    for i in range(0, len(x), batch_size):
        yield x[order[i : i + batch_size]], y[order[i : i + batch_size]]


def loader_without_shuffle(x, y, batch_size):
    return DataLoader(TensorDataset(x, y), batch_size=batch_size)


def empty_batch_at_the_end(x, y, batch_size):
    order = np.random.permutation(len(x))
    for i in range(0, len(x) + 1, batch_size):
        yield x[order[i : i + batch_size]], y[order[i : i + batch_size]]


class SeedsEachEpoch:
    """An iterator of its own, which sets the same seed whenever it begins."""

    def __init__(self, x, y, batch_size, seed=None):
        self.x, self.y, self.batch_size, self.seed = x, y, batch_size, seed

    def __iter__(self):
        if self.seed is not None:
            np.random.seed(self.seed)
        self.order, self.at = np.random.permutation(len(self.x)), 0
        return self

    def __next__(self):
        if self.at >= len(self.x):
            raise StopIteration
        cut = self.order[self.at : self.at + self.batch_size]
        self.at += self.batch_size
        return self.x[cut], self.y[cut]
