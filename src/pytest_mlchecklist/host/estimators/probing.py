"""A small task on which ways to call are tried: groups of rows far apart, and what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .parameters import is_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..shapes import Argument, Signature

CANDIDATES = (20, 4, 9, 6, 7, 11)
"""Sizes of the axes of x, then of others; an argument that is a number takes its own out of the list."""

FEW_ITERATIONS = 20
GROUPS = 2


def sizes_for(signature: Signature, *, features: int | None = None) -> dict[str, int]:
    """Return a size for each axis of the probe; no two are equal, nor equal to a number that is given."""
    numbers = _numbers(signature)
    free = [size for size in CANDIDATES if size not in numbers.values()]
    axes = dict.fromkeys(axis for argument in signature.arguments for axis in argument.axes or ())
    named = [axis for axis in axes if not axis.isdigit()]
    sizes = numbers | dict(zip(named, free, strict=False))
    first = signature.arguments[0].axes or ()
    if features is not None and len(first) > 1 and not first[1].isdigit():
        sizes[first[1]] = features
    return sizes


def _numbers(signature: Signature) -> dict[str, int]:
    values = {argument.name: argument.default for argument in signature.arguments if argument.axes is None}
    values |= {name: value for name, value in signature.example.get("values", {}).items() if name in values}
    return {name: value for name, value in values.items() if type(value) is int}


def probe(signature: Signature, *, features: int | None = None, labels: Sequence[Any] = ()) -> dict[str, Any]:
    """Return the arguments of the contract: as many groups of rows as it has classes or clusters.

    Args:
        signature: The contract.
        features: How many features there are, or None for a few.
        labels: The two classes, where the page names them.
    """
    rng, sizes = np.random.default_rng(1), sizes_for(signature, features=features)
    values = signature.probe() if signature.example else {}
    for argument in signature.arguments:
        if is_data(argument) and argument.axes is not None:
            values[argument.name] = _values(argument, sizes, rng, labels)
        elif argument.name == "y":
            values["y"] = _targets(argument, len(values["x"]), labels)
        else:
            values.setdefault(argument.name, argument.default)
    return values


def _values(
    argument: Argument, sizes: Mapping[str, int], rng: np.random.Generator, labels: Sequence[Any]
) -> np.ndarray:
    shape = tuple(int(axis) if axis.isdigit() else sizes[axis] for axis in argument.axes or ())
    if len(shape) == 1:
        return _targets(argument, shape[0], labels)
    # Every second row lies on the other side, so that rows and labels tell the same two groups.
    side = np.where(np.arange(shape[0]) % GROUPS, 1.0, -1.0)
    found: np.ndarray = (side[:, None] + rng.uniform(-0.5, 0.5, shape)).astype(np.float32).astype(float)
    return found


def _targets(argument: Argument, size: int, labels: Sequence[Any]) -> np.ndarray:
    if argument.kind != "int" and not labels:
        return np.linspace(-1, 1, size) + np.where(np.arange(size) % GROUPS, 0.5, -0.5)
    low = 0 if argument.low is None else int(argument.low)
    known = labels or range(low, 1 + (low + GROUPS if argument.high is None else int(argument.high)))
    return np.array([known[index % len(known)] for index in range(size)])
