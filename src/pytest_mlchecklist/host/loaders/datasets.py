"""A whole data set as inputs and labels, in whatever a loader keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ..arguments import plain
from ..backends.arrays import to_array
from .parameters import words_for
from .passes import is_frame, items_of

TARGETS = ("target", "targets", "label", "labels", "class", "y", "species", "outcome", "category", "output")
_INPUTS = frozenset((*words_for("x"), "text", "texts", "image", "review", "sentence"))
_LABELS = frozenset((*words_for("y"), *TARGETS))
_SETS = ("train", "training", "validation", "valid", "val", "dev", "test", "testing")
_MOST_SETS = 3


class NoData(ValueError):
    """What a loader gave holds no inputs with labels; the message says what it is."""


def read_dataset(raw: Any) -> dict[str, Any]:
    """Return {"x": …, "y": …}: arrays where they hold numbers of one shape, else lists.

    Several sets (training, test) are joined.

    Raises:
        NoData: It holds something else.
    """
    for read in (_of_frame, _of_mapping, _of_sequence, _of_attributes, _of_examples):
        found = read(raw)
        if found is not None:
            return {name: values_of(one) for name, one in zip("xy", found, strict=True)}
    raise NoData(f"gave a value of type {type(raw).__name__}, in which we found no inputs with labels")


def values_of(value: Any) -> Any:
    """Return values as an array where they are numbers of one shape, else as a list of plain values."""
    if hasattr(value, "to_numpy"):
        value = value.to_numpy()
    if isinstance(value, np.ndarray) and value.dtype.kind == "O":
        value = value.tolist()
    try:
        array = to_array(value)
    except (TypeError, ValueError):
        return [_plain(one) for one in value]
    return array


def _plain(value: Any) -> Any:
    if isinstance(value, (str, int, float, type(None))):
        return value
    if isinstance(value, np.generic):
        return value.item()
    return value.decode() if isinstance(value, bytes) else values_of(value)


def _of_frame(raw: Any) -> tuple[Any, Any] | None:
    if not is_frame(raw):
        return None
    named = [name for name in raw.columns if str(name).lower() in TARGETS]
    target = named[0] if named else raw.columns[-1]
    inputs = raw.drop(columns=[target])
    single = inputs[inputs.columns[0]] if inputs.shape[1] == 1 else inputs
    return single, raw[target]


def _of_mapping(raw: Any) -> tuple[Any, Any] | None:
    if not isinstance(raw, Mapping):
        return None
    sets = [raw[key] for key in raw if plain(str(key)) in _SETS]
    if sets:
        return _joined([_pair(one) for one in sets])
    x = [raw[key] for key in raw if plain(str(key)) in _INPUTS]
    y = [raw[key] for key in raw if plain(str(key)) in _LABELS]
    if x and y:
        return x[0], y[0]
    pairs = _pairs_by_name(raw)
    return _joined(pairs) if pairs else None


def _pairs_by_name(raw: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    """Return the inputs and labels under names such as x_train and y_train."""
    lower = {plain(str(key)): raw[key] for key in raw}
    found = []
    for name in _SETS:
        x = [lower[key] for word in sorted(_INPUTS) for key in (word + name, name + word) if key in lower]
        y = [lower[key] for word in sorted(_LABELS) for key in (word + name, name + word) if key in lower]
        found += [(x[0], y[0])] if x and y else []
    return found


def _of_sequence(raw: Any) -> tuple[Any, Any] | None:
    if not isinstance(raw, tuple) and not (isinstance(raw, list) and 1 < len(raw) <= 4 and _are_columns(raw)):
        return None
    parts = [_whole(part) for part in raw]
    if len(parts) == 2 and not _are_sets(parts):
        return _oriented(parts[0], parts[1])
    if len(parts) <= _MOST_SETS and _are_sets(parts):
        return _joined([_pair(part) for part in parts])
    pairs = _pairs_of(parts)
    return _joined([pair for pair in pairs if pair is not None]) if pairs else None


def _are_columns(raw: Sequence[Any]) -> bool:
    return all(hasattr(part, "__len__") and not isinstance(part, (str, tuple, Mapping)) for part in raw)


def _whole(part: Any) -> Any:
    return list(part) if isinstance(part, Iterator) else part


def _are_sets(parts: Sequence[Any]) -> bool:
    """Return whether each part is a set of its own: a pair, a frame, a data set."""
    return all(map(_is_set, parts))


def _is_set(part: Any) -> bool:
    is_pair = isinstance(part, (tuple, list)) and len(part) == 2 and not _is_example(part)
    is_column = isinstance(part, (list, tuple, str, Mapping)) or hasattr(part, "__array__")
    return is_pair or is_frame(part) or (hasattr(part, "__getitem__") and not is_column)


def _length(value: Any) -> int:
    return 0 if isinstance(value, str) or not hasattr(value, "__len__") else len(value)


def _pair(part: Any) -> tuple[Any, Any]:
    if isinstance(part, (tuple, list)) and len(part) == 2 and not _is_example(part):
        return part[0], part[1]
    found = read_dataset(part)
    return found["x"], found["y"]


def _is_example(part: Any) -> bool:
    return not all(_length(one) > 1 for one in part)


def _oriented(x: Any, y: Any) -> tuple[Any, Any]:
    """Return inputs and labels with examples in rows: some keep labels as (1, m) and inputs as (d, m)."""
    shape = _shape(y)
    if len(shape) == 2 and shape[0] == 1 and shape[1] > 1:
        columns = np.asarray(x)
        return (columns.T if columns.shape[-1] == shape[1] and len(columns) != shape[1] else x), np.ravel(y)
    return x, y


def _pairs_of(parts: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Return the pairs of (x, x, y, y) or (x, y, x, y), told apart by which have one length."""
    parts = [_turned(part) for part in parts]
    if len(parts) == 5:  # the famous course adds the names of the classes
        parts = parts[:4]
    half = len(parts) // 2
    if len(parts) not in (4, 6):
        return []
    aside = list(zip(parts[:half], parts[half:], strict=True))
    in_turn = list(zip(parts[::2], parts[1::2], strict=True))
    if _descend(aside) != _descend(in_turn):
        return aside if _descend(aside) else in_turn
    return aside if _belong(aside) and not _belong(in_turn) else in_turn


def _descend(pairs: Sequence[tuple[Any, Any]]) -> bool:
    """Return whether the inputs of each pair are deeper than its labels, and as many."""
    return _belong(pairs) and all(_depth(x) > _depth(y) for x, y in pairs)


def _belong(pairs: Sequence[tuple[Any, Any]]) -> bool:
    """Return whether each pair may be inputs with their labels: of one length, the inputs the deeper."""
    return all(_length(x) == _length(y) and _depth(x) >= _depth(y) for x, y in pairs)


def _depth(value: Any) -> int:
    return len(_shape(value)) if hasattr(value, "__array__") else 1


def _shape(value: Any) -> tuple[int, ...]:
    return tuple(np.shape(value)) if hasattr(value, "__array__") else ()


def _turned(part: Any) -> Any:
    shape = _shape(part)
    return np.ravel(part) if len(shape) == 2 and shape[0] == 1 else part


def _joined(pairs: Sequence[tuple[Any, Any]]) -> tuple[Any, Any]:
    x = [values_of(_oriented(*pair)[0]) for pair in pairs]
    y = [values_of(_oriented(*pair)[1]) for pair in pairs]
    return _chained(x), _chained(y)


def _chained(parts: Sequence[Any]) -> Any:
    if all(isinstance(part, np.ndarray) for part in parts):
        return np.concatenate(parts)
    return [one for part in parts for one in part]


def _of_attributes(raw: Any) -> tuple[Any, Any] | None:
    held = vars(raw) if hasattr(raw, "__dict__") else {}
    public = {name.lstrip("_"): value for name, value in held.items() if hasattr(value, "__len__")}
    # A data set of a framework keeps what it has as it likes, and is gone through.
    return None if hasattr(raw, "__iter__") or hasattr(raw, "__getitem__") else _of_mapping(public)


def _of_examples(raw: Any) -> tuple[Any, Any] | None:
    """Return the columns of a list of examples, of a data set, or of a loader's batches."""
    if hasattr(raw, "__array__"):
        array = np.asarray(raw)
        return (array[:, :-1], array[:, -1]) if array.ndim == 2 and array.shape[1] > 1 else None
    try:
        found = [_example(item) for item in items_of(raw)]
    except TypeError:
        return None
    items = [item for item in found if item is not None]
    if not items or len(items) < len(found):
        return None
    x, y = zip(*items, strict=True)
    is_loader = bool(getattr(raw, "batch_size", None)) or all(map(_is_batch, items))
    return _joined(items) if is_loader else (list(x), list(y))


def _is_batch(item: tuple[Any, Any]) -> bool:
    """Return whether an item holds several examples, as the batches of tf.data do."""
    x, y = (_shape(one) for one in item)
    return len(x) > 1 and len(y) > 0 and x[0] == y[0]


def _example(item: Any) -> tuple[Any, Any] | None:
    if isinstance(item, Mapping):
        found = _of_mapping(item)
        return found and (found[0], found[1])
    return (item[0], item[1]) if isinstance(item, (tuple, list)) and len(item) == 2 else None
