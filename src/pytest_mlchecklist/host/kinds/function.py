"""Functions: arrays in, one array out.

Understood are functions, static methods, methods that do not need their object, classes
with a forward method whose constructor takes the optional arguments, torch modules and
torch.autograd functions; on NumPy arrays, lists, torch tensors or a learner's own array
type; for a whole batch, one row, or one number at a time; that return the result, or a
tuple or mapping that holds it, keep it in an attribute, or work in place.

Operations: `call`; `inputs_after` (the arguments as the call left them); `derivative`
(elementwise; through autograd or the learner's own derivative) and
`derivative_of_output` (the same, where the learner's derivative takes the output);
`pullback` (`upstream` besides the arguments).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import NoMatch
from ..attempts import adapter_for, could_not_call, first_words
from ..backends.arrays import to_array
from ..callees import Callee, callees
from ..dialects import backends_for, is_features_first
from ..functions.derivatives import Derivative, find_derivatives
from ..functions.gradients import derivative, derivative_of_output, pullback
from ..picking import Pick, find
from ..refusal import CannotRun, Unavailable
from ..shapes import NUMBERS, ROWS, WHOLE, Signature, sizes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..loading import Loaded

_LAYOUT_TEXT = {WHOLE: "", ROWS: "one row at a time", NUMBERS: "one number at a time"}
SAME = 1e-9


@dataclass
class FunctionConvention:
    """How a function is called.

    Attributes:
        callee: What is called.
        backend: The array type it takes.
        signature: The contract.
        layout: 'whole', 'rows' or 'numbers'.
        pick: Where the result lies.
        transposed: Whether examples lie in columns.
        derivatives: The learner's own derivatives.
    """

    callee: Callee
    backend: Any
    signature: Signature
    layout: str
    pick: Pick = field(default_factory=Pick)
    transposed: bool = False
    derivatives: tuple[Derivative, ...] = ()
    how: str = ""

    @property
    def description(self) -> str:
        """The convention in words."""
        details = (
            f"on {self.backend.NAME}",
            _LAYOUT_TEXT[self.layout],
            "examples in columns" if self.transposed else "",
            self.pick.text,
            self.how,
        )
        return "called as " + ", ".join([self.callee.text, *filter(None, details)])

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        own = self.derivatives[0].lacks if self.derivatives and not hasattr(self.backend, "pullback") else ()
        defaults = self.callee.defaults
        return {
            "lacks": list(self.callee.lacks),
            "derivative_lacks": {
                name: defaults[name] for name in own if type(defaults.get(name)) in (int, float)
            },
        }

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        del args
        methods: dict[str, Callable[[dict[str, Any]], Any]] = {
            "call": self._call,
            "inputs_after": self._inputs_after,
            "derivative": functools.partial(derivative, self),
            "derivative_of_output": functools.partial(derivative_of_output, self),
            "pullback": functools.partial(pullback, self),
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
        if self.layout == WHOLE:
            wrapped = self.wrapped(probe)
            raw, instance = self.callee.call(wrapped)
            shape = self.signature.expected_shape(sizes_of(self.signature, probe))
            shape = shape[::-1] if self.transposed else shape
            self.pick = find(raw, shape, instance, next(iter(wrapped.values())))
        else:
            self._open_piecewise(probe)
        if self._call(probe).shape != self.signature.expected_shape(sizes_of(self.signature, probe)):
            message = "gave another shape the second time"
            raise ValueError(message)

    def _open_piecewise(self, probe: Mapping[str, Any]) -> None:
        piece = next(self.pieces(probe))
        raw, instance = self.callee.call(self.wrapped(piece))
        shape = (
            self.signature.expected_shape(sizes_of(self.signature, probe))[1:] if self.layout == ROWS else ()
        )
        self.pick = find(raw, shape, instance)

    def wrapped(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments in the learner's array type, laid as they want them."""
        turned = {
            name: value.T if self.transposed and np.ndim(value) == 2 else value
            for name, value in values.items()
        }
        wrapped = {name: self.backend.wrap(value) for name, value in turned.items()}
        if self.layout == NUMBERS and hasattr(self.backend, "wrap_number"):
            numbers = [argument.name for argument in self.signature.arrays if argument.axes]
            wrapped |= {name: self.backend.wrap_number(wrapped[name]) for name in numbers if name in wrapped}
        return wrapped

    def _call(self, values: Mapping[str, Any]) -> np.ndarray:
        if self.layout != WHOLE:
            return self._piecewise(values)
        wrapped = self.wrapped(values)
        raw, instance = self.callee.call(wrapped)
        result = self.pick.take(raw, instance, next(iter(wrapped.values())))
        return result.T if self.transposed else result

    def _piecewise(self, values: Mapping[str, Any]) -> np.ndarray:
        results = [self.pick.take(*self.callee.call(self.wrapped(piece))) for piece in self.pieces(values)]
        first = values[self.signature.arrays[0].name]
        return np.array(results).reshape(np.shape(first)) if self.layout == NUMBERS else np.array(results)

    def pieces(self, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the arguments of each call that a batch takes, row by row or number by number."""
        batched = [argument.name for argument in self.signature.arrays if argument.axes]
        columns = [
            np.ravel(values[name]).tolist() if self.layout == NUMBERS else values[name] for name in batched
        ]
        for pieces in zip(*columns, strict=True):
            yield {**values, **dict(zip(batched, pieces, strict=True))}

    def _inputs_after(self, values: Mapping[str, Any]) -> dict[str, Any]:
        if self.layout != WHOLE or self.pick.place == "argument":
            return dict(values)
        wrapped = self.wrapped(values)
        self.callee.call(wrapped)
        after = {
            name: to_array(wrapped[name]) for name, value in values.items() if isinstance(value, np.ndarray)
        }
        return {name: value.T if self.transposed else value for name, value in after.items()}


def open_convention(loaded: Loaded, signature: Signature) -> FunctionConvention:
    """Return the first convention whose result has the shape of the contract.

    Raises:
        CannotRun: None fits.
    """
    tried: list[str] = []
    try:
        ways = list(callees(loaded, signature))
    except NoMatch as error:
        raise CannotRun(
            f"{loaded.name} can't be called as {signature.part}: {error}", adapter=adapter_for(signature)
        ) from error
    layouts = (WHOLE, ROWS, NUMBERS) if _is_elementwise(signature) else (WHOLE, ROWS)
    for layout, callee, backend in product(layouts, ways, backends_for(loaded)):
        convention = FunctionConvention(callee, backend, signature, layout, how=loaded.how)
        try:
            convention.open()
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next way may fit
            words = f"{callee.text} on {backend.NAME}, {layout}: {first_words(error)}"
            tried.append(words)
            continue
        return _settled(convention, loaded)
    otherwise = "it is neither a function nor a class with a method such as forward"
    raise could_not_call(loaded.name, tried, otherwise=otherwise, adapter=adapter_for(signature))


def _is_elementwise(signature: Signature) -> bool:
    return (
        all(argument.axes == signature.returns for argument in signature.arrays)
        and "mixes" not in signature.options
    )


def _settled(convention: FunctionConvention, loaded: Loaded) -> FunctionConvention:
    """Settle which axis holds the examples, and look for derivatives."""
    convention.derivatives = tuple(find_derivatives(loaded, convention.callee, convention.signature))
    if "mixes" not in convention.signature.options or convention.layout != WHOLE:
        return convention
    rows, columns = _mixes_along(convention, 0), _mixes_along(convention, 1)
    if not rows:
        return convention
    if not columns:
        convention.transposed = is_features_first(loaded, convention.signature)
    else:
        _use_rows(convention)
    return convention


def _mixes_along(convention: FunctionConvention, axis: int) -> bool:
    """Return whether a change of one slice along the axis reaches the others."""
    probe = convention.signature.probe()
    name = convention.signature.arrays[0].name
    before = convention.run("call", [], probe)
    changed = np.array(probe[name])
    np.moveaxis(changed, axis, 0)[1] += 1.0
    after = convention.run("call", [], {**probe, name: changed})
    others = np.delete(np.abs(after - before), 1, axis=axis)
    return bool(np.any(others > SAME))


def _use_rows(convention: FunctionConvention) -> None:
    """It mixes everything that it gets: give it one example at a time, if it takes that."""
    whole = convention.layout, convention.pick
    convention.layout = ROWS
    try:
        convention.open()
    except Exception:  # noqa: BLE001 - then a batch is the only thing that it takes
        convention.layout, convention.pick = whole
