"""Which of the arrays that came is the gradient of which weight: told by shape, or else by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from ..backends.arrays import to_array
from .roles import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np

    Shapes = Mapping[str, tuple[int, ...]]


def told(function: Callable[..., Any], came: Any, shapes: Shapes, *, by_name: bool) -> dict[str, np.ndarray]:
    """Return the gradient of each weight that came.

    Args:
        function: Whose result it is.
        came: The result.
        shapes: The shape of each weight: no two are alike, and none is that of a batch.
        by_name: Whether one of another shape counts, where a name says what it is.
    """
    arrays = [array for _, array in _arrays(came)]
    found = {}
    for name, shape in shapes.items():
        fitting = [array for array in arrays if array.shape == shape]
        if fitting:
            found[name] = fitting[0]
    if by_name:
        words = {word: name for name in shapes for word in _words(name)}
        for own, value in named(function, came).items():
            if own in words and words[own] not in found and _numbers(value) is not None:
                found[words[own]] = to_array(value)
    return found


def _words(name: str) -> tuple[str, ...]:
    return (f"d{name}", f"grad{name}", f"{name}grad", f"dl{name}", f"delta{name}", f"dld{name}")


def _arrays(came: Any) -> Iterator[tuple[str, np.ndarray]]:
    """Yield every array in what came, however deep it lies."""
    array = _numbers(came)
    if array is not None:
        yield "", array
    if isinstance(came, Mapping):
        for key, value in came.items():
            yield from ((plain(str(key)), array) for _, array in _arrays(value))
    elif isinstance(came, (list, tuple)):
        for value in came:
            yield from _arrays(value)


def _numbers(value: Any) -> np.ndarray | None:
    if isinstance(value, (Mapping, str)) or value is None:
        return None
    try:
        array: np.ndarray = to_array(value)
    except Exception:  # noqa: BLE001 - of a learner's own type anything may be raised
        return None
    return array if array.dtype.kind in "iuf" else None
