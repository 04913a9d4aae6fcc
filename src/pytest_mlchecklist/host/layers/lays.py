"""How an array of the contract lies in a learner's code: transposed, with axes of one, or flattened."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS = {"i": "in", "o": "out"}
LONGEST = 5


@dataclass(frozen=True)
class Lay:
    """One way to lay the axes of an array.

    Attributes:
        groups: For each axis of the learner's the positions of the contract's axes that make it
            up; () is an axis of one.
    """

    groups: tuple[tuple[int, ...], ...]

    @property
    def order(self) -> list[int]:
        """The contract's axes in the learner's order."""
        return [position for group in self.groups for position in group]

    @property
    def is_turned(self) -> bool:
        """Whether the axes come in another order."""
        return self.order != sorted(self.order)

    def turn(self, array: np.ndarray) -> np.ndarray:
        """Return the contract's array as the learner lays it."""
        return np.transpose(array, self.order).reshape(self.shape(array.shape))

    def back(self, array: np.ndarray, shape: Sequence[int]) -> np.ndarray:
        """Return a learner's array as the contract lays it, which gives it this shape."""
        opened = np.reshape(array, [shape[position] for position in self.order])
        return np.transpose(opened, np.argsort(self.order))

    def shape(self, shape: Sequence[int]) -> tuple[int, ...]:
        """Return the learner's shape of an array that has this one in the contract."""
        return tuple(math.prod(shape[position] for position in group) for group in self.groups)

    def text(self, axes: Sequence[str]) -> str:
        """Return the learner's axes in words."""
        words = [WORDS.get(axis, axis) for axis in axes]
        names = ["·".join(words[position] for position in group) or "1" for group in self.groups]
        turned = " transposed" if self.is_turned and len(set(names)) == 1 else ""
        return f"({names[0]},)" if len(names) == 1 else f"({', '.join(names)}){turned}"


def as_it_is(rank: int) -> Lay:
    """Return the contract's own lay of an array of this rank."""
    return Lay(tuple((position,) for position in range(rank)))


def lays_between(axes: Sequence[str], shape: Sequence[int], wanted: tuple[int, ...]) -> list[Lay]:
    """Return the lays that give an array of `shape` the learner's shape, the contract's order first."""
    if math.prod(shape) != math.prod(wanted) or len(shape) > LONGEST:
        return []
    found = (
        _grouped(order, shape, wanted) for order in permutations(range(len(shape))) if _keeps(order, axes)
    )
    return [lay for lay in found if lay is not None and _is_usual(lay, axes)]


def _keeps(order: tuple[int, ...], axes: Sequence[str]) -> bool:
    """Return whether a kernel's last two axes keep their order: nobody turns what slides over an image."""
    return len(axes) < 4 or order.index(len(axes) - 2) < order.index(len(axes) - 1)


def _is_usual(lay: Lay, axes: Sequence[str]) -> bool:
    """Return whether gates lie side by side, each as wide as a state."""
    gates = [position for position, axis in enumerate(axes) if axis.isdigit()]
    return all(group in ((), (gate, gate + 1)) or gate not in group for gate in gates for group in lay.groups)


def _grouped(order: tuple[int, ...], shape: Sequence[int], wanted: tuple[int, ...]) -> Lay | None:
    groups, left = [], list(order)
    for size in wanted:
        group: list[int] = []
        while left and math.prod(shape[position] for position in group) < size:
            group.append(left.pop(0))
        if math.prod(shape[position] for position in group) != size:
            return None
        groups.append(tuple(group))
    return None if left else Lay(tuple(groups))


def usual_lays(axes: Sequence[str], rank_of_result: int, *, columns: bool, channels_last: bool) -> list[Lay]:
    """Return the lays in which functions usually take a weight, the likeliest first."""
    gates = [position for position, axis in enumerate(axes) if axis.isdigit()]
    if gates:
        return list(_with_gates(len(axes), gates[0], columns=columns))
    if len(axes) == 1:
        return list(_of_vector(rank_of_result, columns=columns, channels_last=channels_last))
    if len(axes) == 2:
        return [Lay(((1,), (0,))), as_it_is(2)] if columns else [as_it_is(2), Lay(((1,), (0,)))]
    if len(axes) == 4:
        return list(_of_kernel(channels_last=channels_last))
    return [as_it_is(len(axes))]


def _with_gates(rank: int, gate: int, *, columns: bool) -> Iterator[Lay]:
    """Yield the lays of weights whose gates are put side by side."""
    rest = [position for position in range(rank) if position not in (gate, gate + 1)]
    straight = Lay((*((position,) for position in rest), (gate, gate + 1)))
    turned = Lay(((gate, gate + 1), *((position,) for position in rest)))
    if rest:
        yield from (turned, straight) if columns else (straight, turned)
    else:
        yield from (straight, Lay(((), (0, 1))), Lay(((0, 1), ())))


def _of_vector(rank: int, *, columns: bool, channels_last: bool) -> Iterator[Lay]:
    flat = [Lay(((0,),)), Lay(((), (0,))), Lay(((0,), ()))]
    if rank < 4:
        yield from flat[::-1] if columns else flat
        return
    first, last = Lay(((), (0,), (), ())), Lay(((), (), (), (0,)))
    yield from (last, flat[0], flat[1], flat[2]) if channels_last else (*flat, first, Lay(((0,), (), ())))


def _of_kernel(*, channels_last: bool) -> Iterator[Lay]:
    last = [Lay(((2,), (3,), (1,), (0,))), Lay(((0,), (2,), (3,), (1,)))]
    straight = [as_it_is(4), Lay(((0,), (1, 2, 3))), Lay(((1, 2, 3), (0,)))]
    yield from (*last, *straight) if channels_last else (*straight, *last)
