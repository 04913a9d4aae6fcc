"""What a skill is made of: frozen descriptions, without pytest and without NumPy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.report import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from pytest_mlchecklist.contract import Argument, Contract


READ_KINDS = ("repository", "evidence")
"""The kinds whose parts are read, not run: they need no host."""


@dataclass(frozen=True)
class Check:
    """One property of a part.

    Attributes:
        name: The name of the function that states it.
        function: Called with the learner's code and the drawn arguments; raises
            AssertionError when the property does not hold.
        severity: Required or remark.
        hint: What a learner may try when it fails; never a solution.
        promise: The property in a sentence: the function's docstring.
        arguments: What is drawn for it, by name.
        examples: How many inputs standard effort tries.
        time_limit: How many seconds one call may take, or None for the run's own limit.
        reveals: The name of the mistake that a failure stands for, or ''.
        online: Whether it asks the network; it is left out unless that is allowed.
    """

    name: str
    function: Callable[..., None]
    severity: Severity = Severity.REQUIRED
    hint: str = ""
    promise: str = ""
    arguments: tuple[Argument, ...] = ()
    examples: int = 40
    time_limit: float | None = None
    reveals: str = ""
    online: bool = False


@dataclass(frozen=True)
class Mistake:
    """A known wrong version of one operation of a part.

    Attributes:
        name: What the learner did, in words: 'the bias is left out'.
        function: The wrong version, with the signature of the operation's reference.
        operation: Which operation it replaces; 'call' is the part itself.
    """

    name: str
    function: Callable[..., Any]
    operation: str = "call"


@dataclass(frozen=True)
class Reading:
    """Another meaning that learners' code gives to an argument, such as the probability to keep.

    Attributes:
        argument: The contract's argument.
        name: What it means there, in words.
        function: Returns the learner's value for the contract's.
        spelled: The learners' names that tell it.
        told_by: Tells it from the code's behaviour where no name does: by what is asked, never
            by whether it is right. None where only names tell.
    """

    argument: str
    name: str
    function: Callable[[Any], Any]
    spelled: tuple[str, ...] = ()
    told_by: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class Part:
    """One thing that a learner shows for a skill.

    Attributes:
        name: Unique over the catalogue.
        kind: How such code is driven: 'function', 'layer', 'trainer' …
        contract: The signature with named axes.
        reference: The plainest right answer.
        names: Other names under which learners define it.
        options: What the kind's conventions need to know besides, as plain values.
        operations: References of further operations by name, such as 'derivative'.
        variants: Other right answers, by the name the report gives them.
        fixed: How to measure an optional argument in code that fixes its value.
        readings: Other meanings that learners give to an argument.
        result: Puts what code gives into the contract's form, where learners' forms differ by more
            than shape; None where they don't.
        outline: A function or class as a learner may begin it, where the contract is what our
            checks vary and no signature of theirs; None where it is one.
        checks: The properties, in the order in which a learner should read them.
        mistakes: The known wrong versions.
    """

    name: str
    kind: str
    contract: Contract
    reference: Callable[..., Any]
    names: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    operations: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    variants: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    fixed: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    result: Callable[..., Any] | None = None
    outline: Callable[..., Any] | None = None
    checks: tuple[Check, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    def in_form(self, came: Any, inputs: Mapping[str, Any]) -> Any:
        """Return what a call gave in the contract's form."""
        return came if self.result is None else self.result(came, **inputs)

    @property
    def is_read(self) -> bool:
        """Whether it is read, not run: facts of the repository, or a written record."""
        return self.kind in READ_KINDS


@dataclass(frozen=True)
class AllOf:
    """Every one of these is needed; items are part names or further needs."""

    items: tuple[str | AllOf | AnyOf, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least `count` of these are needed."""

    count: int
    items: tuple[str | AllOf | AnyOf, ...]


@dataclass(frozen=True)
class Skill:
    """One item of the checklist.

    Attributes:
        id: 'level/category/name', from the path of its file.
        title: The first words of its docstring.
        about: What it is about: the rest of the docstring's first paragraph.
        why: Why it matters.
        needs: Which parts the tick takes; None when the skill has no parts yet.
        parts: Its own parts, in the order of the file.
        path: Its file.
        ongoing: Whether it is never quite done.
        next_step: What to do once it is learnt, or ''.
    """

    id: str
    title: str
    about: str
    why: str
    needs: AllOf | AnyOf | None
    parts: tuple[Part, ...]
    path: Path
    ongoing: bool = False
    next_step: str = ""

    @property
    def level(self) -> str:
        """The first step of the id."""
        return self.id.split("/")[0]

    @property
    def category(self) -> str:
        """The second step of the id."""
        return self.id.split("/")[1]


def needed_names(needs: AllOf | AnyOf | str | None) -> Iterator[str]:
    """Yield the name of every part that `needs` mentions, in order."""
    if isinstance(needs, str):
        yield needs
    elif needs is not None:
        for item in needs.items:
            yield from needed_names(item)
