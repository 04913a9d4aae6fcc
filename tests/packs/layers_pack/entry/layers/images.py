"""Layers for images: one small kernel is laid upon every place of an image, or its largest number is kept.

Why it matters: a picture of a cat is one wherever the cat sits, and a kernel that slides sees it there.
"""

import numpy as np

from pytest_mlchecklist.api import Count, Float, Index, all_of, assert_close, exact, layer, skill

NAMES = ["conv2d", "conv", "convolution", "conv_forward", "convolutional_layer", "conv_layer_forward"]


@layer(names=NAMES, sizes={"n": 3, "c": 5, "h": 9, "w": 12, "o": 4, "k": 2})
def conv_layer(
    x: Float["n c h w"].at_least(h=5, w=5),
    kernel: Float["o c k k"],
    bias: Float["o"],
    stride: Count(1, 3) = 1,
    padding: Count(0, 2) = 0,
) -> Float["n o ho wo"]:
    """The sum over a window, times the kernel, plus the bias: at every place of the padded image."""
    return slid(padded(x, padding), kernel, stride) + bias[:, None, None]


def padded(x, padding):
    return np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])


def slid(x, kernel, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, kernel.shape[2:], axis=(2, 3))
    return np.einsum("ncpqhw,ochw->nopq", windows[:, :, ::stride, ::stride], kernel)


@conv_layer.check(hint="The bias goes in once for every place, after the sum over the window.")
def adds_its_bias(conv, x, kernel, bias, more: Float["o"]):
    """A larger bias moves every place of its channel by just as much."""
    larger = exact(bias + more)
    size = 10 * _size(x, kernel, bias, more)
    moved = conv(x, kernel, bias) + (larger - bias)[:, None, None]
    assert_close(conv(x, kernel, larger), moved, scale=size)


@conv_layer.check(hint="Each output channel has its own kernel, with one slice for every input channel.")
def keeps_its_kernels_apart(conv, x, kernel, bias, j: Index["o"]):
    """Another kernel for one channel changes that channel only."""
    changed = kernel.copy()
    changed[j] = exact(changed[j] + 1)
    came, before = conv(x, changed, bias), conv(x, kernel, bias)
    others = [channel for channel in range(len(kernel)) if channel != j]
    assert_close(came[:, others], before[:, others], scale=_size(x, kernel, bias) * 10)


@conv_layer.check(
    severity="remark", hint="The bias meets every place: its gradient is the sum over examples and places."
)
def sends_gradients_back(conv, x, kernel, bias):
    """Its backward pass, where it has one, gives the gradients of the input and of the weights."""
    upstream = np.ones(np.shape(conv(x, kernel, bias)))
    came = conv.gradients(x=x, kernel=kernel, bias=bias, upstream=upstream)
    right = gradients(x, kernel, bias, upstream)
    for name in came:
        share = len(x) if conv.facts["gradients_averaged"] and name != "x" else 1
        assert_close(came[name], right[name] / share, scale=_size(x, kernel, upstream) * upstream.size)


@conv_layer.operation
def gradients(x, kernel, bias, upstream):
    windows = np.lib.stride_tricks.sliding_window_view(x, kernel.shape[2:], axis=(2, 3))
    size = kernel.shape[2] - 1
    spread = slid(padded(upstream, size), kernel.transpose(1, 0, 2, 3)[:, :, ::-1, ::-1], 1)
    kernels = np.einsum("ncpqhw,nopq->ochw", windows, upstream)
    return {"x": spread, "kernel": kernels, "bias": upstream.sum(axis=(0, 2, 3))}


@conv_layer.mistake("the bias is left out")
def conv_without_bias(x, kernel, bias, stride=1, padding=0):
    return slid(padded(x, padding), kernel, stride)


@conv_layer.mistake("the kernel is turned upside down")
def conv_flipped(x, kernel, bias, stride=1, padding=0):
    return slid(padded(x, padding), kernel[:, :, ::-1, ::-1], stride) + bias[:, None, None]


@conv_layer.mistake("only the first channel is looked at")
def conv_of_one_channel(x, kernel, bias, stride=1, padding=0):
    return slid(padded(x[:, :1], padding), kernel[:, :1], stride) + bias[:, None, None]


@conv_layer.mistake("the window is averaged instead of summed")
def conv_averaged(x, kernel, bias, stride=1, padding=0):
    return slid(padded(x, padding), kernel, stride) / kernel[0].size + bias[:, None, None]


POOL_NAMES = ["maxpool", "maxpool2d", "max_pooling", "pool_forward", "max_pool_forward", "pooling"]


@layer(names=POOL_NAMES, sizes={"n": 3, "c": 5, "h": 9, "w": 12})
def max_pool(
    x: Float["n c h w"].at_least(h=4, w=4), size: Count(1, 3), stride: Count(1, 3)
) -> Float["n c ho wo"]:
    """The largest number of every window."""
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(4, 5))


@max_pool.check(hint="A window holds what lies in it: find the largest, and nothing else.")
def follows_a_shift_of_all_numbers(pool, x, size, stride):
    """With one added to every number, one is added to every result."""
    assert_close(pool(exact(x + 1), size, stride), pool(x, size, stride) + 1, scale=_size(x))


@max_pool.check(hint="With windows of one and a stride of one there is nothing to choose.")
def leaves_windows_of_one(pool, x):
    """Windows of one number at a stride of one give the image back."""
    assert_close(pool(x, 1, 1), x)


@max_pool.mistake("the window is averaged")
def average_pool(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].mean(axis=(4, 5))


@max_pool.mistake("the smallest number is kept")
def min_pool(x, size, stride):
    return -max_pool(-x, size, stride)


@max_pool.mistake("numbers below zero are lost")
def pool_with_zeros(x, size, stride):
    return np.maximum(max_pool(x, size, stride), 0)


def _size(*arrays):
    """Return the size of the largest product that can occur: what rounding is relative to."""
    return float(np.prod([max(1.0, float(np.max(np.abs(array)))) for array in arrays]))


skill(needs=all_of(conv_layer, max_pool))
