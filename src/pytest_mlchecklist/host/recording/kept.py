"""What a recorder kept: every tensor and array that it holds, and of which layer each one is."""

from __future__ import annotations

import re
import sys
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .networks import Chain, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Path = tuple[Any, ...]

_DEPTH = 4
_OTHERS = re.compile(r"input|grad|weight|param|buffer|^x$|hook|handle", re.IGNORECASE)
_NOT_THEIRS = {"builtins", "numpy", "torch", "types", "functools", "collections"}


def found_in(places: Iterable[Any]) -> list[tuple[Path, Any]]:
    """Return every tensor and array in these places with the keys that lead to it, each in one place only."""
    found: list[tuple[Path, Any]] = []
    for place in places:
        known = {id(held) for _, held in found}
        found += [(path, held) for path, held in _walk(place, (), set()) if id(held) not in known]
    return found


def _walk(value: Any, path: Path, seen: set[int]) -> Iterator[tuple[Path, Any]]:
    if _is_kept(value):
        yield path, value
    elif len(path) < _DEPTH and id(value) not in seen:
        seen.add(id(value))
        for key, item in _items(value):
            if not (isinstance(key, str) and _OTHERS.search(key)):
                yield from _walk(item, (*path, key), seen)


def _is_kept(value: Any) -> bool:
    torch: Any = sys.modules.get("torch")
    if hasattr(torch, "nn") and isinstance(value, torch.Tensor):
        return not isinstance(value, torch.nn.Parameter)
    return isinstance(value, np.ndarray) and value.ndim > 0 and value.dtype.kind == "f"


def _items(value: Any) -> Iterator[tuple[Any, Any]]:
    torch: Any = sys.modules.get("torch")
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, (list, tuple, deque)):
        yield from enumerate(value)
    elif hasattr(torch, "nn") and isinstance(value, torch.nn.Module):
        usual = vars(torch.nn.Module())
        yield from ((name, item) for name, item in vars(value).items() if name not in usual)
    elif isinstance(value, (Chain, Layer)):
        return  # what is ours was not kept by anybody
    elif type(value).__module__.split(".")[0] not in _NOT_THEIRS and hasattr(value, "__dict__"):
        yield from vars(value).items()


def paired(
    watched: Sequence[tuple[str, np.ndarray]], kept: Sequence[tuple[Path, Any]], names: Mapping[int, str]
) -> list[Any]:
    """Return for each layer that is watched what was kept of it last, or None.

    Args:
        watched: The names of the layers.
        kept: What was found.
        names: The name of each layer, by its id.
    """
    wanted = {name for name, _ in watched}
    told: dict[str, Any] = {}
    for path, held in kept:
        for name in filter(wanted.__contains__, (names.get(id(key), str(key)) for key in path)):
            told[name] = held
    if told:
        return [told.get(name) for name, _ in watched]
    in_order: list[Any] = [held for _, held in kept][-len(watched) :] if watched else []
    return in_order + [None] * (len(watched) - len(in_order))
