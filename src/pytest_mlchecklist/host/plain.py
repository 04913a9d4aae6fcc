"""What a learner's code returns, as plain values: numbers, texts, lists, mappings, arrays."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from pathlib import PurePath
from typing import Any

import numpy as np

from .backends.arrays import to_array

LONGEST = 100_000
DEEPEST = 8


def to_plain(value: Any, depth: int = 0) -> Any:
    """Return a value as plain ones, an array of numbers as an array.

    Raises:
        TypeError: It holds an object that stands for no plain value.
    """
    if depth > DEEPEST:
        message = "it is nested too deeply"
        raise TypeError(message)
    if value is None or type(value) in (bool, int, float, str, bytes):
        return value
    for kinds, convert in _BY_KIND:
        if isinstance(value, kinds):
            return convert(value, depth)
    return _object(value, depth)


def _text(value: Any, _: int) -> str:
    return str(value)


def _mapping(value: Mapping[Any, Any], depth: int) -> dict[Any, Any]:
    return {to_plain(key): to_plain(item, depth + 1) for key, item in value.items()}


def _listing(value: Any, depth: int) -> list[Any]:
    return [to_plain(item, depth + 1) for item in islice(value, LONGEST)]


def _set(value: AbstractSet[Any], depth: int) -> list[Any]:
    # A set has no order of its own, and what it shows differs from run to run.
    return sorted((to_plain(item, depth + 1) for item in value), key=lambda item: (str(type(item)), item))


def _array(value: np.ndarray, depth: int) -> Any:
    return value.view(np.ndarray) if value.dtype.kind in "biufc" else _listing(value.tolist(), depth)


def _number(value: np.generic, depth: int) -> Any:
    return to_plain(value.item(), depth + 1)


def _sequence(value: Sequence[Any], depth: int) -> Any:
    fields = getattr(value, "_fields", None)
    return _mapping(value._asdict(), depth) if fields else _listing(value, depth)  # type: ignore[attr-defined]  # a named tuple


_BY_KIND: tuple[tuple[Any, Any], ...] = (
    ((str, PurePath), _text),
    (np.generic, _number),
    (np.ndarray, _array),
    (Mapping, _mapping),
    ((list, tuple), _sequence),
    (AbstractSet, _set),
    (Iterator, _listing),
)


def _object(value: Any, depth: int) -> Any:
    """Return what an object of a library's, or of the learner's, stands for."""
    if _is_frame(value):
        named = any(name is not None for name in getattr(value.index, "names", ()))
        rows = value.reset_index() if named else value
        return [to_plain(row, depth + 1) for row in rows.to_dict("records")]
    if _is_series(value):
        return to_plain(value.to_dict() if _has_labels(value) else value.tolist(), depth + 1)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return _mapping(fields, depth)
    return to_array(value)


def _is_frame(value: Any) -> bool:
    return hasattr(value, "to_dict") and hasattr(value, "columns")


def _is_series(value: Any) -> bool:
    return hasattr(value, "to_dict") and hasattr(value, "index") and hasattr(value, "tolist")


def _has_labels(value: Any) -> bool:
    return any(isinstance(label, str) for label in value.index)
