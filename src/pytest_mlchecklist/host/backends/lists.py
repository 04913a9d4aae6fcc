"""Plain nested lists."""

from __future__ import annotations

from typing import Any

import numpy as np

NAME = "lists"


def wrap(value: Any) -> Any:
    """Return the array as nested lists."""
    return value.tolist() if isinstance(value, np.ndarray) else value


def owns(value: Any) -> bool:
    """Return whether the value is a list or a tuple."""
    return isinstance(value, (list, tuple))
