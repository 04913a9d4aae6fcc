"""Whether code agrees with a formula, on a few generic inputs: which variant it is, or which mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pytest_mlchecklist.asserts import difference_quotient, is_alike
from pytest_mlchecklist.errors import LearnerError, Unavailable
from pytest_mlchecklist.strategies import axes_of, realise

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from pytest_mlchecklist.code import Code

PROBES = ((1, 1), (2, 2), (3, 2), (4, 3))
"""The (seed, rung) pairs of the inputs on which variants and mistakes are compared."""

EQUAL = 5
"""The size of all axes of one of these inputs: some mistakes show only where shapes don't forbid them."""


def probes(code: Code) -> Iterator[dict[str, Any]]:
    """Yield a few generic inputs of the contract; all axes differ in size, but in the last one."""
    arguments = code.part.contract.arguments
    count = len(axes_of(arguments))
    own = code.part.options.get("sizes", {})
    different = tuple(
        own.get(axis, size) for axis, size in zip(axes_of(arguments), range(4, 4 + count), strict=True)
    )
    shapes = [*((different, *how) for how in PROBES), ((EQUAL,) * count, *PROBES[0])]
    for drawn in shapes:
        inputs = {name: _without_zeros(value) for name, value in realise(arguments, drawn).items()}
        yield inputs | {name: value for name, value in code.fixed().items() if name in inputs}


def _without_zeros(value: Any) -> Any:
    """Replace zeros, where two ways to write a formula may differ, by ones; but not in one-hot rows."""
    is_float = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    is_marks = is_float and np.isin(value, (0, 1)).all() and np.any(value)
    return np.where(value == 0, 1, value) if is_float and not is_marks else value


def agrees(code: Code, operation: str, function: Callable[..., Any]) -> bool:
    """Return whether the code's operation gives what `function` gives on every probe.

    Where the one raises an error the other must raise one too; and somewhere both give a value.
    """
    given = []
    for inputs in probes(code):
        came, expected = _attempt(_asked(code, operation), inputs), _attempt(function, inputs)
        if operation == "call" and expected is not _RAISED:
            expected = code.part.in_form(expected, inputs)
        if came is _RAISED or expected is _RAISED:
            if came is not expected:
                return False
            continue
        # An epsilon that keeps code from dividing by zero shows where the formula gives exactly zero.
        near = {"relative": 1e-3, "error": 1e-6 * _size(expected)}
        given.append(is_alike(came, expected, scale=_largest(inputs), **near))
        if not given[-1]:
            return False
    return bool(given)


_RAISED = object()


def _attempt(function: Callable[..., Any], inputs: Mapping[str, Any]) -> Any:
    try:
        with np.errstate(all="ignore"):
            return function(**inputs)
    except (LearnerError, Unavailable, ArithmeticError, ValueError, TypeError, IndexError):
        return _RAISED


def _asked(code: Code, operation: str) -> Callable[..., Any]:
    return lambda **inputs: _answer(code, operation, inputs)


def _answer(code: Code, operation: str, inputs: Mapping[str, Any]) -> Any:
    """Return what an operation gives; of a derivative, in the reading that the code was found to have."""
    if operation == "derivative" and code.reading == "derivative_of_output":
        operation = code.reading
    return code.run(operation, inputs)


def right_derivative(code: Code) -> Callable[..., Any]:
    """Return the derivative of an elementwise part's reference, by its contract's names."""
    first = next((argument.name for argument in code.part.contract.arguments), "")

    def derivative(**inputs: Any) -> Any:
        return difference_quotient(lambda at: code.reference(**{**inputs, first: at}), inputs[first])

    return derivative


def diagnose(code: Code, operations: Collection[str] = ()) -> str:
    """Return the name of the part's mistake that gives what this code gives, or ''.

    Args:
        code: The code.
        operations: Compare only mistakes of these; () compares all.
    """
    rights = {"derivative": right_derivative(code), "call": code.part.reference, **code.part.operations}
    for mistake in code.part.mistakes:
        if operations and mistake.operation not in operations:
            continue
        wrong = agrees(code, mistake.operation, mistake.function)
        if wrong and not agrees(code, mistake.operation, rights[mistake.operation]):
            return mistake.name
    return ""


def _size(expected: Any) -> float:
    """Return the largest number of an array that was expected; 0 of anything else."""
    is_array = isinstance(expected, np.ndarray) and expected.dtype.kind in "fiu" and expected.size
    return float(np.max(np.abs(np.nan_to_num(expected)))) if is_array else 0.0


def _largest(inputs: Mapping[str, Any]) -> float:
    sizes = [
        float(np.max(np.abs(value)))
        for value in inputs.values()
        if isinstance(value, np.ndarray) and value.size
    ]
    return max([1.0, *sizes])
