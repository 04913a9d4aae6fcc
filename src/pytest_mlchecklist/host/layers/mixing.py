"""What a layer mixes that should be apart: then what goes in is likely laid otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .anatomy import Anatomy


def mixes(call: Callable[..., Any], probe: Mapping[str, Any], anatomy: Anatomy, *, of_pixels: bool) -> bool:
    """Return whether other numbers in one example, or one channel of pixels, change what comes for others.

    Args:
        call: Asks the layer with arguments of the contract.
        probe: Such arguments.
        anatomy: The roles of the contract's arguments.
        of_pixels: Whether rows go in as pixels of images.
    """
    first = anatomy.inputs[0]
    is_sequence = "t" in (first.axes or ()) and first.name in anatomy.batched
    if not (of_pixels or is_sequence):
        return False
    changed = np.array(probe[first.name])
    place = (..., 0) if of_pixels else (0,)
    changed[place] = changed[place] ** 2 + 1
    before, after = (_pieces(call({**probe, first.name: value})) for value in (probe[first.name], changed))
    others = (..., slice(1, None)) if of_pixels else (slice(1, None),)
    return any(not np.array_equal(before[name][others], after[name][others]) for name in before)


def _pieces(result: Any) -> Mapping[str, Any]:
    return result if isinstance(result, dict) else {"": result}
