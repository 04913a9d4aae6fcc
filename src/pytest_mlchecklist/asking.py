"""What a host is told of a part: its contract, and one example input with the shape of the right answer."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from pytest_mlchecklist.contract import Array, Count, Given, IndexOf, OneOf, Pieces
from pytest_mlchecklist.strategies import axes_of, realise, sizes_by_axis

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from pytest_mlchecklist.contract import Argument
    from pytest_mlchecklist.skill import Part

SIZES = (3, 5, 8, 12, 17, 23, 30, 38)
"""The sizes of the example's axes: all differ by more than one, and none is 1, which broadcasts."""

_SEED, _RUNG = 1, 2


def request_for(part: Part, path: Path, symbol: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that a host needs in order to open an object as a part, as plain values.

    Args:
        part: The part that the object is shown for.
        path: The file that holds it.
        symbol: The object in it.
        options: What the manifest says of its convention.
    """
    return {
        "part": part.name,
        "kind": part.kind,
        "names": list(part.names),
        "contract": part.contract.to_plain(),
        "options": dict(part.options),
        "path": str(path),
        "symbol": symbol,
        "binding": dict(options),
        "example": example_of(part),
    }


def example_of(part: Part) -> dict[str, Any]:
    """Return an example of a part's inputs: sizes of axes, what is no array, and shapes of right answers.

    A convention is judged by shape. Where the contract does not say it (an axis of the result that
    no argument has), the shape alone of the reference's answer, and of each variant's, is sent:
    'shapes' holds a list for each piece of the result, under '' when it has one piece; 'mistaken' those
    in which the part's mistakes come.
    """
    arguments = part.contract.arguments
    sizes = part.options.get("sizes", {})
    raw = tuple(sizes.get(axis, size) for axis, size in zip(axes_of(arguments), SIZES, strict=False))
    by_axis = sizes_by_axis(arguments, raw)
    drawn = realise(arguments, (raw, _SEED, _RUNG))
    inputs = drawn | _middles(argument for argument in arguments if _has_middle(argument))
    plain = {name: inputs[name] for name in inputs if name not in _arrays(arguments)}
    rights = (part.reference, *part.variants.values())
    shapes = _shapes(rights, inputs) if _is_open(part.contract.returns, by_axis) else {}
    return {"sizes": by_axis, "values": plain, "shapes": shapes, "mistaken": _mistaken(part, inputs)}


def _is_open(returns: Any, known: Mapping[str, int]) -> bool:
    """Return whether a result has an axis whose size only the reference tells."""
    types = returns.types.values() if isinstance(returns, Pieces) else [returns]
    axes = [axis for one in types if isinstance(one, Array) for axis in one.axes]
    return any(axis not in known and not axis.isdigit() for axis in axes)


def _arrays(arguments: tuple[Argument, ...]) -> set[str]:
    return {argument.name for argument in arguments if isinstance(argument.type, Array)}


def _has_middle(argument: Argument) -> bool:
    is_open = isinstance(argument.type, Given) and argument.default is None  # code that takes it needs it
    return (argument.optional and not is_open) or isinstance(argument.type, (Count, IndexOf, OneOf))


def _middles(arguments: Iterable[Argument]) -> dict[str, Any]:
    """Return the values that say least: the default, the first, or one in the middle; counts differ."""
    middles: dict[str, Any] = {}
    for argument in arguments:
        if argument.optional:
            middles[argument.name] = argument.default
        elif isinstance(argument.type, Count):
            middles[argument.name] = _count(argument.type, middles.values())
        else:
            middles[argument.name] = argument.type.values[0] if isinstance(argument.type, OneOf) else 0
    return middles


def _count(count: Count, taken: Collection[Any]) -> int:
    """Return a number in the middle, another one than those taken if there is one near."""
    middle = (count.low + count.high + 1) // 2
    near = (middle, middle - 1, middle + 1, middle - 2, middle + 2)
    free = (number for number in near if count.low <= number <= count.high and number not in taken)
    return next(free, middle)


def _mistaken(part: Part, inputs: Mapping[str, Any]) -> dict[str, list[list[int]]]:
    """Return the shapes in which only mistakes come."""
    if part.kind != "function":
        return {}
    right = _shapes((part.reference, *part.variants.values()), inputs)
    wrong = _shapes([item.function for item in part.mistakes if item.operation == "call"], inputs)
    only = {name: [shape for shape in wrong[name] if shape not in right.get(name, ())] for name in wrong}
    return {name: shapes + right.get(name, []) for name, shapes in only.items() if shapes}


def _shapes(functions: Iterable[Callable[..., Any]], inputs: Mapping[str, Any]) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = {}
    for function in functions:
        for name, piece in _pieces(function, inputs).items():
            shape = [int(size) for size in np.shape(piece)]
            if shape not in found.setdefault(name, []):
                found[name].append(shape)
    return found


def _pieces(function: Callable[..., Any], inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pieces of an answer that are arrays or numbers."""
    try:
        with np.errstate(all="ignore"):
            came = function(**copy.deepcopy(dict(inputs)))
    except Exception:  # noqa: BLE001 - a reference that wants other inputs says nothing about shapes
        return {}
    numbers = (np.ndarray, np.generic, int, float)
    pieces = came if isinstance(came, dict) else {"": came}
    return {name: piece for name, piece in pieces.items() if isinstance(piece, numbers)}
