"""Which piece of a batch is which: by its name, its place and its shape, found once on the probe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..backends.arrays import to_array
from .parameters import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class Piece:
    """One piece of an example, such as its label.

    Attributes:
        name: The contract's name.
        is_array: Whether it is an array of numbers.
    """

    name: str
    is_array: bool

    def fitted(self, value: Any, values: Mapping[str, Any], *, in_columns: bool) -> tuple[Any, bool]:
        """Return the value with one row for each example, and whether it was a single one.

        Args:
            value: What the learner gives.
            values: What they were given: that tells the shape of an example.
            in_columns: Whether the examples lie along the last axis.

        Raises:
            ValueError: It has another shape.
            TypeError: It holds something else.
        """
        if not self.is_array:
            return _listed(value)
        if isinstance(value, (list, tuple)) and any(item is None for item in value):
            return [None if item is None else to_array(item) for item in value], False
        array = to_array(value)
        array = np.moveaxis(array, -1, 0) if in_columns and array.ndim > 1 else array
        shape = np.shape(values[self.name])[1:]
        if array.shape[1:] == shape and array.ndim > len(shape):
            return array, False
        if array.shape[1:] == (*shape, 1):
            return array[..., 0], False
        if array.shape == shape:
            return array[np.newaxis], True
        expected = ", ".join(["examples", *map(str, shape)])
        message = f"{self.name} has the shape {array.shape}, where ({expected}) was expected"
        raise ValueError(message)


def _listed(value: Any) -> tuple[list[Any], bool]:
    if isinstance(value, (str, bytes)) or value is None or not hasattr(value, "__iter__"):
        return [value], True
    return [item.item() if isinstance(item, np.generic) else item for item in value], False


@dataclass(frozen=True)
class Reader:
    """How the pieces of a batch are told apart.

    Attributes:
        pieces: What a batch holds, as the contract says it.
        keys: The place of each piece in what the learner gives: a position or a name.
        by_example: Whether a batch is a list of examples, not a tuple of columns.
        in_columns: Whether the examples lie along the last axis.
        of: The contract's own arrays, when a batch holds positions in them.
    """

    pieces: tuple[Piece, ...]
    keys: tuple[Any, ...]
    by_example: bool = False
    in_columns: bool = False
    of: bool = False

    def read(self, item: Any, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the pieces of a batch by the contract's names.

        Raises:
            ValueError: It holds something else than the first batch of the probe did.
        """
        if self.of:
            places = np.atleast_1d(to_array(item))
            return {piece.name: _taken(values[piece.name], places) for piece in self.pieces}
        return {piece.name: fitted for piece, (fitted, _) in self._fitted(item, values)}

    def is_single(self, item: Any, values: Mapping[str, Any]) -> bool:
        """Return whether an item is one example, not a batch."""
        if self.of:
            return np.ndim(item) == 0
        return all(single for _, (_, single) in self._fitted(item, values))

    def _fitted(self, item: Any, values: Mapping[str, Any]) -> Iterator[tuple[Piece, tuple[Any, bool]]]:
        held = _columns(item) if self.by_example else item
        for piece, key in zip(self.pieces, self.keys, strict=True):
            yield piece, piece.fitted(_at(held, key), values, in_columns=self.in_columns)


def _taken(value: Any, places: np.ndarray) -> Any:
    return value[places] if isinstance(value, np.ndarray) else [value[place] for place in places.tolist()]


def _at(held: Any, key: Any) -> Any:
    return held if key is None else held[key]


def _columns(item: Any) -> Any:
    """Return a list of examples as columns: a tuple of lists, or a mapping of lists."""
    first = item[0]
    if isinstance(first, Mapping):
        return {key: [example[key] for example in item] for key in first}
    return tuple(list(column) for column in zip(*item, strict=True))


def find_reader(
    item: Any, pieces: tuple[Piece, ...], values: Mapping[str, Any], *, in_columns: bool
) -> Reader:
    """Return how the pieces of a batch are told apart.

    Raises:
        ValueError: They can't be: it holds something else.
    """
    errors = []
    for reader in _readers(item, pieces, in_columns=in_columns):
        try:
            _check_even(reader.read(item, values))
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            errors.append(str(error))
        else:
            return reader
    if _is_positions(item):
        return Reader(pieces, (), of=True)
    message = errors[0] if errors else f"gave a {type(item).__name__}, no batch of {_named(pieces)}"
    raise ValueError(message)


def _check_even(batch: Mapping[str, Any]) -> None:
    """Refuse a reading whose pieces are of different length: it took one thing for another."""
    lengths = {name: len(piece) for name, piece in batch.items()}
    if len(set(lengths.values())) > 1:
        message = "gave a batch with " + " and ".join(
            f"{length} of {name}" for name, length in lengths.items()
        )
        raise ValueError(message)


def _named(pieces: Sequence[Piece]) -> str:
    return " and ".join(piece.name for piece in pieces)


def _readers(item: Any, pieces: tuple[Piece, ...], *, in_columns: bool) -> Iterator[Reader]:
    if len(pieces) == 1 and not isinstance(item, Mapping):
        yield Reader(pieces, (None,), in_columns=in_columns)
    for by_example in (False, True):
        try:
            held = _columns(item) if by_example else item
        except (TypeError, ValueError, KeyError, IndexError):
            continue
        for keys in _orders(held, pieces):
            yield Reader(pieces, keys, by_example=by_example, in_columns=in_columns)


def _orders(held: Any, pieces: tuple[Piece, ...]) -> Iterator[tuple[Any, ...]]:
    if isinstance(held, Mapping):
        keys = list(held)
        named = [_key_for(piece.name, keys) for piece in pieces]
        if None not in named and len(set(named)) == len(named):
            yield tuple(named)
    elif isinstance(held, (tuple, list)):
        keys = list(range(len(held)))
    else:
        return
    if len(pieces) <= len(keys) <= 4:
        yield from permutations(keys, len(pieces))


def _key_for(name: str, keys: Sequence[Any]) -> Any:
    plainly = {plain(str(key)): key for key in reversed(keys)}
    return next((plainly[word] for word in words_for(name) if word in plainly), None)


def _is_positions(item: Any) -> bool:
    """Return whether an item may be positions in the contract's own arrays, as a sampler gives them."""
    try:
        array = to_array(item)
    except (TypeError, ValueError):
        return False
    return array.dtype.kind in "iu" and array.ndim < 2
