"""Which piece of what a call gave is the result: by its shape alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Number
from typing import TYPE_CHECKING, Any

from .backends.arrays import to_array

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np

OUTPUTS = (
    "output", "outputs", "out", "a", "A", "y", "activation", "activations", "activated", "result", "z", "Z",
)  # fmt: skip


@dataclass(frozen=True)
class Pick:
    """Where the result lies: '' the value itself, an index, a key, or an attribute.

    Attributes:
        place: 'value', 'item', 'attribute' or 'argument'.
        key: Which item or attribute.
    """

    place: str = "value"
    key: Any = None

    @property
    def text(self) -> str:
        """The place in words, '' when it is simply what came."""
        words = {
            "item": f"takes item {self.key} of what it returns",
            "attribute": f"reads .{self.key} after the call",
        }
        return words.get(self.place, "works in place" if self.place == "argument" else "")

    def take(self, raw: Any, instance: Any = None, first: Any = None) -> np.ndarray:
        """Return the result as an array."""
        return to_array(self.of(raw, instance, first))

    def of(self, raw: Any, instance: Any = None, first: Any = None) -> Any:
        """Return what lies there, as it is."""
        if self.place == "item":
            return raw[self.key]
        if self.place == "attribute":
            return getattr(raw if instance is None else instance, self.key)
        return first if self.place == "argument" else raw


def find(raw: Any, shapes: Iterable[tuple[int, ...]], instance: Any = None, first: Any = None) -> Pick:
    """Return the place of the first piece that has an expected shape.

    Args:
        raw: What the call returned.
        shapes: The shapes that the result may have.
        instance: The object whose method was called, which may keep its output.
        first: The first argument as it was passed, which may have been changed in place.

    Raises:
        ValueError: No piece has that shape; the message says which shapes there are.
    """
    seen, shapes = [], list(shapes)
    for pick in places(raw, instance, first):
        try:
            found = pick.take(raw, instance, first)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError):
            continue
        if found.shape in shapes:
            return pick
        seen.append(str(found.shape))
    came = " and ".join(dict.fromkeys(seen)) or type(raw).__name__
    message = f"gave {came} where the shape {' or '.join(map(str, shapes))} was expected"
    raise ValueError(message)


def places(raw: Any, instance: Any = None, first: Any = None, names: Sequence[str] = ()) -> Iterator[Pick]:
    """Yield where a result may lie, the likeliest first.

    Args:
        raw: What the call returned.
        instance: The object whose method was called, which may keep its output.
        first: The first argument as it was passed.
        names: Attributes in which a returned object may keep the result.
    """
    if raw is None:
        yield from (
            Pick("attribute", name) for name in OUTPUTS if instance is not None and hasattr(instance, name)
        )
        if first is not None and instance is None:
            yield Pick("argument")
        return
    yield Pick()
    if isinstance(raw, Mapping):
        yield from (Pick("item", key) for key in raw)
    elif isinstance(raw, Sequence) and not isinstance(raw, (str, bytes)) and not _is_vector(raw):
        yield from (Pick("item", index) for index in range(min(len(raw), 8)))
    for owner in (raw, instance):
        yield from (Pick("attribute", name) for name in names if hasattr(owner, name))


def _is_vector(raw: Sequence[Any]) -> bool:
    """Return whether a list is one array, and not several results: a list of numbers."""
    return isinstance(raw, list) and all(isinstance(item, Number) for item in raw)
