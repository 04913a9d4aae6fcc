"""Finds the sets in whatever a splitting function returns: by shapes, and by whose rows they hold.

Nothing here looks at whether a split is right. A piece is recognised by its shape, and its
rows are named by where they stood in the data. Pieces of labels belong to pieces of rows
in the order in which both are returned, or by their names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from .contents import array_in, children_of, halves_of_frame, halves_of_pairs, is_frame, is_one_hot
from .parameters import SETS, sets_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

ROWS, LABELS, INDICES, FLAT = "rows", "labels", "indices", "flat"
FOREIGN = -1
"""The number of a row that is none of the data's."""

_DEEPEST = 4

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
        found = self._sets(_first_fold(holding, len(self.y)))
        if found is None:
            came = _shapes(pieces) or type(raw).__name__
            message = f"gave {came}, in which we see no training and test set"
            raise ValueError(message)
        labels = _labels_of(pieces, list(found))
        rows = {name: self._row_numbers(own) for name, own in found.items()}
        return {name: {"rows": own, "labels": self._labels(labels, name, own)} for name, own in rows.items()}

    def _pieces(self, value: Any, path: Path) -> Iterator[Piece]:
        found = [Piece(path, form, values) for form, values in self._recognised(value)]
        if found or len(path) > _DEEPEST:
            yield from found
            return
        for key, child in children_of(value):
            yield from self._pieces(child, (*path, key))

    def _recognised(self, value: Any) -> list[tuple[str, np.ndarray]]:
        """Return the array, or the two halves of a table or of pairs."""
        halves: Any = halves_of_frame(value) if is_frame(value) else halves_of_pairs(value, self.x.shape[1])
        if halves is not None:
            both = zip((ROWS, LABELS), halves, strict=True)
            return [(form, half) for form, half in both if half is not None]
        array = array_in(value)
        return [] if array is None else self._of_array(array)

    def _of_array(self, array: np.ndarray) -> list[tuple[str, np.ndarray]]:
        width = self.x.shape[1]
        if self.in_columns and array.ndim == 2:
            array = array.T
        if is_one_hot(array):
            return [(LABELS, array.argmax(axis=1))]
        if array.ndim >= 2 and np.prod(array.shape[1:]) == width:
            return [(ROWS, array.reshape(len(array), width))]
        if array.ndim == 2 and array.shape[1] == width + 1:
            return [(ROWS, array[:, :-1]), (LABELS, array[:, -1])]
        if array.dtype == bool and array.shape == self.y.shape:
            return [(INDICES, np.flatnonzero(array))]
        is_flat = array.ndim == 1 or (array.ndim == 2 and 1 in array.shape)
        return [(FLAT, array.ravel())] if is_flat else []

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return int(self.y.max()) + 1

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

    def _sets(self, pieces: list[Piece]) -> dict[str, list[Piece]] | None:
        """Return the pieces of each set: by their keys, by their names, or by their order."""
        for name_of in (_name_in_keys, self._name_in_return):
            named = _grouped(pieces, name_of)
            if "" not in named and len(named) > 1:
                return named
        if len(pieces) not in (2, 3):
            return None
        order = SETS if len(pieces) == 3 else ("train", "test")
        order = ("train", "test", "validation") if self.swapped and len(pieces) == 3 else order
        return {name: [piece] for name, piece in zip(order, pieces, strict=True)}

    def _name_in_return(self, path: Path) -> str:
        depths = range(len(path) + 1)
        return _first_set(self.names[path[:depth]] for depth in depths if path[:depth] in self.names)

    def _row_numbers(self, pieces: list[Piece]) -> list[int]:
        numbers: list[int] = []
        for piece in pieces:
            read = self._positions if piece.form == INDICES else self._identified
            numbers += read(piece.values)
        return numbers

    def _positions(self, values: np.ndarray) -> list[int]:
        inside = (values >= 0) & (values < len(self.y)) & (values == np.floor(values))
        return [int(value) if fits else FOREIGN for value, fits in zip(values, inside, strict=True)]

    def _identified(self, values: np.ndarray) -> list[int]:
        known = {row: number for number, row in enumerate(_keys(self.x))}
        return [known.get(row, FOREIGN) for row in _keys(np.reshape(values, (-1, self.x.shape[1])))]

    def _labels(self, labels: dict[str, list[Piece]] | None, name: str, rows: list[int]) -> list[int]:
        if labels is None:
            return [int(self.y[row]) if row >= 0 else FOREIGN for row in rows]
        values = [value for piece in labels.get(name, ()) for value in np.ravel(piece.values)]
        return [int(value) if np.isfinite(value) else FOREIGN for value in values]


def _labels_of(pieces: list[Piece], sets: list[str]) -> dict[str, list[Piece]] | None:
    """Return the labels of each set, or None when there are none.

    Where no keys tell, the order does, as it does for whoever unpacks the result.
    """
    labels = [piece for piece in pieces if piece.form == LABELS]
    by_key = _grouped(labels, _name_in_keys)
    if not labels or "" not in by_key:
        return by_key or None
    sizes = {len(piece.values) for piece in pieces if piece.form in (ROWS, INDICES)}
    for those in (labels, [piece for piece in labels if len(piece.values) in sizes]):
        if len(those) == len(sets):
            return {name: [piece] for name, piece in zip(sets, those, strict=True)}
    message = f"gave {_shapes(pieces)}, in which we see no labels for each set"
    raise ValueError(message)


def _grouped(pieces: list[Piece], name_of: Callable[[Path], str]) -> dict[str, list[Piece]]:
    named: dict[str, list[Piece]] = {}
    for piece in pieces:
        named.setdefault(name_of(piece.path), []).append(piece)
    if "test" in named:
        return named
    # Of two sets the held-out one is the test set here, whatever it is called.
    return {"test" if name == "validation" else name: own for name, own in named.items()}


def _name_in_keys(path: Path) -> str:
    return _first_set(key for key in path if isinstance(key, str))


def _first_set(texts: Iterable[str]) -> str:
    """Return the set that the first of the texts to name a single one names, or ''."""
    sets = [sets_named(text) for text in texts]
    return next((names[0] for names in sets if len(names) == 1), "")


def _shapes(pieces: list[Piece]) -> str:
    shapes = [str(piece.values.shape) for piece in pieces]
    return " and ".join(shapes[:4]) + (f" and {len(shapes) - 4} more" if len(shapes) > 4 else "")


def _keys(rows: np.ndarray) -> list[tuple[float, ...]]:
    """Return rows as something to look up, the same after a trip through float32 or int."""
    return [tuple(row) for row in np.asarray(rows, dtype=np.float32).tolist()]


def _first_fold(pieces: list[Piece], count: int) -> list[Piece]:
    """Return the first fold of several, each of which holds all the data."""
    is_folds = len(pieces) > 3 and all(piece.form == INDICES for piece in pieces)
    return pieces[:2] if is_folds and sum(len(piece.values) for piece in pieces[:2]) == count else pieces
