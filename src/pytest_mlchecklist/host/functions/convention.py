"""How a function is called, once that is known."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from types import GeneratorType
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array
from ..picking import Pick
from ..refusal import Unavailable
from ..results import ArrayResult, Raw, Result
from ..shapes import NUMBERS, ROWS, WHOLE, Signature
from .forms import Form
from .gradients import derivative, derivative_of_output, gradient, pullback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..axes import Axes
    from ..callees import Callee
    from .derivatives import Derivative


_LAYOUT_TEXT = {WHOLE: "", ROWS: "one row at a time", NUMBERS: "one number at a time"}
BATCH = ("n",)
LAZY = (GeneratorType, map, zip)
"""What gives its items one by one: a list of them is meant."""


@dataclass
class FunctionConvention:
    """How a function is called.

    Attributes:
        callee: What is called.
        backend: The array type it takes.
        signature: The contract.
        layout: 'whole', 'rows' or 'numbers'.
        axes: The order of the axes.
        result: How the result is taken.
        transposed: Whether examples lie in columns, where every axis order has the same shape.
        derivatives: The learner's own derivatives.
        form: The form in which vectors go in.
    """

    callee: Callee
    backend: Any
    signature: Signature
    layout: str
    axes: Axes
    result: Result
    transposed: bool = False
    derivatives: tuple[Derivative, ...] = ()
    how: str = ""
    form: Form = field(default_factory=Form)

    @property
    def description(self) -> str:
        """The convention in words."""
        details = (
            f"on {self.backend.NAME}",
            _LAYOUT_TEXT[self.layout],
            "examples in columns" if self.transposed else self.axes.text,
            self.form.text,
            self.result.text,
            self.how,
        )
        return "called as " + ", ".join([self.callee.text, *filter(None, details)])

    @property
    def way_text(self) -> str:
        """How it is tried, in words."""
        return f"{self.callee.text} on {self.backend.NAME}, {self.form.text or self.axes.text or self.layout}"

    @property
    def pick(self) -> Pick:
        """Where the array lies that the result is."""
        return self.result.pick if isinstance(self.result, ArrayResult) else Pick()

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        own = self.derivatives[0].lacks if self.derivatives and not hasattr(self.backend, "pullback") else ()
        defaults = self.callee.defaults
        return {
            "lacks": list(self.callee.lacks),
            "spelt": self.callee.spelt,
            "guessed": list(self.callee.match.guessed),
            "axes": self.axes.text,
            "samples": self.form.samples,
            "arrays": self.backend.NAME,
            "derivative_lacks": {
                name: defaults[name] for name in own if type(defaults.get(name)) in (int, float)
            },
        }

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        methods: dict[str, Callable[[dict[str, Any]], Any]] = {
            "call": self.call,
            "inputs_after": self._inputs_after,
            "repeated": self._repeated,
            "derivative": functools.partial(derivative, self),
            "derivative_of_output": functools.partial(derivative_of_output, self),
            "pullback": functools.partial(pullback, self),
            "gradient": functools.partial(gradient, self),
        }
        if operation not in methods:
            raise Unavailable(operation)
        return methods[operation](dict(kwargs))

    def open(self) -> None:
        """Try the convention on a probe.

        Raises:
            Exception: It does not fit, for whatever reason.
        """
        probe = self.signature.probe()
        first = probe if self.layout == WHOLE else next(self.pieces(probe))
        sizes = self.signature.sizes()
        self.result.settle(self._raw(first), functools.partial(self._expected, sizes))
        if _shape(self.call(probe)) != _shape(self.call(probe)):
            message = "gave another shape the second time"
            raise ValueError(message)

    def _expected(self, sizes: Mapping[str, int], piece: str) -> list[tuple[int, ...]]:
        """Return the shapes in which one call may give a piece of the result."""
        shapes = self.signature.shapes(sizes, piece)
        if self.layout == WHOLE:
            return [laid for shape in shapes for laid in self.form.shapes(self.axes.shape(shape, piece))]
        return [shape[1:] for shape in shapes] if self.layout == ROWS else [()]

    def _raw(self, values: Mapping[str, Any]) -> Raw:
        wrapped = self.wrapped(values)
        value, instance = self.callee.call(wrapped)
        value = self.form.joined(value)
        return Raw(
            list(value) if isinstance(value, LAZY) else value, instance, next(iter(wrapped.values()), None)
        )

    def wrapped(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments in the learner's array type, laid as they want them."""
        turned = {
            name: value.T if self.transposed and np.ndim(value) == 2 else self.axes.turn(name, value)
            for name, value in self.form.turn(values).items()
        }
        wrapped = {name: self.form.wrapped(value, self.backend.wrap) for name, value in turned.items()}
        if self.layout == NUMBERS and hasattr(self.backend, "wrap_number"):
            numbers = [argument.name for argument in self.signature.arrays if argument.axes]
            wrapped |= {name: self.backend.wrap_number(wrapped[name]) for name in numbers if name in wrapped}
        return wrapped

    def call(self, values: Mapping[str, Any]) -> Any:
        """Return the result as the contract has it."""
        if self.layout != WHOLE:
            return self._piecewise(values)
        result = self.form.back(self.result.take(self._raw(values), self.axes))
        if self.signature.returns == () and self.form.axis is not None and np.size(result) == 1:
            result = np.reshape(result, ())
        return result.T if self.transposed else result

    def _piecewise(self, values: Mapping[str, Any]) -> np.ndarray:
        results = [self.result.take(self._raw(piece), self.axes) for piece in self.pieces(values)]
        first = values[self.signature.arrays[0].name]
        return np.array(results).reshape(np.shape(first)) if self.layout == NUMBERS else np.array(results)

    def pieces(self, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the arguments of each call that a batch takes, row by row or number by number."""
        arrays = [argument for argument in self.signature.arrays if argument.axes]
        batched = [item.name for item in arrays if self.layout == NUMBERS or (item.axes or ())[:1] == BATCH]
        columns = [
            np.ravel(values[name]).tolist() if self.layout == NUMBERS else values[name] for name in batched
        ]
        for pieces in zip(*columns, strict=True):
            yield {**values, **dict(zip(batched, pieces, strict=True))}

    def _repeated(self, values: dict[str, Any]) -> list[Any]:
        """Return what so many calls in a row give; a seed goes up by one from each to the next."""
        count, up = values.pop("count"), values.pop("up", 1)
        seeds = [
            {"seed": values["seed"] + up * number} if "seed" in values else {} for number in range(count)
        ]
        return [self.call(values | seed) for seed in seeds]

    def _inputs_after(self, values: Mapping[str, Any]) -> dict[str, Any]:
        if self.layout != WHOLE or self.pick.place == "argument":
            return dict(values)
        if self.form.apart:
            return dict(values)
        wrapped = self.wrapped(values)
        self.callee.call(wrapped)
        return {name: self._restored(name, wrapped[name], value) for name, value in values.items()}

    def _restored(self, name: str, wrapped: Any, value: Any) -> Any:
        """Return an argument as the call left it."""
        if not isinstance(value, np.ndarray):
            return str(wrapped) if isinstance(value, str) else wrapped
        after = self.form.restore(name, to_array(wrapped), value)
        return after.T if self.transposed else self.axes.restore(name, after)


def _shape(came: Any) -> tuple[int, ...]:
    """Return the shape of an array or a number; what is no array may be ragged, and has none."""
    return np.shape(came) if isinstance(came, (np.ndarray, np.generic, int, float)) else ()
