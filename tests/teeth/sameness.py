"""Whether two plain answers of an operation are the same, up to rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pytest_mlchecklist.asserts import is_close

if TYPE_CHECKING:
    from collections.abc import Mapping


def is_same(came: Any, expected: Any, scale: float) -> bool:
    """Return whether an answer is the expected one; `scale` is the size of the numbers that went in."""
    if isinstance(expected, dict):
        keys_agree = came.keys() == expected.keys()
        return keys_agree and all(is_same(came[key], expected[key], scale) for key in expected)
    if isinstance(expected, (np.ndarray, float)):
        return is_close(came, expected, scale=scale)
    return bool(came == expected)


def scale_of(arguments: Mapping[str, Any]) -> float:
    """Return the size of the largest number among the arguments of a call."""
    arrays = [value for value in arguments.values() if isinstance(value, np.ndarray) and value.size]
    return max([1.0, *(float(np.abs(array).max()) for array in arrays)])
