"""The words and signs that every report shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.report import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_mlchecklist.report import CheckReport, LevelSummary, PartReport, Report, SkillReport, Summary

EXCUSED = "excused"
TICKED = (Verdict.VERIFIED, Verdict.ATTESTED)

SIGNS: dict[str, str] = {
    Verdict.VERIFIED: "✓",
    Verdict.ATTESTED: "✎",
    Verdict.PARTIAL: "◐",
    Verdict.FAILING: "✗",
    Verdict.COULD_NOT_RUN: "!",
    Verdict.NOT_STARTED: "·",
    EXCUSED: "○",
}

MEANINGS: dict[str, str] = {
    Verdict.VERIFIED: "every required check passed: code was run, files were read, or a host was asked",
    Verdict.ATTESTED: "shown by a written record, which no check can run",
    Verdict.PARTIAL: "some of it is verified, some is still to come",
    Verdict.FAILING: "a required check found an input for which the code is wrong",
    Verdict.COULD_NOT_RUN: "the code could not be loaded or called",
    Verdict.NOT_STARTED: "no code for it was found or declared",
    EXCUSED: "left out on purpose, and not counted",
}


def state(skill: SkillReport) -> str:
    """Return the skill's verdict, or 'excused' where the manifest leaves it out."""
    return EXCUSED if skill.excuse else skill.verdict.value


def label(name: str) -> str:
    """Return a level's or a category's name as a heading: 'data_handling' as 'Data handling'."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def level_label(level: str) -> str:
    """Return 'Entry level' for 'entry'."""
    return f"{label(level)} level"


def ticks(summary: Summary | LevelSummary) -> int:
    """Return how many skills have their tick, verified or attested."""
    return summary.verified + summary.attested


def percent(summary: Summary | LevelSummary) -> int:
    """Return the share that is ticked in whole percent, rounded down: 100 means all; 0 of 0 is 0."""
    return 100 * ticks(summary) // summary.total if summary.total else 0


def tally(summary: Summary | LevelSummary) -> str:
    """Return the counts in words, attested skills apart: '12 verified, 1 attested'."""
    attested = f", {summary.attested} attested" if summary.attested else ""
    return f"{summary.verified} verified{attested}"


def unpassed(part: PartReport) -> Iterator[CheckReport]:
    """Yield the part's checks that failed or could not be run, in their order."""
    return (check for check in part.checks if check.outcome in (Outcome.FAILED, Outcome.COULD_NOT_RUN))


def unsaid(text: str, check: CheckReport) -> str:
    """Return the text, or '' when the check's message says it already."""
    return "" if text in check.message else text


def count(number: int, noun: str) -> str:
    """Return '1 example' or '40 examples'."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def left_out(report: Report) -> str:
    """Return why some checks were not run, in a sentence; '' when all were."""
    if report.environment.interrupted:
        return "The run was interrupted: what was not run counts as missing."
    checks = (check for skill in report.skills for part in skill.parts for check in part.checks)
    if any(check.outcome is Outcome.NOT_RUN for check in checks):
        return "Only some of the checks were chosen: what was left out counts as missing."
    return ""
