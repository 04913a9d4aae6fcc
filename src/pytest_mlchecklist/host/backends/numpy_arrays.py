"""NumPy arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

NAME = "NumPy arrays"


def wrap(value: Any) -> Any:
    """Return a copy, so that code which works in place can't reach ours."""
    return np.array(value) if isinstance(value, np.ndarray) else value


def owns(value: Any) -> bool:
    """Return whether the value is an array or a number of NumPy's or Python's."""
    return isinstance(value, (np.ndarray, np.generic, bool, int, float))


def unwrap(value: Any) -> np.ndarray:
    """Return the value as a plain array."""
    return np.asarray(value).view(np.ndarray) if isinstance(value, np.ndarray) else np.asarray(value)
