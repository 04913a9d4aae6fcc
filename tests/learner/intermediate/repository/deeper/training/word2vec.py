"""Skip-gram with negative sampling."""
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


def train_word2vec(sentences, vector_size=16, window=2, negative=5, epochs=15, lr=0.05, seed=42):
    rng = np.random.default_rng(seed)
    words = sorted({w for s in sentences for w in s})
    index = {w: i for i, w in enumerate(words)}
    W_in = (rng.random((len(words), vector_size)) - 0.5) / vector_size
    W_out = np.zeros((len(words), vector_size))
    for _ in range(epochs):
        for sentence in sentences:
            ids = [index[w] for w in sentence]
            for pos, center in enumerate(ids):
                around = ids[max(0, pos - window) : pos] + ids[pos + 1 : pos + window + 1]
                for context in around:
                    others = np.append(rng.integers(0, len(words), negative), context)
                    labels = np.append(np.zeros(negative), 1.0)
                    v, u = W_in[center], W_out[others]
                    error = sigmoid(u @ v) - labels
                    np.add.at(W_out, others, -lr * np.outer(error, v))
                    W_in[center] = v - lr * error @ u
    return {w: W_in[i] for w, i in index.items()}


class Embedding:
    """A table with a row for each word."""

    def __init__(self, W):
        self.W = W

    def forward(self, idx):
        self.idx = idx
        return self.W[idx]

    def backward(self, dout):
        self.dW = np.zeros_like(self.W)
        np.add.at(self.dW, self.idx, dout)
