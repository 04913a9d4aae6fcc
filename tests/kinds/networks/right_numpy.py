"""Networks on arrays and lists, in dialects that no page shows."""

import random

import numpy as np


class OneByOne:
    """A layer of lists, one example at a time."""

    def __init__(self, nin, nout):
        self.w = [[random.uniform(-1, 1) for _ in range(nin)] for _ in range(nout)]

    def __call__(self, x):
        self.x = list(x)
        return [sum(w * x for w, x in zip(row, self.x)) for row in self.w]

    def backward(self, grad):
        self.dw = [[g * x for x in self.x] for g in grad]
        return [sum(g * row[i] for g, row in zip(grad, self.w)) for i in range(len(self.x))]


class Stack:
    def __init__(self, L, n):
        self.Ws = [np.random.randn(n, n) / np.sqrt(n) for _ in range(L)]

    def forward(self, x):
        for W in self.Ws:
            x = x + 0.1 * np.tanh(x @ W)
        return x


class Counts:
    """Shares of a count, for one sequence."""

    def __init__(self, V):
        self.table = np.random.rand(V, V) * 0.1 + 1

    def predict(self, seq):
        rows = self.table[np.asarray(seq)]
        return rows / rows.sum(-1, keepdims=True)

    def generate(self, start, n_new):
        out = [int(t) for t in start]
        for _ in range(n_new):
            out.append(int(self.predict(out)[-1].argmax()))
        return out


class PCA:
    """An autoencoder that is solved, not trained."""

    def __init__(self, n_features, n_components):
        self.V = np.linalg.qr(np.random.randn(n_features, n_components))[0]

    def encode(self, X):
        return X @ self.V

    def forward(self, X):
        return self.encode(X) @ self.V.T


def jitter(x):
    return x + np.random.normal(0, 1, x.shape)


class Cooccurrence:
    """Texts go in, one word can be asked for."""

    def __init__(self, texts, size):
        self.size, words = size, sorted({w for text in texts for w in text.split()})
        self.index = {w: i for i, w in enumerate(words)}
        self.counts = np.zeros((len(words), len(words)))
        for text in texts:
            for a in text.split():
                for b in text.split():
                    self.counts[self.index[a], self.index[b]] += 1

    def train(self):
        u, s, _ = np.linalg.svd(self.counts)
        self.U = (u * s)[:, : self.size]

    def get_vector(self, word):
        return self.U[self.index[word]]
