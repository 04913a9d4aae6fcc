"""Pooling and attention are those of PyTorch, forward and back."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from pytest_mlchecklist.skill import Part

torch = pytest.importorskip("torch")
IMAGES = np.random.default_rng(0).normal(size=(2, 3, 7, 6))
Q, K, V = (
    np.random.default_rng(seed).normal(size=shape)
    for seed, shape in enumerate([(2, 3, 4), (2, 5, 4), (2, 5, 6)])
)
WINDOWS = [(1, 1), (2, 2), (3, 1), (2, 3)]


@pytest.mark.parametrize(("size", "stride"), WINDOWS)
def test_pooling_is_that_of_pytorch(size: int, stride: int, parts: Mapping[str, Part]) -> None:
    """The largest and the mean of each window, and the way back of the largest."""
    part, x = parts["pooling"], torch.tensor(IMAGES, requires_grad=True)
    theirs = torch.nn.functional.max_pool2d(x, size, stride)
    upstream = np.random.default_rng(3).normal(size=theirs.shape)
    theirs.backward(torch.tensor(upstream))
    np.testing.assert_allclose(part.reference(IMAGES, size, stride), theirs.detach())
    own = part.operations["gradients"](IMAGES, size, stride, upstream)["x"]
    np.testing.assert_allclose(own, x.grad, atol=1e-12)
    means = torch.nn.functional.avg_pool2d(torch.tensor(IMAGES), size, stride)
    np.testing.assert_allclose(part.variants["average pooling"](IMAGES, size, stride), means, atol=1e-12)


@pytest.mark.parametrize("masked", [False, True])
def test_attention_is_that_of_pytorch(masked: bool, parts: Mapping[str, Part]) -> None:  # noqa: FBT001 - a case
    """With and without a mask that is true where a key may be seen."""
    mask = np.tile(np.arange(5) < 3, (2, 3, 1)) if masked else None
    theirs = torch.nn.functional.scaled_dot_product_attention(
        *(torch.tensor(part) for part in (Q, K, V)), attn_mask=None if mask is None else torch.tensor(mask)
    )
    ours = parts["attention"].reference(Q, K, V, None if mask is None else mask.astype(int))
    np.testing.assert_allclose(ours, theirs, atol=1e-12)
