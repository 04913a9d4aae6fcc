"""The records of what a reader of files gives: each one a list of plain values."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ..backends.arrays import to_array
from .passes import is_frame


def records_in(item: Any) -> tuple[list[list[Any]], bool]:
    """Return the records of an item, and whether it was a single one.

    A record is a list of its fields, in the order of the file; what reads as a number is one.
    """
    if is_frame(item):
        return [_record(row) for row in item.to_numpy().tolist()], False
    if isinstance(item, Mapping):
        columns = [_plain(value) for value in item.values()]
        if columns and all(isinstance(column, list) for column in columns):
            return [_record(row) for row in zip(*columns, strict=False)], False
        return [_record(columns)], True
    value = _plain(item)
    if isinstance(value, list) and value and _holds_records(value):
        return _of_list(value), False
    return ([] if value == [] else [_record(value)]), value != []


def _of_list(value: list[Any]) -> list[list[Any]]:
    columns = len(value) == 2 and all(isinstance(one, list) for one in value) and _is_pair_of_columns(value)
    rows = zip(*value, strict=True) if columns else value
    return [_record(row) for row in rows]


def _is_pair_of_columns(value: list[Any]) -> bool:
    """Return whether two lists are inputs and labels of the same examples, not two records."""
    first, second = value
    return (
        len(first) == len(second)
        and bool(first)
        and isinstance(first[0], (list, dict))
        and not isinstance(second[0], (list, dict))
    )


def _holds_records(value: list[Any]) -> bool:
    """Return whether a list holds records; one of numbers is a record itself, as is (fields, label)."""
    if len(value) == 2 and isinstance(value[0], list) and not isinstance(value[1], (list, dict, str)):
        return False
    return all(isinstance(one, (list, dict)) or (isinstance(one, str) and _is_line(one)) for one in value)


def _is_line(text: str) -> bool:
    return any(mark in text for mark in ",\t\n{")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (str, bytes, int, float, type(None))):
        return value.decode() if isinstance(value, bytes) else value
    if isinstance(value, np.ndarray) and value.dtype.kind in "OU":
        return _plain(value.tolist())
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return to_array(value).tolist()


def _record(value: Any) -> list[Any]:
    return list(_fields(value))


def _fields(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from _fields(one)
    elif isinstance(value, str):
        yield from _of_text(value)
    else:
        yield value


def _of_text(text: str) -> Iterator[Any]:
    """Yield the fields of a line of CSV or JSON, or a field that stands alone."""
    text = text.rstrip("\r\n")
    if text[:1] in ("{", "["):
        try:
            yield from _fields(json.loads(text))
        except ValueError:
            yield text
        return
    delimiter = "\t" if "\t" in text else ","
    yield from (_number(field) for field in next(csv.reader([text], delimiter=delimiter), []))


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text
