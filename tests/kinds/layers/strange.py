"""Code that can't be called as a layer."""
import numpy as np


class Unnamed:
    """Nothing tells queries from keys and values."""

    def __init__(self, d_model):
        self.a, self.b, self.c, self.d = (np.random.randn(d_model, d_model) for _ in range(4))

    def forward(self, x):
        scores = (x @ self.a) @ (x @ self.b).transpose(0, 2, 1) / x.shape[2] ** 0.5
        e = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True) @ (x @ self.c) @ self.d


class NeedsConfig:
    def __init__(self, in_channels, path):
        self.W = np.load(path)

    def forward(self, x):
        return x


class Unfinished:
    def __init__(self, in_channels, out_channels, kernel_size):
        pass

    def forward(self, x):
        raise NotImplementedError


def conv_of_three(image, kernel, bias):
    raise ValueError("only 3 by 3 kernels are supported")
