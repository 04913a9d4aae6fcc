"""The result of a call: an array, a plain value, or several pieces; found by shape and type alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from numbers import Number
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from .picking import Pick, find, places
from .plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .axes import Axes
    from .shapes import Signature

    Expected = Callable[[str], list[tuple[int, ...]]]


@dataclass(frozen=True)
class Raw:
    """What a call left.

    Attributes:
        value: What it returned.
        instance: The object whose method was called, or None.
        first: The first argument as it was passed, which may have been changed in place.
    """

    value: Any
    instance: Any = None
    first: Any = None


class Result(Protocol):
    """How a result is taken from what a call left."""

    @property
    def text(self) -> str:
        """Where it lies, in words; '' when it is simply what came."""

    def settle(self, raw: Raw, expected: Expected) -> None:
        """Find out where it lies.

        Args:
            raw: What a call left.
            expected: Returns the shapes that a piece may have.

        Raises:
            ValueError: Nothing there has its shape or type.
        """

    def take(self, raw: Raw, axes: Axes) -> Any:
        """Return it as the contract lays it."""


@dataclass
class ArrayResult:
    """One array, or one number."""

    piece: str = ""
    pick: Pick = field(default_factory=Pick)

    @property
    def text(self) -> str:
        """Where it lies."""
        return self.pick.text

    def settle(self, raw: Raw, expected: Expected) -> None:
        """Find the first piece with one of the shapes that it may have."""
        self.pick = find(raw.value, expected(self.piece), raw.instance, raw.first)

    def take(self, raw: Raw, axes: Axes) -> Any:
        """Return the array."""
        return axes.back(self.pick.take(raw.value, raw.instance, raw.first), self.piece)


@dataclass
class ValueResult:
    """A plain value of a type."""

    of: str
    names: Sequence[str] = ()
    pick: Pick = field(default_factory=Pick)

    @property
    def text(self) -> str:
        """Where it lies."""
        return self.pick.text

    def settle(self, raw: Raw, expected: Expected) -> None:
        """Find the first piece of the type: the whole, an item, or what the object keeps."""
        del expected
        seen = []
        for pick in places(raw.value, raw.instance, raw.first, self.names):
            try:
                value = to_plain(pick.of(raw.value, raw.instance, raw.first))
            except (TypeError, ValueError, KeyError, IndexError, AttributeError):
                continue
            if _is_of(self.of, value):
                self.pick = pick
                return
            seen.append(type(value).__name__)
        came = " and ".join(dict.fromkeys(seen)) or type(raw.value).__name__
        wanted = "an array or a plain value" if self.of == "anything" else f"a {self.of}"
        message = f"gave {came} where {wanted} was expected"
        raise ValueError(message)

    def take(self, raw: Raw, axes: Axes) -> Any:
        """Return the value."""
        del axes
        value = to_plain(self.pick.of(raw.value, raw.instance, raw.first))
        return _CONVERSIONS.get(self.of, lambda same: same)(value)


@dataclass
class PiecesResult:
    """Several pieces, each an array or a plain value."""

    pieces: Mapping[str, ArrayResult | ValueResult]

    @property
    def text(self) -> str:
        """Where they lie."""
        said = [f"{piece.text} as {name}" for name, piece in self.pieces.items() if piece.text]
        return ", ".join(said)

    def settle(self, raw: Raw, expected: Expected) -> None:
        """Find each piece."""
        for piece in self.pieces.values():
            piece.settle(raw, expected)
        if len({piece.pick for piece in self.pieces.values()}) < len(self.pieces):
            message = f"gave nothing that could be {' and '.join(self.pieces)} at once"
            raise ValueError(message)

    def take(self, raw: Raw, axes: Axes) -> dict[str, Any]:
        """Return all of them by name."""
        return {name: piece.take(raw, axes) for name, piece in self.pieces.items()}


def result_of(signature: Signature) -> Result:
    """Return the result that the contract promises."""
    plain = signature.result
    if plain is not None and plain["is"] == "pieces":
        return PiecesResult({name: _one(signature, name, one) for name, one in plain["types"].items()})
    return _one(signature, "", plain)


def _one(signature: Signature, piece: str, plain: Mapping[str, Any] | None) -> ArrayResult | ValueResult:
    names = signature.options.get("attributes", {}).get(piece, ())
    if plain is not None and plain["is"] == "value":
        return ValueResult(plain["of"], names)
    return ArrayResult(piece)


def _is_of(of: str, value: Any) -> bool:
    return _TYPES[of](value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return (isinstance(value, Number) and not isinstance(value, bool)) or _is_single(value)


def _is_single(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.size == 1


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool) or (_is_single(value) and value.dtype.kind == "b")


def _is_list(value: Any) -> bool:
    return isinstance(value, list) or (isinstance(value, np.ndarray) and value.ndim > 0)


def _is_list_of(is_item: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: _is_list(value) and all(is_item(item) for item in list(value))


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict)


def _is_list_of_names(value: Any) -> bool:
    """Return whether it numbers names: a list of different texts, or a mapping between names and numbers."""
    if not isinstance(value, dict):
        return _is_list_of(_is_text)(value) and len(set(value)) == len(value) > 0
    sides = (list(value), list(value.values()))
    names, numbers = sides if all(map(_is_text, sides[0])) else sides[::-1]
    return bool(value) and all(map(_is_text, names)) and all(isinstance(item, int) for item in numbers)


_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "anything": lambda _: True,
    "text": _is_text,
    "number": _is_number,
    "truth": _is_truth,
    "list": _is_list,
    "list of text": _is_list_of(_is_text),
    "list of names": _is_list_of_names,
    "list of numbers": _is_list_of(lambda item: isinstance(item, (Number, np.generic))),
    "mapping": _is_mapping,
    "records": _is_list_of(_is_mapping),
}


def _number(value: Any) -> Any:
    return value.item() if isinstance(value, np.ndarray) else value


def _list(value: Any) -> list[Any]:
    return list(value.tolist() if isinstance(value, np.ndarray) else value)


def _list_of_names(value: Any) -> list[Any]:
    if not isinstance(value, dict):
        return _list(value)
    by_name = value if all(map(_is_text, value)) else {name: number for number, name in value.items()}
    return sorted(by_name, key=by_name.__getitem__)


_CONVERSIONS: Mapping[str, Callable[[Any], Any]] = {
    "number": _number,
    "truth": _number,
    "list": _list,
    "list of text": _list,
    "list of names": _list_of_names,
    "list of numbers": _list,
}
