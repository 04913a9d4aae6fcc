import math

import numpy as np


def max_pool_forward(x, pool_param):
    N, C, H, W = x.shape
    ph, pw, stride = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    H_out, W_out = 1 + (H - ph) // stride, 1 + (W - pw) // stride
    out = np.zeros((N, C, H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            out[:, :, i, j] = x[:, :, i * stride : i * stride + ph, j * stride : j * stride + pw].max(axis=(2, 3))
    return out, (x, pool_param)


def max_pool(x, size, stride):
    n, c, h, w = x.shape
    rows, cols = (h - size) // stride + 1, (w - size) // stride + 1
    out = np.empty((n, c, rows, cols))
    for i in range(rows):
        for j in range(cols):
            window = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            out[:, :, i, j] = np.max(window, axis=(2, 3))
    return out


class AveragePooling:
    def __init__(self, pool_size=2, stride=2):
        self.pool_size, self.stride = pool_size, stride

    def forward(self, x):
        f, s = self.pool_size, self.stride
        n, c, h, w = x.shape
        out = np.zeros((n, c, (h - f) // s + 1, (w - f) // s + 1))
        for i in range(out.shape[2]):
            for j in range(out.shape[3]):
                out[:, :, i, j] = x[:, :, i * s : i * s + f, j * s : j * s + f].mean(axis=(2, 3))
        return out


def softmax(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def scaled_dot_product_attention(Q, K, V, mask=None):
    d_k = Q.shape[-1]
    scores = np.matmul(Q, K.transpose(0, 2, 1)) / np.sqrt(d_k)
    if mask is not None:
        scores = np.where(mask == 0, -1e9, scores)
    weights = softmax(scores)
    return np.matmul(weights, V), weights


def attention_with_added_mask(q, k, v, mask=None):
    scores = np.einsum("btd,bsd->bts", q, k) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + mask
    return softmax(scores) @ v


def attention_with_look_ahead_mask(q, k, v, mask):
    logits = q @ np.swapaxes(k, -1, -2) / np.sqrt(k.shape[-1])
    if mask is not None:
        logits += mask * -1e9
    return softmax(logits) @ v


def attention_of_one(query, key, value):
    scores = query @ key.T / np.sqrt(query.shape[1])
    return softmax(scores) @ value


class Attention:
    def forward(self, q, k, v, mask=None):
        scores = q @ k.transpose(0, 2, 1) / q.shape[-1] ** 0.5
        if mask is not None:
            scores[~mask] = -np.inf
        self.weights = softmax(scores)
        return self.weights @ v


class PoolOfPairs:
    """Channels last; both sizes are pairs, and the steps are the window's unless they are given."""

    def __init__(self, pool_size=(2, 2), stride=None, padding="VALID"):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride

    def forward(self, x):
        (kh, kw), (sh, sw) = self.pool_size, self.stride
        n, h, w, c = x.shape
        out = np.empty((n, (h - kh) // sh + 1, (w - kw) // sw + 1, c))
        for i in range(out.shape[1]):
            for j in range(out.shape[2]):
                out[:, i, j] = x[:, i * sh : i * sh + kh, j * sw : j * sw + kw].max(axis=(1, 2))
        return out
