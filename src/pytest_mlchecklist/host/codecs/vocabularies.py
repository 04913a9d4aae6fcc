"""What a learner's vocabulary says: which token has which number, in whatever it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from .words import FORWARD, INVERSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Made:
    """A vocabulary as the learner's code made it.

    Attributes:
        value: What the code returned, or the mapping that it was given.
        instance: The object whose method made it, or that was made of it.
    """

    value: Any
    instance: Any = None

    def numbers(self) -> dict[str, int] | None:
        """Return the number of each token; None where it keeps nothing of that sort."""
        places = [*_pieces(self.value), *_kept(self.instance)]
        for read in (_forward, _inverse, _listed):
            found = next((numbers for place in places if (numbers := read(place))), None)
            if found:
                return found
        return None

    def choices(self) -> Iterator[tuple[str, Any]]:
        """Yield what a function may want as its vocabulary, by how it is called."""
        yield "what it made", self.value
        numbers = self.numbers() or {}
        if numbers and self.value is not numbers:
            yield "tokens to numbers", numbers
        if numbers:
            yield "numbers to tokens", {number: token for token, number in numbers.items()}


def _pieces(value: Any) -> Iterator[Any]:
    """Yield what may be a vocabulary in what was returned."""
    if isinstance(value, (Mapping, str, set, frozenset)):
        yield from [value] if isinstance(value, Mapping) else []
    elif isinstance(value, (list, tuple)):
        is_list = isinstance(value, list) or all(isinstance(item, str) for item in value)
        yield from [value] if is_list else value
    else:
        yield from _kept(value)


def _kept(holder: Any) -> Iterator[Any]:
    """Yield what an object keeps, the likeliest first: never how often tokens came."""
    held = vars(holder) if hasattr(holder, "__dict__") else {}
    known: dict[str, Any] = {plain(name): value for name, value in held.items()}
    yield from (known[name] for name in (*FORWARD, *INVERSE) if name in known)
    for name, value in known.items():
        if name not in (*FORWARD, *INVERSE) and not any(word in name for word in ("count", "freq")):
            yield value
            if hasattr(value, "__dict__") and not isinstance(value, type):
                yield from (inner for inner in vars(value).values() if isinstance(inner, (Mapping, list)))


def _forward(value: Any) -> dict[str, int] | None:
    if (
        not isinstance(value, Mapping)
        or not value
        or not _are_tokens(value)
        or not _are_numbers(value.values())
    ):
        return None
    return {str(token): int(number) for token, number in value.items()}


def _inverse(value: Any) -> dict[str, int] | None:
    if (
        not isinstance(value, Mapping)
        or not value
        or not _are_numbers(value)
        or not _are_tokens(value.values())
    ):
        return None
    return {str(token): int(number) for number, token in value.items()}


def _listed(value: Any) -> dict[str, int] | None:
    if not isinstance(value, (list, tuple)) or not value or not _are_tokens(value):
        return None
    return {str(token): number for number, token in enumerate(value)}


def _are_tokens(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _are_numbers(values: Iterable[Any]) -> bool:
    return all(isinstance(value, Integral) and not isinstance(value, bool) for value in values)
