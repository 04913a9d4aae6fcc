"""Convolutional layers with the mistakes that learners make."""
import numpy as np
from right_layers import Conv2D, conv_forward_naive


def conv_forward(x, w, b, conv_param):
    """It forgets its bias."""
    return conv_forward_naive(x, w, np.zeros(len(w)), {"stride": conv_param["stride"], "pad": conv_param["pad"]})


class FirstChannelOnly(Conv2D):
    def forward(self, x):
        return super().forward(np.concatenate([x[:, :1], x[:, 1:] * 0], axis=1))


class Mirrored(Conv2D):
    def forward(self, x):
        self.weights = self.weights[:, :, :, ::-1]
        return super().forward(x)


class WithReLU(Conv2D):
    def forward(self, x):
        return np.maximum(super().forward(x), 0)


class NoPadding(Conv2D):
    def forward(self, x):
        self.padding = 0
        return super().forward(x)


class NoStride(Conv2D):
    def forward(self, x):
        self.stride = 1
        return super().forward(x)


class Averages(Conv2D):
    def forward(self, x):
        self.weights = self.weights / self.weights[0].size
        return super().forward(x)


class BiasForEveryChannel(Conv2D):
    def forward(self, x):
        self.bias = self.bias * x.shape[1]
        return super().forward(x)


class FirstImageOnly(Conv2D):
    """Every image gets what the first one gets."""

    def forward(self, x):
        return super().forward(np.repeat(x[:1], len(x), axis=0))


class SwapsStrides(Conv2D):
    """The windows stand one apart and skip within, as soon as the stride is more than one."""

    def forward(self, x):
        k, s = self.weights.shape[2], self.stride
        x = np.pad(x, ((0, 0), (0, 0), (self.padding,) * 2, (self.padding,) * 2))
        rows, columns = ((size - k) // s + 1 for size in x.shape[2:])
        out = np.empty((len(x), len(self.weights), rows, columns))
        for i in range(rows):
            for j in range(columns):
                window = x[:, :, i : i + k, j : j + k]
                out[:, :, i, j] = np.tensordot(window, self.weights, axes=([1, 2, 3], [1, 2, 3])) + self.bias
        return out


class Unfinished:
    def __init__(self, in_channels, out_channels, kernel_size):
        self.kernel = np.zeros((out_channels, in_channels, kernel_size, kernel_size))

    def forward(self, x):
        raise NotImplementedError
