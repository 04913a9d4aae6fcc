"""How a part is built from the functions of a page, by its decorator and those of its checks and mistakes."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist import laws
from pytest_mlchecklist.contract import Argument, Contract, read_contract
from pytest_mlchecklist.report import Severity
from pytest_mlchecklist.skill import READ_KINDS, Check, Mistake, Part, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class PartBuilder:
    """A part under construction; calling it calls its reference.

    Attributes:
        part: The finished description.
    """

    __mlchecklist_part__ = True

    def __init__(self, part: Part) -> None:
        self.part = part
        self.__module__ = part.reference.__module__
        self.__doc__ = part.reference.__doc__

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the reference's answer."""
        return self.part.reference(*args, **kwargs)

    def check(self, *, hint: str, severity: str = "required", **limits: Any) -> _Decorator:
        """Add a property: a function of the learner's code and of drawn arguments.

        Arguments that the contract names are drawn as it says; others, or the same with
        other values, carry an annotation of their own; `**rest` stands for what is left of
        the contract. The docstring is the property in one
        sentence; the function raises AssertionError (best through the assert_ functions)
        when it does not hold.

        Args:
            hint: What a learner may try when it fails. Never a solution.
            severity: 'required' or 'remark'.
            limits: `examples` (inputs at standard effort, 40), `time_limit` (seconds a call),
                `reveals` (the mistake that a failure of this check stands for, where outputs
                can't be compared), `online` (it asks the network).
        """

        def add(property_: Callable[..., None]) -> Callable[..., None]:
            check = _read_check(self.part, property_, hint=hint, severity=Severity(severity))
            self._add(checks=(*self.part.checks, replace(check, **limits)))
            return property_

        return add

    def mistake(self, name: str, *, operation: str = "call") -> _Decorator:
        """Add a known wrong version, named by what the learner did."""

        def add(wrong: Callable[..., Any]) -> Callable[..., Any]:
            self._add(mistakes=(*self.part.mistakes, Mistake(name, wrong, operation)))
            return wrong

        return add

    def variant(self, name: str) -> _Decorator:
        """Add another right answer, by the name under which the literature knows it."""

        def add(other: Callable[..., Any]) -> Callable[..., Any]:
            self._add(variants={**self.part.variants, name: other})
            return other

        return add

    def operation(self, reference: Callable[..., Any]) -> Callable[..., Any]:
        """Add the reference of a further operation, such as `derivative`, by its own name."""
        self._add(operations={**self.part.operations, reference.__name__: reference})
        return reference

    def fixed(self, argument: str) -> _Decorator:
        """Say how to measure an optional argument in code that fixes its value.

        The function gets the learner's code and returns the value that it uses.
        """

        def add(measure: Callable[..., Any]) -> Callable[..., Any]:
            self._add(fixed={**self.part.fixed, argument: measure})
            return measure

        return add

    def reading(
        self,
        argument: str,
        name: str,
        *,
        spelled: Iterable[str] = (),
        told_by: Callable[[Any], bool] | None = None,
    ) -> _Decorator:
        """Add another meaning that learners give to an argument.

        The decorated function returns their value for the contract's: `1 - p` where their
        argument is the probability to keep and the contract's that to drop.

        Args:
            argument: The contract's argument.
            name: The other meaning, in words: 'the probability to keep'.
            spelled: The names of parameters that tell it, such as 'keep_prob'.
            told_by: Gets the learner's code and tells the meaning from what it does, where no
                name tells; never from whether that is right.
        """

        def add(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
            found = Reading(argument, name, function, tuple(spelled), told_by)
            self._add(readings=(*self.part.readings, found))
            return function

        return add

    def result(self, read: Callable[..., Any]) -> Callable[..., Any]:
        """Say how to read what code gives, where learners' forms differ by more than shape.

        The function gets what came and the arguments of the call, and returns what the contract
        promises; what it can't make sense of it returns as it came. References and mistakes are
        read so too.
        """
        self._add(result=read)
        return read

    def outline(self, begun: Callable[..., Any]) -> Callable[..., Any]:
        """Say how a learner may begin, where the contract is no signature of theirs.

        The decorated function or class has the signatures and docstrings of what they will write,
        and no more: `mlchecklist explain` shows them, and `mlchecklist start` writes them down. Its
        form is one of many that are understood.
        """
        self._add(outline=begun)
        return begun

    def _add(self, **fields: Any) -> None:
        self.part = replace(self.part, **fields)


if TYPE_CHECKING:
    _Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
    _PartDecorator = Callable[[Callable[..., Any]], PartBuilder]


def kind(
    name: str,
    unwritten: Iterable[Callable[..., None]] = (),
    known: Callable[[Part], tuple[Mistake, ...]] = lambda _: (),
) -> Callable[..., _PartDecorator]:
    """Return the decorator of a kind, whose conventions are the host's module of that name.

    Args:
        name: The kind, such as 'function'.
        unwritten: Checks that every part of this kind gets from its contract alone.
        known: Returns the mistakes that every part of this kind gets.
    """

    def decorator(*, names: Iterable[str] = (), **options: Any) -> _PartDecorator:
        def build(reference: Callable[..., Any]) -> PartBuilder:
            part = Part(
                name=reference.__name__,
                kind=name,
                contract=Contract((), None) if name in READ_KINDS else read_contract(reference),
                reference=reference,
                names=tuple(names),
                options=options,
            )
            checks = laws.unwritten(part, tuple(unwritten))
            return PartBuilder(replace(part, checks=checks, mistakes=known(part)))

        return build

    return decorator


def _read_check(part: Part, property_: Callable[..., None], *, hint: str, severity: Severity) -> Check:
    known = {argument.name: argument for argument in part.contract.arguments}
    parameters = list(inspect.signature(property_, eval_str=True).parameters.values())[1:]
    named = [item for item in parameters if item.kind is not item.VAR_KEYWORD]
    arguments = tuple(_read_argument(known, parameter) for parameter in named)
    if len(named) < len(parameters):  # **rest: the other arguments of the contract
        drawn = {argument.name for argument in arguments}
        arguments += tuple(argument for argument in part.contract.arguments if argument.name not in drawn)
    promise = inspect.getdoc(property_) or ""
    return Check(property_.__name__, property_, severity, hint, promise, arguments)


def _read_argument(known: Mapping[str, Argument], parameter: inspect.Parameter) -> Argument:
    if parameter.annotation is inspect.Parameter.empty:
        return known[parameter.name]
    base = known.get(parameter.name)
    return Argument(
        parameter.name, parameter.annotation, base.default if base else None, bool(base and base.optional)
    )
