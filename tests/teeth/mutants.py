"""Mutants: a part's reference with one small change, and what the part's checks make of it.

Mutated are the reference, the operations that checks ask for, the variants, and the
functions of the skill file that these call. A mutant is put to the checks as plain code.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
from dataclasses import dataclass, field, replace
from functools import cached_property
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from fates import Fate, Judged, listed
from mutations import compiled, mutations
from pytest_mlchecklist.code import plain_code
from pytest_mlchecklist.errors import LearnerError
from pytest_mlchecklist.examination import examine
from pytest_mlchecklist.report import Outcome, Severity
from pytest_mlchecklist.strategies import LARGEST_AXIS, WIDE, axes_of, realise
from sameness import answered, is_same, scale_of
from subjects import module_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mutations import Mutation
    from pytest_mlchecklist.code import Code
    from pytest_mlchecklist.skill import Check, Part

    Answer = Mapping[str, Callable[..., Any]]

INPUTS = 200
OTHER_SEEDS = (1001, 1002)


@dataclass(frozen=True)
class Mutant:
    """A changed answer to a part.

    Attributes:
        mutation: The change.
        answer: The functions that answer each operation, unchanged.
        affected: The operations that the change can reach.
    """

    mutation: Mutation
    answer: Answer
    affected: frozenset[str]

    @property
    def name(self) -> str:
        """Where the change lies and how the line reads now."""
        return f"{self.mutation.function}: {self.mutation.after}"


@dataclass
class Recorded:
    """Plain code that keeps each call, as (operation, arguments)."""

    ask: Any
    calls: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def __call__(self, operation: str, arguments: Mapping[str, Any], /) -> Any:
        """Answer, and keep the call; `inputs_after` asks for nothing but the call itself."""
        self.calls.append(("call" if operation == "inputs_after" else operation, arguments))
        return self.ask(operation, arguments)


class Laboratory:
    """Makes and judges the mutants of one part.

    Args:
        part: The part.
    """

    def __init__(self, part: Part) -> None:
        self.part = part
        self.module = module_of(part)
        body = ast.parse(inspect.getsource(self.module)).body
        self._answered: dict[str, list[tuple[Mapping[str, Any], Any]]] = {}
        self._definitions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}

    def mutants(self) -> Iterator[Mutant]:
        """Yield every mutant of the reference and of its operations, then those of the variants."""
        done: set[str] = set()
        for answer in self._answers():
            reached = {operation: self._reached(function) for operation, function in answer.items()}
            for name in dict.fromkeys(
                name for names in reached.values() for name in names if name not in done
            ):
                done.add(name)
                affected = frozenset(operation for operation, names in reached.items() if name in names)
                for mutation in mutations(self._definitions[name]):
                    yield Mutant(mutation, answer, affected)

    def judge(self, mutant: Mutant) -> Judged:
        """Return what becomes of the mutant, in a folder of its own: a changed path may lie anywhere."""
        with TemporaryDirectory() as folder, contextlib.chdir(folder):
            return self._judge(mutant)

    def _judge(self, mutant: Mutant) -> Judged:
        functions = self._functions(mutant.answer, mutant.mutation)
        for check in self._checks_of(mutant.affected):
            fates = (_fate(check, code) for code in self._codes(functions))
            if fate := next(filter(None, fates), None):
                return Judged(mutant.name, fate, check.name)
        if self._gives_the_same(functions, mutant):
            return Judged(mutant.name, Fate.SAME)
        where, line = (self.part.name, mutant.mutation.function), mutant.mutation.after
        reason = listed().get((*where, line)) or listed().get((*where, ""), "")
        return Judged(mutant.name, Fate.LISTED if reason else Fate.SURVIVED, reason)

    def _codes(self, functions: Answer) -> Iterator[Code]:
        """Yield functions as plain code, and as code that lacks the arguments that a page can do without."""
        yield plain_code(self.part, **functions)
        if self.part.fixed:
            yield replace(plain_code(self.part, **functions), facts={"lacks": tuple(self.part.fixed)})

    def _answers(self) -> Iterator[Answer]:
        asked = {operation for operations in self._operations.values() for operation in operations}
        others = {name: function for name, function in self.part.operations.items() if name in asked}
        for function in (self.part.reference, *self.part.variants.values()):
            yield {"call": function, **others}

    def _reached(self, function: Callable[..., Any]) -> list[str]:
        """Return the functions of the skill file that a call of this one may run, itself first.

        None are known where it is made by another function, as a variant may be.
        """
        reached = [function.__name__] if function.__name__ in self._definitions else []
        for current in reached:  # grows on its way
            names = dict.fromkeys(_names_in(self._definitions[current].body))
            reached += [other for other in names if other in self._definitions and other not in reached]
        return reached

    def _functions(self, answer: Answer, mutation: Mutation | None = None) -> Answer:
        """Return an answer's functions, made anew from their definitions, with one changed."""
        changed = {mutation.function: mutation.tree} if mutation else {}
        namespace = dict(vars(self.module))
        reached = [name for function in answer.values() for name in self._reached(function)]
        for name in dict.fromkeys(reached):
            exec(compiled(changed.get(name, self._definitions[name])), namespace)
        return {
            operation: namespace[function.__name__] if function.__name__ in reached else function
            for operation, function in answer.items()
        }

    @cached_property
    def _operations(self) -> dict[str, set[str]]:
        """For each check, the operations that it asks of right code."""
        return {
            check.name: {operation for operation, _ in self._record(check, seed=0)}
            for check in self.part.checks
        }

    def _calls(self, operation: str) -> list[Mapping[str, Any]]:
        """Return arguments with which checks ask for an operation, from other seeds than the usual."""
        checks = self._checks_of(frozenset({operation}))
        calls = [call for seed in OTHER_SEEDS for check in checks for call in self._record(check, seed=seed)]
        found = [arguments for asked, arguments in calls if asked == operation]
        found += list(self._drawn()) if operation == "call" else []
        return list(
            {repr(arguments): arguments for arguments in found[:: max(1, len(found) // INPUTS)]}.values()
        )

    def _record(self, check: Check, *, seed: int) -> list[tuple[str, Mapping[str, Any]]]:
        calls = []
        for code in self._codes({}):
            code.ask = recorded = Recorded(code.ask)
            examine(check, code, seed=seed)
            calls += recorded.calls
        return calls

    def _drawn(self) -> Iterator[Mapping[str, Any]]:
        arguments = self.part.contract.arguments
        rng = np.random.default_rng(0)
        for seed in range(INPUTS):
            sizes = tuple(rng.integers(1, LARGEST_AXIS, size=len(axes_of(arguments)), endpoint=True).tolist())
            yield realise(arguments, (sizes, seed, seed % (WIDE + 1)))

    def _checks_of(self, affected: frozenset[str]) -> list[Check]:
        """Return the checks that ask for an affected operation, the required ones first."""
        asking = [check for check in self.part.checks if self._operations[check.name] & affected]
        return sorted(asking, key=lambda check: check.severity is not Severity.REQUIRED)

    def _gives_the_same(self, functions: Answer, mutant: Mutant) -> bool:
        """Whether the mutant answers as right code does: as unchanged, or as another of the right answers."""
        if self._agree(functions, mutant.answer, mutant.affected):
            return True
        return "call" in mutant.affected and any(
            self._agree(functions, other, {"call"}) for other in self._answers()
        )

    def _agree(
        self,
        functions: Answer,
        answer: Answer,
        operations: Iterable[str],
    ) -> bool:
        code = plain_code(self.part, **functions)
        return all(
            is_same(answered(code, operation, inputs), expected, scale_of(inputs))
            for operation in operations
            for inputs, expected in self._right(answer, operation)
        )

    def _right(self, answer: Answer, operation: str) -> list[tuple[Mapping[str, Any], Any]]:
        """Return for many inputs of an operation what it gives unchanged."""
        key = answer[operation]
        if key not in self._answered:
            code = plain_code(self.part, **self._functions(answer))
            calls = self._calls(operation)
            self._answered[key] = [(inputs, answered(code, operation, inputs)) for inputs in calls]
        return self._answered[key]


def _names_in(body: list[ast.stmt]) -> Iterator[str]:
    nodes = (node for statement in body for node in ast.walk(statement))
    return (node.id for node in nodes if isinstance(node, ast.Name))


def _fate(check: Check, code: Code) -> Fate | None:
    """Return how the check ended the mutant, or None when it did not."""
    try:
        report, error = examine(check, code)
    except Exception:  # the check stumbled over an answer that no host would let through
        return Fate.RAISED
    if report.outcome is Outcome.PASSED:
        return None
    if check.severity is Severity.REMARK:
        return Fate.REMARKED
    return Fate.RAISED if isinstance(error, LearnerError) and report.examples == 1 else Fate.CAUGHT


def judged(part: Part, *, most: int | None = None) -> list[Judged]:
    """Return the part's mutants with their fates: all, or about `most`, spread evenly over the file.

    A part that is read has none: its reference writes files, and a change in them need not be wrong.
    """
    if part.is_read:
        return []
    laboratory = Laboratory(part)
    mutants = list(laboratory.mutants())
    stride = 1 if most is None else max(1, round(len(mutants) / most))
    return [laboratory.judge(mutant) for mutant in mutants[::stride]]
