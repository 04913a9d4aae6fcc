"""Where a learner's layer keeps its weights: found by shape, told apart by name and by effect."""

from __future__ import annotations

import functools
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .backends import array_api, keras_objects, tensorflow_tensors, torch_tensors
from .backends.arrays import to_array
from .backends.holders import CONTENTS, contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEEPEST = 3
_OTHER = re.compile(
    r"^_?(d[A-Z_]|dw|db|grad|g_|m_|v_|m[WwBb]|v[WwBb]|mom|vel|cache|prev|last|input|output|x|delta|old)|"
    r"grad|momentum|velocity|cache|accum|_prev$|mask|best|saved",
    re.IGNORECASE,
)
_OTHERS_OWNER = re.compile(r"grad|momentum|velocity|cache|accum|derived|optim", re.IGNORECASE)
_WEIGHT = re.compile(r"w|kernel|theta|coef|param", re.IGNORECASE)
_BIAS = re.compile(r"b|intercept|offset|param", re.IGNORECASE)


@dataclass(frozen=True)
class Slot:
    """One place that holds numbers.

    Attributes:
        text: How to reach it from the layer, such as '.params["W"]'.
        shape: The shape of what it holds.
        put: Replaces what it holds.
        held: What it holds, to tell two names of one array.
    """

    text: str
    shape: tuple[int, ...]
    put: Callable[[np.ndarray], None]
    held: Any = None

    def likeness(self, role: str) -> int:
        """Return how well its name fits a weight or a bias: the higher the better."""
        steps = [step.strip("]'\"") for step in re.split(r"[.\[]", self.text)]
        *owners, name = [step for step in steps if not step.isdigit()] or [""]  # a list's items bear its name
        if _OTHER.search(name) or any(_OTHERS_OWNER.search(owner) for owner in owners):
            return 0
        if (
            self.text.endswith("]")
            and owners
            and not any(p.match(name.lstrip("_")) for p in (_WEIGHT, _BIAS))
        ):
            name = owners[-1]  # a key that says nothing: then it is the mapping's name that counts
        return 2 if (_WEIGHT if role == "weight" else _BIAS).match(name.lstrip("_")) else 1


def slots(value: Any, text: str = "", depth: int = 0) -> Iterator[Slot]:
    """Yield every place below an object that holds an array of numbers."""
    if depth > DEEPEST:
        return
    if keras_objects.is_layer(type(value)):
        for name, variable in keras_objects.weights(value):
            yield Slot(f"{text}{name}", tuple(variable.shape), variable.assign, variable)
        return
    if _is_torch_module(value):
        for name, parameter in value.named_parameters():
            yield Slot(f".{name}", tuple(parameter.shape), _into_tensor(parameter), parameter)
        return
    for key, held, put in _held(value):
        place = f"{text}{key}"
        found = _slot(place, held, put)
        if found is not None:
            yield found
        elif isinstance(held, (dict, list, tuple)) or _is_plain_object(held):
            yield from slots(held, place, depth + 1)
    if isinstance(value, object) and not isinstance(value, (dict, list, tuple)):
        yield from _stacked(value, text)


def leaves(value: Any, text: str = "", depth: int = 0) -> Iterator[Slot]:
    """Yield each array of floats by itself, also where a list holds many of one shape."""
    if isinstance(value, np.ndarray):
        if value.dtype.kind == "f":
            yield Slot(text, value.shape, functools.partial(np.copyto, value), value)
        return
    if isinstance(held := contents(value), np.ndarray):
        yield Slot(text, held.shape, functools.partial(np.copyto, held), held)
        return
    if depth > DEEPEST + 1 or isinstance(value, type):
        return
    if isinstance(value, (list, tuple)):
        inner = [(f"[{index}]", item) for index, item in enumerate(value)]
    elif isinstance(value, dict):
        inner = [(f"[{key!r}]", item) for key, item in value.items()]
    else:
        inner = [(f".{name}", getattr(value, name)) for name in attributes(value)]
    for name, item in inner:
        yield from leaves(item, text + name, depth + 1)


def _held(value: Any) -> Iterator[tuple[str, Any, Callable[[Any], None]]]:
    if isinstance(value, dict):
        for key in list(value):
            yield f"[{key!r}]", value[key], lambda new, key=key: value.__setitem__(key, new)  # type: ignore[misc]
    elif isinstance(value, list):
        for index in range(min(len(value), 64)):
            yield f"[{index}]", value[index], lambda new, index=index: value.__setitem__(index, new)  # type: ignore[misc]
    else:
        for name in attributes(value):
            yield f".{name}", getattr(value, name), lambda new, name=name: setattr(value, name, new)  # type: ignore[misc]


def attributes(value: Any) -> list[str]:
    """Return the names of what an object itself holds, in its dictionary or in slots."""
    slotted = [name for base in type(value).__mro__ for name in getattr(base, "__slots__", ())]
    return [
        # What begins with _self_ is TensorFlow's own record of the same objects.
        *(name for name in getattr(value, "__dict__", {}) if not name.startswith("_self_")),
        *(name for name in slotted if name != "__dict__" and hasattr(value, name)),
    ]


def _slot(text: str, held: Any, put: Callable[[Any], None]) -> Slot | None:
    """Return the slot of what holds an array, however it does so; None for anything else."""
    if isinstance(held, np.ndarray) and held.dtype.kind in "iuf":
        return Slot(text, held.shape, _into_array(held, put), held)
    into = into_framework(held, put)
    if into is not None:
        return Slot(text, tuple(held.shape), into, held)
    inner = contents(held)
    if inner is not None and not isinstance(held, (int, float, np.generic, np.ndarray)):
        return Slot(text, np.shape(inner), _into_own(held), held)
    if isinstance(held, list) and held:
        try:
            array = to_array(held)
        except (TypeError, ValueError):
            return None
        return Slot(text, array.shape, _into_list(held, put), held)
    return Slot(text, (), lambda new: put(float(new))) if type(held) in (int, float, np.float64) else None


def _into_array(held: np.ndarray, put: Callable[[Any], None]) -> Callable[[np.ndarray], None]:
    def replace(new: np.ndarray) -> None:
        # In place, so that whatever else refers to the array sees it too; but nothing is rounded.
        exact = held.dtype.kind == "f" and np.array_equal(new.astype(held.dtype), new)
        if exact and held.flags.writeable and held.shape == new.shape:
            held[...] = new
        else:
            put(np.array(new))

    return replace


def into_framework(held: Any, put: Callable[[Any], None]) -> Callable[[np.ndarray], None] | None:
    """Return what replaces the numbers of a framework's tensor or variable; None for anything else."""
    if torch_tensors.owns(held):
        return _into_tensor(held)
    if keras_objects.owns(held) or tensorflow_tensors.is_variable(held):
        assign: Callable[[np.ndarray], None] = held.assign
        return assign
    if tensorflow_tensors.owns(held):  # it never changes: another takes its place
        return lambda new: put(tensorflow_tensors.alike(held, new))
    return (lambda new: put(array_api.alike(held, new))) if array_api.owns(held) else None


def _into_tensor(held: Any) -> Callable[[np.ndarray], None]:
    def replace(new: np.ndarray) -> None:
        held.data.copy_(torch_tensors.wrap(np.ascontiguousarray(new)))

    return replace


def _into_own(held: Any) -> Callable[[np.ndarray], None]:
    name = next(name for name in CONTENTS if getattr(held, name, None) is contents(held))

    def replace(new: np.ndarray) -> None:
        setattr(held, name, np.array(new) if np.ndim(new) else float(new))

    return replace


def _into_list(held: list[Any], put: Callable[[Any], None]) -> Callable[[np.ndarray], None]:
    first = held[0]
    if contents(first) is None or isinstance(first, (int, float, list)):
        return lambda new: put(np.asarray(new).tolist())

    def replace(new: np.ndarray) -> None:
        for item, number in zip(held, new, strict=True):
            _into_own(item)(number)

    return replace


def _stacked(value: Any, text: str) -> Iterator[Slot]:
    """Yield the slots of a layer made of neurons, each of which holds a row of the weights."""
    for name in attributes(value):
        neurons = getattr(value, name)
        if not isinstance(neurons, list) or not neurons or not _is_plain_object(neurons[0]):
            continue
        columns = [list(slots(neuron, "", DEEPEST)) for neuron in neurons]
        if any(len(slot.shape) > 1 for column in columns for slot in column):
            continue  # these are layers, not neurons
        for index, slot in enumerate(columns[0]):
            rows = [column[index] for column in columns if len(column) > index]
            if len(rows) == len(neurons) and slot.likeness("weight") + slot.likeness("bias") > 0:
                yield Slot(f"{text}.{name}[:]{slot.text}", (len(rows), *slot.shape), _into_rows(rows))


def _into_rows(rows: list[Slot]) -> Callable[[np.ndarray], None]:
    def replace(new: np.ndarray) -> None:
        for slot, row in zip(rows, new, strict=True):
            slot.put(np.asarray(row))

    return replace


def _is_torch_module(value: Any) -> bool:
    return torch_tensors.is_loaded() and isinstance(value, sys.modules["torch"].nn.Module)


def _is_plain_object(value: Any) -> bool:
    has_own = hasattr(value, "__dict__") or hasattr(type(value), "__slots__")
    return has_own and not isinstance(value, type) and not callable(getattr(value, "__get__", None))
