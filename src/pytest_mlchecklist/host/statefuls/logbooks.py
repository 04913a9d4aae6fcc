"""What a tracker gives back of a run, in whichever arrangement: its configuration and its records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

Record = dict[str, float]

_CONFIGS = (
    "config",
    "params",
    "hyperparameters",
    "hparams",
    "configuration",
    "parameters",
    "settings",
    "cfg",
)
_METRICS = (
    "metrics",
    "history",
    "logs",
    "records",
    "log",
    "entries",
    "steps",
    "scalars",
    "data",
    "rows",
    "values",
)
_NAMES, _VALUES = ("name", "key", "metric", "tag"), ("value", "val", "v", "scalar")
_STEPS = ("step", "epoch", "iteration", "global_step", "i", "index")


def config_in(loaded: Any) -> dict[str, Any] | None:
    """Return the configuration that lies in what was loaded, or None."""
    for piece in _pieces(loaded):
        for name in _CONFIGS:
            held = piece.get(name) if isinstance(piece, Mapping) else getattr(piece, name, None)
            if isinstance(held, Mapping):
                return dict(held)
    alone = (piece for piece in _pieces(loaded) if isinstance(piece, Mapping) and isinstance(loaded, tuple))
    return next((dict(piece) for piece in alone if not set(_METRICS) & set(piece)), None)


def records_in(loaded: Any, names: Sequence[str]) -> list[Record] | None:
    """Return the records that lie in what was loaded, a mapping for each step; None where there are none.

    Args:
        loaded: Whatever the tracker gave back.
        names: The metrics that were logged.
    """
    for piece in _pieces(loaded):
        for value in _candidates(piece):
            found = _of_rows(value, names) if _is_rows(value) else _of_columns(value, names)
            if found:
                return found
    return None


def _pieces(loaded: Any) -> list[Any]:
    """Return what was loaded; of a tuple, its pieces."""
    return list(loaded) if isinstance(loaded, tuple) else [loaded]


def _candidates(piece: Any) -> list[Any]:
    if hasattr(piece, "to_dict") and hasattr(piece, "columns"):
        return [piece.to_dict("records")]
    if isinstance(piece, Mapping):
        return [*(piece[name] for name in _METRICS if name in piece), piece]
    return [*(getattr(piece, name) for name in _METRICS if hasattr(piece, name)), piece]


def _is_rows(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and bool(value) and isinstance(value[0], (Mapping, tuple, list))


def _of_rows(rows: Sequence[Any], names: Sequence[str]) -> list[Record]:
    """Return records of a list with a row for each step, or for each step and metric."""
    found: dict[Any, Record] = {}
    for place, row in enumerate(rows):
        step, held = _step_and_values(row, names)
        number = place if step is None else step
        if set(found.get(number, {})) & set(held):
            number = (place, number)  # one step twice is two records: nothing is dropped silently
        found.setdefault(number, {}).update(held)
    return [record for record in found.values() if record]


def _step_and_values(row: Any, names: Sequence[str]) -> tuple[Any, Record]:
    if not isinstance(row, Mapping):
        step = next((item for item in row if isinstance(item, (int, np.integer))), None)
        inner = next((item for item in row if isinstance(item, Mapping)), {})
        name = next((item for item in row if item in names and isinstance(item, str)), None)
        return step, _numbers(inner, names) if name is None else {name: float(row[-1])}
    step = next((row[key] for key in _STEPS if key in row), None)
    name = next((row[key] for key in _NAMES if row.get(key) in names), None)
    if name is not None:
        return step, {name: float(next(row[key] for key in _VALUES if key in row))}
    inner = next((row[key] for key in _METRICS if isinstance(row.get(key), Mapping)), row)
    return step, _numbers(inner, names)


def _numbers(values: Mapping[str, Any], names: Sequence[str]) -> Record:
    return {name: float(values[name]) for name in names if name in values}


def _of_columns(columns: Any, names: Sequence[str]) -> list[Record]:
    """Return records of a mapping from each metric to its series."""
    if not isinstance(columns, Mapping) or not set(names) <= set(columns):
        return []
    series = {name: _series(columns[name]) for name in names}
    count = max(map(len, series.values()))
    return [{name: values[at] for name, values in series.items() if at < len(values)} for at in range(count)]


def _series(column: Any) -> list[float]:
    """Return the numbers of a series: plain, in pairs of step and value, or by step."""
    items = list(column.values()) if isinstance(column, Mapping) else list(column)
    if items and isinstance(items[0], Mapping):
        return [float(next(item[key] for key in _VALUES if key in item)) for item in items]
    return [float(item[1] if isinstance(item, (tuple, list)) else item) for item in items]
