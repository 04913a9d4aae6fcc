"""Assertions that say what came and what was expected.

Tolerances come from the number type of the result: a relative error of eps to the power
3/4, plus 64 roundings of a number of the given scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pytest_mlchecklist.errors import Unavailable
from pytest_mlchecklist.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDINGS = 64


class Mismatch(AssertionError):
    """A property that does not hold, with both sides in words.

    Args:
        came: What the learner's code gave.
        expected: What was expected instead.
        mistake: The name of the mistake that this shows, or ''.
    """

    def __init__(self, came: str, expected: str, *, mistake: str = "") -> None:
        super().__init__(f"{came}, but expected {expected}")
        self.came = came
        self.expected = expected
        self.mistake = mistake


def epsilon_of(values: np.ndarray) -> float:
    """Return the machine epsilon that the values were computed with.

    Values of dtype float64 which are all exact in float32 were rounded to float32 on
    their way, so the wider epsilon applies. Whole numbers are exact in both and need none.
    """
    if values.dtype.kind != "f":
        return float(np.finfo(np.float64).eps)
    if values.dtype.itemsize < np.dtype(np.float64).itemsize:
        return float(np.finfo(values.dtype).eps)
    with np.errstate(over="ignore", invalid="ignore"):
        single = np.array_equal(values.astype(np.float32).astype(np.float64), values)
    rounded = single and bool(np.any(values != np.round(values * 1024) / 1024))
    return float(np.finfo(np.float32 if rounded else np.float64).eps)


def is_close(
    came: Any, expected: Any, *, scale: float = 1.0, relative: float = 0.0, error: float = 0.0
) -> bool:
    """Return whether two arrays agree in shape and, up to rounding, in value.

    Args:
        came: The learner's result.
        expected: The right one.
        scale: The size of the numbers whose rounding can show in the result.
        relative: A relative error that is allowed besides, where a source gives constants
            in few digits.
        error: An absolute error that the expected values are known to have.
    """
    try:
        came, expected = np.asarray(came), np.asarray(expected, dtype=float)
    except (TypeError, ValueError):  # rows of different length, or no numbers at all
        return False
    if came.shape != expected.shape or came.dtype.kind not in "biuf":
        return False
    if came.size == 0:
        return True
    size = max(1.0, scale, float(np.max(np.abs(np.nan_to_num(expected)))))
    eps = epsilon_of(came)
    bound = (eps**0.75 + relative) * np.abs(expected) + ROUNDINGS * eps * size + error
    same = came == expected
    with np.errstate(invalid="ignore"):
        close = np.abs(came.astype(float) - expected) <= bound
    both_nan = np.isnan(expected) & np.isnan(came.astype(float))
    return bool(np.all(same | close | both_nan))


def assert_close(
    came: Any, expected: Any, *, scale: float = 1.0, relative: float = 0.0, error: float = 0.0
) -> None:
    """Fail unless two arrays agree in shape and, up to rounding, in value.

    Raises:
        Mismatch: They do not.
    """
    __tracebackhide__ = True
    if is_close(came, expected, scale=scale, relative=relative, error=error):
        return
    if np.shape(came) != np.shape(expected):
        raise Mismatch(_with_shape(came), _with_shape(expected))
    apart = ""
    if shown(came) == shown(expected):  # six digits do not show it
        largest = float(np.nanmax(np.abs(np.asarray(came) - np.asarray(expected))))
        apart = f", which differs by {shown(largest)}"
    raise Mismatch(shown(came) + apart, shown(expected))


def is_alike(came: Any, expected: Any, **tolerance: float) -> bool:
    """Return whether two plain values are the same, with numbers and arrays as `is_close` compares them."""
    if isinstance(expected, dict):
        same_keys = isinstance(came, dict) and came.keys() == expected.keys()
        return same_keys and all(is_alike(came[key], expected[key], **tolerance) for key in expected)
    if isinstance(expected, (list, tuple)) and isinstance(came, (list, tuple)):
        pairs = zip(came, expected, strict=False)
        return len(came) == len(expected) and all(is_alike(*pair, **tolerance) for pair in pairs)
    if expected is None or isinstance(expected, (str, bytes, bool)):
        return type(came) is type(expected) and bool(came == expected)
    return is_close(came, expected, **tolerance)


def assert_alike(came: Any, expected: Any, **tolerance: float) -> None:
    """Fail unless two plain values are the same; mappings are compared key by key.

    Args:
        came: The learner's result.
        expected: The right one.
        tolerance: What `assert_close` takes, for the numbers.

    Raises:
        Mismatch: They are not.
    """
    __tracebackhide__ = True
    if isinstance(expected, (np.ndarray, np.generic, int, float)) and not isinstance(expected, bool):
        assert_close(came, expected, **tolerance)
    elif not is_alike(came, expected, **tolerance):
        raise Mismatch(shown(came), shown(expected))


def is_same(came: Any, expected: Any) -> bool:
    """Return whether two plain values are the same to the last bit; NaN is the same as NaN."""
    if isinstance(expected, dict):
        same_keys = isinstance(came, dict) and came.keys() == expected.keys()
        return same_keys and all(is_same(came[key], expected[key]) for key in expected)
    if isinstance(expected, (list, tuple)) and isinstance(came, (list, tuple)):
        return len(came) == len(expected) and all(map(is_same, came, expected))
    came, expected = np.asarray(came), np.asarray(expected)
    has_nan = came.dtype.kind in "fc" and expected.dtype.kind in "fc"
    return bool(np.array_equal(came, expected, equal_nan=has_nan))


def assert_equal(came: Any, expected: Any, *, what: str = "") -> None:
    """Fail unless two plain values are the same.

    Raises:
        Mismatch: They are not.
    """
    __tracebackhide__ = True
    if not is_same(came, expected):
        label = f"{what} " if what else ""
        raise Mismatch(label + shown(came), label + shown(expected))


def assert_finite(came: Any) -> None:
    """Fail when a result holds NaN or infinity.

    Raises:
        Mismatch: It does.
    """
    __tracebackhide__ = True
    if not np.all(np.isfinite(np.asarray(came, dtype=float))):
        raise Mismatch(shown(came), "finite numbers")


def assert_that(holds: bool, *, came: str, expected: str, mistake: str = "") -> None:  # noqa: FBT001 - a sentence
    """Fail with these words unless the condition holds.

    Args:
        holds: The condition.
        came: What came, in words.
        expected: What was expected, in words.
        mistake: The name of the part's mistake that a failure shows.

    Raises:
        Mismatch: It does not hold.
    """
    __tracebackhide__ = True
    if not holds:
        raise Mismatch(came, expected, mistake=mistake)


def difference_quotient(code: Callable[..., Any], x: np.ndarray) -> np.ndarray:
    """Return the five-point central difference quotient of an elementwise function.

    Its error is of the order of `quotient_error`. The widest reach is 1/20, less than the
    distance that drawn values keep from a bend (Abramowitz and Stegun, 25.3.6).
    """
    step = _step(code(x)) * np.maximum(1.0, np.abs(x))
    near = np.asarray(code(x + step), dtype=float) - np.asarray(code(x - step), dtype=float)
    far = np.asarray(code(x + 2 * step), dtype=float) - np.asarray(code(x - 2 * step), dtype=float)
    quotient: np.ndarray = (8 * near - far) / (12 * step)
    return quotient


def quotient_error(values: Any) -> float:
    """Return the error of a difference quotient of these values, relative to their size."""
    return ROUNDINGS * epsilon_of(np.asarray(values)) / _step(values)


def _step(values: Any) -> float:
    """Where truncation and rounding are in balance: the fifth root of epsilon."""
    step: float = epsilon_of(np.asarray(values)) ** 0.2
    return min(step, 1 / 40)


def assert_right_gradient(code: Any, x: np.ndarray, **rest: Any) -> None:
    """Fail unless the gradient of an elementwise function is the slope of its own curve.

    The learner's own derivative, backward or autograd is asked; where there is none, the
    gradient is measured by differencing, and the report says so. A derivative that does
    not take an optional argument is asked at the function's default.

    Raises:
        Mismatch: It is not.
    """
    __tracebackhide__ = True
    rest |= {name: value for name, value in code.facts.get("derivative_lacks", {}).items() if name in rest}
    right = difference_quotient(lambda at: code.reference(at, **rest), x)
    error = quotient_error(1.0 / 3.0) * max(1.0, float(np.max(np.abs(x))))
    try:
        came, what = code.derivative(x, **rest), ""
    except Unavailable:
        code.note("the gradient was measured by differencing: this code has no derivative of its own")
        came = difference_quotient(lambda at: code(at, **rest), x)
        what = "the slope "
        error += quotient_error(code(x, **rest)) * max(1.0, float(np.max(np.abs(x))))
    if not is_close(came, right, error=error, relative=code.part.options.get("relative", 0.0)):
        raise Mismatch(what + shown(came), what + shown(right))


def _with_shape(values: Any) -> str:
    return f"{shown(values)} with shape {np.shape(values)}"
