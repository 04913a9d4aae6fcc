"""What the arguments of a layer's contract are: what goes in, what is learnt, what is set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..vocabulary import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..shapes import Argument, Signature

INPUTS = {"mask", "edge_index", "edges", "adjacency", "positions"}
"""Arguments without a batch axis that are no weights all the same."""


@dataclass(frozen=True)
class Anatomy:
    """The arguments of a layer's contract by their roles.

    Attributes:
        inputs: The arrays that it is asked with, the first of them the layer's own input.
        weights: The arrays that it keeps.
        settings: What is no array: strides, shares, switches.
        batch: The axis of the examples.
        entering: The axis of the input that the first weight meets, or that counts what may enter.
        leaving: The axis of the result that a weight brings, or else the entering one.
        window: The axes of a kernel that slides.
    """

    inputs: tuple[Argument, ...]
    weights: tuple[Argument, ...]
    settings: tuple[Argument, ...]
    batch: str
    entering: str
    leaving: str
    window: tuple[str, ...]

    @property
    def kept(self) -> tuple[str, ...]:
        """The names of the weights."""
        return tuple(weight.name for weight in self.weights)

    @property
    def batched(self) -> tuple[str, ...]:
        """The names of the inputs that hold one row for each example."""
        return tuple(item.name for item in self.inputs if (item.axes or ())[:1] == (self.batch,))

    def sizes(self, values: Mapping[str, Any]) -> dict[str, int]:
        """Return the size of each axis in the given arguments."""
        found: dict[str, int] = {}
        for argument in (*self.inputs, *self.weights):
            value = values.get(argument.name)
            if value is not None and np.ndim(value) == len(argument.axes or ()):
                found |= dict(zip(argument.axes or (), np.shape(value), strict=True))
        return found

    def probe(self, signature: Signature) -> dict[str, Any]:
        """Return example inputs, with numbers for weights and states that code may do without, too."""
        values, sizes, rng = signature.probe(), signature.sizes(), np.random.default_rng(1)
        several = (*self.weights, *(item for item in self.inputs if item.name in STATES))
        optional = [item for item in several if item.optional and set(item.axes or ()) <= set(sizes)]
        return values | {
            item.name: rng.uniform(0.25, 1.75, size=[sizes[axis] for axis in item.axes or ()])
            for item in optional
        }


def anatomy(signature: Signature) -> Anatomy:
    """Return the roles of a contract's arguments."""
    arrays = [item for item in signature.arguments if item.axes]
    first = arrays[0]
    batch = (first.axes or ("",))[0]
    named = {*INPUTS, *signature.options.get("inputs", ())}
    inputs = [first, *(item for item in arrays[1:] if batch in (item.axes or ()) or item.name in named)]
    weights = [item for item in arrays if item not in inputs]
    settings = tuple(item for item in signature.arguments if item not in arrays)
    entering, leaving = _ends(signature, inputs, weights)
    known = {axis for item in inputs for axis in item.axes or ()} | {entering, leaving}
    kernel = next((item.axes for item in weights if len(item.axes or ()) > 3), ()) or ()
    window = tuple(axis for axis in kernel if axis not in known)
    return Anatomy(tuple(inputs), tuple(weights), settings, batch, entering, leaving, window)


def _ends(signature: Signature, inputs: list[Argument], weights: list[Argument]) -> tuple[str, str]:
    """Return the axes by which a layer's size in and its size out are named."""
    own = inputs[0].axes or ()
    results = [axis for axes in signature.pieces().values() for axis in axes or ()]
    kept = [axis for item in weights for axis in item.axes or () if not axis.isdigit()]
    met = [axis for axis in kept if axis in own]
    looked_up = [axis for axis in kept if axis not in results]
    entering = next(iter([*met, *looked_up]), own[-1])
    return entering, next((axis for axis in kept if axis in results and axis not in own), entering)
