"""Right pooling layers in the dialects of learners."""

import numpy as np


def max_pool_forward_naive(x, pool_param):
    N, C, H, W = x.shape
    height, width, stride = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    out = np.zeros((N, C, (H - height) // stride + 1, (W - width) // stride + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            window = x[:, :, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, pool_param)


def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, h, w, c = A_prev.shape
    A = np.zeros((m, 1 + (h - f) // stride, 1 + (w - f) // stride, c))
    for i in range(A.shape[1]):
        for j in range(A.shape[2]):
            piece = A_prev[:, i * stride : i * stride + f, j * stride : j * stride + f]
            A[:, i, j] = piece.max(axis=(1, 2)) if mode == "max" else piece.mean(axis=(1, 2))
    return A, (A_prev, hparameters)


class MaxPool:
    def __init__(self, pool_size=2, stride=2):
        self.pool_size = pool_size
        self.stride = stride

    def forward(self, x):
        windows = np.lib.stride_tricks.sliding_window_view(x, (self.pool_size,) * 2, axis=(2, 3))
        return windows[:, :, :: self.stride, :: self.stride].max(axis=(4, 5))


class MaxPoolingLast:
    def __init__(self, pool_size=(2, 2), strides=(2, 2)):
        self.pool_size, self.strides = pool_size, strides

    def call(self, inputs):
        windows = np.lib.stride_tricks.sliding_window_view(inputs, self.pool_size, axis=(1, 2))
        return windows[:, :: self.strides[0], :: self.strides[1]].max(axis=(4, 5))
