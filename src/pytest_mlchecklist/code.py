"""The code under check, as a check sees it: called as its contract says."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from pytest_mlchecklist.asserts import difference_quotient, is_close
from pytest_mlchecklist.errors import LearnerError, Unavailable
from pytest_mlchecklist.strategies import axes_of, realise

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from pytest_mlchecklist.skill import Part

PROBES = ((1, 1), (2, 2), (3, 2), (4, 3))
"""The (seed, rung) pairs of the inputs on which variants and mistakes are compared."""


class Asked(Protocol):
    """Whoever can run an operation of the learner's code: a host, or plain Python."""

    def __call__(self, operation: str, arguments: Mapping[str, Any], /) -> Any:
        """Return the operation's plain value.

        Raises:
            LearnerError: The code raised.
            Unavailable: It has no such operation.
        """


@dataclass
class Call:
    """One call that was made: its operation, its arguments by name, and what came."""

    operation: str
    arguments: Mapping[str, Any]
    came: Any = None


@dataclass
class Code:
    """A part as the learner wrote it.

    Attributes:
        part: Which part it is shown for.
        ask: Runs an operation.
        facts: What its convention found, such as the optional arguments that it lacks.
        calls: The calls since `begin`.
        notes: What the report should say beside a verdict.
        time_limit: How many seconds a call of the running check may take, or None.
        reading: Which operation gives its derivative, once that is known.
    """

    part: Part
    ask: Asked
    facts: Mapping[str, Any] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    time_limit: float | None = None
    _fixed: dict[str, Any] | None = None
    reading: str = ""
    _reference: Callable[..., Any] | None = None

    def begin(self) -> None:
        """Forget the calls of the last example."""
        self.calls.clear()

    def note(self, text: str) -> None:
        """Say `text` beside the verdict, once."""
        self.notes[text] = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the code as the contract says; return its plain value."""
        return self.run("call", self.part.contract.bind(args, kwargs))

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        """Return a further operation of the kind, such as `derivative`."""
        if operation.startswith("_"):
            raise AttributeError(operation)
        return lambda *args, **kwargs: self.run(operation, self.part.contract.bind(args, kwargs))

    def derivative(self, *args: Any, **kwargs: Any) -> Any:
        """Return the learner's own derivative of an elementwise function.

        Some write it as a function of the input, some of the output; both readings are
        tried on a few inputs, and one that is right there is kept.

        Raises:
            Unavailable: The code has none.
        """
        if not self.reading:
            of_output = not self._reads("derivative") and self._reads("derivative_of_output")
            self.reading = "derivative_of_output" if of_output else "derivative"
            self.begin()
        if self.reading == "derivative_of_output":
            self.note("its derivative takes the function's output")
        return self.run(self.reading, self.part.contract.bind(args, kwargs))

    def _reads(self, operation: str) -> bool:
        return agrees(self, operation, right_derivative(self))

    def run(self, operation: str, arguments: Mapping[str, Any]) -> Any:
        """Run an operation, and keep the call for the message of a failure."""
        call = Call(operation, arguments)
        self.calls.append(call)
        call.came = self.ask(operation, copy.deepcopy(dict(arguments)))
        return call.came

    def fixed(self) -> Mapping[str, Any]:
        """Return the optional arguments that the code does not take, with the values it uses."""
        if self._fixed is None:
            self._fixed = {}
            for name in self.facts.get("lacks", ()):
                self._fixed[name] = self._measured(name)
            self.begin()
        return self._fixed

    def _measured(self, name: str) -> Any:
        measure = self.part.fixed.get(name)
        defaults = {argument.name: argument.default for argument in self.part.contract.arguments}
        if measure is None:
            return defaults[name]
        try:
            return measure(self)
        except (LearnerError, Unavailable):
            return defaults[name]

    def reference(self, *args: Any, **kwargs: Any) -> Any:
        """Return the right answer: the reference's, or that of the variant this code follows."""
        if self._reference is None:
            self._reference = self._family_member()
        return self._reference(**self.part.contract.bind(args, kwargs))

    def _family_member(self) -> Callable[..., Any]:
        for name, function in self.part.variants.items():
            if agrees(self, "call", function) and not agrees(self, "call", self.part.reference):
                self.note(f"this is the {name}")
                return function
        return self.part.reference


@dataclass(frozen=True)
class Plain:
    """Runs a function of ours as if it were a learner's: for references and mistakes.

    Attributes:
        functions: The function of each operation; 'call' is the part itself.
    """

    functions: Mapping[str, Callable[..., Any]]

    def __call__(self, operation: str, arguments: Mapping[str, Any], /) -> Any:
        """Return what the function of this operation returns; see `Asked`."""
        if operation == "inputs_after":
            self("call", arguments)
            return dict(arguments)
        if operation not in self.functions:
            raise Unavailable(operation)
        try:
            with np.errstate(all="ignore"):
                return self.functions[operation](**arguments)
        except Exception as error:
            raise LearnerError(type(error).__name__, str(error)) from error


def plain_code(part: Part, **functions: Callable[..., Any]) -> Code:
    """Return the reference of a part as code, with some operations replaced."""
    return Code(part, Plain({"call": part.reference, **part.operations, **functions}))


def probes(code: Code) -> Iterator[dict[str, Any]]:
    """Yield a few generic inputs of the part's contract; all axes differ in size."""
    arguments = code.part.contract.arguments
    sizes = tuple(range(4, 4 + len(axes_of(arguments))))
    for seed, rung in PROBES:
        drawn = {
            name: _without_zeros(value) for name, value in realise(arguments, (sizes, seed, rung)).items()
        }
        yield drawn | {name: value for name, value in code.fixed().items() if name in drawn}


def _without_zeros(value: Any) -> Any:
    """Replace zeros by ones: at zero, two ways to write the same formula may differ."""
    is_float = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return np.where(value == 0, 1, value) if is_float else value


def agrees(code: Code, operation: str, function: Callable[..., Any]) -> bool:
    """Return whether the code's operation gives what `function` gives on every probe."""
    try:
        return all(
            is_close(
                _answer(code, operation, inputs), function(**inputs), scale=_largest(inputs), relative=1e-3
            )
            for inputs in probes(code)
        )
    except (LearnerError, Unavailable, ArithmeticError, ValueError, TypeError, IndexError):
        return False


def _answer(code: Code, operation: str, inputs: Mapping[str, Any]) -> Any:
    """Return what an operation gives; of a derivative, in the reading that the code was found to have."""
    if operation == "derivative" and code.reading == "derivative_of_output":
        operation = code.reading
    return code.run(operation, inputs)


def right_derivative(code: Code) -> Callable[..., Any]:
    """Return the derivative of an elementwise part's reference, by its contract's names."""
    first = code.part.contract.arguments[0].name

    def derivative(**inputs: Any) -> Any:
        return difference_quotient(lambda at: code.reference(**{**inputs, first: at}), inputs[first])

    return derivative


def diagnose(code: Code, operations: Collection[str] = ()) -> str:
    """Return the name of the part's mistake that gives what this code gives, or ''.

    Args:
        code: The code.
        operations: Compare only mistakes of these; () compares all.
    """
    rights = {"derivative": right_derivative(code), "call": code.part.reference, **code.part.operations}
    for mistake in code.part.mistakes:
        if operations and mistake.operation not in operations:
            continue
        wrong = agrees(code, mistake.operation, mistake.function)
        if wrong and not agrees(code, mistake.operation, rights[mistake.operation]):
            return mistake.name
    return ""


def _largest(inputs: Mapping[str, Any]) -> float:
    sizes = [
        float(np.max(np.abs(value)))
        for value in inputs.values()
        if isinstance(value, np.ndarray) and value.size
    ]
    return max([1.0, *sizes])
