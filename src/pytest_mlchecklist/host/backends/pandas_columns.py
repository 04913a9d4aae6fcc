"""Columns of a table: pandas.Series."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

NAME = "columns of pandas"


def is_loaded() -> bool:
    """Return whether the learner's code has imported pandas."""
    return "pandas" in sys.modules


def wrap(value: Any) -> Any:
    """Return a vector as a column, and anything else as it is."""
    is_vector = isinstance(value, np.ndarray) and value.ndim == 1
    return sys.modules["pandas"].Series(value.copy()) if is_vector else value


def owns(value: Any) -> bool:
    """Return whether the value is a column."""
    return is_loaded() and isinstance(value, sys.modules["pandas"].Series)


def unwrap(value: Any) -> np.ndarray:
    """Return a column as an array."""
    return np.asarray(value)
