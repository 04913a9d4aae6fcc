"""Heads: recurrent networks often bring a dense layer along that turns states into answers.

It is made to pass the states on: its weights are an identity, its bias is zero, and it is one
wider than the state, so that the two can be told apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import NoMatch, plain
from ..backends.arrays import to_array
from ..vocabulary import STATES

if TYPE_CHECKING:
    import inspect
    from collections.abc import Iterable, Mapping

    from ..slots import Slot
    from .anatomy import Anatomy
    from .built import BuiltLayer

HEAD = "head"
"""The role of a constructor's parameter that is the width of a head."""
MORE = 1
_ANSWERS = re.compile(r"^(n|num|no)?(out|output|outputs|classes|class|y)(size|dims?|features?|units?)?$")


def head_of(
    parameters: Iterable[inspect.Parameter], roles: Mapping[str, str], anatomy: Anatomy
) -> dict[str, str]:
    """Return the parameter that gives a head its width, beside one that gives the state's."""
    recurrent = any(item.name in STATES for item in anatomy.inputs)
    required = [item.name for item in parameters if item.default is item.empty and item.name not in roles]
    answers = [name for name in required if _ANSWERS.match(plain(name))]
    return {answers[0]: HEAD} if recurrent and answers and "out" in roles.values() else {}


def pass_on(slots: Iterable[Slot], width: int) -> None:
    """Have a head give the states as they are."""
    for slot in slots:
        if width + MORE in slot.shape:
            matrix = len(slot.shape) == 2 and width in slot.shape
            slot.put(np.eye(slot.shape[0], slot.shape[1]) if matrix else np.zeros(slot.shape))


def without_head(came: Any, width: int) -> Any:
    """Return what came, each array as wide as the head cut to the state's width, unless a state came too."""
    several = came if isinstance(came, (tuple, list)) else (came,)
    if any(_last(item) == width for item in several):
        return came
    if all(_last(item) != width + MORE for item in several):
        return came
    cut = tuple(item[..., :width] if _last(item) == width + MORE else item for item in several)
    return cut if isinstance(came, (tuple, list)) else cut[0]


def _last(item: Any) -> int:
    shape = np.shape(item) if not hasattr(item, "shape") else tuple(item.shape)
    return int(shape[-1]) if len(shape) > 1 else 0


def refuse_a_bent_head(layer: BuiltLayer, probe: Mapping[str, Any]) -> None:
    """Raise NoMatch where a head is more than a dense layer: with its bias alone it gives just that."""
    width = layer.width(probe)
    for number in (1.0, -2.0):
        instance = layer.ready(probe)
        head = [slot for slot in layer.spare(instance) if width + MORE in slot.shape]
        for slot in head:
            slot.put(np.full(slot.shape, number if _is_bias(slot) else 0.0))
        came = layer.ask_wrapped(instance, layer.wrapped(probe))
        cut = without_head(came, width)
        first = to_array(cut[0] if isinstance(cut, tuple) else cut)
        expected = number if any(map(_is_bias, head)) else 0.0
        if cut is not came and not np.allclose(first, expected):
            message = "what it gives of its states has gone through more than a dense layer"
            raise NoMatch(message)


def _is_bias(slot: Slot) -> bool:
    return len(slot.shape) == 1 or 1 in slot.shape
