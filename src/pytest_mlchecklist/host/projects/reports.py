"""The metrics that a project reports: returned, kept, said, or written to a file."""

from __future__ import annotations

import contextlib
import csv
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METRICS = (
    "accuracy",
    "acc",
    "f1",
    "precision",
    "recall",
    "auc",
    "mae",
    "mse",
    "rmse",
    "mape",
    "r2",
    "loss",
    "score",
)
_PRINTED = re.compile(
    rf"((?:\w+[ _])?(?:{'|'.join(METRICS)}))\b(?:[^\d\n+-]{{0,12}}| +)"
    r"([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%?)",
    re.IGNORECASE,
)


_LARGEST = 1_000_000
"""Bytes of a file that may be a report."""


def metrics_of(returned: Any, trained: Any, said: str, folder: Path) -> dict[str, float]:
    """Return the metrics that were reported, by the project's own names; percent are fractions.

    What was returned counts before what the model keeps, that before what was said last, and that
    before what lies in files.

    Args:
        returned: What training returned.
        trained: The model.
        said: What was printed and logged.
        folder: Where it worked.
    """
    found = dict(_in_files(folder)) | dict(_in_text(said)) | dict(_in_attributes(trained))
    for one in returned if isinstance(returned, tuple) else (returned,):
        found |= dict(_in_mapping(one)) if isinstance(one, Mapping) else {}
    parts = map(_number, returned) if isinstance(returned, tuple) else ()
    numbers = [one for one in parts if one is not None]
    return found | ({"metric": numbers[0]} if len(numbers) == 1 else {})


def _is_metric(name: str) -> bool:
    words = re.split(r"[\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower())
    return any(metric in words for metric in METRICS)


def _number(value: Any) -> float | None:
    """Return a number as such, also one of NumPy's or torch's; None for anything else."""
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        value = value.item()
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number else None


def _in_mapping(held: Mapping[Any, Any]) -> Iterator[tuple[str, float]]:
    for name, value in held.items():
        if isinstance(value, Mapping):
            yield from _in_mapping(value) if _is_report(value) else ()
            continue
        last = value[-1] if isinstance(value, list) and value else value
        number = _number(last)
        if isinstance(name, str) and _is_metric(name) and number is not None:
            yield name, number


def _is_report(held: Mapping[Any, Any]) -> bool:
    """Whether a mapping tells of metrics, rather than how often words such as 'score' came."""
    told = [name for name, value in held.items() if isinstance(value, Mapping) or _is_metric(str(name))]
    return 4 * len(told) >= len(held)


def _in_attributes(trained: Any) -> Iterator[tuple[str, float]]:
    held = vars(trained) if hasattr(trained, "__dict__") else trained
    if isinstance(held, Mapping):
        yield from _in_mapping({str(name).strip("_"): value for name, value in held.items()})


def _in_text(text: str) -> Iterator[tuple[str, float]]:
    for name, number, percent in _PRINTED.findall(text):
        yield re.sub(r"[ _]+", "_", name.lower()), float(number) / (100 if percent else 1)


def _in_files(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield what the files say that were written while it worked."""
    readers = {".json": _in_json, ".jsonl": _in_json_lines, ".csv": _in_table}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        is_text = path.suffix.lower() in {".txt", ".log", ".md", ".yaml", ".yml", ".toml", ""}
        read = readers.get(path.suffix.lower(), _in_text if is_text else None)
        if read and path.stat().st_size < _LARGEST:
            with contextlib.suppress(ValueError, OSError, csv.Error):  # another project's own form
                yield from read(path.read_text("utf-8"))


def _in_json(text: str) -> Iterator[tuple[str, float]]:
    held = json.loads(text)
    for one in held if isinstance(held, list) else [held]:  # a list has the epochs, one after the other
        yield from _in_mapping(one) if isinstance(one, Mapping) else ()


def _in_json_lines(text: str) -> Iterator[tuple[str, float]]:
    for line in text.splitlines():
        yield from _in_json(line) if line.strip() else ()


def _in_table(text: str) -> Iterator[tuple[str, float]]:
    """Yield the metrics of a table: one in each row, by its name, or columns of which the last row counts."""
    rows = [list(map(_read, row)) for row in csv.reader(text.splitlines()) if row]
    for row in rows:
        yield from _in_mapping({row[0]: row[-1], **dict(zip(rows[0], row, strict=False))})


def _read(field: str) -> Any:
    try:
        return float(field)
    except ValueError:
        return field
