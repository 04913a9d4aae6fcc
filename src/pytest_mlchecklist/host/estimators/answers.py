"""Reading an answer by its shape: which piece of what came it is, and how it lies."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOWN_UP = 1e6

Shape = tuple[int | None, ...]
"""The size of each axis; None where any will do."""


def find_key(raw: Any, shape: Shape) -> Any:
    """Return which piece of a result has the shape: None for the whole, or an index or key.

    Raises:
        ValueError: None has; the message says which shapes there are.
    """
    seen = []
    for key in _keys(raw):
        try:
            take(raw, key, shape)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            seen.append(str(error))
            continue
        return key
    message = "; ".join(dict.fromkeys(seen)) or "gave nothing"
    raise ValueError(message)


def _keys(raw: Any) -> Iterator[Any]:
    yield None
    if isinstance(raw, Mapping):
        yield from raw
    elif isinstance(raw, (tuple, list)):
        yield from range(min(len(raw), 8))


def take(raw: Any, key: Any, shape: Shape) -> np.ndarray:
    """Return a piece of a result in the shape that is expected.

    Raises:
        ValueError: It has another shape.
    """
    piece = raw if key is None else raw[key]
    groups = _labels_of_groups(piece, shape)
    array = to_array(piece) if groups is None else groups
    for candidate in (array, array.T):
        if _fits(candidate.shape, shape):
            return candidate
    if _lies_along_one_axis(array, shape):
        return array.reshape([1 if size is None else size for size in shape])
    message = f"gave {array.shape} where the shape {_shown(shape)} was expected"
    raise ValueError(message)


def _fits(came: tuple[int, ...], shape: Shape) -> bool:
    sizes = zip(came, shape, strict=False)
    return len(came) == len(shape) and all(wanted in (None, size) for size, wanted in sizes)


def _lies_along_one_axis(array: np.ndarray, shape: Shape) -> bool:
    """Return whether it is one row of numbers, as (n,), (n, 1) or (1, n), and as long as expected."""
    wanted = [size for size in shape if size not in (1, None)]
    return len(wanted) <= 1 and [size for size in array.shape if size != 1] == wanted


def _labels_of_groups(piece: Any, shape: Shape) -> np.ndarray | None:
    """Return the label of each row, of groups of row numbers, one group for each label."""
    groups = list(piece.values()) if isinstance(piece, Mapping) else piece
    if len(shape) != 1 or not isinstance(groups, list) or not all(isinstance(item, list) for item in groups):
        return None
    rows = list(chain.from_iterable(groups))
    are_numbers = all(isinstance(row, (int, np.integer)) for row in rows)
    if not are_numbers or sorted(rows) != list(range(shape[0] or 0)):
        return None
    labels = np.zeros(len(rows), dtype=int)
    for label, group in enumerate(groups):
        labels[group] = label
    return labels


def _shown(shape: Shape) -> str:
    sizes = ", ".join("any" if size is None else str(size) for size in shape)
    return f"({sizes},)" if len(shape) == 1 else f"({sizes})"


def plainly(answer: np.ndarray, *, whole: bool) -> np.ndarray:
    """Return an answer as the contract types it: labels that came as floats are whole numbers again."""
    is_whole = whole and answer.dtype.kind in "fb" and bool(np.all(np.isfinite(answer)))
    return answer.astype(int) if is_whole and np.array_equal(answer, np.round(answer)) else answer


def has_blown_up(answer: Any, size: float) -> bool:
    """Return whether a number of an answer is not finite, or a million times the size of what went in."""
    arrays = answer.values() if isinstance(answer, dict) else [answer]
    numbers = [np.abs(np.asarray(array, dtype=float)) for array in arrays]
    return not all(bool(np.all(array <= BLOWN_UP * size)) for array in numbers)
