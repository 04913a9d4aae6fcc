"""Layers: inputs, weights and settings in, an output out.

Understood are functions of all of these in any order, with settings or weights in a dictionary
(`conv_param["stride"]`, `parameters["Wax"]`), and classes that are constructed with sizes or with
the weights themselves, build their weights at once, in `build` or at the first call, and keep
them anywhere within reach: each in a place of its own, on top of each other, side by side, or one
for each gate. Weights lie in any order of their axes; examples lie in rows or in columns, or go
in one by one; images have channels first or last, sequences the batch or time first. A state is
an argument, or kept by the object, which may keep all of them; where only the last state of a
sequence comes, each beginning of it is asked. Training and evaluation are told by a switch of either sense,
a word, methods or an attribute.

Operations: `call`; `inputs_after`; `gradients` (`upstream` besides the arguments; returns
what the layer's own backward gives, by the names of the contract); `after_training` (`batches`
besides the arguments: one object is asked in training with each of them as its input, then in
evaluation with the input itself, whose result comes).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..attempts import adapter_for, could_not_call, first_words
from ..backends.arrays import to_array
from ..dialects import backends_for
from ..layers.anatomy import anatomy
from ..layers.given import given_layers
from ..layers.gradients import are_averaged, gradients
from ..layers.last_states import LastStateConvention, signature_of_the_last
from ..layers.mixing import mixes
from ..layers.pixels import Pixels
from ..layers.ways import built_layers
from ..modes import MODE
from ..refusal import Unavailable
from ..results import Raw, Result, result_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..layers.anatomy import Anatomy
    from ..layers.arrangements import Arrangement
    from ..loading import Loaded
    from ..shapes import Signature

NO_SWITCH = "switch between training and evaluation that could be found"


class Source(Protocol):
    """Whatever computes the layer's output: a function, or an object that holds the weights."""

    arrangement: Arrangement
    backend: Any

    @property
    def text(self) -> str:
        """How it is called, in words."""

    @property
    def spelt(self) -> dict[str, str]:
        """The learner's names for arguments of the contract."""

    @property
    def lacks(self) -> tuple[str, ...]:
        """The arguments of the contract that it does without."""

    def call(self, values: Mapping[str, Any]) -> tuple[Any, Any]:
        """Return what came for the contract's arguments, and the object that was asked (or None)."""

    def in_turn(self, several: list[dict[str, Any]]) -> tuple[Any, Any]:
        """Return what came last, of several calls that remember each other."""

    def wrapped(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments as the learner lays them, in their array type."""

    def call_wrapped(self, values: Mapping[str, Any], wrapped: Mapping[str, Any]) -> None:
        """Call it with arguments that are wrapped already."""


@dataclass
class LayerConvention:
    """How a layer is called.

    Attributes:
        source: What is called.
        signature: The contract.
        loaded: The learner's object.
        result: How the result is taken.
    """

    source: Any
    signature: Signature
    loaded: Loaded
    result: Result

    @property
    def description(self) -> str:
        """The convention in words."""
        arrangement: Arrangement = self.source.arrangement
        details = (arrangement.text, f"on {self.source.backend.NAME}", self.result.text, self.loaded.how)
        return "called as " + ", ".join([self.source.text, *filter(None, details)])

    @functools.cached_property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        averaged = bool(self._roles.weights) and are_averaged(self, self._probe())
        return {
            "lacks": list(self.source.lacks),
            "spelt": self.source.spelt,
            "axes": self.source.arrangement.axes.text,
            "gates": getattr(self.source, "gates", ""),
            "gradients_averaged": averaged,
        }

    @property
    def _roles(self) -> Anatomy:
        roles: Anatomy = self.source.arrangement.anatomy
        return roles

    def _probe(self) -> dict[str, Any]:
        """Return example inputs; without the mode, where there is no switch for it."""
        lacks = {MODE} & {*self.source.lacks}
        probe = self._roles.probe(self.signature)
        return {name: value for name, value in probe.items() if name not in lacks}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        methods: dict[str, Callable[[dict[str, Any]], Any]] = {
            "call": self._call,
            "inputs_after": self._inputs_after,
            "gradients": functools.partial(gradients, self),
            "after_training": self._after_training,
        }
        if operation not in methods:
            raise Unavailable(operation)
        defaults = {item.name: item.default for item in self.signature.optional}
        return methods[operation]({**defaults, **kwargs})

    def open(self) -> None:
        """Try the convention on a probe.

        Raises:
            Exception: It does not fit, for whatever reason.
        """
        probe, sizes = self._probe(), self.signature.sizes()
        arrangement = self.source.arrangement
        piece = next(iter(arrangement.pieces(probe)))
        raw = Raw(*self.source.call(piece))
        self.result.settle(raw, lambda name: arrangement.shapes(self.signature.shapes(sizes, name), name))
        if _shapes(self._call(probe)) != _shapes(self._call(probe)):
            message = "gave another shape the second time"
            raise ValueError(message)

    def is_doubtful(self) -> bool:
        """Return whether what goes in is likely laid otherwise: what should be apart is not."""
        arrangement = self.source.arrangement
        of_pixels = isinstance(arrangement.axes, Pixels)
        return mixes(self._call, self._probe(), arrangement.anatomy, of_pixels=of_pixels)

    def _call(self, values: Mapping[str, Any]) -> Any:
        if values.get(MODE) is False and MODE in self.source.lacks:
            raise Unavailable(NO_SWITCH)
        return self._joined(
            [self.source.call(piece) for piece in self.source.arrangement.pieces(values)], values
        )

    def _joined(self, came: list[tuple[Any, Any]], values: Mapping[str, Any]) -> Any:
        """Return a batch's result from those of its calls."""
        arrangement = self.source.arrangement
        results = [self.result.take(Raw(*one), arrangement.axes) for one in came]
        if not arrangement.one_by_one:
            return results[0]
        if isinstance(results[0], dict):
            return {name: arrangement.joined([one[name] for one in results], values) for name in results[0]}
        axes = (self.signature.returns or ())[2 if arrangement.planes else 1 :]
        sizes = self._roles.sizes({name: values[name] for name in self._roles.kept if name in values})
        if set(axes) <= set(sizes):  # a layer with one output may give a bare number
            results = [np.reshape(result, [sizes[axis] for axis in axes]) for result in results]
        return arrangement.joined(results, values)

    def _after_training(self, values: Mapping[str, Any]) -> Any:
        first = self._roles.inputs[0].name
        rest = {name: value for name, value in values.items() if name not in ("batches", first)}
        if self.source.arrangement.one_by_one or MODE in self.source.lacks:
            message = NO_SWITCH if MODE in self.source.lacks else "training on whole batches"
            raise Unavailable(message)
        calls = [{**rest, first: np.asarray(batch), "training": True} for batch in values["batches"]]
        came = self.source.in_turn([*calls, {**rest, first: values[first], "training": False}])
        return self.result.take(Raw(*came), self.source.arrangement.axes)

    def _inputs_after(self, values: Mapping[str, Any]) -> dict[str, Any]:
        arrangement = self.source.arrangement
        if arrangement.one_by_one:
            return dict(values)
        wrapped = self.source.wrapped(values)
        self.source.call_wrapped(values, wrapped)
        first = self._roles.inputs[0].name
        return {first: arrangement.restore(first, to_array(wrapped[first]), np.shape(values[first]))}


def _shapes(result: Any) -> Any:
    several = isinstance(result, dict)
    return {name: np.shape(piece) for name, piece in result.items()} if several else np.shape(result)


def open_convention(loaded: Loaded, signature: Signature) -> LayerConvention | LastStateConvention:
    """Return the first convention whose result has the shape of the contract.

    Raises:
        CannotRun: None fits.
    """
    tried: list[str] = []
    found = _first_that_fits(loaded, signature, tried)
    if found is not None:
        return found
    last = signature_of_the_last(signature)
    found = _first_that_fits(loaded, last, []) if last else None
    if found is not None:
        return LastStateConvention(found, signature)
    wanted = ", ".join([signature.arguments[0].name, *anatomy(signature).kept])
    otherwise = f"it is neither a function of ({wanted}) nor a class with a forward method"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


def _first_that_fits(loaded: Loaded, signature: Signature, tried: list[str]) -> LayerConvention | None:
    doubtful: LayerConvention | None = None
    for source in _ways(loaded, signature, tried):
        convention = LayerConvention(source, signature, loaded, result_of(signature))
        try:
            convention.open()
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            tried.append(
                f"{source.text}, {source.arrangement.text}, on {source.backend.NAME}: {first_words(error)}"
            )
            continue
        if not convention.is_doubtful():
            return convention
        doubtful = doubtful or convention  # perhaps what we take for examples are steps in time
    return doubtful


def _ways(loaded: Loaded, signature: Signature, tried: list[str]) -> Iterator[Any]:
    backends, roles = backends_for(loaded), anatomy(signature)
    if isinstance(loaded.value, type) or not callable(loaded.value):
        for backend in backends:
            yield from built_layers(loaded, signature, backend, tried)
        if not roles.weights:
            return
    yield from given_layers(loaded, signature, roles, backends, tried)
