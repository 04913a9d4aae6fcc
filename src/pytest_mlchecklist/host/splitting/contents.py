"""What a returned object holds: an array, a table, pairs of rows and labels, or named children."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from itertools import islice
from typing import Any

import numpy as np

from ..backends.arrays import to_array
from .parameters import sets_named

LABEL = "label"
"""The name of the column of labels in a frame."""

LONGEST = 5000
"""How much is taken of what may have no end."""

Halves = tuple[np.ndarray, np.ndarray]


def array_in(value: Any) -> np.ndarray | None:
    """Return a value as an array, or None when it is none."""
    if isinstance(value, (str, bytes, Mapping)) or value is None:
        return None
    try:
        return to_array(value)
    except Exception:  # noqa: BLE001 - it is no array then, whatever a learner's object raised
        return None


def is_one_hot(array: np.ndarray) -> bool:
    """Return whether each row is all zeros but for a single one."""
    if array.ndim != 2 or array.shape[1] < 2 or not len(array):
        return False
    return bool(np.all((array == 0) | (array == 1)) and np.all(array.sum(axis=1) == 1))


def is_frame(value: Any) -> bool:
    """Return whether the value is a frame with named columns."""
    return hasattr(value, "columns") and hasattr(value, "to_numpy")


def halves_of_frame(frame: Any) -> tuple[np.ndarray, np.ndarray | None]:
    """Return the features of a frame, and its labels where it has that column."""
    if LABEL not in frame.columns:
        return frame.to_numpy(), None
    return frame.drop(columns=[LABEL]).to_numpy(), frame[LABEL].to_numpy()


def halves_of_pairs(value: Any, width: int) -> Halves | None:
    """Return the rows and the labels of pairs: of one example each, or of a loader's batches."""
    items = _items(value)
    if not items or not all(isinstance(item, (tuple, list)) and len(item) == 2 for item in items):
        return None
    rows, labels = ([array_in(half) for half in halves] for halves in zip(*items, strict=True))
    sizes = [_examples(row, label, width) for row, label in zip(rows, labels, strict=True)]
    if not all(sizes) or (isinstance(value, (list, tuple)) and max(sizes) > 1):
        return None
    return _joined(rows).reshape(-1, width), _joined(labels)


def _joined(arrays: Sequence[np.ndarray | None]) -> np.ndarray:
    return np.concatenate([array.ravel() for array in arrays if array is not None])


def _examples(row: np.ndarray | None, label: np.ndarray | None, width: int) -> int:
    """Return how many examples a pair holds, or 0 when it is none."""
    if row is None or label is None or row.size != width * label.size:
        return 0
    return label.size


def _items(value: Any) -> list[Any] | None:
    """Return the items of a list or a data set, the batches of a loader."""
    if isinstance(value, (list, tuple)):
        return list(value)
    if isinstance(value, (str, bytes, Mapping, Iterator)) or hasattr(value, "__array__"):
        return None
    if hasattr(value, "batch_size") and hasattr(value, "__iter__"):
        return [tuple(batch) for batch in islice(value, LONGEST)]
    is_data_set = hasattr(value, "__len__") and hasattr(value, "__getitem__")
    return [value[index] for index in range(min(len(value), LONGEST))] if is_data_set else None


def children_of(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what a container holds, with its key, position or name."""
    if isinstance(value, Mapping):
        yield from value.items()
    elif hasattr(value, "_asdict"):
        yield from value._asdict().items()
    elif isinstance(value, (Sequence, Iterator)) and not isinstance(value, (str, bytes)):
        yield from enumerate(islice(value, LONGEST))
    elif is_dataclass(value) or hasattr(value, "__dict__"):
        yield from ((name, held) for name, held in vars(value).items() if sets_named(name))
