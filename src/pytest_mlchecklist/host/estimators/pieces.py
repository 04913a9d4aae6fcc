"""The numbers that a fitted model holds or a function returned, by name; and which of them a role is."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain
from ..backends.arrays import to_array
from ..slots import attributes
from .words import LEARNT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .ways import Fitted

DEEPEST = 3
_GIVEN = re.compile(r"^_*(x|y|data|train|history|loss|cost|grad|d[wb]$|prev|old)", re.IGNORECASE)

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Piece:
    """Numbers with a name; '' where nothing names them."""

    name: str
    value: np.ndarray

    @property
    def word(self) -> str:
        """The last word of the name, in lower case, as words are compared."""
        return plain(self.name.rpartition(".")[2].rpartition("__")[2] or self.name)


def pieces(fitted: Fitted) -> list[Piece]:
    """Return what came, then what the object keeps, its properties too."""
    found = list(_of_result(fitted))
    for model in fitted.objects():
        found += _of_value(model, "", 0)
    return found


def _of_result(fitted: Fitted) -> Iterator[Piece]:
    came = fitted.came
    if isinstance(came, tuple) or (isinstance(came, list) and _numbers(came) is None):
        for index, item in enumerate(came):
            yield from _of_value(item, fitted.name_of(index), 1)
    elif came is not None and came is not fitted.subject:
        yield from _of_value(came, fitted.name_of(), 1)


def _of_value(value: Any, name: str, depth: int) -> Iterator[Piece]:
    numbers = _numbers(value)
    if numbers is not None:
        yield Piece(name, numbers)
    elif depth <= DEEPEST:
        for key, item in _items(value):
            yield from _of_value(item, f"{name}.{key}".lstrip("."), depth + 1)


def _numbers(value: Any) -> np.ndarray | None:
    """Return what holds only numbers as an array, or None."""
    if isinstance(value, (str, bytes, bool)) or value is None:
        return None
    if isinstance(value, Mapping) and value and all(isinstance(key, (int, np.integer)) for key in value):
        value = [value[key] for key in sorted(value)]
    if isinstance(value, Mapping) or _is_model(value):
        return None
    try:
        array = to_array(value)
    except Exception:  # noqa: BLE001 - whatever it is, it holds no array
        return None
    return array if array.size else None


def _is_model(value: Any) -> bool:
    return any(callable(getattr(value, name, None)) for name in ("fit", "predict", "transform", "train"))


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from ((str(key), item) for key, item in value.items())
    elif isinstance(value, (list, tuple)):
        yield from ((str(index), item) for index, item in enumerate(value[:16]))
    elif hasattr(value, "named_parameters"):
        yield from value.named_parameters()
    elif not inspect.isroutine(value) and not inspect.ismodule(value):
        yield from ((name, getattr(value, name, None)) for name in attributes(value))
        yield from _properties(value)


def _properties(value: Any) -> Iterator[tuple[str, Any]]:
    for base in type(value).__mro__[:-1]:
        for name, member in vars(base).items():
            if isinstance(member, property) and not name.startswith("_"):
                try:
                    yield name, getattr(value, name)
                except Exception:  # noqa: BLE001, S112 - not for this model, or not yet
                    continue


def find(found: Sequence[Piece], role: str, shape: Shape, words: Sequence[str] = ()) -> Piece | None:
    """Return the piece that a role is, by name among those whose shape fits, or else by its shape.

    Args:
        found: The pieces.
        role: What is wanted, such as 'centroids'.
        shape: Its shape; axes in another order and axes of one are understood.
        words: Names besides the usual ones.
    """
    fitting = [piece for piece in found if turned(piece.value, shape) is not None]
    for word in (plain(role), *map(plain, words), *LEARNT.get(role, ())):
        for piece in fitting:
            if word == piece.word:
                return piece
    nameless = [
        piece for piece in fitting if not _GIVEN.match(piece.word) and not _is_other(piece.word, role)
    ]
    return nameless[0] if nameless and shape else None  # of numbers any would fit


def _is_other(name: str, role: str) -> bool:
    """Return whether a name belongs to another role."""
    return any(name in words for other, words in LEARNT.items() if other != role)


def turned(value: np.ndarray, shape: Shape) -> np.ndarray | None:
    """Return the value in this shape, where it lies so but for axes of one and the order of two."""
    if [size for size in value.shape if size > 1] == [size for size in shape if size > 1]:
        return value.reshape(shape)
    return value.T if value.ndim == 2 and value.T.shape == shape else None
