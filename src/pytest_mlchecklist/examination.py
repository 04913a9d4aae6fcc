"""Examines code: draws inputs, asks one check, and puts the outcome into words."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, given, settings

from pytest_mlchecklist.agreement import diagnose
from pytest_mlchecklist.asserts import Mismatch
from pytest_mlchecklist.errors import CannotRun, HostLost, LearnerError, Unavailable
from pytest_mlchecklist.report import CheckReport, Outcome, Severity
from pytest_mlchecklist.strategies import draws, few_draws, realise, simple_draws, varied_draws
from pytest_mlchecklist.wording import call_text, four_lines, shown, what_to_install

if TYPE_CHECKING:
    from pytest_mlchecklist.code import Code
    from pytest_mlchecklist.skill import Check
    from pytest_mlchecklist.strategies import Drawn

FEW = 5
MOST_SIMPLE = 48
"""How many simple inputs are tried before a failure is shown on a less simple one."""

_TAKING_LONG = ("project",)
"""Kinds that train at every call: their results are compared with no mistake's, which would take minutes."""

EFFORTS = {"quick": 0.4, "standard": 1.0, "thorough": 10.0}


@dataclass
class Trial:
    """A check that runs on some code: what it has reached.

    Attributes:
        check: The property.
        code: The code.
        inputs: The last inputs, by name.
        drawn: What they were made from.
        examples: How many inputs there were.
    """

    check: Check
    code: Code
    inputs: dict[str, Any] = field(default_factory=dict)
    drawn: Drawn = ((), 0, 0)
    examples: int = 0

    def run(self, drawn: Drawn) -> None:
        """Try the property on one input."""
        fixed = self.code.fixed()
        self.code.begin()
        self.drawn = drawn
        inputs = realise(self.check.arguments, drawn)
        self.inputs = inputs | {name: value for name, value in fixed.items() if name in inputs}
        self.examples += 1
        try:
            self.check.function(self.code, **self.inputs)
        except CannotRun as refused:  # not to be searched on, as an Exception would be
            raise HostLost(refusal_text(refused)) from refused


def examine(
    check: Check, code: Code, *, seed: int = 0, effort: str = "standard"
) -> tuple[CheckReport, BaseException | None]:
    """Run one check on one piece of code; return its line in the ledger, and what ended it.

    Never raises because of the code under check; only KeyboardInterrupt passes through.

    Args:
        check: The property.
        code: The code.
        seed: Chooses the inputs, together with the check's name.
        effort: 'quick', 'standard' or 'thorough': how many inputs are tried.
    """
    trial, start, notes_before = Trial(check, code), time.perf_counter(), set(code.notes)
    code.time_limit = check.time_limit
    ended: BaseException | None = None
    try:
        _search(trial, seed=_stable_seed(seed, code.part.name, check.name), start=seed, effort=effort)
    except (HostLost, Exception) as error:  # noqa: BLE001 - whatever the learner's code led to
        ended = error
    report = CheckReport(check.name, check.severity, Outcome.PASSED, hint=check.hint)
    if ended is not None:
        report = _told(report, trial, ended)
    notes = tuple(note for note in code.notes if note not in notes_before)
    seconds = time.perf_counter() - start
    return replace(report, examples=trial.examples, seconds=seconds, notes=notes), ended


def _told(report: CheckReport, trial: Trial, error: BaseException) -> CheckReport:
    """Return the report of a check that an error has ended: each sort of error is an outcome of its own."""
    check, code = trial.check, trial.code
    match error:
        case HostLost():
            return _lost(report, trial, error.message)
        case CannotRun():
            return replace(report, outcome=Outcome.COULD_NOT_RUN, message=refusal_text(error))
        case Unavailable():
            return _not_there(report, code, str(error))
        case hypothesis.errors.Flaky():
            failure: Exception = Mismatch("different results", "the same result every time")
        case LearnerError() if missing := what_to_install(str(error)):
            message = f"{error}\nTo have it run, {missing}"
            return replace(report, outcome=Outcome.COULD_NOT_RUN, message=message)
        case AssertionError() | LearnerError():
            failure = error
        case _:  # what came was so strange that the check itself stumbled
            came = shown(code.calls[-1].came) if code.calls else type(error).__name__
            failure = Mismatch(came, check.promise)
    return _failed(report, trial, failure)


def _search(trial: Trial, *, seed: int, start: int, effort: str) -> None:
    """Try the property on inputs, the simplest first, until one breaks it.

    Args:
        trial: The check that runs.
        seed: Chooses the inputs, another one for each check.
        start: Chooses the first input of a costly check: the same for all checks of a part, which may
            then share what came of it.
        effort: How many inputs are tried.
    """
    arguments, examples = trial.check.arguments, max(1, round(trial.check.examples * EFFORTS[effort]))
    if trial.check.examples <= FEW:  # each is costly, so inputs are listed, and a failure is not searched on
        for drawn in few_draws(arguments, examples, seed, first=start):
            trial.run(drawn)
        return
    simple = list(simple_draws(arguments, MOST_SIMPLE))
    first = simple[: examples // 2]
    try:
        for drawn in (*first, *varied_draws(arguments, examples - len(first), seed)):
            trial.run(drawn)
    except (AssertionError, LearnerError):
        broke = trial.drawn
        for drawn in simple:  # a simple input may break it too, beyond those tried at first
            trial.run(drawn)
        _shrunk(trial, seed=seed, examples=examples)
        trial.run(broke)
        raise


def _shrunk(trial: Trial, *, seed: int, examples: int) -> None:
    """Search on with Hypothesis, which shrinks what it finds."""

    @hypothesis.seed(seed)
    @settings(
        max_examples=examples,
        phases=(Phase.generate, Phase.shrink),
        deadline=None,
        database=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=tuple(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(draws(trial.check.arguments))
    def search(drawn: Drawn) -> None:
        trial.run(drawn)

    search()


def _stable_seed(seed: int, *names: str) -> int:
    digest = hashlib.sha256("\0".join(map(str, (seed, *names))).encode()).digest()
    return int.from_bytes(digest[:8], "big")


def _failed(report: CheckReport, trial: Trial, error: Exception) -> CheckReport:
    check, code = trial.check, trial.code
    called = _last_call(code)
    came, expected = _both_sides(check, error)
    mistake = _named(check, code, error)
    to_try = f"This is what one gets when {mistake}. {check.hint}" if mistake else check.hint
    return replace(
        report,
        outcome=Outcome.FAILED,
        message=four_lines(called=called, came=came, expected=expected, hint=to_try),
        counterexample={name: shown(value) for name, value in trial.inputs.items()},
        mistake=mistake,
    )


def _named(check: Check, code: Code, error: Exception) -> str:
    """Return the mistake that explains the failure, the surest first.

    What the check itself says; a mistake in what it asked, or in the call that this
    derives from; what its failure stands for; for a required check, anything else.
    """
    if code.part.kind in _TAKING_LONG:
        return getattr(error, "mistake", "") or (check.reveals if isinstance(error, AssertionError) else "")
    asked = {call.operation.removesuffix("_of_output") for call in code.calls}
    first = {"call"} if asked & {"derivative", "pullback", "gradients"} else asked
    revealed = check.reveals if isinstance(error, AssertionError) else ""
    try:
        named = getattr(error, "mistake", "") or diagnose(code, first) or diagnose(code, asked) or revealed
        return named or (diagnose(code) if check.severity is Severity.REQUIRED else "")
    except (HostLost, CannotRun):
        return revealed


def _both_sides(check: Check, error: Exception) -> tuple[str, str]:
    if isinstance(error, Mismatch):
        return error.came, error.expected
    if isinstance(error, LearnerError):
        place = f" (at {error.where})" if error.where else ""
        return f"an error, {error}{place}", f"a result: {check.promise}"
    return str(error) or "something else", check.promise


def _lost(report: CheckReport, trial: Trial, message: str) -> CheckReport:
    code = trial.code
    called = f"\nwe called    {_last_call(code)}" if code.calls else ""
    counterexample = {name: shown(value) for name, value in trial.inputs.items()} if code.calls else {}
    return replace(
        report, outcome=Outcome.COULD_NOT_RUN, message=message + called, counterexample=counterexample
    )


def _not_there(report: CheckReport, code: Code, what: str) -> CheckReport:
    """A remark about what the code does not have is moot; a required check needs it."""
    if report.severity is Severity.REMARK:
        code.note(f"not asked: this code has no {what}")
        return report
    return replace(report, outcome=Outcome.COULD_NOT_RUN, message=f"your code has no {what}")


def refusal_text(error: CannotRun) -> str:
    """Return what a refusal says, what was tried, and what to install, or else an adapter to paste."""
    missing = what_to_install(" ".join((error.message, *error.tried)))
    tried = "".join(f"\n  tried {line}" for line in error.tried)
    adapter = (
        f"\nPaste this, finish it, and name it in mlchecklist.toml:\n{error.adapter.rstrip()}"
        if error.adapter
        else ""
    )
    return error.message + tried + (f"\nTo have it run, {missing}" if missing else adapter)


def _last_call(code: Code) -> str:
    if not code.calls:
        return f"{code.part.name}(…)"
    call, lacks = code.calls[-1], code.facts.get("lacks", ())
    given = {name: value for name, value in call.arguments.items() if value is not None or name not in lacks}
    return call_text(code.part.name, given, call.operation)
