"""Runs checks: draws inputs, asks the learner's code, and puts the outcome into words."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, given, settings

from pytest_mlchecklist.asserts import Mismatch
from pytest_mlchecklist.code import Code, diagnose
from pytest_mlchecklist.errors import CannotRun, HostLost, LearnerError, Unavailable
from pytest_mlchecklist.report import CheckReport, Outcome
from pytest_mlchecklist.strategies import draws, realise
from pytest_mlchecklist.wording import call_text, four_lines, shown

if TYPE_CHECKING:
    from pytest_mlchecklist.skill import Check

EFFORTS = {"quick": 0.4, "standard": 1.0, "thorough": 10.0}


@dataclass
class Trial:
    """What happened while a check ran: the inputs that it has reached, and how many."""

    inputs: dict[str, Any] = field(default_factory=dict)
    examples: int = 0


def examine(check: Check, code: Code, *, seed: int = 0, effort: str = "standard") -> CheckReport:
    """Run one check on one piece of code and return its line in the ledger.

    Never raises because of the code under check; only KeyboardInterrupt passes through.

    Args:
        check: The property.
        code: The code.
        seed: Chooses the inputs, together with the check's name.
        effort: 'quick', 'standard' or 'thorough': how many inputs are tried.
    """
    trial, start = Trial(), time.perf_counter()
    report = CheckReport(check.name, check.severity, Outcome.PASSED, hint=check.hint)
    notes_before = set(code.notes)
    try:
        code.fixed()
        _search(check, code, trial, seed=_stable_seed(seed, code.part.name, check.name), effort=effort)
    except HostLost as lost:
        report = _lost(report, code, trial, lost.message)
    except CannotRun as error:
        report = replace(report, outcome=Outcome.COULD_NOT_RUN, message=_with_adapter(error))
    except Unavailable as error:
        code.note(f"not asked: this code has no {error}")
    except hypothesis.errors.Flaky:
        report = _failed(report, check, code, trial, Mismatch("different results", "the same result every time"))
    except (AssertionError, LearnerError) as error:
        report = _failed(report, check, code, trial, error)
    notes = tuple(note for note in code.notes if note not in notes_before)
    return replace(report, examples=trial.examples, seconds=time.perf_counter() - start, notes=notes)


def _search(check: Check, code: Code, trial: Trial, *, seed: int, effort: str) -> None:
    fixed = code.fixed()

    @hypothesis.seed(seed)
    @settings(
        max_examples=max(1, round(check.examples * EFFORTS[effort])),
        phases=(Phase.generate, Phase.shrink),
        deadline=None,
        database=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=tuple(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(draws(check.arguments))
    def run(drawn: Any) -> None:
        code.begin()
        inputs = realise(check.arguments, drawn)
        trial.inputs = inputs | {name: value for name, value in fixed.items() if name in inputs}
        trial.examples += 1
        check.function(code, **trial.inputs)

    run()


def _stable_seed(seed: int, *names: str) -> int:
    digest = hashlib.sha256("\0".join(map(str, (seed, *names))).encode()).digest()
    return int.from_bytes(digest[:8], "big")


def _failed(report: CheckReport, check: Check, code: Code, trial: Trial, error: Exception) -> CheckReport:
    called = _last_call(code)
    came, expected = _both_sides(check, error)
    try:
        mistake = diagnose(code) or check.reveals
    except HostLost:
        mistake = check.reveals
    to_try = f"This is what one gets when {mistake}. {check.hint}" if mistake else check.hint
    return replace(
        report,
        outcome=Outcome.FAILED,
        message=four_lines(called=called, came=came, expected=expected, hint=to_try),
        counterexample={name: shown(value) for name, value in trial.inputs.items()},
        mistake=mistake,
    )


def _both_sides(check: Check, error: Exception) -> tuple[str, str]:
    if isinstance(error, Mismatch):
        return error.came, error.expected
    if isinstance(error, LearnerError):
        place = f" (at {error.where})" if error.where else ""
        return f"an error, {error}{place}", f"a result: {check.promise}"
    return str(error) or "something else", check.promise


def _lost(report: CheckReport, code: Code, trial: Trial, message: str) -> CheckReport:
    called = f" We called {_last_call(code)}." if code.calls else ""
    counterexample = {name: shown(value) for name, value in trial.inputs.items()} if code.calls else {}
    return replace(
        report, outcome=Outcome.COULD_NOT_RUN, message=message + called, counterexample=counterexample
    )


def _with_adapter(error: CannotRun) -> str:
    tried = "".join(f"\n  tried {line}" for line in error.tried)
    adapter = f"\nPaste this, finish it, and name it in mlchecklist.toml:\n{error.adapter}" if error.adapter else ""
    return error.message + tried + adapter


def _last_call(code: Code) -> str:
    if not code.calls:
        return f"{code.part.name}(…)"
    call = code.calls[-1]
    name = code.part.name if call.operation == "call" else f"{code.part.name}, {call.operation}"
    return call_text(name, call.arguments)
