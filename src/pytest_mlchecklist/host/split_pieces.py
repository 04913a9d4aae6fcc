"""Finds the sets in whatever a splitting function returns: by shapes, and by whose rows they hold.

Nothing here looks at whether a split is right. A piece is recognised by its shape, and its
rows are named by where they stood in the data. Pieces of labels belong to pieces of rows
in the order in which both are returned, or by their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from itertools import islice
from typing import Any

import numpy as np

from .backends.arrays import to_array
from .split_arguments import SETS, sets_named

ROWS, LABELS, INDICES, FLAT = "rows", "labels", "indices", "flat"
FOREIGN = -1
"""The number of a row that is none of the data's."""

LABEL = "label"
"""The name of the column of labels in a frame."""

_DEEPEST = 4
_LONGEST = 5000

Path = tuple[Any, ...]


@dataclass(frozen=True)
class Piece:
    """One array of what was returned.

    Attributes:
        path: The keys and positions that lead to it.
        form: 'rows', 'labels', 'indices', or 'flat' while it is not known which of the last two.
        values: Its contents.
    """

    path: Path
    form: str
    values: np.ndarray


@dataclass
class Reader:
    """Reads what was returned for data of known shape.

    Attributes:
        x: The data, one row an example.
        y: Its labels, whole numbers from 0.
        names: What the function's return statement calls each position.
        in_columns: Whether one example is a column.
        swapped: Whether the second of three nameless sets is the test set.
        forms: The forms of the pieces, in order, as the first reading found them.
    """

    x: np.ndarray
    y: np.ndarray
    names: Mapping[Path, str] = field(default_factory=dict)
    in_columns: bool = False
    swapped: bool = False
    forms: tuple[str, ...] = ()

    def read(self, raw: Any) -> dict[str, dict[str, list[int]]]:
        """Return the rows and the labels of each set.

        Raises:
            ValueError: There are no sets to be seen in it.
        """
        pieces = self._with_forms(list(self._pieces(raw, ())))
        holding = [piece for piece in pieces if piece.form in (ROWS, INDICES)]
        rows = self._by_set(_first_fold(holding, len(self.y)))
        if rows is None:
            message = f"gave {_shapes(pieces) or type(raw).__name__}, in which we see no training and test set"
            raise ValueError(message)
        labels = self._by_set([piece for piece in pieces if piece.form == LABELS]) or {}
        numbers = {name: self._row_numbers(found) for name, found in rows.items()}
        return {name: {"rows": own, "labels": self._labels(labels.get(name), own)} for name, own in numbers.items()}

    def _pieces(self, value: Any, path: Path) -> Iterator[Piece]:
        found = [Piece((*path, *last), form, values) for last, form, values in self._recognised(value)]
        if found or len(path) > _DEEPEST:
            yield from found
            return
        for key, child in _children(value):
            yield from self._pieces(child, (*path, key))

    def _recognised(self, value: Any) -> Iterator[tuple[Path, str, np.ndarray]]:
        """Yield the array, the two columns of a table, or the two halves of a list of pairs."""
        if hasattr(value, "columns") and hasattr(value, "to_numpy"):
            yield from _of_frame(value)
        elif (pairs := self._pairs(value)) is not None:
            yield (), ROWS, pairs[0]
            yield (), LABELS, pairs[1]
        elif (array := _numbers(value)) is not None:
            yield from self._of_array(array)

    def _of_array(self, array: np.ndarray) -> Iterator[tuple[Path, str, np.ndarray]]:
        width = self.x.shape[1]
        if self.in_columns and array.ndim == 2:
            array = array.T
        if array.ndim >= 2 and np.prod(array.shape[1:]) == width:
            yield (), ROWS, array.reshape(len(array), width)
        elif array.ndim == 2 and array.shape[1] == width + 1:
            yield (), ROWS, array[:, :-1]
            yield (), LABELS, array[:, -1]
        elif array.ndim == 2 and array.shape[1] == self.classes > 1:
            yield (), LABELS, array.argmax(axis=1)
        elif array.ndim == 2 and 1 in array.shape:
            yield (), FLAT, array.ravel()
        elif array.dtype == bool and array.shape == self.y.shape:
            yield (), INDICES, np.flatnonzero(array)
        elif array.ndim == 1:
            yield (), FLAT, array

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return int(self.y.max()) + 1

    def _pairs(self, value: Any) -> tuple[np.ndarray, np.ndarray] | None:
        """Return the rows and the labels of pairs: of one example each, or of a loader's batches."""
        items, width = _items(value), self.x.shape[1]
        if not items or not all(isinstance(item, (tuple, list)) and len(item) == 2 for item in items):
            return None
        rows, labels = ([_numbers(half) for half in halves] for halves in zip(*items, strict=True))
        found = [_are_pair(row, label, width) for row, label in zip(rows, labels, strict=True)]
        if not all(found) or (isinstance(value, (list, tuple)) and max(found) > 1):
            return None
        return np.reshape(np.concatenate([np.ravel(row) for row in rows]), (-1, width)), np.concatenate(
            [np.ravel(label) for label in labels]
        )

    def _with_forms(self, pieces: list[Piece]) -> list[Piece]:
        """Settle which one-dimensional pieces are labels and which are positions."""
        forms = self.forms
        if len(forms) != len(pieces):
            has_rows = any(piece.form == ROWS for piece in pieces)
            forms = tuple(self._form(piece, has_rows=has_rows) for piece in pieces)
        self.forms = self.forms or forms
        return [Piece(piece.path, form, piece.values) for piece, form in zip(pieces, forms, strict=True)]

    def _form(self, piece: Piece, *, has_rows: bool) -> str:
        if piece.form != FLAT:
            return piece.form
        if not piece.values.size:
            return ROWS if has_rows else INDICES
        # Only the first reading is of enough rows to tell positions from labels by their size.
        are_labels = has_rows or (not self.forms and piece.values.max() < self.classes)
        return LABELS if are_labels else INDICES

    def _by_set(self, pieces: list[Piece]) -> dict[str, list[Piece]] | None:
        named: dict[str, list[Piece]] = {}
        for piece in pieces:
            named.setdefault(self._set_named(piece.path), []).append(piece)
        if "" not in named and len(named) > 1:
            return {"test" if name == "validation" and "test" not in named else name: own for name, own in named.items()}
        if len(pieces) not in (2, 3):
            return None
        order = SETS if len(pieces) == 3 else ("train", "test")
        order = ("train", "test", "validation") if self.swapped and len(pieces) == 3 else order
        return {name: [piece] for name, piece in zip(order, pieces, strict=True)}

    def _set_named(self, path: Path) -> str:
        """Return the one set that the keys, or the names in the return statement, speak of."""
        said = [str(key) for key in path if isinstance(key, str)]
        said += [self.names[path[:depth]] for depth in range(len(path) + 1) if path[:depth] in self.names]
        for text in said:
            sets = sets_named(text)
            if len(sets) == 1:
                return sets[0]
        return ""

    def _row_numbers(self, pieces: list[Piece]) -> list[int]:
        numbers: list[int] = []
        for piece in pieces:
            numbers += self._positions(piece.values) if piece.form == INDICES else self._identified(piece.values)
        return numbers

    def _positions(self, values: np.ndarray) -> list[int]:
        inside = (values >= 0) & (values < len(self.y)) & (values == np.floor(values))
        return [int(value) if fits else FOREIGN for value, fits in zip(values, inside, strict=True)]

    def _identified(self, values: np.ndarray) -> list[int]:
        known = {_key(row): number for number, row in enumerate(self.x)}
        return [known.get(_key(row), FOREIGN) for row in np.reshape(values, (-1, self.x.shape[1]))]

    def _labels(self, pieces: list[Piece] | None, rows: list[int]) -> list[int]:
        if pieces is None:
            return [int(self.y[row]) if row >= 0 else FOREIGN for row in rows]
        return [int(value) for piece in pieces for value in np.ravel(piece.values)]


def _shapes(pieces: list[Piece]) -> str:
    shapes = [str(piece.values.shape) for piece in pieces]
    return " and ".join(shapes[:4]) + (f" and {len(shapes) - 4} more" if len(shapes) > 4 else "")


def _key(row: np.ndarray) -> tuple[float, ...]:
    """Return a row as something to look up, the same after a trip through float32 or int."""
    return tuple(np.asarray(row, dtype=np.float32).tolist())


def _first_fold(pieces: list[Piece], count: int) -> list[Piece]:
    """Return the first fold of several, each of which holds all the data."""
    is_folds = len(pieces) > 3 and all(piece.form == INDICES for piece in pieces)
    return pieces[:2] if is_folds and sum(len(piece.values) for piece in pieces[:2]) == count else pieces


def _numbers(value: Any) -> np.ndarray | None:
    if isinstance(value, (str, bytes, Mapping)) or value is None:
        return None
    try:
        return to_array(value)
    except Exception:  # noqa: BLE001 - it is no array then, whatever a learner's object raised
        return None


def _are_pair(row: np.ndarray | None, label: np.ndarray | None, width: int) -> int:
    """Return how many examples a pair holds, or 0 when it is none."""
    if row is None or label is None or row.size != width * label.size:
        return 0
    return label.size


def _of_frame(frame: Any) -> Iterator[tuple[Path, str, np.ndarray]]:
    has_label = LABEL in frame.columns
    features = frame.drop(columns=[LABEL]) if has_label else frame
    yield (), ROWS, features.to_numpy()
    if has_label:
        yield (), LABELS, frame[LABEL].to_numpy()


def _children(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif hasattr(value, "_asdict"):
        yield from value._asdict().items()
    elif isinstance(value, (Sequence, Iterator)) and not isinstance(value, (str, bytes)):
        yield from enumerate(islice(value, _LONGEST))
    elif is_dataclass(value) or hasattr(value, "__dict__"):
        yield from ((name, held) for name, held in vars(value).items() if sets_named(name))


def _items(value: Any) -> list[Any] | None:
    """Return the items of a list or a data set, the batches of a loader."""
    if isinstance(value, (list, tuple)):
        return list(value)
    if isinstance(value, (str, bytes, Mapping, Iterator)) or hasattr(value, "__array__"):
        return None
    if hasattr(value, "batch_size") and hasattr(value, "__iter__"):
        return [tuple(batch) for batch in islice(value, _LONGEST)]
    is_data_set = hasattr(value, "__len__") and hasattr(value, "__getitem__")
    return [value[index] for index in range(len(value))] if is_data_set else None
