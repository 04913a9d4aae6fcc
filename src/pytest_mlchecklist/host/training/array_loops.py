"""Loops on arrays that are given their first weights and return the learnt ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..dialects import backends_for
from ..refusal import Unavailable
from .chance import Chance
from .histories import history_lengths
from .layouts import LAYOUTS, Layout
from .leaves import Path, leaves
from .tasks import CROSS_ENTROPY, SQUARED, Misfit, told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..loading import Loaded
    from .ways import Way

WHOLE = 8
"""A batch size that no drawn input exceeds."""
_RESULT, _OBJECT = 0, 1
"""Where the result and the object stand in what a call leaves."""


@dataclass
class ArrayLoop:
    """How such a loop is called.

    Attributes:
        way: How it is started.
        layout: How its arrays lie.
        backend: The array type that it takes.
        chance: What it may draw from.
        how: How its file was loaded.
        places: Where the learnt weight and bias lie in what it leaves.
        facts: What the checks need to know.
    """

    way: Way
    layout: Layout
    backend: Any
    chance: Chance
    how: str = ""
    places: tuple[Path, Path] = ((), ())
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        again = "" if "epochs" in self.way.roles else "once an epoch"
        details = (self.way.text, again, f"on {self.backend.NAME}", self.layout.text, self.how)
        return "called as " + ", ".join(filter(None, details))

    def open(self, *, strictly: bool) -> None:
        """Find out where it leaves the weights, and which loss it lowers.

        Args:
            strictly: Whether both weight and bias must change.

        Raises:
            Exception: It does not take what it is given, or leaves nothing of that shape.
        """
        inputs = _probe()
        given = self.layout.values(inputs)
        shapes = (np.shape(given["weight"]), np.shape(given["bias"]))
        still = leaves(self._left(given, {**inputs, "lr": 0.0}))
        moved = leaves(self._left(given, inputs))
        self.places = tuple(  # type: ignore[assignment]
            _place(still, moved, np.asarray(given[name]), shape)
            for name, shape in zip(("weight", "bias"), shapes, strict=True)
        )
        if strictly and any(
            place in still and np.array_equal(moved[place], still[place]) for place in self.places
        ):
            message = "the weight or the bias that it leaves is the one that it was given"
            raise Misfit(message)
        self.facts = self._facts()

    def _facts(self) -> dict[str, Any]:
        fixed: dict[str, Any] = {"loss": self._loss()}
        if not self._keeps_order():
            fixed["batch_size"] = WHOLE
        if "lr" not in self.way.roles:
            fixed["lr"] = None
        repeated = "" if "epochs" in self.way.roles else "epochs"
        return {"start": "given", "fixed": fixed, "lacks": sorted(fixed), "asks": [],
                "repeated": repeated, "framework": self.backend.NAME}  # fmt: skip

    def _keeps_order(self) -> bool:
        """Return whether its batches keep the order of the rows: two may change places within one only."""
        if "batch_size" not in self.way.roles:
            return False
        inputs = {**_probe(), "batch_size": 2, "epochs": 1}
        orders = ([0, 1, 2, 3], [1, 0, 3, 2], [0, 2, 1, 3])
        learnt = [
            self._call({**inputs, "x": inputs["x"][order], "y": inputs["y"][order]}) for order in orders
        ]
        return np.allclose(learnt[0], learnt[1]) and not np.allclose(learnt[0], learnt[2])

    def _loss(self) -> str:
        """Tell the losses apart: the slope of squared errors grows with the output, the other's does not."""
        steps = []
        for weight in (3.0, 6.0):
            inputs = {"x": np.ones((2, 3)), "y": np.zeros(2), "weight": np.full(3, weight), "bias": 0.0}
            learnt = self._call({**inputs, "epochs": 1, "lr": 2.0**-10, "batch_size": 2})
            steps.append(abs(learnt[0] - weight))
        return SQUARED if steps[1] > 1.5 * steps[0] else CROSS_ENTROPY

    def run(self, operation: str, args: object, kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the kind's docstring."""
        del args
        operations: dict[str, Callable[[Mapping[str, Any]], Any]] = {
            "call": self._call,
            "start": lambda values: np.append(values["weight"], values["bias"]),
            "sizes": lambda values: {"weight": np.shape(values["x"])[1], "bias": 1},
            "predict": lambda values: self._predict(values["x"], values["parameters"]),
            "outputs_before": lambda values: self._predict(
                values["x"],
                np.append(values["weight"], values["bias"]),
            ),
            "outputs_after": lambda values: self._predict(values["x"], self._call(values)),
            "history": self._history,
        }
        if operation not in operations:
            raise Unavailable(operation)
        return operations[operation](kwargs)

    def _predict(self, x: np.ndarray, parameters: np.ndarray) -> np.ndarray:
        z = np.asarray(x) @ parameters[:-1] + parameters[-1]
        squashed: np.ndarray = 1 / (1 + np.exp(-z)) if self.facts["fixed"]["loss"] == CROSS_ENTROPY else z
        return squashed

    def _call(self, values: Mapping[str, Any]) -> np.ndarray:
        learnt = np.append(values["weight"], values["bias"])
        for _ in range(1 if "epochs" in self.way.roles else values["epochs"]):
            given = self.layout.values({**values, "weight": learnt[:-1], "bias": learnt[-1]})
            left = leaves(self._left(given, values))
            learnt = np.concatenate([np.ravel(left[place]) for place in self.places])
        return learnt

    def _history(self, values: Mapping[str, Any]) -> list[int]:
        if "epochs" in self.way.roles:
            lengths = history_lengths(
                self._without_weights(self._left(self.layout.values(values), values)[0]),
            )
            if lengths:
                return lengths
        message = "history"
        raise Unavailable(message)

    def _without_weights(self, result: Any) -> Any:
        """Return the other items of a tuple: weights in a list are no history."""
        known = {place[1] for place in self.places if place[:1] == (0,) and len(place) > 1}
        if not isinstance(result, (tuple, list)):
            return result
        return tuple(item for position, item in enumerate(result) if position not in known)

    def _left(self, given: Mapping[str, Any], values: Mapping[str, Any]) -> list[Any]:
        """Return what a call leaves: its result, its object, and the weights as they were passed."""
        wrapped = {name: self.backend.wrap(value) for name, value in given.items()}
        counts = {"epochs": values["epochs"], "lr": values["lr"], "epoch": 0}
        counts |= {"replicas": values.get("replicas", 2)} if self.way.shared else {}
        counts["batch_size"] = min(values["batch_size"], len(values["x"]))
        with self.chance.again():
            result, instance = self.way.start({**wrapped, **counts})
        return [result, instance, wrapped["weight"], wrapped["bias"]]


def _place(
    still: Mapping[Path, np.ndarray],
    moved: Mapping[Path, np.ndarray],
    given: np.ndarray,
    shape: tuple[int, ...],
) -> Path:
    """Return where the learnt values lie: what has their shape, and holds them while the rate is zero."""
    fitting = [
        path for path, leaf in moved.items() if np.shape(leaf) == shape or (leaf.size == 1 == given.size)
    ]
    if not fitting:
        shapes = ", ".join(str(np.shape(leaf)) for leaf in moved.values()) or "nothing"
        message = f"it left {shapes} where weights of the shape {shape} were expected"
        raise Misfit(message)
    held = [
        path for path in fitting if path in still and np.array_equal(np.ravel(still[path]), np.ravel(given))
    ]
    changed = [path for path in held if not np.array_equal(moved[path], still[path])]
    # A loop that ignores the rate holds nothing still: then what it returns counts, not what it was given.
    returned = [path for path in fitting if path[0] in (_RESULT, _OBJECT)]
    return (changed or [path for path in held if path in returned] or returned or held or fitting)[0]


def _probe() -> dict[str, Any]:
    x = np.random.default_rng(0).uniform(-1, 1, (4, 3))
    start = {"weight": np.array([0.5, -0.25, 0.125]), "bias": 0.375}
    return {"x": x, "y": np.arange(4) % 2, **start, "epochs": 5, "lr": 0.125, "batch_size": WHOLE}


def open_array_loop(way: Way, loaded: Loaded, tried: list[str]) -> ArrayLoop | None:
    """Return the first convention that fits a loop which is given its first weights, or None.

    Args:
        way: How the loop is started.
        loaded: Where it comes from.
        tried: Where each form that did not fit is told.
    """
    if not {"x", "y", "weight", "bias"} <= way.roles or not {"epochs", "lr"} & way.roles:
        return None
    chance = Chance(loaded.namespace)
    for strictly, backend, layout in product((True, False), backends_for(loaded), LAYOUTS):
        loop = ArrayLoop(way, layout, backend, chance, loaded.how)
        try:
            loop.open(strictly=strictly)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next form may fit
            tried.append(f"{backend.NAME}, {layout.text}: {told(error)}")
            continue
        return loop
    return None
