"""Layers: an input, weights and biases in, an output out.

Understood are functions of all three in any order, and classes that are constructed with
sizes or with the weights themselves, build their weights at once, in `build` or at the
first call, and keep them anywhere within reach. Weights lie (in, out) or (out, in), the
bias (out,), (1, out) or (out, 1); examples lie in rows or in columns, or go in one by one.

Operations: `call`; `inputs_after`; `gradients` (`upstream` besides the arguments; returns
what the layer's own backward gives, by the names of the contract).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..arguments import NoMatch
from ..attempts import adapter_for, could_not_call, first_words
from ..backends.arrays import to_array
from ..callees import callees
from ..dialects import backends_for
from ..layers.arrangements import Arrangement, arrangements
from ..layers.built import built_layers
from ..layers.gradients import gradients
from ..picking import Pick, find
from ..refusal import Unavailable
from ..shapes import Signature, sizes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..loading import Loaded


class Source(Protocol):
    """Whatever computes the layer's output: a function, or an object that holds the weights."""

    text: str

    def call(self, values: Mapping[str, Any]) -> tuple[Any, Any]:
        """Return what came, and the object that was asked (or None); the values are arranged and wrapped."""


@dataclass
class LayerConvention:
    """How a layer is called.

    Attributes:
        source: What is called.
        backend: The array type it takes.
        arrangement: How the axes lie.
        signature: The contract.
        loaded: The learner's object.
        pick: Where the result lies.
    """

    source: Any
    backend: Any
    arrangement: Arrangement
    signature: Signature
    loaded: Loaded
    pick: Pick

    @property
    def description(self) -> str:
        """The convention in words."""
        details = (self.arrangement.text, f"on {self.backend.NAME}", self.pick.text, self.loaded.how)
        return "called as " + ", ".join([self.source.text, *filter(None, details)])

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"lacks": []}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation == "call":
            return self._call(kwargs)
        if operation == "inputs_after":
            return self._inputs_after(kwargs)
        if operation == "gradients":
            return gradients(self, kwargs)
        raise Unavailable(operation)

    def open(self) -> None:
        """Try the convention on a probe.

        Raises:
            Exception: It does not fit, for whatever reason.
        """
        probe = self.signature.probe()
        expected = self.arrangement.result_shape(
            self.signature.expected_shape(sizes_of(self.signature, probe))
        )
        piece = next(iter(self.arrangement.pieces(probe)))
        wrapped = self.wrapped(piece)
        raw, instance = self.source.call(wrapped)
        self.pick = find(raw, [expected], instance)
        if self._call(probe).shape != self.signature.expected_shape(sizes_of(self.signature, probe)):
            message = "gave another shape the second time"
            raise ValueError(message)

    def wrapped(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return arranged values in the learner's array type; weights that are put into slots stay arrays."""
        kept = getattr(self.source, "kept", ())
        return {name: value if name in kept else self.backend.wrap(value) for name, value in values.items()}

    def _call(self, values: Mapping[str, Any]) -> np.ndarray:
        results = []
        for piece in self.arrangement.pieces(values):
            raw, instance = self.source.call(self.wrapped(piece))
            results.append(self.pick.take(raw, instance))
        return self.arrangement.join(results, outputs=np.shape(values[self.signature.arrays[-1].name])[-1])

    def _inputs_after(self, values: Mapping[str, Any]) -> dict[str, Any]:
        if self.arrangement.one_by_one:
            return dict(values)
        arranged = next(iter(self.arrangement.pieces(values)))
        wrapped = self.wrapped(arranged)
        self.source.call(wrapped)
        name = self.signature.arrays[0].name
        return {name: self.arrangement.restore(to_array(wrapped[name]))}


def open_convention(loaded: Loaded, signature: Signature) -> LayerConvention:
    """Return the first convention whose result has the shape of the contract.

    Raises:
        CannotRun: None fits.
    """
    tried: list[str] = []
    for source, backend, arrangement in _ways(loaded, signature, tried):
        convention = LayerConvention(source, backend, arrangement, signature, loaded, Pick())
        try:
            convention.open()
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            tried.append(f"{source.text}, {arrangement.text}, on {backend.NAME}: {first_words(error)}")
            continue
        return convention
    otherwise = "it is neither a function of (x, weight, bias) nor a class with a forward method"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


def _ways(loaded: Loaded, signature: Signature, tried: list[str]) -> Iterator[tuple[Any, Any, Arrangement]]:
    backends = backends_for(loaded)
    if isinstance(loaded.value, type) or not callable(loaded.value):
        for backend in backends:
            yield from built_layers(loaded, signature, backend, tried)
        return
    try:
        functions = list(callees(loaded, signature))
    except NoMatch as error:
        tried.append(f"{loaded.name}: {error}")
        return
    for function in functions:
        for backend in backends:
            yield from ((function, backend, arrangement) for arrangement in arrangements(signature))
