"""Pairs that go in as one tuple, in either order: (height, width) or (width, height)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..callees import callees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..callees import Callee
    from ..loading import Loaded
    from ..shapes import Signature

PAIR = 2


def in_both_orders(loaded: Loaded, signature: Signature) -> list[Callee]:
    """Return the ways to call an object, and after them those that take a pair in one tuple turned.

    The tuple may go to the function, or to the constructor of its class.
    """
    packed = signature.options.get("packed", {})
    turned = {own: names[::-1] for own, names in packed.items() if len(names) == PAIR}
    ways = list(callees(loaded, signature))
    if not any(turned.keys() & {*way.packed} for way in ways):
        return ways
    options = {**signature.options, "packed": {**packed, **turned}}
    return ways + list(_said(callees(loaded, replace(signature, options=options)), turned))


def _said(ways: Iterator[Callee], turned: dict[str, tuple[str, ...]]) -> Iterator[Callee]:
    for way in ways:
        pairs = (f"{own} = ({', '.join(turned[own])})" for own in way.packed if own in turned)
        if said := ", ".join(pairs):
            yield replace(way, text=f"{way.text} with {said}")
