"""Running statistics: what a layer remembers of its batches in training, for evaluation.

An object keeps them itself. A function is given them, as arguments or in a dictionary, and
changes them in place or returns the new ones: then we carry them from call to call.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import parameters_of, plain
from ..mappings import MEMORY
from ..modes import ORIGINAL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

MEANS = {
    "runningmean",
    "movingmean",
    "runmean",
    "meanrunning",
    "rmean",
    "runningmu",
    "movingmu",
    "mumoving",
    "rm",
}
VARIANCES = {
    "runningvar",
    "movingvar",
    "runvar",
    "runningvariance",
    "movingvariance",
    "rvar",
    "varmoving",
    "rv",
}


def with_memory(function: Callable[..., Any], *, known: AbstractSet[str]) -> Callable[..., Any]:
    """Return a function that carries its running statistics from call to call; itself if it takes none."""
    names = [item.name for item in parameters_of(function) or [] if _is_running(plain(item.name), known)]
    if not names:
        return function
    memory: dict[str, Any] = {}

    def called(*args: Any, **kwargs: Any) -> Any:
        for name in names:
            memory.setdefault(name, _start(name, kwargs))
        came = function(*args, **{**kwargs, **memory})
        memory.update(_returned(came, names, memory))
        return came

    signature = inspect.signature(function)
    left = [item for item in signature.parameters.values() if item.name not in names]
    called.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
    called.__name__ = function.__name__
    setattr(called, ORIGINAL, function)
    setattr(called, MEMORY, memory)
    return called


def _is_running(name: str, known: AbstractSet[str]) -> bool:
    return name in MEANS | VARIANCES and name not in known


def _start(name: str, given: Mapping[str, Any]) -> Any:
    """Return zeros for a mean and ones for a variance, of the shape and type that the weights have."""
    arrays = [value for value in given.values() if np.ndim(value) and hasattr(value, "shape")]
    like = min(arrays, key=lambda value: int(np.prod(value.shape)))
    return like * 0 if plain(name) in MEANS else like * 0 + 1


def _returned(came: Any, names: list[str], memory: Mapping[str, Any]) -> dict[str, Any]:
    """Return the new statistics, where they come beside the result, in the order in which they went in."""
    if not isinstance(came, tuple):
        return {}
    shape = np.shape(next(iter(memory.values())))
    fitting = [item for item in came[1:] if hasattr(item, "shape") and tuple(item.shape) == shape]
    return dict(zip(names, fitting, strict=True)) if len(fitting) == len(names) else {}


def forget(function: Any) -> None:
    """Empty what a function carries, and all that it wraps."""
    while function is not None:
        getattr(function, MEMORY, {}).clear()
        function = getattr(function, ORIGINAL, None)
