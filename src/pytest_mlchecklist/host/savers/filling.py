"""Fills a model with numbers, in place: what it held before is gone, as after a training."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends import keras_objects, torch_tensors
from ..training.leaves import leaf_at, leaves, replace, spelt
from .asking import is_torch

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = re.compile(r"^_*(b|w|bias|weight|intercept|theta|coef|slope)s?_*\d*$", re.IGNORECASE)


def seed_from(weights: np.ndarray) -> int:
    """Return a seed that differs where weights do."""
    return zlib.crc32(np.ascontiguousarray(weights, dtype=float).tobytes())


def numbers(seed: int, shape: tuple[int, ...]) -> np.ndarray:
    """Return positive numbers with many digits, exact in float32."""
    drawn = np.random.default_rng(seed).uniform(0.25, 1.5, size=shape)
    return drawn.astype(np.float32).astype(float)


def fill(model: Any, seed: int) -> None:
    """Give every weight of a model another number; each seed gives others."""
    if is_torch(model):
        _fill_torch(model, seed)
        return
    if keras_objects.is_layer(type(model)):
        for index, (_, variable) in enumerate(keras_objects.weights(model)):
            variable.assign(numbers(seed + index, tuple(variable.shape)))
        return
    for index, (path, leaf) in enumerate(leaves(model).items()):
        if leaf.dtype.kind == "f" and (leaf.ndim or _NUMBER.match(str(path[-1]))):
            replace(model, path, numbers(seed + index, leaf.shape))


def _fill_torch(model: Any, seed: int) -> None:
    for index, item in enumerate(model.state_dict().values()):
        if item.is_floating_point():
            item.copy_(torch_tensors.wrap(numbers(seed + index, tuple(item.shape))))


def differences(original: Any, loaded: Any) -> list[dict[str, str]]:
    """Return what became of each array of the original: 'same', 'rounded', 'gone' or 'other'."""
    return [{"name": name, "is": became} for name, became in _compared(original, loaded)]


def _compared(original: Any, loaded: Any) -> Iterator[tuple[str, str]]:
    for path, leaf in leaves(original).items():
        if leaf.dtype.kind != "f" or not leaf.ndim:
            continue
        try:
            yield spelt(path), _became(leaf, leaf_at(loaded, path))
        except (KeyError, IndexError, AttributeError, TypeError, ValueError):
            yield spelt(path), "gone"


def _became(leaf: np.ndarray, found: np.ndarray) -> str:
    if leaf.shape != found.shape:
        return "other"
    if np.array_equal(leaf, found):
        return "same"
    return "rounded" if np.allclose(leaf, found, rtol=0.02, atol=0.01) else "other"
