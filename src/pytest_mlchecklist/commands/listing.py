"""`mlchecklist list`: the whole checklist, with what this repository shows for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pytest_mlchecklist.commands.screen import heading, indented, line, show, unbroken
from pytest_mlchecklist.errors import ChecklistError, nearest
from pytest_mlchecklist.renderers import FOLDER
from pytest_mlchecklist.renderers.words import EXCUSED, SIGNS, count, label, level_label
from pytest_mlchecklist.report import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rich.console import RenderableType

    from pytest_mlchecklist.commands.repository import Repository
    from pytest_mlchecklist.skill import Part, Skill

_FILE = f"{FOLDER}/report.json"
_NO_SIGN = " "


@dataclass(frozen=True)
class Wish:
    """Which skills are asked for; what is None or False asks for all."""

    level: str | None = None
    category: str | None = None
    found: bool = False


def list_skills(repository: Repository, wish: Wish) -> None:
    """Print the skills, by level and category.

    Raises:
        ChecklistError: There is no such level or category.
    """
    skills = repository.catalogue.skills
    _refuse_unknown("level", wish.level, (skill.level for skill in skills))
    _refuse_unknown("category", wish.category, (skill.category for skill in skills))
    show(_page(repository, [skill for skill in skills if _is_wanted(skill, wish, repository)]))


def _refuse_unknown(word: str, asked: str | None, known: Iterable[str]) -> None:
    names = dict.fromkeys(known)
    if asked is not None and asked not in names:
        message = (
            f"there is no {word} {asked!r}{nearest(asked, names) or ': it is one of ' + ', '.join(names)}"
        )
        raise ChecklistError(message)


def _is_wanted(skill: Skill, wish: Wish, repository: Repository) -> bool:
    if wish.found and not any(_is_begun(part, repository) for part in repository.catalogue.parts_of(skill)):
        return False
    return wish.level in (None, skill.level) and wish.category in (None, skill.category)


def _is_begun(part: Part, repository: Repository) -> bool:
    return repository.bindings.started(part.name) is not None


def _page(repository: Repository, skills: list[Skill]) -> Iterator[RenderableType]:
    verdicts, said = read_verdicts(repository.root)
    for level, of_level in groupby(skills, key=lambda skill: skill.level):
        yield heading(level_label(level))
        for category, those in groupby(of_level, key=lambda skill: skill.category):
            yield indented(line((label(category), "italic")))
            for skill in those:
                yield from _skill(skill, verdicts.get(skill.id, ""), repository)
    checked = sum(bool(repository.catalogue.parts_of(skill)) for skill in skills)
    yield line(f"\n{count(len(skills), 'skill')}, {checked} of them with checks. {said}")


def _skill(skill: Skill, verdict: str, repository: Repository) -> Iterator[RenderableType]:
    parts = repository.catalogue.parts_of(skill)
    name = skill.id.rsplit("/", 1)[-1]
    state = f": {verdict}" if verdict and (parts or verdict != Verdict.NOT_STARTED) else ""
    style = "bold" if parts else "dim"
    sign = SIGNS.get(verdict, _NO_SIGN)
    yield indented(unbroken(f"{sign} ", (skill.title, style), (f" ({name})", "dim"), state), by=4)
    begun = [part for part in parts if _is_begun(part, repository)]
    for part in begun:
        place = repository.place(repository.bindings.by_part[part.name])
        yield indented(unbroken((part.name, "green"), f"  {place}"), by=8)
    if others := [part.name for part in parts if part not in begun]:
        yield indented(line(("not found or not started: ", "dim"), ", ".join(others)), by=8)


def read_verdicts(root: Path) -> tuple[dict[str, str], str]:
    """Return the verdicts of the last report by the skills' ids, and a sentence about where they are from."""
    try:
        report = json.loads((root / _FILE).read_text("utf-8"))
        found = {skill["id"]: EXCUSED if skill["excuse"] else skill["verdict"] for skill in report["skills"]}
    except FileNotFoundError:
        return {}, "For verdicts run `pytest --mlchecklist`."
    except (OSError, ValueError, KeyError, TypeError):
        return {}, f"{_FILE} could not be read; `pytest --mlchecklist` writes it anew."
    return found, f"The verdicts are those of {_FILE}."
