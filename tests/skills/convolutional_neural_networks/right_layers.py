"""Right layers for images in the dialects of learners."""
import numpy as np


def conv_forward_naive(x, w, b, conv_param):
    """Channels first; hyperparameters in a dict; returns the cache too."""
    stride, pad = conv_param["stride"], conv_param["pad"]
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    H_out = 1 + (H + 2 * pad - HH) // stride
    W_out = 1 + (W + 2 * pad - WW) // stride
    out = np.zeros((N, F, H_out, W_out))
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    window = x_pad[n, :, i * stride : i * stride + HH, j * stride : j * stride + WW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out, (x, w, b, conv_param)


def conv_backward_naive(dout, cache):
    x, w, b, conv_param = cache
    stride, pad = conv_param["stride"], conv_param["pad"]
    HH, WW = w.shape[2:]
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dx_pad, dw = np.zeros_like(x_pad), np.zeros_like(w)
    for n in range(dout.shape[0]):
        for f in range(dout.shape[1]):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    rows = slice(i * stride, i * stride + HH)
                    columns = slice(j * stride, j * stride + WW)
                    dw[f] += dout[n, f, i, j] * x_pad[n, :, rows, columns]
                    dx_pad[n, :, rows, columns] += dout[n, f, i, j] * w[f]
    dx = dx_pad[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]]
    return dx, dw, dout.sum(axis=(0, 2, 3))


def conv_single_step(a_slice_prev, W, b):
    return np.sum(a_slice_prev * W) + float(b[0, 0, 0])


def conv_forward(A_prev, W, b, hparameters):
    """Channels last, as a famous course has it: W (f, f, n_C_prev, n_C), b (1, 1, 1, n_C)."""
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = hparameters["stride"]
    pad = hparameters["pad"]
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)), "constant")
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    piece = A_prev_pad[i, h * stride : h * stride + f, w * stride : w * stride + f, :]
                    Z[i, h, w, c] = conv_single_step(piece, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


class Conv2D:
    """A stateful layer, channels first, gradients as attributes."""

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0):
        self.stride = stride
        self.padding = padding
        self.weights = np.random.randn(out_channels, in_channels, kernel_size, kernel_size) * 0.1
        self.bias = np.zeros(out_channels)

    def forward(self, x):
        p = self.padding
        self.x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        k, s = self.weights.shape[2], self.stride
        rows = (self.x.shape[2] - k) // s + 1
        columns = (self.x.shape[3] - k) // s + 1
        out = np.empty((len(x), len(self.weights), rows, columns))
        for i in range(rows):
            for j in range(columns):
                window = self.x[:, :, i * s : i * s + k, j * s : j * s + k]
                out[:, :, i, j] = np.tensordot(window, self.weights, axes=([1, 2, 3], [1, 2, 3])) + self.bias
        return out

    def backward(self, grad):
        k, s, p = self.weights.shape[2], self.stride, self.padding
        self.dweights, self.dbias = np.zeros_like(self.weights), grad.sum(axis=(0, 2, 3))
        dx = np.zeros_like(self.x)
        for i in range(grad.shape[2]):
            for j in range(grad.shape[3]):
                window = self.x[:, :, i * s : i * s + k, j * s : j * s + k]
                self.dweights += np.tensordot(grad[:, :, i, j], window, axes=(0, 0))
                dx[:, :, i * s : i * s + k, j * s : j * s + k] += np.tensordot(
                    grad[:, :, i, j], self.weights, axes=(1, 0)
                )
        return dx[:, :, p : dx.shape[2] - p, p : dx.shape[3] - p]


class ConvLast:
    """Channels last; built at the first call; a pair of sizes; the activation switched off."""

    def __init__(self, filters, kernel_size=(3, 3), strides=(1, 1), pad=0, activation="relu"):
        self.filters, self.kernel_size, self.strides, self.pad = filters, kernel_size, strides, pad
        self.activation = activation
        self.params = {"W": None, "b": None}

    def forward(self, X):
        kh, kw = self.kernel_size
        if self.params["W"] is None:
            self.params["W"] = np.random.randn(kh, kw, X.shape[-1], self.filters) / 10
            self.params["b"] = np.zeros((1, 1, 1, self.filters))
        X = np.pad(X, ((0, 0), (self.pad, self.pad), (self.pad, self.pad), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(X, (kh, kw), axis=(1, 2))
        windows = windows[:, :: self.strides[0], :: self.strides[1]]
        out = np.einsum("nijcab,abco->nijo", windows, self.params["W"]) + self.params["b"]
        return np.maximum(out, 0) if self.activation == "relu" else out


class FromWeights:
    """Weights handed to the constructor; columns of patches."""

    def __init__(self, W, b, stride=1, pad=0):
        self.W, self.b, self.stride, self.pad = W, b, stride, pad

    def forward(self, x):
        FN, C, FH, FW = self.W.shape
        x = np.pad(x, [(0, 0), (0, 0), (self.pad, self.pad), (self.pad, self.pad)])
        col = np.lib.stride_tricks.sliding_window_view(x, (FH, FW), axis=(2, 3))
        col = col[:, :, :: self.stride, :: self.stride].transpose(0, 2, 3, 1, 4, 5)
        n, p, q = col.shape[:3]
        out = np.dot(col.reshape(n * p * q, -1), self.W.reshape(FN, -1).T) + self.b
        return out.reshape(n, p, q, -1).transpose(0, 3, 1, 2)


class FlatKernels:
    """Each kernel lies flat in a row; one image at a time."""

    def __init__(self, n_filters, channels, size, stride=1, padding=0):
        self.size, self.stride, self.padding = size, stride, padding
        self.kernels = np.random.randn(n_filters, channels * size * size)
        self.biases = np.zeros((n_filters, 1))

    def __call__(self, image):
        assert image.ndim == 3
        p = self.padding
        image = np.pad(image, ((0, 0), (p, p), (p, p)))
        windows = np.lib.stride_tricks.sliding_window_view(image, (self.size, self.size), axis=(1, 2))
        windows = windows[:, :: self.stride, :: self.stride]
        patches = windows.transpose(0, 3, 4, 1, 2).reshape(self.kernels.shape[1], -1)
        out = self.kernels @ patches + self.biases
        return out.reshape(-1, *windows.shape[1:3])


def conv2d(x, kernel, bias, stride=1, padding=0):
    """On lists, loop by loop."""
    def pixel(image, channel, row, column):
        inside = 0 <= row < len(image[channel]) and 0 <= column < len(image[channel][0])
        return image[channel][row][column] if inside else 0.0

    size = len(kernel[0][0])
    rows = (len(x[0][0]) + 2 * padding - size) // stride + 1
    columns = (len(x[0][0][0]) + 2 * padding - size) // stride + 1
    return [
        [
            [
                [
                    bias[o]
                    + sum(
                        kernel[o][c][a][b] * pixel(image, c, i * stride + a - padding, j * stride + b - padding)
                        for c in range(len(image))
                        for a in range(size)
                        for b in range(size)
                    )
                    for j in range(columns)
                ]
                for i in range(rows)
            ]
            for o in range(len(kernel))
        ]
        for image in x
    ]


class TrueConvolution:
    """The kernel is turned around, as mathematics has it."""

    def __init__(self, in_channels, out_channels, kernel_size):
        self.W = np.random.randn(out_channels, in_channels, kernel_size, kernel_size)
        self.b = np.zeros(out_channels)

    def forward(self, x):
        size = self.W.shape[2]
        windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
        return np.einsum("ncijab,ocab->noij", windows, self.W[:, :, ::-1, ::-1]) + self.b[:, None, None]


class OnlyWhole:
    """It refuses a stride that does not fit."""

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0):
        self.stride, self.padding, self.k = stride, padding, kernel_size
        self.W = np.random.randn(out_channels, in_channels, kernel_size, kernel_size)
        self.b = np.zeros((out_channels, 1))

    def __call__(self, x):
        p, s, k = self.padding, self.stride, self.k
        rows, columns = ((size + 2 * p - k) / s + 1 for size in x.shape[2:])
        if rows != int(rows) or columns != int(columns):
            raise ValueError("the stride does not fit")
        x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        cols = np.array(
            [
                x[:, :, i * s : i * s + k, j * s : j * s + k].reshape(len(x), -1)
                for i in range(int(rows))
                for j in range(int(columns))
            ]
        )
        out = cols @ self.W.reshape(len(self.W), -1).T + self.b.T
        return out.transpose(1, 2, 0).reshape(len(x), -1, int(rows), int(columns))
