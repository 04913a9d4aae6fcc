import csv
import json
import random

import numpy as np
import pandas as pd


def rows(path, batch_size):
    with open(path, newline="") as file:
        reader = csv.reader(file)
        next(reader)
        batch = []
        for row in reader:
            batch.append(row)
            if len(batch) == batch_size:
                yield batch
                batch = []
        if batch:
            yield batch


def mappings(filename, chunk_size=100):
    with open(filename, newline="") as file:
        batch = []
        for row in csv.DictReader(file):
            batch.append(row)
            if len(batch) == chunk_size:
                yield batch
                batch = []
        if batch:
            yield batch


def one_by_one(path):
    with open(path) as file:
        next(file)
        for line in file:
            yield line.strip()


def frames(csv_path, chunksize):
    yield from pd.read_csv(csv_path, chunksize=chunksize)


def arrays(path, batch_size):
    for batch in rows(path, batch_size):
        values = np.array(batch, dtype=float)
        yield values[:, :-1], values[:, -1]


class Reader:
    def __init__(self, path, batch_size=2):
        self.path, self.batch_size = path, batch_size

    def __iter__(self):
        return rows(self.path, self.batch_size)


class Shards:
    """Goes on where it was by a state that is asked for."""

    def __init__(self, files, rank, world_size, seed=0):
        self.files = list(files)
        random.Random(seed).shuffle(self.files)
        self.files, self.at = self.files[rank::world_size], 0

    def __iter__(self):
        lines = [line for path in self.files for line in open(path).read().split()]
        while self.at < len(lines):
            self.at += 1
            yield lines[self.at - 1]

    def state_dict(self):
        return {"at": self.at}

    def load_state_dict(self, state):
        self.at = state["at"]


def with_states(paths, worker, workers, seed=0, state=None):
    start = state or 0
    lines = [line for path in paths[worker::workers] for line in open(path).read().split()]
    for at in range(start, len(lines)):
        yield lines[at], at + 1


def by_records(paths, shard, num_shards):
    number = 0
    for path in paths:
        for line in open(path):
            if number % num_shards == shard:
                yield json.loads(f"[{line.strip()}]")
            number += 1
