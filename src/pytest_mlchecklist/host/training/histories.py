"""Finds the history that a loop keeps: lists of numbers, one entry at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED = re.compile(r"hist|loss|cost|acc|err|metric|score|curve", re.IGNORECASE)
_DEPTH = 3


def history_lengths(result: Any, instance: Any = None) -> list[int]:
    """Return the lengths of the lists of numbers that the loop returned or keeps under such a name."""
    found = list(_lists(result, named=not isinstance(result, Mapping), depth=_DEPTH))
    for name, value in vars(instance).items() if hasattr(instance, "__dict__") else ():
        if _NAMED.search(name):
            found += _lists(value, named=True, depth=_DEPTH)
    return [len(numbers) for numbers in found if len(numbers)]


def _lists(value: Any, *, named: bool, depth: int) -> Iterator[list[Any]]:
    if depth == 0:
        return
    if isinstance(value, list) and named and value and all(map(_is_number, value)):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _lists(item, named=bool(_NAMED.search(str(key))), depth=depth - 1)
    elif isinstance(value, tuple):
        for item in value:
            yield from _lists(item, named=not isinstance(item, Mapping), depth=depth - 1)


def _is_number(value: Any) -> bool:
    return (
        isinstance(value, (int, float))
        or (getattr(value, "ndim", None) == 0)
        or (getattr(value, "shape", None) == (1,))
    )
