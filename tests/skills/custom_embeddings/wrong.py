import time

import numpy as np


def random_vectors(sentences, dim):
    words = sorted({w for s in sentences for w in s})
    return {w: np.random.randn(dim) for w in words}


def fixed_length(sentences, dim):
    words = sorted({w for s in sentences for w in s})
    return {w: np.ones(100) for w in words}


def by_frequency(sentences, dim):
    counts = {}
    for s in sentences:
        for w in s:
            counts[w] = counts.get(w, 0) + 1
    return {w: np.full(dim, float(c)) for w, c in counts.items()}


def from_one(ids, table):
    return table[ids - 1]


def scaled(ids, table):
    return table[ids] / np.linalg.norm(table[ids], axis=-1, keepdims=True)


class LastUse:
    def __init__(self, vocab_size, embed_dim):
        self.weights = np.random.randn(vocab_size, embed_dim)

    def forward(self, idx):
        self.idx = idx
        return self.weights[idx]

    def backward(self, dout):
        self.dweights = np.zeros_like(self.weights)
        self.dweights[self.idx] = dout


def seeded_by_time(sentences, dim):
    """Each run has another basis, and other vectors."""
    words = sorted({w for s in sentences for w in s})
    counts = np.zeros((len(words), len(words)))
    for s in sentences:
        for a in s:
            for b in s:
                counts[words.index(a), words.index(b)] += 1
    u, s, _ = np.linalg.svd(counts)
    rng = np.random.default_rng(time.perf_counter_ns())
    return dict(zip(words, (u * s)[:, :dim] * rng.uniform(0.8, 1.2, dim)))


def times_the_id(ids, table):
    return table[ids] * np.asarray(ids)[:, None]
