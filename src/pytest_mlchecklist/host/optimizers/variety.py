"""Which forms to try for an optimizer, by what it asks for."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from ..backends import numpy_arrays, torch_tensors
from ..backends.own_arrays import GRADIENTS
from ..dialects import backends_for
from .forms import Alone, InMapping, InSequence, WithBias
from .forms_in_objects import InLayer, Objects
from .stand_ins import Parameter, asked_of_layers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import numpy as np

    from ..loading import Loaded
    from .forms import Form


_MANY = {"params", "parameters", "grads", "variables", "vars", "gradients", "dparams"}


def forms(roles: Mapping[str, str], loaded: Loaded, value: Any) -> Iterator[Callable[[], Form]]:
    """Yield the makers of the forms that weights may have.

    Args:
        roles: The roles of the parameters of a step, and of a constructor, by the learner's names.
        loaded: The learner's object.
        value: The class or the function.
    """
    asked = set(roles.values())
    in_arrays = bool({"gradients", "gradient_function"} & asked) and "layer" not in asked
    if "bias" in asked:
        yield WithBias
    many = any(plain(name) in _MANY for name, role in roles.items() if role == "weights")
    ways = [_single(loaded)] if in_arrays else []
    if in_arrays and "weights" in asked:
        ways.append(_mappings())
    if (in_arrays and "weights" in asked) or "pairs" in asked:
        ways.append(_sequences(loaded))
    for way in reversed(ways) if many else ways:
        yield from way
    yield from _layers(value, networks="layer" in asked)
    yield from _objects(loaded)


def _single(loaded: Loaded) -> Iterator[Callable[[], Form]]:
    for backend in (numpy_arrays, *_tensors(loaded)):
        yield partial(Alone, backend, "" if backend is numpy_arrays else f"on {backend.NAME}")


def _sequences(loaded: Loaded) -> Iterator[Callable[[], Form]]:
    for backend in (numpy_arrays, *_tensors(loaded)):
        yield partial(InSequence, backend)


def _tensors(loaded: Loaded) -> list[Any]:
    return [backend for backend in backends_for(loaded) if backend is torch_tensors]


def _mappings() -> Iterator[Callable[[], Form]]:
    for names, gradients in (
        (("W1", "b1"), ("dW1", "db1")),
        (("W1", "b1"), ("W1", "b1")),
        (("W", "b"), ("dW", "db")),
        (("w", "b"), ("dw", "db")),
    ):
        yield partial(InMapping, names, gradients)


def _layers(value: Any, *, networks: bool) -> Iterator[Callable[[], Form]]:
    for names in asked_of_layers(value):
        for place in ("layer", "list", *(["network"] if networks else [])):
            yield partial(InLayer, names, place)


def _objects(loaded: Loaded) -> Iterator[Callable[[], Form]]:
    """Yield forms of parameter objects: torch's, the learner's own, and plain ones with .data and .grad."""
    for backend in backends_for(loaded):
        if backend is torch_tensors:
            yield partial(Objects, _torch_parameter, _give_torch, "on torch parameters")
        elif hasattr(backend, "type") and backend.holds_arrays:
            for give in (_give_array, _give_own):
                yield partial(Objects, _own_maker(backend), partial(give, backend), f"on {backend.NAME}")
    for give_plain, named in product((_give_array_to_plain, _give_object_to_plain), (False, True)):
        yield partial(Objects, Parameter, give_plain, "on objects with .data and .grad", named)


def _torch_parameter(array: np.ndarray) -> Any:
    import torch

    return torch.nn.Parameter(torch_tensors.wrap(array))


def _give_torch(parameter: Any, gradient: np.ndarray) -> None:
    parameter.grad = torch_tensors.wrap(gradient)


def _own_maker(backend: Any) -> Callable[[np.ndarray], Any]:
    def make(array: np.ndarray) -> Any:
        try:
            return backend.type(array, requires_grad=True)
        except TypeError:
            return backend.wrap(array)

    return make


def _name(parameter: Any) -> str:
    return next((name for name in GRADIENTS if hasattr(parameter, name)), "grad")


def _give_array(_: Any, parameter: Any, gradient: np.ndarray) -> None:
    setattr(parameter, _name(parameter), gradient)


def _give_own(backend: Any, parameter: Any, gradient: np.ndarray) -> None:
    setattr(parameter, _name(parameter), backend.wrap(gradient))


def _give_array_to_plain(parameter: Any, gradient: np.ndarray) -> None:
    parameter.grad = gradient


def _give_object_to_plain(parameter: Any, gradient: np.ndarray) -> None:
    parameter.grad = Parameter(gradient)
