"""Objects that hold numbers in an attribute: a learner's own tensors, variables, values."""

from __future__ import annotations

from typing import Any

import numpy as np

CONTENTS = ("data", "value", "array", "val", "_data", "values", "numpy")
"""The attributes that may hold them, the most usual first."""


def contents(value: Any) -> Any:
    """Return what an object of such a class holds, or None."""
    for name in CONTENTS:
        held = getattr(value, name, None)
        held = held() if name == "numpy" and callable(held) else held
        if isinstance(held, (np.ndarray, np.generic, int, float, list)):
            return held
    return None
