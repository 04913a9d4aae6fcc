"""Advanced layers: pooling, attention and batch normalisation, used as building blocks.

Why it matters: These three turn up in so many architectures that knowing them makes most
diagrams readable.

Next step: Draw the weights of one attention layer over a short sentence as a small picture.
"""

import numpy as np

from pytest_mlchecklist.api import (
    Count,
    Float,
    Int,
    LearnerError,
    all_of,
    assert_close,
    assert_finite,
    assert_that,
    exact,
    layer,
    shown,
    skill,
)

POOL_NAMES = """
    maxpool maxpool2d max_pool max_pooling pool_forward max_pool_forward pool2d avg_pool average_pool
    MaxPool2d AvgPool2d MaxPooling MaxPooling2D AveragePooling Pooling pooling_layer average_pooling
    max_pool2d max_pool_2d avg_pool2d MaxPool AvgPool mean_pool PoolingLayer AveragePooling2D Pool2D
"""


@layer(
    names=POOL_NAMES.split(),
    sizes={"n": 3, "c": 5, "h": 9, "w": 12},
    spelled={
        "x": [
            "img",
            "image",
            "images",
            "feature_map",
            "feature_maps",
            "activation_map",
            "A_prev",
            "input_map",
        ],
        "size": [
            "k",
            "f",
            "ks",
            "ksize",
            "kernel",
            "kernel_size",
            "pool",
            "pool_size",
            "window",
            "window_size",
        ],
        "stride": ["s", "step", "strides", "pool_stride"],
    },
)
def pooling(
    x: Float["n c h w"].at_least(h=4, w=4), size: Count(1, 3), stride: Count(1, 3) = 2
) -> Float["n c ho wo"]:
    """The largest number of every window."""
    return windows(x, size, stride).max(axis=(4, 5))


def windows(x, size, stride):
    found = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    step = stride or size
    return found[:, :, ::step, ::step]


@pooling.fixed("stride")
def step_in_use(code):
    """Return the stride of code that takes none; 0 where its windows lie side by side."""
    return {5: 2, 10: 1}.get(np.shape(code(np.zeros((1, 1, 12, 12)), 3))[-1], 0)


@pooling.variant("average pooling")
def average(x, size, stride):
    return windows(x, size, stride).mean(axis=(4, 5))


@pooling.check(hint="A window holds what lies in it, and nothing else.")
def follows_a_shift_of_all_numbers(pooling, x, size, stride):
    """With one added to every number, one is added to every result."""
    scale = float(np.max(np.abs(x))) + 1
    lost = 1e-6 * scale  # of rounding the others to float32
    came = pooling(exact(x + 1), size, stride)
    assert_close(came, pooling(x, size, stride) + 1, scale=scale, error=lost)


@pooling.check(hint="With windows of one and a stride of one there is nothing to choose.")
def leaves_windows_of_one(pooling, x):
    """Windows of one number at a stride of one give the image back."""
    assert_close(pooling(x, 1, 1), x)


@pooling.check(hint="Channels and examples are apart: over which axes does the window run?")
def keeps_channels_apart(pooling, x, size, stride):
    """Channels in another order give the same results in that order."""
    assert_close(pooling(x[:, ::-1], size, stride), pooling(x, size, stride)[:, ::-1])


@pooling.check(
    severity="remark", examples=10, hint="Only what was chosen on the way forward gets a gradient back."
)
def sends_gradients_back(pooling, x, size: Count(2, 2), stride: Count(2, 2)):
    """Its backward pass, where it has one, gives each window's gradient to what came from it."""
    x = np.argsort(np.argsort(x, axis=None)).reshape(x.shape) * 1.0  # no two alike
    out = np.asarray(pooling(x, size, stride))
    rows, columns = (2 * length for length in out.shape[2:])
    blocks = x[:, :, :rows, :columns].reshape(*x.shape[:2], rows // 2, 2, columns // 2, 2)
    shares = (blocks == blocks.max(axis=(3, 5), keepdims=True)) * 1.0
    if np.allclose(out, average(x, size, stride)):
        shares = np.full_like(blocks, 0.25)
    weights = np.arange(1.0, out.size + 1).reshape(out.shape)
    expected = np.zeros_like(x)
    spread = shares * weights[:, :, :, None, :, None]
    expected[:, :, :rows, :columns] = spread.reshape(*x.shape[:2], rows, columns)
    came = pooling.gradients(x=x, size=size, stride=stride, upstream=weights)["x"]
    assert_close(came, expected, scale=out.size)


@pooling.operation
def gradients(x, size, stride, upstream):
    found = np.zeros_like(x)
    for place in np.ndindex(upstream.shape):
        n, c, i, j = place
        window = x[n, c, i * stride : i * stride + size, j * stride : j * stride + size]
        h, w = np.unravel_index(np.argmax(window), window.shape)
        found[n, c, i * stride + h, j * stride + w] += upstream[place]
    return {"x": found}


@pooling.mistake("the smallest number is kept")
def smallest(x, size, stride):
    return windows(x, size, stride).min(axis=(4, 5))


@pooling.mistake("numbers below zero are lost")
def with_zeros(x, size, stride):
    return np.maximum(windows(x, size, stride).max(axis=(4, 5)), 0)


@pooling.mistake("the window is summed, not averaged")
def summed(x, size, stride):
    return windows(x, size, stride).sum(axis=(4, 5))


@pooling.mistake("the first number of each window is taken")
def first_of_each(x, size, stride):
    return windows(x, size, stride)[..., 0, 0]


@pooling.mistake("the largest is taken over all channels")
def over_channels(x, size, stride):
    largest = windows(x, size, stride).max(axis=(1, 4, 5))
    return np.repeat(largest[:, None], x.shape[1], axis=1)


ATTENTION_NAMES = """
    scaled_dot_product_attention dot_product_attention scaled_attention attention_layer sdpa
    ScaledDotProductAttention DotProductAttention attention_forward scaled_dot_product Attention
"""


@layer(
    names=ATTENTION_NAMES.split(),
    spelled={
        "q": ["query", "queries", "Q"],
        "k": ["key", "keys", "K"],
        "v": ["value", "values", "V"],
        "mask": ["attn_mask", "attention_mask", "valid_mask", "m", "src_mask"],
    },
    sizes={"n": 2, "t": 3, "d": 4, "s": 5, "e": 6},
)
def attention(
    q: Float["n t d"].between(-2, 2),
    k: Float["n s d"].between(-2, 2),
    v: Float["n s e"].between(-9, 9),
    mask: Int["n t s"].between(1, 1) = None,
) -> Float["n t e"]:
    """Values, mixed by how well each query meets their keys (Vaswani et al. 2017, equation 1)."""
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[2])
    return shares(scores if mask is None else np.where(mask, scores, -1e9)) @ v


def shares(scores, axis=-1):
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


HIDDEN = -1e9
MEANINGS = {
    "true where a key may be seen": lambda mask: np.asarray(mask) > 0,
    "one where a key may be seen": lambda mask: np.asarray(mask, dtype=int),
    "true where a key is hidden": lambda mask: np.asarray(mask) == 0,
    "one where a key is hidden": lambda mask: 1 - np.asarray(mask, dtype=int),
    "added to the scores": lambda mask: np.where(np.asarray(mask) > 0, 0.0, HIDDEN),
}


def meaning_of(code):
    """The meaning under which a mask that shows a single key gives that key's value; '' where none does."""
    if "mask" in code.facts.get("lacks", ()):
        return ""
    q, k, v = np.ones((1, 3, 2)), np.ones((1, 3, 2)), np.arange(6.0).reshape(1, 3, 2) ** 2
    only = np.zeros((1, 3, 3), dtype=int)
    only[..., 1] = 1
    for meaning, masked in MEANINGS.items():
        try:
            came = np.asarray(code(q, k, v, masked(only)))
        except LearnerError:
            continue
        if np.allclose(came, v[:, 1:2], atol=1e-6):
            return meaning
    return ""


for _name, _meant in MEANINGS.items():
    attention.reading("mask", _name, told_by=lambda code, _name=_name: meaning_of(code) == _name)(_meant)


@attention.check(hint="What happens to the numbers of a row when a softmax is done with it?")
def mixes_by_shares(attention, q, k, v):
    """The weights of a row sum to one: where all values are alike, that value comes."""
    alike = np.repeat(v[:, :1], v.shape[1], axis=1)
    expected = np.repeat(v[:, :1], q.shape[1], axis=1)
    assert_close(attention(q, k, alike), expected, scale=20, error=1e-6)


@attention.check(hint="A key belongs to its value; where both stand says nothing.")
def does_not_heed_the_order_of_keys(attention, q, k, v):
    """Keys and values in another order, together, change nothing."""
    assert_close(attention(q, k[:, ::-1], v[:, ::-1]), attention(q, k, v), scale=40, error=1e-6)


@attention.check(hint="Hide it before the softmax, not after: what do the other weights sum to then?")
def hides_masked_keys(attention, q, k: Float["n s d"].between(-2, 2).at_least(s=2), v, change: Float["n e"]):
    """What stands at a masked key has no influence."""
    if "mask" in attention.facts.get("lacks", ()):
        attention.note("it takes no mask, so none was tried")
        return
    mask = np.ones((len(q), q.shape[1], k.shape[1]), dtype=int)
    mask[..., -1] = 0
    other_k, other_v = k.copy(), v.copy()
    other_k[:, -1], other_v[:, -1] = -other_k[:, -1], exact(v[:, -1] + change)
    seen = attention.reference(q, k[:, :-1], v[:, :-1])
    for keys, values in ((k, v), (other_k, other_v)):
        came = np.asarray(attention(q, keys, values, mask))
        fits = came.shape == seen.shape and np.allclose(came, seen, rtol=1e-5, atol=1e-5)
        named = [name for name, wrong in SLIPS.items() if np.allclose(came, wrong(q, keys, values, mask))]
        assert_that(fits, came=shown(came), expected=shown(seen), mistake=next(iter(named), ""))


@attention.check(severity="remark", hint="Subtract the largest score of each row before exponentials.")
def stays_finite_for_large_scores(attention, q, k, v):
    """Queries a thousand times as long give finite numbers."""
    assert_finite(attention(1000 * q, k, v))


@attention.mistake("the scores are not divided by the root of the width")
def attention_unscaled(q, k, v, mask=None):
    return attention.part.reference(q * np.sqrt(q.shape[2]), k, v, mask)


@attention.mistake("the scores are divided by the width, not by its root")
def attention_by_width(q, k, v, mask=None):
    return attention.part.reference(q / np.sqrt(q.shape[2]), k, v, mask)


@attention.mistake("the softmax runs over the queries")
def attention_over_queries(q, k, v, mask=None):
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[2])
    return shares(scores if mask is None else np.where(mask, scores, HIDDEN), axis=1) @ v


@attention.mistake("the softmax is left out")
def attention_without_softmax(q, k, v, mask=None):
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[2])
    return (scores if mask is None else scores * mask) @ v


def blind(q, k, v, mask=None):
    return attention.part.reference(q, k, v)


def late(q, k, v, mask=None):
    weights = shares(q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[2]))
    return (weights if mask is None else weights * mask) @ v


SLIPS = {
    "the mask is not used": blind,
    "masked weights are set to zero after the softmax, so that the rest sums to less than one": late,
}
for _name, _slip in SLIPS.items():
    attention.mistake(_name)(_slip)


skill(needs=all_of(pooling, attention, "batch_norm"))
