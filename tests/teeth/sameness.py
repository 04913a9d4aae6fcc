"""Whether two plain answers of an operation are the same, up to rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pytest_mlchecklist.asserts import is_close
from pytest_mlchecklist.errors import LearnerError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_mlchecklist.code import Code


def answered(code: Code, operation: str, inputs: Mapping[str, Any]) -> Any:
    """Return what code answers, in the contract's form, or which error it raises."""
    try:
        came = code.ask(operation, dict(inputs))
    except LearnerError as error:
        return error.kind
    return code.part.in_form(came, inputs) if operation == "call" else came


def is_same(came: Any, expected: Any, scale: float) -> bool:
    """Return whether an answer is the expected one; `scale` is the size of the numbers that went in."""
    match expected:
        case dict():
            return (
                isinstance(came, dict)
                and came.keys() == expected.keys()
                and all(is_same(came[key], expected[key], scale) for key in expected)
            )
        case list() | tuple():
            return (
                isinstance(came, (list, tuple))
                and len(came) == len(expected)
                and all(is_same(one, other, scale) for one, other in zip(came, expected, strict=True))
            )
        case np.ndarray() | np.generic() | float():
            return _is_close(came, expected, scale)
    return type(came) is type(expected) and bool(came == expected)


def _is_close(came: Any, expected: Any, scale: float) -> bool:
    if np.asarray(expected).dtype.kind in "fiub":
        return np.asarray(came).dtype.kind in "fiub" and is_close(came, expected, scale=scale)
    return np.array_equal(came, expected)


def scale_of(arguments: Mapping[str, Any]) -> float:
    """Return the size of the largest number among the arguments of a call."""
    arrays = [value for value in arguments.values() if isinstance(value, np.ndarray) and value.size]
    numbers = [array for array in arrays if array.dtype.kind in "fiu"]
    return max([1.0, *(float(np.abs(array).max()) for array in numbers)])
