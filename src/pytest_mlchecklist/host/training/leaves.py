"""The numbers that an object holds, wherever it keeps them, each with the path that leads there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends import keras_objects
from ..backends.arrays import FRAMEWORKS, to_array
from ..slots import into_framework

if TYPE_CHECKING:
    from collections.abc import Iterator

DEPTH = 5
_MOST = 60

Path = tuple[Any, ...]

_NOT_LEARNT = re.compile(
    r"mean|std|mu$|sigma|var|min|max|scale|running|x_|y_|input|cache|grad|error|delta",
    re.IGNORECASE,
)
_NOT_THEIRS = {"builtins", "numpy", "torch", "types", "functools", "tensorflow", "keras", "jax", "jaxlib"}
_NUMBERS = re.compile(r"^_*(b|w|bias|weight|intercept|theta|coef|slope)s?_*\d*$", re.IGNORECASE)


def leaves(value: Any) -> dict[Path, np.ndarray]:
    """Return every array and every number in mappings, sequences and attributes, by its path."""
    found: dict[Path, np.ndarray] = {}
    for path, leaf in _walk(value, (), set()):
        found[path] = np.array(leaf)
        if len(found) == _MOST:
            break
    return found


def _walk(value: Any, path: Path, seen: set[int]) -> Iterator[tuple[Path, np.ndarray]]:
    if isinstance(value, (np.ndarray, float, np.floating)) or _is_tensor(value) or _is_number_list(value):
        yield path, to_array(value)
    elif len(path) < DEPTH and id(value) not in seen:
        seen.add(id(value))
        for key, item in _items(value):
            yield from _walk(item, (*path, key), seen)


def _is_number_list(value: Any) -> bool:
    """Return whether it is a list of numbers, or of lists of them, all of one length."""
    if not isinstance(value, list) or not value:
        return False
    if isinstance(value[0], list):
        return all(_is_number_list(item) and len(item) == len(value[0]) for item in value)
    return all(isinstance(item, (float, int, np.floating)) for item in value)


def _is_tensor(value: Any) -> bool:
    return any(backend.owns(value) for backend in FRAMEWORKS)


def _items(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, (list, tuple)):
        yield from enumerate(value)
    elif keras_objects.is_layer(type(value)):
        yield from keras_objects.weights(value)
    elif hasattr(value, "named_parameters"):
        yield from value.named_parameters()
    elif _is_own_object(value):
        yield from ((name, item) for name, item in vars(value).items() if not name.startswith("_self_"))


def _is_own_object(value: Any) -> bool:
    module = type(value).__module__.split(".")[0]
    return hasattr(value, "__dict__") and module not in _NOT_THEIRS


def replace(value: Any, path: Path, new: np.ndarray) -> None:
    """Write a leaf: in place where it is an array, else into what holds it."""
    holder = value
    for key in path[:-1]:
        holder = _step(holder, key)
    leaf = _step(holder, path[-1]) if path else value
    if isinstance(leaf, np.ndarray) and leaf.ndim:
        leaf[...] = new
    elif isinstance(leaf, list):
        leaf[:] = new.tolist()
    elif (into := into_framework(leaf, lambda array: _put(holder, path[-1], array))) is not None:
        into(new)
    else:
        _put(holder, path[-1], _number(new))


def _put(holder: Any, key: Any, new: Any) -> None:
    if isinstance(holder, (dict, list)):
        holder[key] = new
    else:
        setattr(holder, key, new)


def _number(new: np.ndarray) -> Any:
    return np.float64(new.item())


def _step(value: Any, key: Any) -> Any:
    if isinstance(value, (Mapping, list, tuple)):
        return value[key]
    if keras_objects.is_layer(type(value)):
        return dict(keras_objects.weights(value))[key]
    if hasattr(value, "named_parameters"):
        return dict(value.named_parameters())[key]
    return getattr(value, key)


def leaf_at(value: Any, path: Path) -> np.ndarray:
    """Return the numbers at a path, whole numbers too."""
    for key in path:
        value = _step(value, key)
    return np.array(to_array(value), dtype=float)


def spelt(path: Path) -> str:
    """Return a path as a learner would write it: 'layers[0].W'."""
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return text.removeprefix(".") or "weights"


def learnt_paths(value: Any, outputs: Callable[[], np.ndarray]) -> tuple[Path, ...]:
    """Return the paths of the parameters: what is called like one and can change the outputs."""
    before = outputs()
    return tuple(
        path
        for path, leaf in leaves(value).items()
        if _may_be_learnt(path, leaf) and _matters(value, path, leaf, (before, outputs))
    )


def _may_be_learnt(path: Path, leaf: np.ndarray) -> bool:
    name = str(next((key for key in reversed(path) if isinstance(key, str)), ""))
    is_number = leaf.ndim == 0 and bool(path) and not isinstance(path[-1], int)
    return not _NOT_LEARNT.search(name) and (not is_number or bool(_NUMBERS.match(name)))


def _matters(
    value: Any,
    path: Path,
    leaf: np.ndarray,
    asked: tuple[np.ndarray, Callable[[], np.ndarray]],
) -> bool:
    before, outputs = asked
    try:
        for change in (0.5, 8.0, -8.0):
            replace(value, path, leaf + change)
            after = outputs()
            replace(value, path, leaf)
            if after.shape == before.shape and not np.array_equal(after, before):
                return True
    except Exception:  # noqa: BLE001 - what can't be changed is no parameter
        return False
    return False
