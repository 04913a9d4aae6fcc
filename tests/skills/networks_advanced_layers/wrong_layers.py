import numpy as np


def pooled(x, size, stride, reduce):
    n, c, h, w = x.shape
    out = np.zeros((n, c, (h - size) // stride + 1, (w - size) // stride + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = reduce(x[:, :, i * stride : i * stride + size, j * stride : j * stride + size])
    return out


def max_pool_with_zeros(x, size, stride):
    return pooled(x, size, stride, lambda window: np.maximum(window.max(axis=(2, 3)), 0))


def min_pool(x, size, stride):
    return pooled(x, size, stride, lambda window: window.min(axis=(2, 3)))


def sum_pool(x, size, stride):
    return pooled(x, size, stride, lambda window: window.sum(axis=(2, 3)))


def pool_of_all_channels(x, size, stride):
    return pooled(x, size, stride, lambda window: window.max(axis=(1, 2, 3))[:, None])


def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def attention_unscaled(q, k, v, mask=None):
    scores = q @ k.transpose(0, 2, 1)
    if mask is not None:
        scores = np.where(mask, scores, -1e9)
    return softmax(scores) @ v


def attention_by_width(q, k, v):
    return softmax(q @ k.transpose(0, 2, 1) / q.shape[-1]) @ v


def attention_over_queries(q, k, v):
    return softmax(q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1]), axis=1) @ v


def attention_without_mask(q, k, v, mask=None):
    return softmax(q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1])) @ v


def attention_masked_late(q, k, v, mask=None):
    weights = softmax(q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1]))
    if mask is not None:
        weights = weights * mask
    return weights @ v


def attention_masked_with_zero(q, k, v, mask=None):
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores * mask
    return softmax(scores) @ v
