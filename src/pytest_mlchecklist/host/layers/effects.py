"""Which placement of weights is the right one, where shapes alone can't tell: by what has an effect on what.

Only roles are found out, never whether the layer computes rightly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array
from ..picking import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .built import BuiltLayer
    from .placing import Recipe


class Ambiguous(Exception):
    """Two weights have one shape, and no name or effect tells which is which."""


def effective(candidates: list[BuiltLayer], probe: Mapping[str, Any]) -> list[BuiltLayer]:
    """Return the layers whose weights lie where they have an effect; the first if none does.

    A layer that does not use its weights is wrong, not strange.

    Raises:
        Ambiguous: Two placements are equally likely.
    """
    with_effect = [layer for layer in candidates if _has_effect(layer, probe)]
    if not with_effect:
        return candidates[:1]
    told = [layer for layer in with_effect if _is_told_apart(layer, probe)] or with_effect
    told = _turned_alike(told, probe)
    _refuse_a_tie(told)
    return told


def _has_effect(layer: BuiltLayer, probe: Mapping[str, Any]) -> bool:
    """Return whether other numbers in each slot give another output.

    For a bias that lies in a row of the weights, whether that row meets the ones: with that
    row alone, and no input, the output is not zero.
    """
    before = output(layer, probe)
    for recipe in layer.placement.recipes if layer.placement else ():
        bias = next((name for name in recipe.weights if np.ndim(probe[name]) == 1), "")
        if len(recipe.weights) > 1 and bias:
            nothing = {
                **probe,
                **{name: probe[name] * 0 for name in probe if name != bias and _is_array(probe[name])},
            }
            if not np.any(output(layer, nothing)):
                return False
        elif np.array_equal(output(layer, _changed(probe, recipe)), before):
            return False
    return True


def _changed(probe: Mapping[str, Any], recipe: Recipe) -> dict[str, Any]:
    return {**probe, **{name: probe[name] + 1.0 for name in recipe.weights}}


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


def _is_told_apart(layer: BuiltLayer, probe: Mapping[str, Any]) -> bool:
    """Return whether, of weights in one slot, each meets its own input: without it that has no effect."""
    for recipe in layer.placement.recipes if layer.placement else ():
        for name in recipe.weights if len(recipe.weights) > 1 and recipe.axis == 0 else ():
            met = _input_met(layer, name, probe)
            without = {**probe, name: probe[name] * 0}
            if met and not np.array_equal(
                output(layer, without), output(layer, {**without, met: probe[met] + 1.0})
            ):
                return False
    return True


def _input_met(layer: BuiltLayer, weight: str, probe: Mapping[str, Any]) -> str:
    """Return the input whose last axis the weight's first one is."""
    axes = {item.name: item.axes or () for item in layer.arrangement.anatomy.weights}[weight]
    if len(axes) < 2:
        return ""
    inputs = layer.arrangement.anatomy.inputs
    own = [item.name for item in inputs if (item.axes or ())[-1:] == axes[:1] and _is_array(probe[item.name])]
    return own[0] if own else ""


def _turned_alike(layers: list[BuiltLayer], probe: Mapping[str, Any]) -> list[BuiltLayer]:
    """Return the layers whose square weights lie as their effect shows, or else as the others do."""
    shown = [
        layer
        for layer in layers
        if all(_meets(layer, recipe, probe) is not False for recipe in _square(layer, probe))
    ]
    known = [
        layer
        for layer in shown
        if len({recipe.lay.is_turned for recipe in layer.placement.recipes if len(recipe.lay.order) == 2}) < 2  # type: ignore[union-attr]
    ]
    return known or shown or layers


def _square(layer: BuiltLayer, probe: Mapping[str, Any]) -> Iterator[Recipe]:
    for recipe in layer.placement.recipes if layer.placement else ():
        shape = np.shape(probe[recipe.weights[0]])
        if len(recipe.weights) == 1 and len(shape) == 2 and shape[0] == shape[1]:
            yield recipe


def _meets(layer: BuiltLayer, recipe: Recipe, probe: Mapping[str, Any]) -> bool | None:
    """Return whether the first axis of a square weight meets the input's features; None when nothing tells.

    With a single number at [0, 1], what it adds to the output depends on feature 0 alone.
    """
    name = recipe.weights[0]
    met = _input_met(layer, name, probe)
    if not met:
        return None
    single = np.zeros_like(probe[name])
    single[0, 1] = 2.0
    effects = []
    for feature in (0, 1):
        without = np.array(probe[met])
        without[..., feature] = 0.0
        values = {**probe, met: without}
        change = output(layer, {**values, name: single}) - output(layer, {**values, name: single * 0})
        effects.append(bool(np.any(np.abs(change) > 1e-12)))
    return None if effects[0] == effects[1] else not effects[0]


def _refuse_a_tie(layers: list[BuiltLayer]) -> None:
    """Raise Ambiguous when, as likely as the first, the same slots hold other weights."""
    best, *others = [layer.placement for layer in layers if layer.placement]
    first = {recipe.slot: recipe.weights for recipe in best.recipes}
    if any(len(names) > 1 for names in first.values()):
        return
    for other in others:
        second = {recipe.slot: recipe.weights for recipe in other.recipes}
        if other.score == best.score and set(first) == set(second) and first != second:
            slot = next(slot for slot in first if first[slot] != second[slot])
            message = f"nothing tells whether {slot} is {first[slot][0]} or {second[slot][0]}"
            raise Ambiguous(message)


def output(layer: BuiltLayer, values: Mapping[str, Any]) -> np.ndarray:
    """Return what a call gives, or the first piece of it: a cache that lies beside it may hold anything."""
    raw, instance = layer.call(values)
    if raw is None:
        raw = next(getattr(instance, attribute) for attribute in OUTPUTS if hasattr(instance, attribute))
    if isinstance(raw, Mapping):
        raw = tuple(raw.values())
    return to_array(raw[0] if isinstance(raw, tuple) else raw)
