"""A way of going through a learner's loader, and what its items hold."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from .batches import Piece, Reader, find_reader
from .passes import begins_anew, is_again, is_lazy, items_of
from .records import records_in
from .ways import DATASET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..shapes import Signature
    from .ways import Way

ENDLESS = 3
"""Who gives this many times what there is never ends."""


class Unfit(ValueError):
    """An item that holds something else than the first one did; the message says what."""


class Course(Protocol):
    """One way of going through a loader."""

    signature: Signature
    carries_state: bool

    @property
    def text(self) -> str:
        """The call in words."""

    def words(self) -> Iterator[str]:
        """Yield what else there is to say of it."""

    def facts(self) -> dict[str, Any]:
        """Return what checks need to know."""

    def settle(self) -> None:
        """Try it on the probe; raise whatever shows that it does not fit."""

    def open(self, values: Mapping[str, Any]) -> Any:
        """Return what gives the items."""

    def read(self, items: Iterator[Any], values: Mapping[str, Any]) -> Iterator[Any]:
        """Yield what the items of one pass hold."""


@dataclass
class BatchCourse:
    """Batches of given arrays.

    Attributes:
        way: How the loader is come by.
        signature: The contract.
        probe: The example inputs.
        pieces: What a batch holds.
        backend: The array type that it is given.
        in_columns: Whether it is given examples in columns.
        as_pairs: Whether its one array is all of them, as a list of tuples.
    """

    way: Way
    signature: Signature
    probe: Mapping[str, Any]
    pieces: tuple[Piece, ...]
    backend: Any
    in_columns: bool = False
    as_pairs: bool = False
    reader: Reader | None = None
    is_lazy: bool = True
    is_again: bool = False
    is_endless: bool = False
    is_single: bool = False
    carries_state: bool = False

    @property
    def text(self) -> str:
        """The call in words."""
        return f"{self.way.text} on {self.backend.NAME}"

    def words(self) -> Iterator[str]:
        """Yield what else there is to say of it."""
        if self.in_columns:
            yield "examples in columns"
        if self.as_pairs:
            yield "given a list of tuples"
        if self.reader and self.reader.of:
            yield "which gives positions"
        if self.is_single:
            yield "one example at a time"
        if self.is_endless:
            yield "which never ends"

    def facts(self) -> dict[str, Any]:
        """Return what checks need to know."""
        return {
            "lacks": lacks_of(self.way, self.signature),
            "lazy": self.is_lazy,
            "endless": self.is_endless,
            "single": self.is_single,
            "epochs": self.is_again or self.is_endless,
        }

    def settle(self) -> None:
        """Try it on the probe: find out which piece is which, and whether it ends."""
        raw = self.open(self.probe)
        self.is_lazy = is_lazy(raw)
        self.is_again = is_again(raw)
        count = rows_of(self.probe, self.pieces)
        rows = 0
        for item in items_of(raw):
            rows += len(self._read(item, self.probe)[self.pieces[0].name])
            self.is_single = self.reader is not None and self.reader.is_single(item, self.probe)
            if rows > ENDLESS * count:
                self.is_endless = True
                break
        self.is_again = self.is_again or (not self.is_endless and begins_anew(raw))
        if not rows:
            message = "gave nothing at all"
            raise Unfit(message)

    def open(self, values: Mapping[str, Any]) -> Any:
        """Return what gives the batches."""
        names = {piece.name for piece in self.pieces}
        wrapped = dict(values)
        for name in names & set(values):
            value = values[name]
            turned = np.moveaxis(value, 0, -1) if self._is_turned(value) else value
            if self.in_columns and isinstance(value, np.ndarray) and value.ndim == 1:
                turned = value[np.newaxis]  # labels lie in one row
            wrapped[name] = self.backend.wrap(turned) if isinstance(turned, np.ndarray) else turned
        pairs = list(zip(*(wrapped[piece.name] for piece in self.pieces), strict=False))
        first = {self.pieces[0].name: pairs} if self.as_pairs else {}
        return self.way.open({**wrapped, DATASET: pairs, **first})

    def _is_turned(self, value: Any) -> bool:
        return self.in_columns and isinstance(value, np.ndarray) and value.ndim > 1

    def read(self, items: Iterator[Any], values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the batches of one pass; of one that never ends, as many as hold every example."""
        rows, count = 0, rows_of(values, self.pieces)
        for item in items:
            batch = self._read(item, values)
            yield batch
            rows += len(batch[self.pieces[0].name])
            if self.is_endless and rows >= count:
                return

    def _read(self, item: Any, values: Mapping[str, Any]) -> dict[str, Any]:
        try:
            if self.reader is None:
                self.reader = find_reader(item, self.pieces, values, in_columns=self.in_columns)
            return self.reader.read(item, values)
        except (ValueError, TypeError, KeyError, IndexError) as error:
            message = f"gave a batch that holds something else than the first: {error}"
            raise Unfit(message) from error


@dataclass
class RecordCourse:
    """Records of given files."""

    way: Way
    signature: Signature
    probe: Mapping[str, Any]
    is_lazy: bool = True
    is_again: bool = False
    is_single: bool = False
    carries_state: bool = False

    @property
    def text(self) -> str:
        """The call in words."""
        return self.way.text

    def words(self) -> Iterator[str]:
        """Yield what else there is to say of it."""
        if self.is_single:
            yield "one record at a time"
        if self.carries_state:
            yield "each with the state after it"

    def facts(self) -> dict[str, Any]:
        """Return what checks need to know."""
        lacks = lacks_of(self.way, self.signature)
        return {
            "lacks": lacks,
            "lazy": self.is_lazy,
            "endless": False,
            "single": self.is_single,
            "epochs": self.is_again,
        }

    def settle(self) -> None:
        """Try it on the probe."""
        raw = self.open(self.probe)
        self.is_lazy = is_lazy(raw)
        self.is_again = is_again(raw)
        seen = list(islice(items_of(raw), 3))
        if not seen:
            message = "gave nothing at all"
            raise Unfit(message)
        self.carries_state = "state" in self.way.taken and all(map(_is_with_state, seen))
        self.is_single = [records_in(item)[1] for item in self._bare(iter(seen))][-1]

    def open(self, values: Mapping[str, Any]) -> Any:
        """Return what gives the records."""
        return self.way.open(values)

    def read(self, items: Iterator[Any], values: Mapping[str, Any]) -> Iterator[list[list[Any]]]:
        """Yield the records of each item."""
        del values
        for item in self._bare(items):
            yield records_in(item)[0]

    def _bare(self, items: Iterator[Any]) -> Iterator[Any]:
        """Yield items without the states that come with them."""
        yield from (item[0] if self.carries_state else item for item in items)


def _is_with_state(item: Any) -> bool:
    is_pair = isinstance(item, tuple) and len(item) == 2
    return is_pair and isinstance(item[1], (dict, int)) and not isinstance(item[0], (int, float))


def lacks_of(way: Way, signature: Signature) -> list[str]:
    """Return the optional arguments that a loader does not take."""
    return [argument.name for argument in signature.optional if argument.name not in way.taken]


def rows_of(values: Mapping[str, Any], pieces: tuple[Piece, ...]) -> int:
    """Return how many examples the contract's arrays hold."""
    return max(len(values[piece.name]) for piece in pieces)
