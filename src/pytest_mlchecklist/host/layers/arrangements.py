"""How all arrays of a layer lie: examples in rows, columns or one by one, images and weights in any order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..axes import Axes, orders
from .lays import Lay, usual_lays
from .pixels import LAST, RANK, Pixels, orders_of_pixels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..loading import Loaded
    from ..shapes import Signature
    from .anatomy import Anatomy

LABELS = {"weight": "weights"}


@dataclass(frozen=True)
class Arrangement:
    """One way to lay out the inputs, the weights and the result of a layer.

    Attributes:
        anatomy: The roles of the contract's arguments.
        axes: The order of the axes of inputs and result.
        one_by_one: Whether examples go in one at a time.
        planes: Whether so do the channels of each example.
        lays: How each weight lies, where that is known.
    """

    anatomy: Anatomy
    axes: Axes
    one_by_one: bool = False
    planes: bool = False
    lays: Mapping[str, Lay] = field(default_factory=dict)

    @property
    def columns(self) -> bool:
        """Whether each example is a column."""
        return self.axes.text == "examples in columns"

    @property
    def text(self) -> str:
        """The arrangement in words."""
        laid = (
            f"{LABELS.get(item.name, item.name)} {self.lays[item.name].text(item.axes or ())}"
            for item in self.anatomy.weights
            if item.name in self.lays
        )
        alone = f"one {'channel' if self.planes else 'example'} at a time"
        return ", ".join(filter(None, (*laid, alone if self.one_by_one else self.axes.text)))

    def laid(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments of one call as the learner lays them."""
        lays = {name: lay for name, lay in self.lays.items() if values.get(name) is not None}
        turned = {name: lay.turn(np.asarray(values[name])) for name, lay in lays.items()}
        inputs = {item.name: item for item in self.anatomy.inputs if item.name in values}
        if not self.one_by_one:
            turned |= {name: self.axes.turn(name, values[name]) for name in inputs}
        return {**values, **turned}

    def pieces(self, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the contract's arguments of each call that a batch takes."""
        if not self.one_by_one:
            yield dict(values)
            return
        batched = {name: values[name] for name in self.anatomy.batched if values.get(name) is not None}
        if self.planes:
            batched = {name: np.concatenate(value) for name, value in batched.items()}
        for row in zip(*batched.values(), strict=True):
            yield {**values, **dict(zip(batched, row, strict=True))}

    def joined(self, results: list[Any], values: Mapping[str, Any]) -> np.ndarray:
        """Return the result of a batch from those of its pieces."""
        joined = np.array(results)
        if self.planes:
            batch = np.shape(values[self.anatomy.batched[0]])[:2]
            return joined.reshape(*batch, *joined.shape[1:])
        return joined

    def example_shape(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """Return the shape of one example, where the learner's input has this shape."""
        if self.one_by_one:
            return shape
        if self.columns:
            return shape[:-1]
        return shape[:1] + shape[2:] if self.axes.text == "time first" else shape[1:]

    def wrapped(self, values: Mapping[str, Any], backend: Any) -> dict[str, Any]:
        """Return the arguments of one call as the learner lays them, in their array type."""
        return {name: backend.wrap(value) for name, value in self.laid(values).items()}

    def shapes(self, shapes: list[tuple[int, ...]], piece: str) -> list[tuple[int, ...]]:
        """Return the shapes of one call's result, where a batch's has one of `shapes`."""
        if self.one_by_one:
            return [shape[2 if self.planes else 1 :] for shape in shapes]
        return [self.axes.shape(shape, piece) for shape in shapes]

    def restore(self, name: str, array: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
        """Return an argument, or its gradient, as the contract lays it, which gives it this shape."""
        if name in self.lays:
            return self.lays[name].back(array, shape)
        restored: np.ndarray = self.axes.restore(name, array)
        return restored


def plain_arrangements(anatomy: Anatomy, signature: Signature, loaded: Loaded) -> Iterator[Arrangement]:
    """Yield the arrangements of inputs and result, the most usual first; nothing is said of weights."""
    possible = list(orders(signature, loaded))
    yield from (Arrangement(anatomy, axes) for axes in possible)
    if all((axes or ())[:1] == (anatomy.batch,) for axes in signature.pieces().values()):
        yield Arrangement(anatomy, next(axes for axes in possible if not axes.text), one_by_one=True)
        if not anatomy.weights and _have_channels(signature, anatomy):
            yield Arrangement(anatomy, possible[0], one_by_one=True, planes=True)
    yield from (Arrangement(anatomy, axes) for axes in orders_of_pixels(signature))


def _have_channels(signature: Signature, anatomy: Anatomy) -> bool:
    """Return whether all inputs and results are images whose second axis is that of the channels."""
    inputs = (item.axes for item in anatomy.inputs)
    return all((axes or ())[:2] == (anatomy.batch, "c") for axes in (*inputs, *signature.pieces().values()))


def given_arrangements(bare: Arrangement, signature: Signature) -> Iterator[Arrangement]:
    """Yield an arrangement with the weights' lays added, for code that is given its weights."""
    is_image = isinstance(bare.axes, Pixels)
    rank = RANK if is_image else max(len(axes or ()) for axes in signature.pieces().values())
    last = bare.axes.text in ("channels last", LAST)
    usual = {
        item.name: usual_lays(item.axes or (), rank, columns=bare.columns, channels_last=last)
        for item in bare.anatomy.weights
    }
    yield from (replace(bare, lays=lays) for lays in _joint(bare.anatomy, usual))


def _joint(anatomy: Anatomy, usual: Mapping[str, list[Lay]]) -> Iterator[dict[str, Lay]]:
    """Yield a lay for each weight; weights with as many axes lie in one way: nobody turns one of two."""
    groups: dict[int, list[str]] = {}
    for item in anatomy.weights:
        groups.setdefault(len(item.axes or ()), []).append(item.name)
    # The last group varies fastest: matrices turn less often than vectors get an axis of one.
    ranks = sorted(groups, reverse=True)
    counts = [range(min(len(usual[name]) for name in groups[rank])) for rank in ranks]
    for choice in product(*counts):
        yield {
            name: usual[name][index]
            for rank, index in zip(ranks, choice, strict=True)
            for name in groups[rank]
        }
