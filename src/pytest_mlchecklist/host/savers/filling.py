"""Fills a model with numbers, in place: what it held before is gone, as after a training."""

from __future__ import annotations

import contextlib
import re
import zlib
from typing import Any

import numpy as np

from ..backends import keras_objects, torch_tensors
from ..training.leaves import leaves, replace, spelt
from .asking import is_torch

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
            with contextlib.suppress(Exception):  # what can't be replaced stays: a property, a tuple
                replace(model, path, numbers(seed + index, leaf.shape))


def _fill_torch(model: Any, seed: int) -> None:
    for index, item in enumerate(model.state_dict().values()):
        if item.is_floating_point():
            item.copy_(torch_tensors.wrap(numbers(seed + index, tuple(item.shape))))


def snapshot(model: Any) -> dict[tuple[Any, ...], np.ndarray]:
    """Return copies of all arrays of numbers that a model holds, by their places."""
    held = leaves(dict(model.state_dict()) if is_torch(model) else model)
    return {path: leaf for path, leaf in held.items() if leaf.dtype.kind == "f" and leaf.ndim}


def differences(before: dict[tuple[Any, ...], np.ndarray], loaded: Any) -> list[dict[str, str]]:
    """Return what became of each array of a snapshot: 'same', 'rounded', 'gone' or 'other'."""
    found = snapshot(loaded)
    return [
        {"name": spelt(path), "is": _became(leaf, found[path]) if path in found else "gone"}
        for path, leaf in before.items()
    ]


def _became(leaf: np.ndarray, found: np.ndarray) -> str:
    if leaf.shape != found.shape:
        return "other"
    if np.array_equal(leaf, found):
        return "same"
    return "rounded" if np.allclose(leaf, found, rtol=0.02, atol=0.01) else "other"
