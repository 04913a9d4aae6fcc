"""Which of an object's slots hold which weights: by shape, and by name where shapes are alike.

Weights may lie in slots of their own, on top of each other in one (a bias as one more row,
the weights of state and input), side by side (queries, keys, values), or one slot for each gate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, permutations, product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import plain, words_for
from .lays import Lay, lays_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..shapes import Signature
    from ..slots import Slot
    from .anatomy import Anatomy

Unit = tuple[tuple[str, ...], int]
"""Weights that are put together, and along which axis."""
BIASES = ("bias", "b", "beta")
TOLD = 3
"""How much more a name says that is a synonym than one that only begins alike."""
MOST = 48
MOST_SLOTS = 16
GATE_WORDS: Mapping[str, set[str]] = {
    "i": {"i", "u", "input", "update"}, "f": {"f", "forget"}, "o": {"o", "output"},
    "g": {"g", "c", "cell", "candidate", "cc", "a", "u"}, "r": {"r", "reset"},
    "z": {"z", "u", "update"}, "n": {"n", "h", "c", "new", "candidate", "hh"},
}  # fmt: skip
_SPARE_BIAS = re.compile(r"^_?(bias|b([^a-z]|[a-z]{0,2}$)|intercept)", re.IGNORECASE)


@dataclass(frozen=True)
class Recipe:
    """What one slot gets.

    Attributes:
        slot: The slot's text.
        weights: The weights that it holds, in their order.
        lay: How they lie, once put together.
        axis: Along which axis they are put together.
        gate: Which position of the axis of gates it holds, or None for all.
        score: How well its name fits.
    """

    slot: str
    weights: tuple[str, ...]
    lay: Lay
    axis: int = 0
    gate: int | None = None
    score: int = 0

    def made(self, values: Mapping[str, Any]) -> np.ndarray:
        """Return the array for the slot."""
        arrays = [np.asarray(values[name]) for name in self.weights]
        return self.lay.turn(_together(arrays, self.axis, self.gate))


@dataclass(frozen=True)
class Placement:
    """Where all weights go."""

    recipes: tuple[Recipe, ...]
    spare: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        """How well the names fit."""
        return sum(recipe.score for recipe in self.recipes)

    @property
    def lays(self) -> dict[str, Lay]:
        """How each weight lies that has a slot of its own."""
        alone = (item for item in self.recipes if len(item.weights) == 1 and item.gate is None)
        return {recipe.weights[0]: recipe.lay for recipe in alone}

    def fits(self, found: Mapping[str, Slot], values: Mapping[str, Any]) -> bool:
        """Return whether an object has all these slots, in the weights' sizes."""
        given = [item for item in self.recipes if all(values.get(name) is not None for name in item.weights)]
        return all(item.slot in found and item.made(values).shape == found[item.slot].shape for item in given)

    def fill(self, found: Mapping[str, Slot], values: Mapping[str, Any]) -> None:
        """Put the weights into the slots."""
        for name in self.spare:
            found[name].put(np.zeros(found[name].shape))
        for recipe in self.recipes:
            slot = found[recipe.slot]
            given = all(values.get(name) is not None for name in recipe.weights)
            slot.put(recipe.made(values) if given else np.zeros(slot.shape))


def _together(arrays: list[np.ndarray], axis: int, gate: int | None) -> np.ndarray:
    rank = max(array.ndim for array in arrays)
    arrays = [array if array.ndim == rank else array[None] for array in arrays]
    whole = arrays[0] if len(arrays) == 1 else np.concatenate(arrays, axis=axis)
    return whole if gate is None else np.take(whole, gate, axis=-2)


def placements(
    found: Sequence[Slot], anatomy: Anatomy, signature: Signature, probe: Mapping[str, Any]
) -> list[Placement]:
    """Return the ways to place the weights, the likeliest first."""
    every: list[Placement] = []
    for units in _partitions(anatomy):
        options = [list(_options(unit, found, anatomy, signature, probe)) for unit in units]
        fitting = list(islice(_chosen(options), MOST * 8))
        ranked = sorted(fitting, key=lambda recipes: -sum(item.score for item in recipes))
        every += [Placement(recipes, _spare(recipes, found, anatomy, probe)) for recipes in ranked[:MOST]]
    return every[:MOST]


def _chosen(options: Sequence[list[tuple[Recipe, ...]]]) -> Iterator[tuple[Recipe, ...]]:
    """Yield one option of each, where no two want the same slot."""
    if not options:
        yield ()
        return
    for first in options[0]:
        used = {recipe.slot for recipe in first}
        if len(used) == len(first):
            left = [
                [recipes for recipes in several if not used & {recipe.slot for recipe in recipes}]
                for several in options[1:]
            ]
            yield from ((*first, *rest) for rest in _chosen(left))


def _partitions(anatomy: Anatomy) -> Iterator[list[Unit]]:
    """Yield the ways to put weights together, each with the axis along which that is done."""
    singles: list[Unit] = [((name,), 0) for name in anatomy.kept]
    yield singles
    for together, axis in _joinable(anatomy):
        yield [(together, axis), *(single for single in singles if single[0][0] not in together)]
    without = [single for single in singles if single[0][0] not in BIASES]
    if without and len(without) < len(singles):
        yield without  # a layer without a bias is a layer that leaves it out


def _joinable(anatomy: Anatomy) -> Iterator[Unit]:
    axes = {item.name: item.axes or () for item in anatomy.weights}
    matrices = [name for name in axes if len(axes[name]) > 1 and name not in BIASES]
    biases = [name for name in axes if name in BIASES]
    if len(matrices) > 2 and len({axes[name] for name in matrices[:3]}) == 1:
        yield from ((tuple(matrices[:3]), axis) for axis in (-1, 0))
    alike = (
        matrices if len({axes[name][1:] for name in matrices}) == 1 and len(matrices) < 3 else matrices[:1]
    )
    bodies = list(permutations(alike)) if len(alike) > 1 else []
    yield from ((body, 0) for body in bodies)
    for bias in biases:
        for body in bodies or [tuple(alike)]:
            if body and axes[bias] == axes[body[0]][1:]:
                yield from (((*body, bias), 0), ((bias, *body), 0))


def _options(
    unit: Unit, found: Sequence[Slot], anatomy: Anatomy, signature: Signature, probe: Mapping[str, Any]
) -> Iterator[tuple[Recipe, ...]]:
    """Yield the slots for some weights that are put together: one for all gates, or one for each."""
    names, axis = unit
    axes = next(item.axes for item in anatomy.weights if item.name == names[0]) or ()
    whole = _together([np.asarray(probe[name]) for name in names], axis, None)
    scored = [(slot, score) for slot in found if slot.shape and (score := _score(slot, names[0], signature))]
    scored.sort(key=lambda pair: -pair[1])
    single = _recipes(unit, scored, axes, whole.shape)
    yield from ((recipe,) for recipe in single[:MOST_SLOTS])
    gates = signature.options.get("gates", "")
    if gates and any(name.isdigit() for name in axes):
        rest = (*axes[:-2], axes[-1])
        one = _recipes(unit, scored, rest, np.take(whole, 0, axis=-2).shape)
        each = [
            [replace(recipe, gate=index) for recipe in one if _is_gate(recipe.slot, letter)]
            for index, letter in enumerate(gates)
        ]
        yield from islice(product(*each), MOST)


def _recipes(
    unit: Unit, scored: list[tuple[Slot, int]], axes: Sequence[str], shape: tuple[int, ...]
) -> list[Recipe]:
    names, axis = unit
    return [
        Recipe(slot.text, names, lay, axis, score=score)
        for slot, score in scored
        for lay in lays_between(axes, shape, slot.shape)
    ]


def _score(slot: Slot, name: str, signature: Signature) -> int:
    likeness = slot.likeness("bias" if name in BIASES else "weight")
    words = {plain(name), *words_for(name, signature)}
    return likeness + TOLD * bool(likeness and name not in ("weight", "bias") and words & _steps(slot.text))


def _steps(text: str) -> set[str]:
    """Return the names on the way to a slot; of an `nn.RNN` without the number of its layer."""
    steps = (plain(step.strip("]'\"")) for step in re.split(r"[.\[]", text) if step)
    return {re.sub(r"(?<=\w)(l0|proj|\d+)$", "", step) for step in steps} | {"".join(steps)}


def _is_gate(text: str, letter: str) -> bool:
    words = GATE_WORDS.get(letter, {letter})
    steps = [plain(step.strip("]'\"")) for step in re.split(r"[.\[]", text) if step]
    return any(
        step[start:] in words
        or (start == 0 and any(len(word) > 2 and step.startswith(word) for word in words))
        for step in steps
        for start in range(3)
    )


def _spare(
    recipes: tuple[Recipe, ...], found: Sequence[Slot], anatomy: Anatomy, probe: Mapping[str, Any]
) -> tuple[str, ...]:
    """Return the biases that the contract does not have, or has once where the layer has two."""
    used = {recipe.slot for recipe in recipes}
    sizes = {np.size(probe[name]) for name in anatomy.kept if name in BIASES}
    left = (slot for slot in found if slot.text not in used and slot.shape)
    biases = (slot for slot in left if slot.likeness("bias") == 2 and _SPARE_BIAS.match(_last(slot.text)))
    return tuple(slot.text for slot in biases if not sizes or np.prod(slot.shape) in sizes)


def _last(text: str) -> str:
    return next((step.strip("]'\"") for step in re.split(r"[.\[]", text)[::-1] if step.strip("]'\"")), "")
