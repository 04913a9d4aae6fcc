"""`mlchecklist explain`: a skill or a part as a page to read before writing any code."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_mlchecklist import facts, host
from pytest_mlchecklist.commands.choice import find_skill
from pytest_mlchecklist.commands.contract_words import (
    arguments,
    has_batch,
    lesson,
    looked_at,
    outlined,
    result,
    signature,
)
from pytest_mlchecklist.commands.screen import columns, heading, indented, line, show, unbroken
from pytest_mlchecklist.renderers.words import count, label, level_label
from pytest_mlchecklist.report import Severity
from pytest_mlchecklist.verdicts import needs_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from pytest_mlchecklist.catalogue import Catalogue
    from pytest_mlchecklist.commands.repository import Repository
    from pytest_mlchecklist.skill import Part, Skill

_MOST_IN_FULL = 3  # of more parts than this, only a line each
_READ = {"repository": "repository.py", "evidence": "records.py"}  # the others have a module in the host
_IN_THE_SOURCE = re.compile(r"\s\(`[\w/]+\.py`\)")


def explain(repository: Repository, asked: str) -> None:
    """Print what a skill or a part is about, what to show for it, and what is checked.

    Raises:
        ChecklistError: Nothing is called so.
    """
    skill, part = find_skill(asked, repository.catalogue)
    show(_page(skill, part, repository.catalogue))


def _page(skill: Skill, part: Part | None, catalogue: Catalogue) -> Iterator[RenderableType]:
    parts = (part,) if part else catalogue.parts_of(skill)
    yield line((skill.title, "bold"), (f" · {level_label(skill.level)}, {label(skill.category)}", "dim"))
    yield unbroken((skill.id, "dim"))
    yield line(f"\n{_sentence(skill.about)}")
    yield heading("Why it matters")
    yield indented(line(_sentence(skill.why)))
    if skill.next_step:
        yield heading("The step after it")
        yield indented(line(_sentence(skill.next_step)))
    if not parts:
        yield heading("What to show")
        yield indented(line("Nothing checks this skill yet, so there is nothing to show for it."))
        return
    yield heading("What the tick takes")
    yield indented(line(needs_in_words(skill.needs)))
    if len(parts) <= _MOST_IN_FULL:
        for one in parts:
            yield from _part(one)
    else:
        yield heading(f"The {count(len(parts), 'part')}")
        yield columns((one.name, lesson(one)) for one in parts)
    yield from _dialects(parts)
    yield from _next(parts)


def _part(part: Part) -> Iterator[RenderableType]:
    yield heading(part.name)
    yield indented(line(lesson(part)))
    yield line()
    yield from _places(part) if part.is_read else _contract(part)
    if part.checks:
        yield indented(line("\nWhat is checked (a remark costs no tick)"))
        yield columns(_promises(part), by=4)
    if part.mistakes:
        yield indented(line("\nMistakes that are known by name"))
        yield columns((("·", mistake.name) for mistake in part.mistakes), style="red", by=4)
    if part.names:
        yield indented(line("\nFound under these names, however they are spelt"))
        yield indented(line(", ".join((part.name, *part.names))), by=4)


def _contract(part: Part) -> Iterator[RenderableType]:
    if part.outline is not None:
        yield from _outline(part)
        return
    yield indented(line((signature(part), "cyan")))
    gives = [("gives", result(part))] if result(part) else []
    yield columns([*arguments(part), *gives], style="cyan", by=4)
    if has_batch(part):
        yield indented(line(("n counts the examples.", "dim")), by=4)


def _outline(part: Part) -> Iterator[RenderableType]:
    """Yield what one may begin with; the contract of such a part is what our checks vary."""
    for defined, what in outlined(part):
        yield indented(line((defined, "cyan")))
        yield indented(line(what), by=4)


def _places(part: Part) -> Iterator[RenderableType]:
    """Yield where a part is read from that no code shows."""
    yield indented(line("It is read, not called. Looked at are"))
    yield columns(looked_at(part), style="cyan", by=4)


def _promises(part: Part) -> Iterator[tuple[str, str]]:
    """Yield the checks, the required ones first; a remark costs no tick."""
    for severity in Severity:
        checks = (check for check in part.checks if check.severity is severity)
        yield from ((severity.value, " ".join(check.promise.split())) for check in checks)


def _dialects(parts: tuple[Part, ...]) -> Iterator[RenderableType]:
    read = {part.kind: part.is_read for part in parts}
    for title, wanted in (("How your code may look", False), ("What is understood", True)):
        paragraphs = [
            text for kind, is_read in read.items() if is_read == wanted for text in understood(kind)
        ]
        if paragraphs:
            yield heading(title)
        yield from (indented(line(paragraph)) for paragraph in paragraphs)


def understood(kind: str) -> list[str]:
    """Return what a kind's module says of what is understood, by paragraphs."""
    path = (
        Path(facts.__path__[0], _READ[kind])
        if kind in _READ
        else Path(host.__path__[0], "kinds", f"{kind}.py")
    )
    if not path.is_file():
        return []
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    said = text.partition("\nOperations")[0].strip()
    return [_unwrapped(_IN_THE_SOURCE.sub("", paragraph)) for paragraph in said.split("\n\n")]


def _unwrapped(paragraph: str) -> str:
    """Return a paragraph whose lines run on; an item of a list keeps its line."""
    return re.sub(r"\s*\n\s*(?!-\s)", " ", paragraph)


def _next(parts: tuple[Part, ...]) -> Iterator[RenderableType]:
    name = parts[0].name
    begun = [] if parts[0].is_read else [(f"mlchecklist start {name}", "writes a file to begin with")]
    rows = [
        *begun,
        ("mlchecklist discover", "shows what of yours is found"),
        ("pytest --mlchecklist", "checks it"),
    ]
    if len(parts) > _MOST_IN_FULL:
        rows.insert(0, (f"mlchecklist explain {name}", "says what is checked of this part"))
    yield heading("Next")
    yield columns(rows)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
