"""Whether a verdict depends on the seed: it must not, neither on right code nor on mistakes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pytest_mlchecklist.code import plain_code
from pytest_mlchecklist.examination import examine
from pytest_mlchecklist.facts.judging import ask_written
from pytest_mlchecklist.report import Outcome
from samples import not_passed, required

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pytest_mlchecklist.report import CheckReport
    from pytest_mlchecklist.skill import Check, Mistake, Part
    from samples import Sample


def on_reference(
    part: Part, checks: Iterable[Check], *, seed: int = 0, effort: str = "standard"
) -> Iterator[CheckReport]:
    """Yield what comes of checks on the reference as plain code, or on what it writes."""
    if part.is_read:
        return iter(ask_written(replace(part, checks=tuple(checks)), part.reference))
    code = plain_code(part)
    return (examine(check, code, seed=seed, effort=effort)[0] for check in checks)


def on_mistake(part: Part, mistake: Mistake, *, seed: int = 0) -> Iterator[CheckReport]:
    """Yield what comes of the required checks on a mistake as plain code, or on what it writes."""
    if part.is_read:
        return iter(ask_written(replace(part, checks=tuple(required(part))), mistake.function))
    code = plain_code(part, **{mistake.operation: mistake.function})
    return (examine(check, code, seed=seed)[0] for check in required(part))


def refusals(
    part: Part, seeds: Iterable[int], samples: Iterable[Sample] = (), *, effort: str = "standard"
) -> list[str]:
    """Return which right versions failed which check, under which seed."""
    found = []
    for seed in _seeds_of(part, seeds):
        runs = {sample.name: sample.reports(required(part), seed=seed, effort=effort) for sample in samples}
        runs["the reference"] = on_reference(part, part.checks, seed=seed, effort=effort)
        found += [
            f"{who}, seed {seed}: {name}" for who, reports in runs.items() for name, _ in not_passed(reports)
        ]
    return found


def escapes(part: Part, seeds: Iterable[int]) -> list[str]:
    """Return which mistakes passed every required check, under which seed."""
    return [
        f"{mistake.name}, seed {seed}"
        for seed in _seeds_of(part, seeds)
        for mistake in part.mistakes
        if all(report.outcome is Outcome.PASSED for report in on_mistake(part, mistake, seed=seed))
    ]


def _seeds_of(part: Part, seeds: Iterable[int]) -> list[int]:
    """Return the seeds that can tell: nothing is drawn for what is read."""
    return [*seeds][: 1 if part.is_read else None]
