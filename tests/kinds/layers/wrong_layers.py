"""Layers with the mistakes that learners make, in several dialects."""
import numpy as np
from right_modes import BatchNorm1d, Dropout, Embedding


def conv_forward(x, w, conv_param):
    stride, pad = conv_param["stride"], conv_param["pad"]
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))
    return np.einsum("nchwij,ocij->nohw", windows[:, :, ::stride, ::stride], w)


def conv_without_bias(x, w, b, conv_param):
    """It passes its dictionary on."""
    return conv_forward(x, w, conv_param)


class FlippedConv:
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0):
        self.conv_param = {"stride": stride, "pad": padding}
        self.weights = np.random.randn(out_channels, in_channels, kernel_size, kernel_size)
        self.bias = np.zeros((out_channels, 1, 1))

    def forward(self, x):
        return conv_forward(x, self.weights[:, :, ::-1, ::-1], self.conv_param) + self.bias


class AveragePool:
    def __init__(self, pool_size, stride):
        self.pool_size, self.stride = pool_size, stride

    def forward(self, x):
        windows = np.lib.stride_tricks.sliding_window_view(x, (self.pool_size,) * 2, axis=(2, 3))
        return windows[:, :, :: self.stride, :: self.stride].mean(axis=(4, 5))


def maxpool_from_zero(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return np.maximum(windows[:, :, ::stride, ::stride].max(axis=(4, 5)), 0)


class NormByVariance(BatchNorm1d):
    def __call__(self, x):
        mean, var = x.mean(0), x.var(0)
        if not self.training:
            return super().__call__(x)
        return self.gamma * (x - mean) / (var + self.eps) + self.beta


class AlwaysByBatch(BatchNorm1d):
    def __call__(self, x):
        self.training = True
        return super().__call__(x)


class UnscaledDropout(Dropout):
    def forward(self, inputs, training):
        self.output = inputs * (np.random.rand(*inputs.shape) >= self.rate) if training else inputs * 1.0


class DropsAlways(Dropout):
    def forward(self, inputs, training=True):
        super().forward(inputs, True)


class CountsFromOne(Embedding):
    def forward(self, idx):
        return self.W[idx - 1]


def unscaled_attention(x, w_q, w_k, w_v, w_o):
    scores = (x @ w_q) @ (x @ w_k).transpose(0, 2, 1)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True) @ (x @ w_v) @ w_o


class TurnedGraph:
    def __init__(self, in_features, out_features):
        self.weight = np.random.randn(in_features, out_features)

    def forward(self, x, adj):
        return adj.T @ x @ self.weight
