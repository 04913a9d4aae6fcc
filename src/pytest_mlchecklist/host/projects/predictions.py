"""The predictions in what a project gave: one for each input, classes by their names."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..backends.arrays import to_array

_NAMES = (
    "predictions",
    "prediction",
    "predicted",
    "labels",
    "label",
    "class",
    "classes",
    "samples",
    "forecast",
    "y",
)
_CLASSES = (
    "classes_",
    "classes",
    "class_names",
    "labels",
    "label_names",
    "idx_to_class",
    "index_to_label",
    "categories",
)


def predictions_of(raw: Any, count: int, classes: Sequence[str]) -> Any:
    """Return one prediction for each of `count` inputs: an array of numbers, or a list of names.

    Raises:
        ValueError: There is another number of them.
    """
    for held in _candidates(raw):
        values = _values(held)
        if values is not None and len(values) == count:
            return _named(values, classes)
    message = f"gave {_told(raw)} where {count} predictions were expected"
    raise ValueError(message)


def _told(raw: Any) -> str:
    length = f" of length {len(raw)}" if hasattr(raw, "__len__") else ""
    return f"a {type(raw).__name__}{length}"


def _candidates(raw: Any) -> Any:
    """Yield what may be the predictions: by the names that projects give them, the whole, its parts."""
    if isinstance(raw, Mapping):
        yield from (raw[name] for name in _NAMES if name in raw)
        yield list(raw.values())
        return
    yield raw
    if isinstance(raw, tuple):
        yield from raw


def _values(held: Any) -> Any:
    if hasattr(held, "to_numpy"):
        held = held.to_numpy()
    if isinstance(held, np.ndarray) and held.dtype.kind in "OU":
        held = held.tolist()
    if isinstance(held, (list, tuple)):
        held = [_single(one) for one in held]
        if all(isinstance(one, (str, type(None))) for one in held):
            return held
    try:
        array = to_array(held)
    except (TypeError, ValueError):
        return (
            held
            if isinstance(held, list) and all(isinstance(one, (str, int, float)) for one in held)
            else None
        )
    if array.ndim == 0:
        return None
    return array[:, 0] if array.ndim == 2 and array.shape[1] == 1 else array


def _single(one: Any) -> Any:
    """Return the prediction alone, where a score comes with it."""
    if isinstance(one, Mapping):
        return next((_single(one[name]) for name in _NAMES if name in one), None)
    if isinstance(one, tuple) and len(one) == 2 and isinstance(one[0], str):
        return one[0]
    return one.item() if isinstance(one, np.generic) else one


def _named(values: Any, classes: Sequence[str]) -> Any:
    """Return the names of classes that came as numbers, or as a probability for each."""
    if not classes or not isinstance(values, np.ndarray):
        return values
    if values.ndim == 2 and values.shape[1] == len(classes):
        values = values.argmax(axis=1)
    whole = values.ndim == 1 and np.all(values == np.round(values))
    if not whole or values.min() < 0 or values.max() >= len(classes):
        return values
    return [str(classes[int(number)]) for number in values]


def classes_of(trained: Any, namespace: Mapping[str, Any], data: Any) -> list[str]:
    """Return the names of the classes in the project's own order, or in that of the folders."""
    holders = [
        trained if isinstance(trained, Mapping) else vars(trained) if hasattr(trained, "__dict__") else {},
        namespace,
    ]
    for holder in holders:
        for name in _CLASSES:
            found = holder.get(name)
            if isinstance(found, Mapping):
                found = (
                    [found[key] for key in sorted(found)]
                    if all(isinstance(key, int) for key in found)
                    else None
                )
            if found is not None and len(found) and all(isinstance(one, str) for one in found):
                return [str(one) for one in found]
    folder = Path(data) if isinstance(data, str) else None
    if folder is None or not folder.is_dir():
        return []
    return sorted(one.name for one in folder.iterdir() if one.is_dir()) or _in_table(folder)


def _in_table(folder: Path) -> list[str]:
    """Return the labels of the one table in a folder."""
    tables = list(folder.glob("*.csv"))
    if len(tables) != 1:
        return []
    with tables[0].open(newline="", encoding="utf-8") as file:
        return sorted({row["label"] for row in csv.DictReader(file) if row.get("label")})
