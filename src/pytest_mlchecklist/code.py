"""The code under check, as a check sees it: called as its contract says."""

from __future__ import annotations

import copy
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from pytest_mlchecklist.agreement import agrees, right_derivative
from pytest_mlchecklist.contract import OneOf
from pytest_mlchecklist.errors import LearnerError, Unavailable
from pytest_mlchecklist.readings import readings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pytest_mlchecklist.contract import Argument
    from pytest_mlchecklist.skill import Part, Reading


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
    """One call that was made: its operation, its arguments by name, and what came, in form and raw."""

    operation: str
    arguments: Mapping[str, Any]
    came: Any = None
    raw: Any = None


@dataclass
class Code:
    """A part as the learner wrote it.

    Attributes:
        part: Which part it is shown for.
        ask: Runs an operation.
        facts: What its convention found, such as the optional arguments that it lacks.
        settings: What the manifest says of the part's settings.
        calls: The calls since `begin`.
        notes: What the report should say beside a verdict.
        kept: Calls that took long, for checks that need the same again.
        time_limit: How many seconds a call of the running check may take, or None.
        reading: Which operation gives its derivative, once that is known.
    """

    part: Part
    ask: Asked
    facts: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    kept: dict[str, Call] = field(default_factory=dict)
    time_limit: float | None = None
    _fixed: dict[str, Any] | None = None
    _readings: dict[str, Reading] | None = None
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

    def once(self, *args: Any, **kwargs: Any) -> Any:
        """Call the code, unless a check before did so with the same arguments: training takes long."""
        bound = self.part.contract.bind(args, kwargs)
        with np.printoptions(threshold=sys.maxsize, floatmode="unique"):
            key = repr(bound)
        if key not in self.kept:
            self.run("call", bound)
            self.kept[key] = self.calls[-1]
        elif all(call is not self.kept[key] for call in self.calls):
            self.calls.append(self.kept[key])
        return self.kept[key].came

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

    def narrow(self, rows: Any) -> Any:
        """Return rows with as many features as the code takes: some fits a line to one alone."""
        return rows[:, : self.facts.get("features")]

    def setting(self, name: str) -> Any:
        """Return one of the part's settings: what the manifest says, or else the page."""
        return self.settings.get(name, self.part.options["settings"][name])

    def run(self, operation: str, arguments: Mapping[str, Any]) -> Any:
        """Run an operation, and keep the call for the message of a failure."""
        call = Call(operation, arguments)
        self.calls.append(call)
        call.raw = call.came = self.ask(operation, self.as_read(copy.deepcopy(dict(arguments))))
        if operation == "call":
            call.came = self.part.in_form(call.raw, arguments)
        return call.came

    def as_read(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments with the meanings that this code gives to them: as they are passed."""
        if self._readings is None:
            self._readings = {}  # while it is found out, the code is asked as the contract says
            self._readings = readings_of(self)
        read = {name: item for name, item in self._readings.items() if name in arguments}
        return arguments | {name: item.function(arguments[name]) for name, item in read.items()}

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
        defaults = {argument.name: _simplest(argument) for argument in self.part.contract.arguments}
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
        inputs = self.part.contract.bind(args, kwargs)
        return self.part.in_form(self._reference(**inputs), inputs)

    def _family_member(self) -> Callable[..., Any]:
        for name, function in self.part.variants.items():
            if agrees(self, "call", function) and not agrees(self, "call", self.part.reference):
                self.note(f"this is the {name}")
                return function
        return self.part.reference


def _simplest(argument: Argument) -> Any:
    """Return what stands for an argument that code does without: its default, or the first of its values."""
    is_choice = not argument.optional and isinstance(argument.type, OneOf)
    return argument.type.values[0] if is_choice else argument.default


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
