import csv
from itertools import islice

import numpy as np
import pandas as pd


def stream_records(path, batch_size=100):
    with open(path, newline="") as file:
        reader = csv.reader(file)
        next(reader)
        batch = []
        for row in reader:
            batch.append([float(value) for value in row])
            if len(batch) == batch_size:
                yield batch
                batch = []
        if batch:
            yield batch


def mappings(filename, chunk_size=100):
    with open(filename, newline="") as file:
        reader = csv.DictReader(file)
        while chunk := list(islice(reader, chunk_size)):
            yield chunk


def one_by_one(path):
    with open(path) as file:
        next(file)
        for line in file:
            yield line.strip().split(",")


def lines(path, batch_size):
    with open(path, encoding="utf-8") as file:
        while batch := list(islice(file, batch_size)):
            yield batch


def frames(csv_path, chunksize):
    yield from pd.read_csv(csv_path, chunksize=chunksize)


def arrays(path, batch_size):
    for batch in stream_records(path, batch_size):
        values = np.array(batch, dtype=np.float32)
        yield values[:, :-1], values[:, -1]
