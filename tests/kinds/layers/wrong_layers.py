"""Layers with the mistakes that learners make, in several dialects."""
import numpy as np
from right_images import Conv2D, conv_forward_naive
from right_modes import BatchNorm1d, Dropout, Embedding
from right_sequences import LSTMCell, sigmoid


def conv_forward(x, w, conv_param):
    none = np.zeros(len(w))
    stride, pad = conv_param["stride"], conv_param["pad"]
    return conv_forward_naive(x, w, none, {"stride": stride, "pad": pad})


def conv_without_bias(x, w, b, conv_param):
    """It passes its dictionary on."""
    return conv_forward(x, w, conv_param)


class FlippedConv(Conv2D):
    def forward(self, x):
        self.weights = self.weights[:, :, ::-1, ::-1]
        return super().forward(x)


class FirstChannelOnly(Conv2D):
    def forward(self, x):
        return super().forward(np.concatenate([x[:, :1], x[:, 1:] * 0], axis=1))


class AveragePool:
    def __init__(self, pool_size, stride):
        self.pool_size, self.stride = pool_size, stride

    def forward(self, x):
        windows = np.lib.stride_tricks.sliding_window_view(x, (self.pool_size,) * 2, axis=(2, 3))
        return windows[:, :, :: self.stride, :: self.stride].mean(axis=(4, 5))


def maxpool_from_zero(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return np.maximum(windows[:, :, ::stride, ::stride].max(axis=(4, 5)), 0)


def rnn_cell_without_state(x, prev_h, Wx, Wh, b):
    return np.tanh(x @ Wx + b)


class LinearCell:
    def __init__(self, input_size, hidden_size):
        self.Wx = np.random.randn(input_size, hidden_size)
        self.Wh = np.random.randn(hidden_size, hidden_size)
        self.b = np.zeros(hidden_size)

    def forward(self, x, h):
        return x @ self.Wx + h @ self.Wh + self.b


class Forgetful:
    """The state is forgotten at every step."""

    def __init__(self, input_size, hidden_size):
        self.Wx = np.random.randn(input_size, hidden_size)
        self.Wh = np.random.randn(hidden_size, hidden_size)
        self.b = np.zeros(hidden_size)

    def forward(self, x):
        zeros = np.zeros((x.shape[0], self.Wh.shape[0]))
        return np.stack([np.tanh(x[:, t] @ self.Wx + zeros @ self.Wh + self.b) for t in range(x.shape[1])], 1)


class LSTMWithoutTanh(LSTMCell):
    def forward(self, x, h_prev, c_prev):
        _, c = super().forward(x, h_prev, c_prev)
        return sigmoid(np.hstack((h_prev, x)) @ self.W_o + self.b_o) * c, c


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
