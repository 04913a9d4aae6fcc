import csv

import numpy as np
import pandas as pd


def loses_the_rest(path, batch_size):
    batch = []
    with open(path) as file:
        next(file)
        for row in csv.reader(file):
            batch.append(row)
            if len(batch) == batch_size:
                yield batch
                batch = []


def hoards(path, batch_size):
    with open(path) as file:
        every = list(csv.reader(file))[1:]
    for i in range(0, len(every), batch_size):
        yield every[i : i + batch_size]


def frame(path, batch_size):
    data = pd.read_csv(path)
    for i in range(0, len(data), batch_size):
        yield data.iloc[i : i + batch_size]


def collects(path, batch_size):
    batches, batch = [], []
    with open(path) as file:
        next(file)
        for row in csv.reader(file):
            batch.append(row)
            if len(batch) == batch_size:
                batches.append(batch)
                batch = []
    return batches + [batch] if batch else batches


def forgets_to_empty(path, batch_size):
    """The batch grows, since it is never emptied."""
    batch = []
    with open(path) as file:
        next(file)
        for number, row in enumerate(csv.reader(file), 1):
            batch.append(row)
            if number % batch_size == 0:
                yield list(batch)
        if batch:
            yield batch


def drops_one_between(path, batch_size):
    """Throws away the row that would begin the next batch."""
    batch = []
    with open(path) as file:
        next(file)
        for row in csv.reader(file):
            if len(batch) == batch_size:
                yield batch
                batch = []
            else:
                batch.append(row)
        if batch:
            yield batch


def two_headers(path, batch_size):
    """Skips the first record as if it were the header, after the header was read."""
    with open(path) as file:
        reader = csv.DictReader(file)
        next(reader)
        batch = []
        for row in reader:
            batch.append(row)
            if len(batch) == batch_size:
                yield batch
                batch = []
        if batch:
            yield batch


class OnlyOnce:
    def __init__(self, path, batch_size):
        self.file, self.batch_size = open(path), batch_size
        next(self.file)

    def __iter__(self):
        batch = []
        for line in self.file:
            batch.append(line.strip())
            if len(batch) == self.batch_size:
                yield batch
                batch = []
        if batch:
            yield batch


def one_too_many(path, batch_size):
    batch = []
    with open(path) as file:
        next(file)
        for row in csv.reader(file):
            batch.append(row)
            if len(batch) > batch_size:
                yield batch
                batch = []
        if batch:
            yield batch


def counts_first(path, batch_size):
    """Reads all lines once only to count them."""
    with open(path) as file:
        count = sum(1 for _ in file) - 1
    with open(path) as file:
        next(file)
        for start in range(0, count, batch_size):
            yield [next(file).strip().split(",") for _ in range(min(batch_size, count - start))]


def with_loadtxt(path, batch_size):
    data = np.loadtxt(path, delimiter=",", skiprows=1)
    for i in range(0, len(data), batch_size):
        yield data[i : i + batch_size]
