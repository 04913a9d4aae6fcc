"""Optimizers that run by themselves: over a whole list of gradients, or down a function of the weights."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array
from ..naming import arguments, named, roles_among
from .driving import SHIFT, taken_from
from .hyperparameters import hyper_of, switches
from .words import DESCENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..loading import Loaded
    from ..shapes import Signature
    from .forms import Arrays


@dataclass
class WholeTrace:
    """A function with the contract's own arguments, which returns the weights after every step."""

    function: Callable[..., Any]
    text: str
    lacks: list[str]
    names: tuple[str, str]
    hyper: Mapping[str, Any]

    def trajectories(
        self, weights: Arrays, gradients: list[Arrays], hyper: Mapping[str, Any]
    ) -> list[np.ndarray]:
        """Return the weights after each step, for each of the arrays."""
        taken = taken_from(hyper, self.hyper)
        columns = [np.array([each[index] for each in gradients]) for index in range(len(weights))]
        both = [dict(zip(self.names, pair, strict=True)) for pair in zip(weights, columns, strict=True)]
        return [to_array(self.function(**each, **taken)) for each in both]

    def fits(self, weights: np.ndarray, gradients: list[np.ndarray], hyper: Mapping[str, Any]) -> bool:
        """Return whether the last weights depend on the first gradient: then it is no single step."""
        other = [gradients[0] + 1.0, *gradients[1:]]
        here, there = (
            self.trajectories([weights], [[g] for g in each], hyper)[0] for each in (gradients, other)
        )
        same_shape = here.shape == (len(gradients), *np.shape(weights))
        return same_shape and not np.array_equal(here[-1], there[-1])


@dataclass
class Descent:
    """A function that asks another one for the gradient at each step, and returns where it ends."""

    function: Callable[..., Any]
    text: str
    lacks: list[str]
    roles: Mapping[str, str]
    hyper: Mapping[str, Any]
    fixed: dict[str, Any]
    piece: int | None = None
    places: Arrays = field(default_factory=list)

    def trajectories(
        self, weights: Arrays, gradients: list[Arrays], hyper: Mapping[str, Any]
    ) -> list[np.ndarray]:
        """Return the weights after each step: where descents of one step, two steps … end."""
        found = []
        for index, first in enumerate(weights):
            own = [each[index] for each in gradients]
            found.append(np.array([self._end(first, own[: count + 1], hyper) for count in range(len(own))]))
        return found

    def asked(self, weights: np.ndarray, gradients: Arrays, hyper: Mapping[str, Any]) -> Arrays:
        """Return the places at which it asks for these gradients."""
        self._pieces(weights, gradients, hyper)
        return self.places[: len(gradients)]

    def _end(self, first: np.ndarray, gradients: list[np.ndarray], hyper: Mapping[str, Any]) -> np.ndarray:
        pieces = self._pieces(first, gradients, hyper)
        if self.piece is None and len(pieces) > 1:
            moved = self._pieces(first + SHIFT, gradients, hyper)
            off = {
                key: abs(float(np.mean(moved[key] - pieces[key])) - SHIFT) for key in pieces if key in moved
            }
            self.piece = min(off, key=lambda key: off[key])
        return pieces[self.piece if self.piece in pieces else min(pieces)]

    def _pieces(
        self, first: np.ndarray, gradients: list[np.ndarray], hyper: Mapping[str, Any]
    ) -> dict[int, np.ndarray]:
        """Return the pieces of its result that have the weights' shape, or the last row of a history."""
        left, worth = list(gradients), iter(range(10**6, 0, -1))
        self.places = []

        def gradient_at(place: Any, *_: Any) -> np.ndarray:
            self.places.append(np.array(place, dtype=float))
            return np.array(left.pop(0)) if left else np.zeros_like(first)

        values = {
            "gradient": gradient_at,
            "objective": lambda *_: float(next(worth)),
            "start": np.array(first),
            "steps": len(gradients),
            "tolerance": 0.0,
        }
        taken = taken_from(hyper, self.hyper) | self.fixed
        names = {**self.roles, **{own: own for own in taken}}
        raw = self.function(**arguments(self.function, names, {**values, **taken}))
        return _shaped(raw, first.shape)


def whole_traces(loaded: Loaded, signature: Signature) -> Iterator[WholeTrace]:
    """Yield the function as one over a whole list of gradients, if its parameters are the contract's."""
    names = (signature.arrays[0].name, signature.arrays[1].name)
    if not inspect.isroutine(loaded.value) or loaded.owner is not None:
        return
    if set(names) <= {item.name for item in named(loaded.value)}:
        hyper = hyper_of(loaded.value, signature, set(names))
        yield WholeTrace(loaded.value, _text(loaded, hyper, names), _lacking(hyper, signature), names, hyper)


def descents(loaded: Loaded, signature: Signature) -> Iterator[Descent]:
    """Yield the function as one that goes down by itself, if it counts steps and asks for gradients."""
    if not inspect.isroutine(loaded.value) or loaded.owner is not None:
        return
    names = [item.name for item in named(loaded.value)]
    roles = roles_among(names, {role: DESCENT[role] for role in ("steps", "gradient", "start")})
    if not {"steps", "gradient", "start"} <= set(roles.values()):
        return
    hyper = hyper_of(loaded.value, signature, set(roles))
    rest = [name for name in names if name not in {*roles, *hyper}]
    roles |= roles_among(rest, {role: DESCENT[role] for role in ("objective", "tolerance")})
    fixed = switches(loaded.value, signature)
    text = _text(loaded, hyper, tuple(roles))
    yield Descent(loaded.value, text, _lacking(hyper, signature), roles, hyper, fixed)


def _lacking(hyper: Mapping[str, Any], signature: Signature) -> list[str]:
    known = {one for role in hyper.values() for one in (role if isinstance(role, tuple) else (role,))}
    return [argument.name for argument in signature.optional if argument.name not in known]


def _text(loaded: Loaded, hyper: Mapping[str, Any], roles: tuple[str, ...]) -> str:
    return f"{loaded.name}({', '.join([*roles, *hyper])})"


def _shaped(raw: Any, shape: tuple[int, ...]) -> dict[int, np.ndarray]:
    """Return the pieces of this shape, and the last rows of those that are histories of it."""
    found: dict[int, np.ndarray] = {}
    for key, piece in enumerate(raw if isinstance(raw, tuple) else [raw]):
        array = _array(piece)
        if array is not None and array.shape == shape:
            found[key] = array
        elif array is not None and array.ndim == len(shape) + 1 and array.shape[1:] == shape:
            found[key] = array[-1]
    if not found:
        message = f"gave nothing with the shape {shape}"
        raise ValueError(message)
    return found


def _array(piece: Any) -> np.ndarray | None:
    try:
        return np.array(to_array(piece), dtype=float)
    except (TypeError, ValueError):
        return None
