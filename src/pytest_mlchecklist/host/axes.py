"""The orders in which learners lay the axes of an array that a contract names.

Families: as the contract says; channels last (images as (n, h, w, c), kernels as (kh, kw, c, o)) or
first; time first (t, n, …); examples in columns (i, n). An order is tried by shape alone, and for a
result whose shape can't tell (a single number), the file's dialect decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .dialects import is_features_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .loading import Loaded
    from .shapes import Signature

    Names = tuple[str, ...]

SPACE = {"h", "w", "kh", "kw", "ho", "wo", "height", "width"}
CHANNELS = ("c", "o")
BATCH, TIME = "n", "t"


@dataclass(frozen=True)
class Axes:
    """One order of the axes.

    Attributes:
        text: The order in words, '' for the contract's own.
        named: The contract's axes of each argument that is an array, and of the result's pieces
            ('' where there is one).
        lay: Returns the axes of an array in this order.
    """

    text: str
    named: dict[str, Names]
    lay: Callable[[Names], Names]

    def turn(self, name: str, array: Any) -> Any:
        """Return an argument as the learner lays it."""
        return self._turned(self.named.get(name), array, back=False)

    def back(self, array: Any, piece: str = "") -> Any:
        """Return a result, or a piece of it, as the contract lays it."""
        return self._turned(self.named.get(f"-> {piece}"), array, back=True)

    def restore(self, name: str, array: Any) -> Any:
        """Return an argument as the contract lays it, from what the learner was given."""
        return self._turned(self.named.get(name), array, back=True)

    def shape(self, shape: tuple[int, ...], piece: str = "") -> tuple[int, ...]:
        """Return the shape in which a result of the contract's shape comes."""
        names = self.named.get(f"-> {piece}")
        if names is None or len(names) != len(shape):
            return shape
        return tuple(shape[names.index(name)] for name in self.lay(names))

    def _turned(self, names: Names | None, array: Any, *, back: bool) -> Any:
        if names is None or np.ndim(array) != len(names):
            return array
        order = [names.index(name) for name in self.lay(names)]
        return np.transpose(array, np.argsort(order) if back else order)


def orders(signature: Signature, loaded: Loaded) -> Iterator[Axes]:
    """Yield the orders that make a difference to this contract, the likeliest first."""
    named = _named(signature)
    possible = [Axes(text, named, lay) for text, lay in _FAMILIES.items()]
    if is_features_first(loaded, signature):
        possible = [possible[-1], *possible[:-1]]
    seen = set()
    for axes in possible:
        laid = tuple(axes.lay(names) for names in named.values())
        if laid not in seen:
            seen.add(laid)
            yield axes


def _named(signature: Signature) -> dict[str, Names]:
    """Return the axes of all arrays; those of one axes tuple throughout have nothing to turn."""
    arguments = {item.name: item.axes for item in signature.arguments if item.axes}
    results = {f"-> {piece}": axes for piece, axes in signature.pieces().items() if axes}
    named = {name: axes for name, axes in (arguments | results).items() if len(set(axes)) == len(axes)}
    return {} if len(set(named.values())) == 1 and BATCH in next(iter(named.values())) else named


def _as_named(names: Names) -> Names:
    return names


def _channels_last(names: Names) -> Names:
    if not SPACE & {*names}:
        return names
    channels = tuple(name for name in CHANNELS if name in names)
    return (*(name for name in names if name not in channels), *channels)


def _channels_first(names: Names) -> Names:
    space = [name for name in names if name in SPACE]
    if not space:
        return names
    channels = tuple(name for name in CHANNELS if name in names)[::-1]  # kernels are (o, c, kh, kw)
    others = tuple(name for name in names if name not in (*channels, *space))
    return (*others, *channels, *space)


def _time_first(names: Names) -> Names:
    if BATCH not in names or TIME not in names:
        return names
    return (TIME, BATCH, *(name for name in names if name not in (BATCH, TIME)))


def _columns(names: Names) -> Names:
    if names[0] != BATCH or len(names) == 1 or SPACE & {*names}:
        return names
    features = tuple(name for name in names if name not in (BATCH, TIME))
    return (*features, *(name for name in names if name in (BATCH, TIME)))


_FAMILIES: dict[str, Callable[[Names], Names]] = {
    "": _as_named,
    "channels last": _channels_last,
    "channels first": _channels_first,
    "time first": _time_first,
    "examples in columns": _columns,
}
