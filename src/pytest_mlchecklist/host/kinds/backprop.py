"""A learner's own backpropagation through a network of two layers: data and weights in, gradients out.

Understood are functions such as `backward(x, y, w1, b1, w2, b2)`, `backward_propagation(parameters,
cache, X, Y)` and `backprop(Z1, A1, A2, W2, X, Y)`, which get what the forward function beside them gives,
by the names in its `return` or its mapping; and classes that are built from sizes, weights or data, and
whose method returns the gradients, keeps them, or subtracts them from the weights at once, in `fit` too
where its rate and epochs can be set. Examples lie in rows or columns, or go in one by one; labels are
columns of ones and zeros, or numbers; a network of one output is asked for each of ours by itself.
Nothing is supposed of its bends and its loss.

Operations: `call` (`x`, `labels`, and the weights `w1`, `b1`, `w2`, `b2`; a mapping of their gradients).
The fact `without` names the biases that the code does not have.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..attempts import adapter_for, could_not_call, first_words
from ..backprops.asking import How, sources
from ..backprops.lays import WEIGHTS, lays, one_output
from ..dialects import backends_for
from ..refusal import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

BIASES = ("b1", "b2")


@dataclass
class BackpropConvention:
    """How a network is asked for its gradients.

    Attributes:
        source: The function or the object.
        how: How arrays lie, and what they are.
        loaded: The learner's object.
        without: The biases that it does not have.
    """

    source: Any
    how: How
    loaded: Loaded
    without: tuple[str, ...] = ()

    @property
    def description(self) -> str:
        """The convention in words."""
        details = (self.source.text, self.how.lay.text, f"on {self.how.backend.NAME}", self.loaded.how)
        return "called as " + ", ".join(filter(None, details))

    @property
    def facts(self) -> Mapping[str, Any]:
        """What checks need to know."""
        return {"without": list(self.without)}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation != "call":
            raise Unavailable(operation)
        weights = {name: np.asarray(kwargs[name], dtype=float) for name in WEIGHTS}
        outputs = weights["b2"].size
        marked = np.eye(outputs)[np.asarray(kwargs["labels"])]
        if not self.how.lay.is_alone:
            return self._summed(kwargs["x"], marked, weights)
        several = [
            self._summed(kwargs["x"], marked[:, at : at + 1], one_output(weights, at))
            for at in range(outputs)
        ]
        return {name: _joined(name, [one[name] for one in several]) for name in several[0]}

    def _summed(self, x: np.ndarray, y: np.ndarray, weights: dict[str, np.ndarray]) -> dict[str, Any]:
        """Return the gradients of all calls together."""
        lay = self.how.lay
        calls = [self.source.ask(*piece, weights, self.how) for piece in lay.pieces(x, y)]
        return {
            name: lay.restored(name, np.sum([one[name] for one in calls], axis=0), weights[name])
            for name in WEIGHTS
            if all(name in one for one in calls)
        }


def _joined(name: str, parts: list[Any]) -> Any:
    """Return the gradient of a network from those of its outputs: they share the first layer."""
    if name.endswith("1"):
        return np.sum(parts, axis=0)
    return np.concatenate(parts, axis=-1) if all(np.ndim(part) for part in parts) else np.array(parts)


def open_convention(loaded: Loaded, signature: Signature) -> BackpropConvention:
    """Return the first way to ask that gives gradients of the weights, with their shapes if there is one.

    Raises:
        CannotRun: There is none.
    """
    tried: list[str] = []
    probe = _probe()
    for by_name in (False, True):
        for convention in _possible(loaded, by_name=by_name):
            try:
                came = convention.run("call", [], probe)
                convention.without = _without(convention, came, probe)
                _refuse_what_is_none(came, convention.without, probe, by_name=by_name)
            except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next may fit
                tried.append(f"{convention.source.text}, {convention.how.lay.text}: {first_words(error)}")
                continue
            return convention
    otherwise = "it is neither a function nor a class with a method such as backward(x, y)"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


def _probe() -> dict[str, Any]:
    """Data and weights whose sizes all differ."""
    rng = np.random.default_rng(0)
    sizes = {"x": (6, 3), "w1": (3, 4), "b1": (4,), "w2": (4, 2), "b2": (2,)}
    drawn = {name: rng.uniform(-1, 1, size=size) for name, size in sizes.items()}
    return {**drawn, "labels": np.array([0, 1, 1, 0, 1, 0])}


def _possible(loaded: Loaded, *, by_name: bool) -> Iterator[BackpropConvention]:
    ways, backends = [*sources(loaded)], backends_for(loaded)
    for lay, source, backend in product(lays(), ways, backends):
        yield BackpropConvention(source, How(lay, backend, by_name), loaded)


def _without(
    convention: BackpropConvention, came: Mapping[str, Any], probe: Mapping[str, Any]
) -> tuple[str, ...]:
    """Return the biases for which nothing came, and which change nothing."""

    def matters(name: str) -> bool:
        moved = convention.run("call", [], {**probe, name: probe[name] + 1})
        return any(not np.allclose(moved[other], came[other]) for other in came)

    return tuple(name for name in BIASES if name not in came and not matters(name))


def _refuse_what_is_none(
    came: Mapping[str, Any], without: Sequence[str], probe: Mapping[str, Any], *, by_name: bool
) -> None:
    """Raise ValueError unless these are gradients: of all weights, or at least by their names."""
    wanted = ("w1", "w2") if by_name else tuple(name for name in WEIGHTS if name not in without)
    shaped = all(name in came and np.shape(came[name]) == np.shape(probe[name]) for name in wanted)
    if not (shaped or by_name) or not any(np.any(came[name]) for name in wanted if name in came):
        message = f"no gradients came for {', '.join(name for name in wanted if name not in came) or 'it'}"
        raise ValueError(message)
