"""Which skill or part a learner means: by an id, its last steps, words of its title, or a name of code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.errors import ChecklistError, nearest
from pytest_mlchecklist.skill import Part
from pytest_mlchecklist.spelling import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_mlchecklist.catalogue import Catalogue
    from pytest_mlchecklist.skill import Skill

_SURE = 0.9


def find_part(name: str, catalogue: Catalogue) -> Part:
    """Return the part that is called so, or that learners call so.

    Raises:
        ChecklistError: None or several are.
    """
    exact = catalogue.parts.get(name)
    found = [exact] if exact else _parts_called(name, catalogue)
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{name} may mean {' or '.join(part.name for part in found)}: say which"
        raise ChecklistError(message)
    skills = [skill for skill in catalogue.skills if skill.id.rsplit("/", 1)[-1] == name.rsplit("/", 1)[-1]]
    if skills and (names := ", ".join(part.name for part in skills[0].parts)):
        message = f"{name} is a skill; its parts are {names}"
        raise ChecklistError(message)
    message = f"there is no part {name!r}{nearest(name, catalogue.parts)}"
    raise ChecklistError(message)


def find_skill(asked: str, catalogue: Catalogue) -> tuple[Skill, Part | None]:
    """Return the skill that is meant, and the part where a part's name was given.

    Raises:
        ChecklistError: Nothing is called so, or several skills are.
    """
    for found in _readings(asked, catalogue):
        if len(found) == 1:
            (one,) = found
            return (catalogue.skill_of[one.name], one) if isinstance(one, Part) else (one, None)
        if found:
            names = "\n".join(f"  {item.name if isinstance(item, Part) else item.id}" for item in found)
            message = f"{asked!r} may mean several; name one of them:\n{names}"
            raise ChecklistError(message)
    known = [*catalogue.parts, *(name for skill in catalogue.skills for name in _names_of(skill))]
    close = nearest(asked.strip().casefold(), known) or "; `mlchecklist list` shows all of them"
    message = f"no skill and no part is called {asked!r}{close}"
    raise ChecklistError(message)


def _readings(asked: str, catalogue: Catalogue) -> Iterator[list[Skill | Part]]:
    """Yield what the words may mean, the strictest reading first."""
    plain = asked.strip().strip("/")
    steps, spoken = plain.split("/"), plain.replace("_", " ").casefold().split()
    skills = catalogue.skills
    yield [skill for skill in skills if skill.id == plain]
    yield [catalogue.parts[plain]] if plain in catalogue.parts else []
    yield [skill for skill in skills if skill.id.split("/")[-len(steps) :] == steps]
    yield [skill for skill in skills if skill.title.casefold().split() == spoken]
    yield [skill for skill in skills if spoken and _says(skill.title, spoken)]
    yield list(_parts_called(plain, catalogue))


def _says(title: str, spoken: list[str]) -> bool:
    words = title.casefold().split()
    return all(any(word.startswith(piece) for word in words) for piece in spoken)


def _names_of(skill: Skill) -> tuple[str, str, str]:
    return skill.id, skill.id.rsplit("/", 1)[-1], skill.title.casefold()


def _parts_called(name: str, catalogue: Catalogue) -> list[Part]:
    """Return the parts of which learners would use that name for their own code."""
    parts = catalogue.parts.values()
    return [part for part in parts if likeness(name, (part.name, *part.names)) >= _SURE]
