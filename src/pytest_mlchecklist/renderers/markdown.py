"""The report as Markdown: for a pull request, a wiki, or the summary page of a CI job."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_mlchecklist.renderers.nearest import nearest_to_a_tick
from pytest_mlchecklist.renderers.outline import outline
from pytest_mlchecklist.renderers.plain import cleaned, one_line, shortened
from pytest_mlchecklist.renderers.words import (
    EXCUSED,
    TICKED,
    left_out,
    passed_over,
    percent,
    state,
    tally,
    ticks,
    unpassed,
    unsaid,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pytest_mlchecklist.renderers.outline import Level
    from pytest_mlchecklist.report import CheckReport, PartReport, Report, SkillReport

_LONGEST_MESSAGE = 2_000
_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
# GitHub links what follows these in spite of a backslash, but not across a space of no width.
_LINKING = re.compile(r"([@#])")


def render(report: Report) -> str:
    """Return the report as GitHub-flavoured Markdown in which no learner's text is obeyed."""
    return "\n".join(_lines(cleaned(report))).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """Return the text on one line, so that Markdown shows it as it is."""
    return _LINKING.sub("\\1\N{ZERO WIDTH SPACE}", _PUNCTUATION.sub(r"\\\1", one_line(text)))


def code(text: str) -> str:
    """Return the text as code on one line."""
    shown = one_line(text)
    fence = "`" * (_longest_run(shown) + 1)
    return f"{fence} {shown} {fence}" if shown else ""


def block(text: str, indent: str) -> Iterator[str]:
    """Yield the lines of a code block that the text can't close."""
    shown = shortened(text, _LONGEST_MESSAGE)
    fence = "`" * max(3, _longest_run(shown) + 1)
    for line in (f"{fence}text", *shown.split("\n"), fence):
        yield f"{indent}{line}".rstrip()


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _lines(report: Report) -> Iterator[str]:
    yield f"# ML checklist: {escaped(report.project)}"
    yield ""
    yield from _summary(report)
    for level in outline(report):
        yield from _level(level)


def _summary(report: Report) -> Iterator[str]:
    summary = report.summary
    yield f"**{ticks(summary)} of {summary.total}** skills ticked ({percent(summary)} %): {tally(summary)}."
    yield ""
    yield "| Level | Ticked | Share | Verified | Attested |"
    yield "| :--- | ---: | ---: | ---: | ---: |"
    for level in outline(report):
        counts = level.summary
        row = (f"{ticks(counts)} of {counts.total}", f"{percent(counts)} %", counts.verified, counts.attested)
        yield f"| {escaped(level.label)} | {' | '.join(map(str, row))} |"
    yield ""
    if notice := left_out(report):
        yield f"{notice}\n"
    yield from _gate(report)
    nearest = [f"{skill.title}: {skill.missing}" for skill in nearest_to_a_tick(report)]
    yield from _list("Nearest to a tick", nearest, sign="1.")
    yield from _list("Passed over", passed_over(report), sign="-")


def _gate(report: Report) -> Iterator[str]:
    if not report.gate.asked:
        return
    yield f"**Gate {'met' if report.gate.met else 'missed'}.**"
    yield ""
    yield from (f"- {escaped(reason)}" for reason in report.gate.reasons)
    yield ""


def _list(heading: str, items: Sequence[str], *, sign: str) -> Iterator[str]:
    if not items:
        return
    yield f"**{heading}**"
    yield ""
    yield from (f"{sign} {escaped(item)}" for item in items)
    yield ""


def _level(level: Level) -> Iterator[str]:
    yield f"## {escaped(level.label)}"
    for category in level.categories:
        yield ""
        yield f"### {escaped(category.label)}"
        yield ""
        for skill in category.skills:
            yield from _skill(skill)
    yield ""


def _skill(skill: SkillReport) -> Iterator[str]:
    box = "x" if skill.verdict in TICKED and not skill.excuse else " "
    yield f"- [{box}] **{escaped(skill.title)}**: {_standing(skill)}"
    for part in skill.parts:
        if part.binding:
            yield from _part(part)


def _standing(skill: SkillReport) -> str:
    if skill.excuse:
        return f"{EXCUSED}: {escaped(skill.excuse)}"
    is_begun = any(part.binding for part in skill.parts)
    missing = f"; missing: {escaped(skill.missing)}" if skill.missing and is_begun else ""
    return f"{state(skill)}{missing}"


def _part(part: PartReport) -> Iterator[str]:
    target = f" ({code(part.binding.target)})" if part.binding else ""
    yield f"  - {code(part.name)}{target}: {part.verdict.value}"
    yield from (f"    - remark: {escaped(remark)}" for remark in part.remarks)
    first = next(unpassed(part), None)
    if first:
        yield from _check(first)


def _check(check: CheckReport) -> Iterator[str]:
    mistake = unsaid(check.mistake, check)
    why = f": {escaped(mistake)}" if mistake else ""
    yield f"    - {code(check.name)} {check.outcome.value}{why}"
    if check.message:
        yield from block(check.message, indent="      ")
