import csv
from itertools import islice

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset


def stream_records(path, batch_size):
    with open(path, newline="") as file:
        reader = csv.reader(file)
        next(reader)
        while batch := list(islice(reader, batch_size)):
            yield batch


class Reader:
    def __init__(self, path, batch_size=2):
        self.path, self.batch_size = path, batch_size

    def __iter__(self):
        return stream_records(self.path, self.batch_size)


class Stream(IterableDataset):
    def __init__(self, path):
        self.path = path

    def __iter__(self):
        with open(self.path) as file:
            next(file)
            for line in file:
                yield torch.tensor([float(value) for value in line.split(",")], dtype=torch.float64)


def torch_loader(path, batch_size):
    return DataLoader(Stream(path), batch_size=batch_size)


class Shuffled:
    """Shuffles what lies in a buffer."""

    def __init__(self, path, batch_size=4, buffer_size=20):
        self.path, self.batch_size, self.buffer_size = path, batch_size, buffer_size

    def rows(self):
        buffer = []
        for (row,) in stream_records(self.path, 1):
            buffer.append(row)
            if len(buffer) == self.buffer_size:
                yield buffer.pop(np.random.randint(len(buffer)))
        np.random.shuffle(buffer)
        yield from buffer

    def __iter__(self):
        rows = self.rows()
        while batch := list(islice(rows, self.batch_size)):
            yield batch
