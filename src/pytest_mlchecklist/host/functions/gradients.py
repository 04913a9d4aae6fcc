"""The gradients of a learner's function: through autograd, or a derivative of their own."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..attempts import first_words
from ..picking import find
from ..refusal import Unavailable
from ..shapes import NUMBERS, ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .convention import FunctionConvention
    from .derivatives import Derivative


def derivative(convention: FunctionConvention, values: Mapping[str, Any]) -> np.ndarray:
    """Return the derivative through autograd or the learner's own, at the function's input.

    Raises:
        Unavailable: There is none.
    """
    pulled = _through_autograd(convention, values, None)
    return _own_derivative(convention, values, at_output=False) if pulled is None else pulled


def pullback(convention: FunctionConvention, values: dict[str, Any]) -> np.ndarray:
    """Return the gradient of the result, weighed by `upstream`.

    Raises:
        Unavailable: There is no backward that could be called.
    """
    upstream = values.pop("upstream")
    pulled = _through_autograd(convention, values, upstream)
    if pulled is not None:
        return pulled
    for derivative in convention.derivatives:
        if "back" in derivative.text:
            return _asked_back(convention, derivative, values, upstream)
    message = "backward"
    raise Unavailable(message)


def gradient(convention: FunctionConvention, values: dict[str, Any]) -> np.ndarray:
    """Return the gradient of a loss by what it differentiates: through autograd, or the learner's own.

    Raises:
        Unavailable: There is none that could be called.
    """
    pulled = _pulled_back(convention, values, None) if hasattr(convention.backend, "pullback") else None
    if pulled is not None:
        return _back(convention, pulled)
    for own in convention.derivatives:
        wrapped = convention.wrapped(values)
        right = np.shape(wrapped[_leaf(convention)])
        try:
            raw = own.run(wrapped, 1.0, wrapped[_leaf(convention)])
            return _back(convention, find(raw, [right]).take(raw))
        except Exception:  # noqa: BLE001, S112 - whatever the learner's code raises: the next one may fit
            continue
    if hasattr(convention.backend, "is_cut_off") and convention.backend.is_cut_off(
        *_forward(convention, values)
    ):
        raise CutOff(f"no gradient reaches the {_leaf(convention)}: something on the way was detached")
    message = "gradient"
    raise Unavailable(message)


class CutOff(Exception):
    """A result comes from which no gradient flows back."""


def _back(convention: FunctionConvention, laid: np.ndarray) -> np.ndarray:
    """Return a gradient as the contract lays the argument that it belongs to."""
    restored: np.ndarray = convention.axes.restore(_leaf(convention), convention.form.back(laid))
    return restored


def _leaf(convention: FunctionConvention) -> str:
    """Return the argument by which the function is differentiated."""
    first = convention.signature.arrays[0].name
    return str(convention.signature.options.get("differentiates", first))


def _asked_back(
    convention: FunctionConvention, derivative: Derivative, values: Mapping[str, Any], upstream: np.ndarray
) -> np.ndarray:
    try:
        return _asked(convention, derivative, values, upstream, at_output=False)
    except Exception as error:
        message = f"backward that could be called ({first_words(error)})"
        raise Unavailable(message) from error


def derivative_of_output(convention: FunctionConvention, values: Mapping[str, Any]) -> np.ndarray:
    """Return the learner's own derivative, read as a function of the output.

    Raises:
        Unavailable: There is none.
    """
    return _own_derivative(convention, values, at_output=True)


def _through_autograd(
    convention: FunctionConvention, values: Mapping[str, Any], upstream: np.ndarray | None
) -> np.ndarray | None:
    if not hasattr(convention.backend, "pullback") or convention.layout == ROWS or convention.transposed:
        return None
    if convention.layout == NUMBERS:
        return _number_by_number(convention, values)
    return _pulled_back(convention, values, upstream)


def _number_by_number(convention: FunctionConvention, values: Mapping[str, Any]) -> np.ndarray | None:
    gradients = [_pulled_back(convention, piece, None) for piece in convention.pieces(values)]
    return (
        None
        if any(item is None for item in gradients)
        else np.array(gradients).reshape(np.shape(_first(convention, values)))
    )


def _pulled_back(
    convention: FunctionConvention, values: Mapping[str, Any], upstream: np.ndarray | None
) -> np.ndarray | None:
    try:
        gradient: np.ndarray = convention.backend.pullback(*_forward(convention, values), upstream)[
            _leaf(convention)
        ]
    except Exception:  # noqa: BLE001 - no graph: perhaps there is a derivative of their own
        return None
    return gradient


def _forward(
    convention: FunctionConvention, values: Mapping[str, Any]
) -> tuple[Callable[..., Any], dict[str, np.ndarray]]:
    """Return a function of what is differentiated alone, and that."""
    name, laid = _leaf(convention), _laid(convention, values)
    rest = {key: convention.backend.wrap(value) for key, value in laid.items() if key != name}

    def forward(**leaf: Any) -> Any:
        raw, instance = convention.callee.call({**rest, **leaf})
        return (
            raw[convention.pick.key]
            if convention.pick.place == "item"
            else (getattr(instance, convention.pick.key) if convention.pick.place == "attribute" else raw)
        )

    return forward, {name: np.asarray(laid[name])}


def _laid(convention: FunctionConvention, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments as they go in, in NumPy; of one array, as long as an array comes, as it is."""
    if len(convention.signature.arrays) == 1 and convention.signature.returns:
        return dict(values)
    formed = convention.form.turn(values)
    return {name: convention.axes.turn(name, value) for name, value in formed.items()}


def _own_derivative(
    convention: FunctionConvention, values: Mapping[str, Any], *, at_output: bool
) -> np.ndarray:
    refusals = []
    ones = np.ones(np.shape(_first(convention, values)))
    for derivative, called in product(convention.derivatives, _ways_to_call(convention)):
        try:
            return _asked(called, derivative, values, ones, at_output=at_output)
        except Exception as error:  # noqa: BLE001 - the next one may fit
            refusals.append(f"{derivative.text}: {first_words(error)}")
    message = "derivative"
    raise Unavailable(message if not refusals else f"{message} that could be called ({refusals[0]})")


def _ways_to_call(convention: FunctionConvention) -> tuple[FunctionConvention, ...]:
    """A derivative may take one number where its function takes arrays."""
    if convention.layout == NUMBERS or "mixes" in convention.signature.options:
        return (convention,)
    return (convention, replace(convention, layout=NUMBERS))


def _first(convention: FunctionConvention, values: Mapping[str, Any]) -> np.ndarray:
    first: np.ndarray = values[convention.signature.arrays[0].name]
    return first


def _asked(
    convention: FunctionConvention,
    derivative: Derivative,
    values: Mapping[str, Any],
    upstream: np.ndarray,
    *,
    at_output: bool,
) -> np.ndarray:
    if convention.layout == NUMBERS:
        pieces = [
            _asked_once(convention, derivative, piece, 1.0, at_output=at_output)
            for piece in convention.pieces(values)
        ]
        return np.array(pieces).reshape(np.shape(_first(convention, values)))
    if convention.layout == ROWS:
        rows = zip(convention.pieces(values), upstream, strict=True)
        return np.array(
            [_asked_once(convention, derivative, row, up, at_output=at_output) for row, up in rows]
        )
    came: np.ndarray = _asked_once(convention, derivative, values, upstream, at_output=at_output)
    return came


def _asked_once(
    convention: FunctionConvention,
    derivative: Derivative,
    values: Mapping[str, Any],
    upstream: Any,
    *,
    at_output: bool,
) -> Any:
    wrapped = convention.wrapped(values)
    name = convention.signature.arrays[0].name
    if at_output:
        raw, instance = convention.callee.call(convention.wrapped(values))
        at = convention.backend.wrap(convention.pick.take(raw, instance))
    else:
        at = wrapped[name]
    up = np.asarray(upstream).T if convention.transposed else upstream
    raw = derivative.run(wrapped, convention.backend.wrap(up), at)
    result = _shaped(raw, np.shape(up))
    return result.T if convention.transposed else result


def _shaped(raw: Any, shape: tuple[int, ...]) -> np.ndarray:
    return find(raw, [shape]).take(raw)
