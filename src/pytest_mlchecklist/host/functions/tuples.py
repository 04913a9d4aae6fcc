"""Pairs that go in as one tuple, in either order: (height, width) or (width, height)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..callees import Callee

PAIR = 2


def in_both_orders(ways: Iterable[Callee]) -> list[Callee]:
    """Return the ways, and after them those that take a pair in one tuple with that pair turned."""
    found = list(ways)
    return found + [
        _turned(way) for way in found if any(len(names) == PAIR for names in way.match.packed.values())
    ]


def _turned(way: Callee) -> Callee:
    packed = {own: names[::-1] if len(names) == PAIR else names for own, names in way.match.packed.items()}
    said = ", ".join(f"{own} = ({', '.join(names)})" for own, names in packed.items())
    return replace(way, match=replace(way.match, packed=packed), text=f"{way.text} with {said}")
