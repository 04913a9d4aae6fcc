"""How the inputs of a check are drawn: axis sizes, one seed and one rung of simplicity.

Arrays are made from the drawn seed, not element by element, which costs a fraction and
still shrinks: to small axes first, then to the lowest rung, whose values are small whole
numbers. Every float that is drawn is exact in float32, so code that rounds its inputs or
its weights to float32 computes with the same numbers.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st

from pytest_mlchecklist.contract import Argument, Array, Count, Given, IndexOf, OneOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SMALL, WHOLE, NORMAL, WIDE = range(4)
ZEROS = 0.1
LARGEST_AXIS = 5
SEED_BITS = 12
"""How many coins choose a seed: a seed is only there to be told from others."""

Drawn = tuple[tuple[int, ...], int, int]


def axes_of(arguments: Iterable[Argument]) -> tuple[str, ...]:
    """Return the named axes of the arguments, each once, in order."""
    axes: dict[str, None] = {}
    for argument in arguments:
        if isinstance(argument.type, (Array, Given)):
            axes |= dict.fromkeys(axis for axis in argument.type.axes if not axis.isdigit())
        elif isinstance(argument.type, IndexOf):
            axes[argument.type.axis] = None
    return tuple(axes)


def sizes_by_axis(arguments: Iterable[Argument], drawn: Iterable[int]) -> dict[str, int]:
    """Return the size of each axis: what is drawn counts from 1, or from the axis's least size."""
    arguments = tuple(arguments)
    arrays = [argument.type for argument in arguments if isinstance(argument.type, Array)]
    least = {axis: size for array in arrays for axis, size in array.least}
    return {axis: size + least.get(axis, 1) - 1 for axis, size in zip(axes_of(arguments), drawn, strict=True)}


def draws(arguments: Iterable[Argument]) -> st.SearchStrategy[Drawn]:
    """Return the strategy of what `realise` needs: sizes by axis, a seed and a rung.

    All is made of coins. Where Hypothesis draws a number it takes at times a constant of some module
    that happens to be loaded, and what it ends at would differ from run to run.
    """
    sizes = st.tuples(*(_counted(1, LARGEST_AXIS) for _ in axes_of(arguments)))
    return st.tuples(sizes, _coins(SEED_BITS).map(_binary), _counted(SMALL, WIDE))


def _coins(count: int) -> st.SearchStrategy[tuple[bool, ...]]:
    return st.tuples(*(st.booleans() for _ in range(count)))


def _counted(low: int, high: int) -> st.SearchStrategy[int]:
    return _coins(high - low).map(lambda coins: low + sum(coins))


def _binary(coins: tuple[bool, ...]) -> int:
    return sum(coin << place for place, coin in enumerate(reversed(coins)))


def simple_draws(arguments: Iterable[Argument], count: int) -> Iterator[Drawn]:
    """Yield the simplest inputs, smallest first: small whole numbers on axes of one and two.

    They come before the random ones, so that a mistake which shows on a small input is
    shown on it, without any shrinking.
    """
    axes = len(axes_of(arguments))
    staggered = tuple(1 + index % 3 for index in range(axes))
    shapes = [(1,) * axes, (2,) * axes, staggered, staggered[::-1]]
    rungs = [(seed, SMALL) for seed in range(8)] + [(seed, WHOLE) for seed in range(4)]
    order = ((sizes, seed, rung) for sizes in dict.fromkeys(shapes) for seed, rung in rungs)
    return itertools.islice(order, count)


def few_draws(arguments: tuple[Argument, ...], count: int, seed: int, *, first: int = 0) -> Iterator[Drawn]:
    """Yield a few inputs for a check whose every call takes long: one simple, the others of all sorts."""
    yield (2,) * len(axes_of(arguments)), first, SMALL
    yield from varied_draws(arguments, count - 1, seed)


def varied_draws(arguments: tuple[Argument, ...], count: int, seed: int) -> Iterator[Drawn]:
    """Yield inputs of all sorts, a third of each, so that no seed leaves a sort out."""
    rng, axes = np.random.default_rng(seed), len(axes_of(arguments))
    for index in range(1, count + 1):
        sizes = tuple(int(size) for size in rng.integers(1, LARGEST_AXIS + 1, size=axes))
        yield sizes, int(rng.integers(2**32)), (NORMAL, WIDE, WHOLE)[index % 3]


def realise(arguments: tuple[Argument, ...], drawn: Drawn) -> dict[str, Any]:
    """Return the arguments by name that a drawn triple stands for; the same every time."""
    sizes, seed, rung = drawn
    by_axis = sizes_by_axis(arguments, sizes)
    rng = np.random.default_rng(seed)
    return {argument.name: _value(argument.type, by_axis, rng, rung) for argument in arguments}


def _value(annotation: Any, sizes: Mapping[str, int], rng: np.random.Generator, rung: int) -> Any:
    match annotation:
        case Array(kind="int"):
            return _whole_numbers(annotation, shape_of(annotation, sizes), rng)
        case Array():
            return _numbers(annotation, shape_of(annotation, sizes), rng, rung)
        case IndexOf(axis):
            return int(rng.integers(sizes[axis]))
        case OneOf(values):
            return values[0] if rung == SMALL else values[rng.integers(len(values))]
        case Count(low, high):
            return int(rng.integers(low, high + 1))
        case Given(draw):
            return draw(sizes, rng)
    message = f"no way to draw {annotation!r}"
    raise TypeError(message)


def shape_of(array: Array, sizes: Mapping[str, int]) -> tuple[int, ...]:
    """Return the shape of an array type for the given sizes of its axes."""
    return tuple(int(axis) if axis.isdigit() else sizes[axis] for axis in array.axes)


def _whole_numbers(array: Array, shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    low = 0 if array.low is None else int(array.low)
    high = low + 2 if array.high is None else int(array.high)
    return rng.integers(low, high + 1, size=shape)


def _numbers(array: Array, shape: tuple[int, ...], rng: np.random.Generator, rung: int) -> Any:
    free = array.low is None and array.high is None
    values = _free(shape, rng, rung) if free else _bounded(array, shape, rng, rung)
    if array.is_whole:
        values = np.round(values)
    for avoided in array.avoided:
        # Far enough that a difference quotient does not straddle the value.
        near = np.abs(values - avoided) < 1 / 16
        values = np.where(near, avoided + np.where(values < avoided, -1, 1), values)
    values = exact(as_shares(values) if array.is_shares else values)
    return values if shape else float(values)


def as_shares(values: np.ndarray) -> np.ndarray:
    """Return numbers above zero whose sum along the last axis is one, each of them worth counting."""
    sizes = 1 + np.abs(values) * 7 / max(1.0, float(np.max(np.abs(values), initial=0.0)))
    shares: np.ndarray = sizes / sizes.sum(axis=-1, keepdims=True)
    return shares


def exact(values: np.ndarray) -> np.ndarray:
    """Return floats rounded to what float32 holds, as all drawn floats are.

    A check that computes an input of its own passes it through here: code that keeps its
    weights in float32 then computes with the same numbers.
    """
    return np.asarray(values).astype(np.float32).astype(np.float64)


def _free(shape: tuple[int, ...], rng: np.random.Generator, rung: int) -> np.ndarray:
    if rung == SMALL:
        return rng.choice([-1.0, 0.0, 1.0, 2.0], size=shape)
    if rung == WHOLE:
        return rng.integers(-9, 10, size=shape).astype(float)
    values = rng.standard_normal(shape)
    if rung == WIDE:
        values = values * 10.0 ** rng.uniform(-4, 3, size=shape)
        values = np.where(rng.random(shape) < ZEROS, np.copysign(0.0, values), values)
    return values


def _bounded(array: Array, shape: tuple[int, ...], rng: np.random.Generator, rung: int) -> np.ndarray:
    low = -np.inf if array.low is None else array.low
    high = np.inf if array.high is None else array.high
    inside: np.ndarray = np.clip(_free(shape, rng, rung), low, high)
    if rung != WIDE or not np.isfinite(high - low):
        return inside
    wide: np.ndarray = rng.uniform(low, high, size=shape)
    return wide
