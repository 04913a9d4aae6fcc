"""Verdicts: what the outcomes of checks amount to, for a part, a skill and the whole checklist."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pytest_mlchecklist.report import LevelSummary, Outcome, Severity, Summary, Verdict
from pytest_mlchecklist.skill import AllOf, AnyOf, needed_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from pytest_mlchecklist.report import CheckReport, SkillReport

    Need = AllOf | AnyOf | str

TICKED = frozenset({Verdict.VERIFIED, Verdict.ATTESTED})
_WRONG = (Verdict.FAILING, Verdict.COULD_NOT_RUN)


def judge_part(
    checks: Sequence[CheckReport], *, started: bool, kind: str = "", confirming: Collection[str] = ()
) -> Verdict:
    """Return a part's verdict from its checks, run or not.

    Args:
        checks: One report for every check that is planned for it.
        started: Whether the learner shows an object that is more than a placeholder.
        kind: The part's kind; a written record is attested, unless a third party has confirmed it.
        confirming: The names of the checks that ask a third party.
    """
    required = [check for check in checks if check.severity is Severity.REQUIRED]
    outcomes = {check.outcome for check in required}
    if not started:
        return Verdict.NOT_STARTED
    if Outcome.FAILED in outcomes:
        return Verdict.FAILING
    if any(has_found_nothing(check) for check in required):
        return Verdict.NOT_STARTED
    if outcomes & {Outcome.COULD_NOT_RUN, Outcome.BLOCKED}:
        return Verdict.COULD_NOT_RUN
    # A check that tried no input has shown nothing, and a part without checks neither.
    if outcomes == {Outcome.PASSED} and all(check.examples for check in required):
        is_confirmed = any(check.name in confirming for check in required)
        return Verdict.ATTESTED if kind == "evidence" and not is_confirmed else Verdict.VERIFIED
    return Verdict.PARTIAL


def has_found_nothing(check: CheckReport) -> bool:
    """Whether the check looked for something that isn't there yet; it says what."""
    return check.outcome is Outcome.NOT_RUN and bool(check.message)


def remarks_of(checks: Iterable[CheckReport]) -> tuple[str, ...]:
    """Return one line for every remark that did not hold."""
    return tuple(
        f"{check.name.replace('_', ' ')}: {in_one_line(check.message)}"
        for check in checks
        if check.severity is Severity.REMARK and check.outcome in (Outcome.FAILED, Outcome.COULD_NOT_RUN)
    )


def in_one_line(message: str) -> str:
    """Return what was called, what came and what was expected, in one line."""
    return "; ".join(" ".join(line.split()) for line in message.splitlines()[:3])


def judge_skill(needs: Need | None, verdicts: Mapping[str, Verdict]) -> Verdict:
    """Return a skill's verdict from those of the parts that it needs.

    It is failing, or could not run, when nothing else that the learner could still write
    would earn the tick, or when there is nothing better to say of it.
    """
    if needs is None:
        return Verdict.NOT_STARTED
    if _holds(needs, lambda name: verdicts[name] in TICKED):
        return _tick(needs, verdicts)
    if not _holds(needs, lambda name: verdicts[name] is not Verdict.FAILING):
        return Verdict.FAILING
    if not _holds(needs, lambda name: verdicts[name] not in _WRONG):
        return Verdict.COULD_NOT_RUN
    found = {verdicts[name] for name in needed_names(needs)}
    if found & {*TICKED, Verdict.PARTIAL}:
        return Verdict.PARTIAL
    return next((verdict for verdict in _WRONG if verdict in found), Verdict.NOT_STARTED)


def needs_in_words(needs: Need | None) -> str:
    """Return what the tick takes, such as 'leaky_relu, and any 2 of relu, tanh'."""
    return _in_words(needs, lambda name: name)


def missing_in_words(needs: Need | None, verdicts: Mapping[str, Verdict]) -> str:
    """Return what the tick still takes, such as 'leaky_relu (failing), and any 1 more of tanh, gelu'."""
    if needs is None:
        return "nothing checks this skill yet"
    return _in_words(_remaining(needs, verdicts), lambda name: _labelled(name, verdicts[name]))


def count_lacking(needs: Need | None, verdicts: Mapping[str, Verdict]) -> int:
    """Return how many parts the tick still takes at the least."""
    if needs is None:
        return 0
    if isinstance(needs, str):
        return int(verdicts[needs] not in TICKED)
    costs = sorted(count_lacking(item, verdicts) for item in needs.items)
    return sum(costs[: needs.count] if isinstance(needs, AnyOf) else costs)


def summarise(skills: Sequence[SkillReport]) -> Summary:
    """Count what is done; excused skills are left out."""
    counted = [skill for skill in skills if not skill.excuse]
    verdicts: dict[str, Counter[Verdict]] = {}
    for skill in counted:
        verdicts.setdefault(skill.level, Counter())[skill.verdict] += 1
    summaries = tuple(
        LevelSummary(level, count[Verdict.VERIFIED], count[Verdict.ATTESTED], count.total())
        for level, count in verdicts.items()
    )
    return Summary(
        sum(level.verified for level in summaries),
        sum(level.attested for level in summaries),
        len(counted),
        summaries,
    )


def _holds(needs: Need, is_true: Callable[[str], bool]) -> bool:
    if isinstance(needs, str):
        return is_true(needs)
    count = needs.count if isinstance(needs, AnyOf) else len(needs.items)
    return sum(_holds(item, is_true) for item in needs.items) >= count


def _tick(needs: Need, verdicts: Mapping[str, Verdict]) -> Verdict:
    is_verified = _holds(needs, lambda name: verdicts[name] is Verdict.VERIFIED)
    return Verdict.VERIFIED if is_verified else Verdict.ATTESTED


def _remaining(needs: Need, verdicts: Mapping[str, Verdict]) -> Need | None:
    """Return the needs without what is ticked already, or None when nothing remains."""
    if _holds(needs, lambda name: verdicts[name] in TICKED):
        return None
    if isinstance(needs, str):
        return needs
    items = tuple(item for item in (_remaining(item, verdicts) for item in needs.items) if item is not None)
    if isinstance(needs, AllOf):
        return AllOf(items)
    return AnyOf(needs.count - (len(needs.items) - len(items)), items)


def _labelled(name: str, verdict: Verdict) -> str:
    return name if verdict is Verdict.NOT_STARTED else f"{name} ({verdict})"


def _in_words(needs: Need | None, word: Callable[[str], str]) -> str:
    if needs is None:
        return ""
    if isinstance(needs, str):
        return word(needs)
    if isinstance(needs, AnyOf):
        return f"any {needs.count} of {', '.join(_in_words(item, word) for item in needs.items)}"
    names = [word(item) for item in needs.items if isinstance(item, str)]
    groups = [_in_words(item, word) for item in needs.items if not isinstance(item, str)]
    return ", and ".join(filter(None, [_joined(names), *groups]))


def _joined(names: Sequence[str]) -> str:
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last
