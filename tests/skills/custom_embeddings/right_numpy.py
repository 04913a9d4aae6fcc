from collections import Counter

import numpy as np


class Word2Vec:
    """Skip-gram with a full softmax."""

    def __init__(self, sentences, embedding_dim=10, window=2, lr=0.5, epochs=200):
        self.vocab = sorted({w for s in sentences for w in s})
        self.word2idx = {w: i for i, w in enumerate(self.vocab)}
        pairs = np.zeros((len(self.vocab), len(self.vocab)))
        for s in sentences:
            for i, w in enumerate(s):
                for j in range(max(0, i - window), min(len(s), i + window + 1)):
                    if i != j:
                        pairs[self.word2idx[w], self.word2idx[s[j]]] += 1
        pairs /= pairs.sum()
        v = len(self.vocab)
        self.W1 = np.random.randn(v, embedding_dim) * 0.1
        self.W2 = np.random.randn(embedding_dim, v) * 0.1
        for _ in range(epochs):
            z = self.W1 @ self.W2
            p = np.exp(z - z.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            err = p * pairs.sum(1, keepdims=True) - pairs
            d1, d2 = err @ self.W2.T, self.W1.T @ err
            self.W1 -= lr * 20 * d1
            self.W2 -= lr * 20 * d2

    def __getitem__(self, word):
        return self.W1[self.word2idx[word]]


def train_embeddings(corpus, dim):
    """Counts of neighbours, PPMI and a singular value decomposition; texts come in."""
    sentences = [text.split() for text in corpus]
    counts = Counter(w for s in sentences for w in s)
    index = {w: i for i, w in enumerate(counts)}
    table = np.zeros((len(index), len(index)))
    for s in sentences:
        for a in s:
            for b in s:
                if a != b:
                    table[index[a], index[b]] += 1
    p = table / table.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        ppmi = np.maximum(np.nan_to_num(np.log(p / (p.sum(1, keepdims=True) * p.sum(0))), neginf=0), 0)
    u, s, _ = np.linalg.svd(ppmi)
    return u[:, :dim] * np.sqrt(s[:dim]), index


def lookup(ids, table):
    return table[ids]


class Embedding:
    def __init__(self, vocab_size, embed_dim):
        self.weights = np.random.randn(vocab_size, embed_dim)

    def forward(self, idx):
        self.idx = idx
        return self.weights[idx]

    def backward(self, dout):
        self.dweights = np.zeros_like(self.weights)
        np.add.at(self.dweights, self.idx, dout)


class GloVe:
    """Weighted least squares on logarithms of counts; two tables that are summed, asked word by word."""

    def __init__(self, vector_size=50, window=3, learning_rate=0.05, n_epochs=100):
        self.vector_size, self.window = vector_size, window
        self.learning_rate, self.n_epochs = learning_rate, n_epochs

    def fit(self, corpus):
        self.vocab = {}
        for sentence in corpus:
            for word in sentence:
                self.vocab.setdefault(word, len(self.vocab))
        counts = np.zeros((len(self.vocab), len(self.vocab)))
        for sentence in corpus:
            for i, a in enumerate(sentence):
                for j, b in enumerate(sentence):
                    if 0 < abs(i - j) <= self.window:
                        counts[self.vocab[a], self.vocab[b]] += 1 / abs(i - j)
        known, logs = np.minimum(counts / 10, 1) ** 0.75, np.log1p(counts)
        w, c = (0.1 * np.random.randn(len(counts), self.vector_size) for _ in range(2))
        for _ in range(self.n_epochs):
            error = (known + 0.05) * (w @ c.T - logs)
            w, c = w - self.learning_rate * error @ c, c - self.learning_rate * error.T @ w
        self.vectors = w + c

    def get_vector(self, word):
        return self.vectors[self.vocab[word]]


def lookup_one_hot(indices, weights):
    return np.stack([np.eye(weights.shape[0])[i] @ weights for i in indices])
