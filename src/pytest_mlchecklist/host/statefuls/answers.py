"""Where an object gives its answer after a step: in what it returns, keeps, or does to its model."""

from __future__ import annotations

import inspect
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array
from .words import NUMBERS, TRUTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .driving import Seen

Answer = tuple[str, "Callable[[Seen], Any]"]


def truths(first: Seen, source: str) -> Iterator[Answer]:
    """Yield the places where a step's yes or no may lie, the surest first.

    Args:
        first: What could be seen after a step.
        source: The text of the learner's class or file.
    """
    for name in TRUTHS:
        if _is_truth(_kept(first.instance, name)):
            yield f"reads .{name}", partial(_kept_truth, name)
    if "stop_training" in source:
        yield "reads stop_training of its model", lambda seen: bool(seen.model.stop_training)
    if _is_truth(first.returned):
        yield "takes what it returns", lambda seen: bool(seen.returned)
    for index, piece in enumerate(first.returned if isinstance(first.returned, tuple) else ()):
        if _is_truth(piece):
            yield f"takes item {index} of what it returns", partial(_item, index)
    if first.returned is None and "raise" in source:
        yield "stops by an exception", lambda _: False


def numbers(first: Seen) -> Iterator[Answer]:
    """Yield the places where a step's number may lie."""
    if _number(first.returned) is not None:
        yield "takes what it returns", lambda seen: _number(seen.returned)
    for name in NUMBERS:
        if _number(_kept(first.instance, name)) is not None:
            yield f"reads .{name}", partial(_kept_number, name)
    yield "reads the learning rate of its optimizer", lambda seen: seen.optimizer.rate


def _kept_truth(name: str, seen: Seen) -> bool:
    return bool(_kept(seen.instance, name))


def _kept_number(name: str, seen: Seen) -> float | None:
    return _number(_kept(seen.instance, name))


def _item(index: int, seen: Seen) -> bool:
    return bool(seen.returned[index])


def _kept(instance: Any, name: str) -> Any:
    """Return an attribute, or what a method without parameters gives."""
    if instance is None or not hasattr(instance, name):
        return None
    held = getattr(instance, name)
    if inspect.ismethod(held):
        parameters = inspect.signature(held).parameters.values()
        return held() if all(item.default is not item.empty for item in parameters) else None
    return held


def _is_truth(value: Any) -> bool:
    return isinstance(value, (bool, np.bool_))


def _number(value: Any) -> float | None:
    if value is None or _is_truth(value):
        return None
    try:
        array = to_array(value)
    except (TypeError, ValueError):
        return None
    return float(array.reshape(-1)[0]) if array.size == 1 else None
