"""Right attention and graph layers in the dialects of learners."""
import numpy as np


def softmax(x, axis=-1):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)


def self_attention(X, W_q, W_k, W_v, W_o):
    Q, K, V = X @ W_q, X @ W_k, X @ W_v
    weights = softmax(Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1]))
    return weights @ V @ W_o, weights


class SelfAttention:
    def __init__(self, d_model):
        self.W_Q = np.random.randn(d_model, d_model)
        self.W_K = np.random.randn(d_model, d_model)
        self.W_V = np.random.randn(d_model, d_model)
        self.W_O = np.random.randn(d_model, d_model)

    def forward(self, x):
        return self_attention(x, self.W_Q, self.W_K, self.W_V, self.W_O)[0]


class OneSentence:
    """One sentence at a time, weights (out, in), in a dictionary."""

    def __init__(self, embed_dim):
        names = ("query", "key", "value", "out")
        self.params = {name: np.random.randn(embed_dim, embed_dim) for name in names}

    def __call__(self, x):
        n, d = x.shape
        q, k, v = (x @ self.params[name].T for name in ("query", "key", "value"))
        return softmax(q @ k.T / d**0.5) @ v @ self.params["out"].T


def gcn_layer(A, X, W):
    """The adjacency comes first."""
    return A @ X @ W


class GraphConvolution:
    def __init__(self, in_features, out_features):
        self.weight = np.random.randn(in_features, out_features)

    def forward(self, x, adj):
        support = x @ self.weight
        return adj @ support


class NeighbourByNeighbour:
    def __init__(self, in_dim, out_dim):
        self.W = [[0.0] * out_dim for _ in range(in_dim)]

    def forward(self, features, adjacency):
        sums = [
            [sum(a * row[k] for a, row in zip(links, features)) for k in range(len(features[0]))]
            for links in adjacency
        ]
        return [
            [sum(v * w[j] for v, w in zip(row, self.W)) for j in range(len(self.W[0]))] for row in sums
        ]
