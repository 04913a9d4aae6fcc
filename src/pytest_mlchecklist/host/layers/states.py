"""Where a layer keeps its state from step to step: in an attribute, or as the last item of a growing list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..arguments import plain
from ..slots import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_ONLY_IN_LISTS = {"h": "a"}
"""By how a state is called in a list: an attribute of that name is more likely an activation."""


def place_of(instance: Any, words: AbstractSet[str]) -> str:
    """Return where an object keeps a state of one of these names, '' where that is nowhere."""
    several = {*words, *(_ONLY_IN_LISTS[word] for word in words & _ONLY_IN_LISTS.keys())}
    own = (name for name in attributes(instance) if plain(name) in words)
    kept = (
        place
        for place, held in _lists(instance)
        if plain(place.strip("']").split("'")[-1]) in several and held
    )
    return next(own, "") or next(kept, "")


def _lists(instance: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists in an object's dictionaries: what a layer keeps of every step."""
    for name in attributes(instance):
        held = getattr(instance, name)
        items = held.items() if type(held) is dict else ()
        yield from ((f"{name}[{key!r}]", item) for key, item in items if isinstance(item, list))


def put(instance: Any, place: str, value: Any) -> None:
    """Put a state where the object keeps it: in place of the last, where it keeps all of them."""
    name, _, key = place.partition("[")
    held = getattr(instance, name)[key.strip("]'")] if key else getattr(instance, name)
    if not isinstance(held, list) or not key:
        setattr(instance, name, value)
    elif held:
        held[-1] = value
    else:
        held.append(value)
