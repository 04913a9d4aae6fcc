"""Optimizers: first weights and one gradient after another in, the weights after each step out.

Understood are

- classes with `step`, `update`, `apply_gradients` …, on an array of weights and one of gradients, on
  dictionaries (`W1`, `dW1`) or lists of them, on weights and a bias, on parameter objects with a
  `.grad` (torch's, the learner's own array type, plain ones), on layers that hold weights and
  gradients under whatever names, or that return only what is to be subtracted; classes of
  torch.optim and what descends from them; what is stepped is handed to the constructor, to the
  step, or to a `setup`;
- functions of weights and gradients that return the new weights, or change them in place, also
  with their state handed in and out (`v`, `s`, `t`, `config`), which begins as the file's own
  `initialize_…` makes it, as the default, or as zeros;
- functions that go down by themselves and ask another function for each gradient;
- functions of the contract's own arguments.

Hyperparameters go to the constructor, to the step, into a mapping or into attributes.

Operations: `call` (the weights after each step); `together` (`other` and `other_gradients` besides:
two parameters stepped side by side; gives {"w": …, "other": …}); `asked` (of code that asks a function for
each gradient: the places at which it asks).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..attempts import adapter_for, could_not_call, first_words
from ..optimizers.descents import descents, whole_traces
from ..optimizers.driving import Run, Way, settle, trajectories
from ..optimizers.ways import lacking, ways
from ..refusal import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..optimizers.forms import Arrays
    from ..shapes import Signature


class Driver(Protocol):
    """Whatever takes weights through a list of gradients."""

    @property
    def text(self) -> str:
        """The call in words."""

    @property
    def lacks(self) -> Sequence[str]:
        """The hyperparameters that it does not take."""

    def trajectories(
        self, weights: Arrays, gradients: list[Arrays], hyper: Mapping[str, Any]
    ) -> list[np.ndarray]:
        """Return the weights after each step, for each of the arrays."""


@dataclass
class Stepped:
    """An optimizer that is asked for one step after another."""

    way: Way
    signature: Signature

    @property
    def text(self) -> str:
        """The call in words."""
        return ", ".join(filter(None, [self.way.text, self.way.form().text or _form_text(self.way)]))

    @property
    def lacks(self) -> list[str]:
        """The hyperparameters that it does not take."""
        return lacking(self.way, self.signature)

    def trajectories(
        self, weights: Arrays, gradients: list[Arrays], hyper: Mapping[str, Any]
    ) -> list[np.ndarray]:
        """Return the weights after each step, for each of the arrays."""
        return trajectories(self.way, weights, gradients, hyper)

    def asked(self, weights: np.ndarray, gradients: Arrays, hyper: Mapping[str, Any]) -> Arrays:
        """Return the places at which it asks for these gradients; fewer, where they are handed to it."""
        run = Run(self.way, [weights], hyper)
        for each in gradients:
            run.step([each])
        return list(getattr(run.form, "asked", []))


def _form_text(way: Way) -> str:
    return "returns what is to be subtracted" if way.gives_step else ""


@dataclass
class OptimizerConvention:
    """How an optimizer is driven.

    Attributes:
        driver: What takes weights through gradients.
        signature: The contract: weights, gradients, hyperparameters.
        how: How its file was loaded.
    """

    driver: Driver
    signature: Signature
    how: str = ""

    @property
    def description(self) -> str:
        """The convention in words."""
        return "called as " + ", ".join(filter(None, [self.driver.text, self.how]))

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        return {"lacks": list(self.driver.lacks)}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        if operation not in {"call", "together", "asked"}:
            raise Unavailable(operation)
        weights, gradients, hyper = self._asked(kwargs)
        if operation == "asked":
            return self._places(weights, gradients, hyper)
        if operation == "call":
            return self.driver.trajectories([weights], [[each] for each in gradients], hyper)[0]
        other, other_gradients = kwargs["other"], kwargs["other_gradients"]
        both = [list(pair) for pair in zip(gradients, other_gradients, strict=True)]
        first, second = self.driver.trajectories([weights, other], both, hyper)
        return {self.signature.arrays[0].name: first, "other": second}

    def _asked(self, values: Mapping[str, Any]) -> tuple[np.ndarray, list[np.ndarray], dict[str, Any]]:
        weights, gradients = (argument.name for argument in self.signature.arrays[:2])
        defaults = {argument.name: argument.default for argument in self.signature.optional}
        hyper = {name: values.get(name, default) for name, default in defaults.items()}
        return values[weights], list(values[gradients]), hyper

    def _places(self, weights: np.ndarray, gradients: Arrays, hyper: Mapping[str, Any]) -> np.ndarray:
        places = self.driver.asked(weights, gradients, hyper) if hasattr(self.driver, "asked") else []
        if len(places) != len(gradients):
            message = "asking for gradients"
            raise Unavailable(message)
        return np.array(places)

    def moves(self) -> bool:
        """Try the convention on a probe; return whether the weights move.

        Raises:
            Exception: It does not fit, for whatever reason.
        """
        probe = self.signature.probe()
        weights, gradients, hyper = self._asked(probe)
        if isinstance(self.driver, Stepped):
            self.driver.way = settle(self.driver.way, [weights], [gradients[0]], hyper)
        came = self.run("call", [], probe)
        if came.shape != (len(gradients), *np.shape(weights)):
            message = f"gave weights of the shape {came.shape[1:]} where {np.shape(weights)} was expected"
            raise ValueError(message)
        return not np.array_equal(came[-1], weights)


def open_convention(loaded: Loaded, signature: Signature) -> OptimizerConvention:
    """Return the first convention that moves the weights, or the first that fits at all.

    Raises:
        CannotRun: None fits.
    """
    tried: list[str] = []
    still: OptimizerConvention | None = None
    for driver in _drivers(loaded, signature, tried):
        convention = OptimizerConvention(driver, signature, loaded.how)
        try:
            if convention.moves():
                return convention
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            tried.append(f"{driver.text}: {first_words(error)}")
            continue
        still = still or convention
    if still is not None:
        return still
    otherwise = "it is neither a function of weights and gradients nor a class with a method such as step"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


def _drivers(loaded: Loaded, signature: Signature, tried: list[str]) -> Iterator[Driver]:
    probe = signature.probe()
    weights, gradients = (probe[argument.name] for argument in signature.arrays[:2])
    hyper = {argument.name: probe[argument.name] for argument in signature.optional}
    for whole in whole_traces(loaded, signature):
        try:
            if whole.fits(weights, list(gradients), hyper):
                yield whole
        except Exception as error:  # noqa: BLE001 - it is a single step, then
            tried.append(f"{whole.text} on all gradients: {first_words(error)}")
    yield from descents(loaded, signature)
    yield from (Stepped(way, signature) for way in ways(loaded, signature, tried))
