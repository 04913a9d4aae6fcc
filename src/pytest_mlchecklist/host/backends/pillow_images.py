"""Pictures of Pillow: PIL.Image.Image, with a byte for each number."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

NAME = "images of Pillow"
_CHANNELS = (1, 3, 4)


def is_loaded() -> bool:
    """Return whether the learner's code has imported Pillow."""
    return "PIL.Image" in sys.modules


def wrap(value: Any) -> Any:
    """Return pixels of rows and columns as a picture, and anything else as it is."""
    if not isinstance(value, np.ndarray) or value.ndim not in (2, 3):
        return value
    if value.ndim == 3 and value.shape[-1] not in _CHANNELS:
        message = f"no picture has {value.shape[-1]} channels"
        raise ValueError(message)
    pixels = np.clip(np.round(value), 0, 255).astype(np.uint8)
    return sys.modules["PIL.Image"].fromarray(pixels[..., 0] if value.shape[2:] == (1,) else pixels)


def owns(value: Any) -> bool:
    """Return whether the value is a picture."""
    return is_loaded() and isinstance(value, sys.modules["PIL.Image"].Image)


def unwrap(value: Any) -> np.ndarray:
    """Return a picture as an array of its pixels; colours of a palette are looked up."""
    return np.asarray(value.convert() if value.mode == "P" else value)
