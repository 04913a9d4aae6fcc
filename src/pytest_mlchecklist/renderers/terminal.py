"""The report on the terminal: what was reached, what is wrong, and what is worth doing next."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from pytest_mlchecklist.renderers.nearest import nearest_to_a_tick
from pytest_mlchecklist.renderers.outline import outline
from pytest_mlchecklist.renderers.plain import cleaned, one_line, shortened
from pytest_mlchecklist.renderers.words import (
    SIGNS,
    TICKED,
    count,
    left_out,
    passed_over,
    percent,
    tally,
    ticks,
    unpassed,
    unsaid,
)
from pytest_mlchecklist.report import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.padding import Padding
    from rich.text import Text

    from pytest_mlchecklist.renderers.outline import Level
    from pytest_mlchecklist.report import CheckReport, PartReport, Report, SkillReport

_LONGEST_MESSAGE = 1_500
_BAR = 20
_MOST_TITLES = 12
_HOW_TO_BEGIN = """
No code for a skill was found by its name. Say in mlchecklist.toml where it is, for example:

    [code]
    relu = "path/to/your_file.py:your_function\""""
_STYLES: dict[str, str] = {
    Verdict.VERIFIED: "green",
    Verdict.ATTESTED: "blue",
    Verdict.PARTIAL: "yellow",
    Verdict.FAILING: "red",
    Verdict.COULD_NOT_RUN: "magenta",
    Verdict.NOT_STARTED: "dim",
}


def render(report: Report, *, width: int = 80, colour: bool = False) -> str:
    """Return the summary for a terminal of the given width; without colour it is plain text."""
    from rich.console import Console

    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as captured:
        for line in _lines(cleaned(report)):
            console.print(line)
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def _lines(report: Report) -> Iterator[Text | Padding]:
    yield from _summary(report)
    seen: set[str] = set()
    for skill in report.skills:
        for part in skill.parts:
            # A part that serves two skills is spoken of once.
            if part.name not in seen and not skill.excuse:
                yield from _part(skill, part)
            seen.add(part.name)
    yield from _passed_over(report)
    yield from _nearest(report)


def _summary(report: Report) -> Iterator[Text]:
    summary = report.summary
    yield _line(("ML checklist ", "dim"), (one_line(report.project), "bold"))
    yield _line(
        (f"{ticks(summary)} of {summary.total}", "bold"),
        f" skills ticked ({percent(summary)} %): {tally(summary)}",
    )
    levels = outline(report)
    longest = max((len(level.label) for level in levels), default=0)
    yield from (_level(level, longest) for level in levels)
    yield from _ticked(report)
    if notice := left_out(report):
        yield _line((notice, "yellow"))


def _ticked(report: Report) -> Iterator[Text]:
    """Name what is ticked, or say how to begin where nothing was found."""
    titles = [one_line(skill.title) for skill in report.skills if skill.verdict in TICKED]
    if titles:
        more = f" and {len(titles) - _MOST_TITLES} more" if len(titles) > _MOST_TITLES else ""
        yield _line(("✓ ", "green"), ", ".join(titles[:_MOST_TITLES]) + more)
    elif report.skills and not any(part.binding for skill in report.skills for part in skill.parts):
        yield _line(_HOW_TO_BEGIN)


def _level(level: Level, longest: int) -> Text:
    counts = level.summary
    done = _BAR * ticks(counts) // counts.total if counts.total else 0
    attested = f", {counts.attested} attested" if counts.attested else ""
    return _line(
        f"{one_line(level.label):{min(longest, 30)}}  ",
        ("━" * done, "green"),
        ("─" * (_BAR - done), "dim"),
        f"  {ticks(counts)} of {counts.total}{attested}",
    )


def _part(skill: SkillReport, part: PartReport) -> Iterator[Text | Padding]:
    first = next(unpassed(part), None)
    is_wrong = part.verdict in (Verdict.FAILING, Verdict.COULD_NOT_RUN)
    if not (is_wrong or part.remarks):
        return
    yield _line()
    yield _part_heading(skill, part)
    if first and is_wrong:
        yield from _check(first)
    yield from (_indented(("remark ", "yellow"), one_line(remark)) for remark in part.remarks)


def _part_heading(skill: SkillReport, part: PartReport) -> Text:
    style = _STYLES[part.verdict]
    target = f" · {one_line(part.binding.target)}" if part.binding else ""
    return _line(
        (f"{SIGNS[part.verdict]} {one_line(part.name)}", f"bold {style}"),
        (f" {part.verdict.value}", style),
        (f" · {one_line(skill.title)}{target}", "dim"),
    )


def _check(check: CheckReport) -> Iterator[Padding]:
    yield _indented((one_line(check.name), "bold"))
    # A blank line needs a space: padding drops what is empty.
    message = shortened(check.message, _LONGEST_MESSAGE)
    yield from (_indented(line or " ", by=4) for line in message.split("\n"))
    if unsaid(check.mistake, check):
        yield _indented(f"Your result is what one gets when {one_line(check.mistake)}.", by=4)


def _passed_over(report: Report) -> Iterator[Text | Padding]:
    notes = passed_over(report)
    if notes:
        yield _line()
        yield _line(("Passed over", "bold"))
    yield from (_indented(one_line(note)) for note in notes)


def _nearest(report: Report) -> Iterator[Text | Padding]:
    skills = nearest_to_a_tick(report)
    if skills:
        yield _line()
        yield _line((f"{count(len(skills), 'skill')} nearest to a tick", "bold"))
    for skill in skills:
        yield _indented((one_line(skill.title), "bold"), f": {one_line(skill.missing)}")


def _indented(*pieces: str | tuple[str, str], by: int = 2) -> Padding:
    from rich.padding import Padding

    return Padding(_line(*pieces), (0, 0, 0, by), expand=False)


def _line(*pieces: str | tuple[str, str]) -> Text:
    from rich.text import Text

    return Text.assemble(*pieces)
