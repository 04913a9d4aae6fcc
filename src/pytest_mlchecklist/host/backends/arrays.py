"""Any array-like value as a plain NumPy array."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import (
    array_api,
    jax_arrays,
    keras_objects,
    lists,
    numpy_arrays,
    pillow_images,
    tensorflow_tensors,
    torch_tensors,
)
from .holders import contents

FRAMEWORKS = (torch_tensors, tensorflow_tensors, jax_arrays, keras_objects, array_api, pillow_images)
BACKENDS: tuple[Any, ...] = (numpy_arrays, *FRAMEWORKS)


def to_array(value: Any) -> np.ndarray:
    """Return numbers, nested lists, tensors or a learner's own array as a NumPy array.

    Raises:
        TypeError: It holds something else.
        ValueError: It is ragged.
    """
    array = _to_array(value)
    if array.dtype.kind not in "biuf":
        message = f"{type(value).__name__} holds {array.dtype} values, not numbers"
        raise TypeError(message)
    return array


def _to_array(value: Any) -> np.ndarray:
    if lists.owns(value):
        return np.array([to_array(item) for item in value])
    for backend in BACKENDS:
        if backend.owns(value):
            unwrapped: np.ndarray = backend.unwrap(value)
            return unwrapped
    held = contents(value)
    if held is None:
        held = _converted(value)
    return _to_array(held)


def _converted(value: Any) -> Any:
    if hasattr(value, "__array__") and not isinstance(value, type):
        return np.asarray(value)
    message = f"{type(value).__name__} is no array"
    raise TypeError(message)
