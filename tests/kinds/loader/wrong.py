import csv

import numpy as np


def drops_last(x, y, batch_size):
    for i in range(len(x) // batch_size):
        yield x[i * batch_size : (i + 1) * batch_size], y[i * batch_size : (i + 1) * batch_size]


def shuffled_apart(x, y, batch_size, seed):
    rng = np.random.default_rng(seed)
    x, y = rng.permutation(x), rng.permutation(y)
    for i in range(0, len(x), batch_size):
        yield x[i : i + batch_size], y[i : i + batch_size]


def one_more(x, y, batch_size):
    step = batch_size + 1
    return [(x[i : i + step], y[i : i + step]) for i in range(0, len(x), step)]


def pairs_apart(images, texts, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(images))
    images = images[order]
    for i in range(0, len(images), batch_size):
        yield images[i : i + batch_size], texts[i : i + batch_size]


def fewer_labels():
    return np.zeros((4, 2)), np.zeros(3)


def gaps():
    return np.array([[1.0, np.nan], [1.0, 2.0]]), [0, 1]


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


def all_to_everyone(paths, worker, workers):
    for path in paths:
        yield from open(path)


def needs_more(x, y, batch_size, tokenizer):
    return []


def gives_none(x, y, batch_size):
    return None


def unfinished(x, y, batch_size):
    pass
