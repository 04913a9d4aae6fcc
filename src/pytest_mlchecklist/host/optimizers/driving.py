"""One run of an optimizer: made, then asked for one step after another."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array
from ..naming import arguments
from .words import AFTER, BEFORE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .forms import Arrays, Form

SHIFT = 64.0
"""How far weights are moved to see which piece of a result moves with them."""


@dataclass
class Way:
    """How an optimizer is made and stepped.

    Attributes:
        text: The call in words.
        form: A maker of the form that it takes weights in.
        make: Returns the function to call at each step, and its object or None; it gets what stands
            for each role, and the hyperparameters by the contract's names.
        states: The names of what it is given again, with the maker of their first values.
        piece: Which piece of what a step returns is the weights; None while that is not known.
        keyed: Whether a step names the parameter that it is for.
        gives_step: Whether a step returns what is to be subtracted.
        in_place: Whether a step changes the weights where they are, and returns something else.
        counter: The key of the number of the step in `config`, where its code does not count itself.
        config: Which hyperparameters go into a mapping that a function takes, by its keys.
        fixed: Further arguments of a step.
        roles: The role of each parameter of a step.
        hyper: Which hyperparameters a step takes, by the learner's names.
        is_single: Whether it takes one array only.
    """

    text: str
    form: Callable[[], Form]
    make: Callable[[Mapping[str, Any], Mapping[str, Any]], tuple[Callable[..., Any], Any]]
    states: Mapping[str, Callable[[Form, Any], Any]] = field(default_factory=dict)
    piece: int | None = None
    keyed: bool = False
    gives_step: bool = False
    in_place: bool = False
    counter: str = ""
    config: Mapping[str, Any] | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    hyper: Mapping[str, Any] = field(default_factory=dict)
    is_single: bool = False


class Run:
    """An optimizer that was made for these first weights.

    Args:
        way: How it is made and stepped.
        weights: The first weights.
        hyper: The hyperparameters, by the contract's names.
        shared: Another run, whose object is asked to step these weights too.
    """

    def __init__(
        self, way: Way, weights: Arrays, hyper: Mapping[str, Any], *, shared: Run | None = None
    ) -> None:
        self.way, self.form, self.hyper, self.count = way, way.form(), hyper, 0
        laid = self.form.lay([np.array(item, dtype=float) for item in weights])
        self.made: tuple[Callable[..., Any], Any] = way.make(laid, hyper) if shared is None else shared.made
        self.function, self.instance = self.made
        self.states = {name: make(self.form, self.instance) for name, make in way.states.items()}
        self.config = None if way.config is None else taken_from(hyper, way.config)
        self.gradients: Arrays = []
        self.direction = 0.0

    def step(self, gradients: Arrays, key: int = 0) -> None:
        """Take one step."""
        self._use(self.ask(gradients, key))

    def ask(self, gradients: Arrays, key: int = 0) -> Any:
        """Ask for one step; return what came."""
        self.count, self.gradients = self.count + 1, gradients
        values = self.form.renew([np.array(item, dtype=float) for item in gradients])
        values = {"layer": self._key(key), "key": self._key(key), "t": self.count, "batch": 1, **values}
        values |= {"config": self._config(), **self.states}
        taken = taken_from(self.hyper, self.way.hyper) | dict(self.way.fixed)
        self._hook(BEFORE)
        named = {**{own: own for own in taken}, **self.way.roles}
        raw = self.function(**arguments(self.function, named, {**values, **taken}))
        self._hook(AFTER)
        return raw

    def _config(self) -> dict[str, Any] | None:
        """Return the mapping that goes in; whoever does not count in it is told the number of the step."""
        if self.config is not None and self.way.counter:
            self.config[self.way.counter] = self.count
        return self.config

    def _key(self, key: int) -> Any:
        name = next((own for own, role in self.way.roles.items() if role == "key"), "")
        return key if any(word in name.lower() for word in ("i", "l")) and "name" not in name else "Wb"[key]

    def _hook(self, names: tuple[str, ...]) -> None:
        for name in names:
            hook = getattr(self.instance, name, None)
            if callable(hook):
                hook()

    def _use(self, raw: Any) -> None:
        """Take new weights and new states from what a step returned."""
        if raw is None or raw is self.instance:
            return
        pieces = self.pieces(raw)
        fitting = [index for index, piece in enumerate(pieces) if self.form.fits(piece)]
        if self.way.in_place or not fitting:
            self._keep(pieces)
            return
        index = fitting[0] if self.way.piece not in fitting else self.way.piece
        if self.way.gives_step:
            self._subtract(pieces[index])
        else:
            self.form.take(pieces[index])
        self._keep([piece for place, piece in enumerate(pieces) if place != index])

    def pieces(self, raw: Any) -> list[Any]:
        """Return what came in its pieces."""
        return list(raw) if isinstance(raw, (tuple, list)) and not self.form.fits(raw) else [raw]

    def _keep(self, rest: list[Any]) -> None:
        if self.config is not None and rest and isinstance(rest[0], dict):
            self.config = rest[0]
        elif len(self.states) == 1 < len(rest):
            self.states = {name: tuple(rest) for name in self.states}
        else:
            self.states |= dict(zip(self.states, rest, strict=False))

    def _subtract(self, raw: Any) -> None:
        """Move the weights by what came, downhill: whether to add or subtract it is its caller's business."""
        (before,) = self.form.read()
        came = to_array(raw)
        if not self.direction:
            self.direction = float(-np.sign(np.sum(came * self.gradients[0])))
        self.form.take(before + self.direction * came)

    def read(self) -> Arrays:
        """Return the weights as they are now."""
        return self.form.read()


def taken_from(hyper: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    """Return the hyperparameters under a learner's names; some names stand for a pair of them."""
    return {
        own: tuple(hyper[one] for one in role) if isinstance(role, tuple) else hyper[role]
        for own, role in names.items()
    }


def trajectories(
    way: Way, weights: Arrays, gradients: list[Arrays], hyper: Mapping[str, Any]
) -> list[np.ndarray]:
    """Return the weights after each step, for each of the arrays.

    One that takes a single array is asked to step each in turn: the same object, where a step
    names its parameter; else an object for each, as its caller must do it.
    """
    if len(weights) > 1 and way.is_single:
        first = Run(way, weights[:1], hyper)
        runs = [
            first,
            *(Run(way, [item], hyper, shared=first if way.keyed else None) for item in weights[1:]),
        ]
    else:
        runs = [Run(way, weights, hyper)]
    seen: list[Arrays] = []
    for each in gradients:
        shares = [[item] for item in each] if len(runs) > 1 else [each]
        for key, (run, share) in enumerate(zip(runs, shares, strict=True)):
            run.step(share, key)
        seen.append([np.array(item) for run in runs for item in run.read()][: len(weights)])
    return [np.array([arrays[index] for arrays in seen]) for index in range(len(weights))]


def settle(way: Way, weights: Arrays, gradients: Arrays, hyper: Mapping[str, Any]) -> Way:
    """Return the way with what a step returns made out, by moving the weights that go in.

    The piece that moves with them is the new weights. Where none does, they were changed in
    place, or else a piece of their shape is what is to be subtracted from them.
    """
    in_place, here = _first_step(way, weights, gradients, hyper)
    _, there = _first_step(way, [item + SHIFT for item in weights], gradients, hyper)
    off = {index: abs(float(np.mean(there[index] - here[index])) - SHIFT) for index in here if index in there}
    settled, nearest = copy.copy(way), min(off, key=lambda index: off[index], default=None)
    if nearest is not None and off[nearest] < SHIFT / 2:
        settled.piece = nearest
    else:
        settled.in_place, settled.gives_step = in_place, not in_place and bool(off)
    return settled


def _first_step(
    way: Way, weights: Arrays, gradients: Arrays, hyper: Mapping[str, Any]
) -> tuple[bool, dict[int, np.ndarray]]:
    """Return whether the first step changes the weights in place, and the pieces that have their form."""
    run = Run(way, weights, hyper)
    before = run.read()[0].copy()
    raw = run.ask(gradients)
    in_place = not np.array_equal(before, run.read()[0])
    found = {}
    for index, piece in enumerate(run.pieces(raw)):
        if run.form.fits(piece):
            run.form.take(piece)
            found[index] = run.read()[0].copy()
    return in_place, found
