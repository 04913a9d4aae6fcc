import numpy as np


class BatchLoader:
    """Batches of (X, y); in a new order each time one goes through it."""

    def __init__(self, X, y, batch_size=32, shuffle=True, seed=None):
        self.X, self.y = np.asarray(X), np.asarray(y)
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.rng = np.random.default_rng(seed)

    def __len__(self):
        return -(-len(self.X) // self.batch_size)

    def __iter__(self):
        index = np.arange(len(self.X))
        if self.shuffle:
            self.rng.shuffle(index)
        for i in range(0, len(index), self.batch_size):
            rows = index[i : i + self.batch_size]
            yield self.X[rows], self.y[rows]
