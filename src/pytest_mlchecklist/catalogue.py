"""The catalogue: every skill of every pack, read from folders of skill files."""

from __future__ import annotations

import hashlib
import importlib
import re
import sys
import tomllib
import traceback
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist import bundled
from pytest_mlchecklist.errors import PackError, nearest
from pytest_mlchecklist.report import Severity
from pytest_mlchecklist.skill import AllOf, Part, Skill, needed_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DEPTH = 3  # level, category, file
_WHY = "Why it matters:"
_NEXT = "Next step:"


@dataclass(frozen=True)
class Catalogue:
    """Every skill, in the order in which a report shows them.

    Attributes:
        skills: The skills of all packs.
        parts: Every part by its name.
        skill_of: The skill whose file defines a part, by the part's name.
    """

    skills: tuple[Skill, ...]
    parts: dict[str, Part] = field(init=False)
    skill_of: dict[str, Skill] = field(init=False)
    _names: dict[str, tuple[str, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        owners = {part.name: skill for skill in self.skills for part in skill.parts}
        object.__setattr__(self, "skill_of", owners)
        parts = {part.name: part for skill in self.skills for part in skill.parts}
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "_names", {skill.id: _names_taken(skill) for skill in self.skills})

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels, in order, each once."""
        return tuple(dict.fromkeys(skill.level for skill in self.skills))

    def matching(self, pattern: str) -> tuple[Skill, ...]:
        """Return the skills whose id is `pattern`, or matches it as a glob; its star crosses slashes."""
        return tuple(skill for skill in self.skills if fnmatchcase(skill.id, pattern))

    def parts_of(self, skill: Skill) -> tuple[Part, ...]:
        """Return a skill's own parts, then those that it needs from other files."""
        return tuple(self.parts[name] for name in self._names[skill.id])

    def skills_taking(self, part: Part) -> tuple[Skill, ...]:
        """Return the skill that defines a part, and those that need it."""
        return tuple(skill for skill in self.skills if part.name in self._names[skill.id])

    def strict(self) -> Catalogue:
        """Return the same catalogue with every remark made required."""
        return Catalogue(
            tuple(replace(skill, parts=tuple(map(_without_remarks, skill.parts))) for skill in self.skills)
        )

    def offline(self) -> Catalogue:
        """Return the same catalogue without the checks that ask the network."""
        return Catalogue(
            tuple(replace(skill, parts=tuple(map(_without_network, skill.parts))) for skill in self.skills)
        )


def load(folders: Iterable[Path]) -> Catalogue:
    """Return the catalogue of these packs, one after the other.

    Raises:
        PackError: A skill file or a pack.toml breaks the rules of a pack.
    """
    skills = tuple(skill for folder in folders for skill in _read_pack(Path(folder)))
    _refuse_twins((skill.id, str(skill.path), "skill") for skill in skills)
    _refuse_twins((part.name, _place(part), "part") for skill in skills for part in skill.parts)
    catalogue = Catalogue(skills)
    for skill in skills:
        _refuse_unknown_needs(skill, catalogue)
    return catalogue


def _names_taken(skill: Skill) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(part.name for part in skill.parts), *needed_names(skill.needs)]))


def _without_remarks(part: Part) -> Part:
    return replace(part, checks=tuple(replace(check, severity=Severity.REQUIRED) for check in part.checks))


def _without_network(part: Part) -> Part:
    return replace(part, checks=tuple(check for check in part.checks if not check.online))


def _read_pack(folder: Path) -> Iterator[Skill]:
    if not folder.is_dir():
        message = f"{folder}: this folder of skills isn't there"
        raise PackError(message)
    found = {_read_id(folder, path): path for path in _skill_files(folder)}
    order, ongoing = _read_order(folder, found)
    for id_ in dict.fromkeys((*order, *found)):
        yield _read_skill(folder, id_, found[id_], ongoing=id_ in ongoing)


def _skill_files(folder: Path) -> list[Path]:
    paths = (path for path in folder.rglob("*.py") if path.is_file())
    return sorted(path for path in paths if not _is_private(path.relative_to(folder)))


def _is_private(path: Path) -> bool:
    return any(step.startswith(("_", ".")) for step in path.parts)


def _read_id(folder: Path, path: Path) -> str:
    steps = path.relative_to(folder).with_suffix("").parts
    if len(steps) != _DEPTH:
        message = f"{path}:1: a skill lies at level/category/name.py, this file at {'/'.join(steps)}.py"
        raise PackError(message)
    return "/".join(steps)


def _read_order(folder: Path, found: Iterable[str]) -> tuple[list[str], list[str]]:
    path = folder / "pack.toml"
    if not path.is_file():
        return [], []
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path}: {error}"
        raise PackError(message) from error
    return _known_ids(path, table, "order", found), _known_ids(path, table, "ongoing", found)


def _known_ids(path: Path, table: dict[str, Any], key: str, found: Iterable[str]) -> list[str]:
    ids: list[str] = table.get(key, [])
    for id_ in ids:
        if id_ not in found:
            problem = f"{key} names no skill of this pack: {id_}{nearest(id_, found)}"
            message = f"{path}:{_line_of(path, id_)}: {problem}"
            raise PackError(message)
    return ids


def _line_of(path: Path, text: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)


def _read_skill(folder: Path, id_: str, path: Path, *, ongoing: bool) -> Skill:
    module = _import(folder, id_, path)
    title, about, why, next_step = _read_docstring(path, module.__doc__ or "")
    parts = tuple(_own_parts(module))
    declared = getattr(module, "__mlchecklist_skill__", None)
    # A file that declares nothing asks for all that it defines.
    needs = declared or (AllOf(tuple(part.name for part in parts)) if parts else None)
    return Skill(id_, title, about, why, needs, parts, path, ongoing=ongoing, next_step=next_step)


def _import(folder: Path, id_: str, path: Path) -> ModuleType:
    try:
        if folder == bundled.folder("skills"):
            return importlib.import_module("pytest_mlchecklist.skills." + id_.replace("/", "."))
        return _import_by_location(folder, id_, path)
    except PackError:
        raise
    except Exception as error:
        message = f"{path}:{_line_of_error(error, path)}: {type(error).__name__}: {error}"
        raise PackError(message) from error


def _import_by_location(folder: Path, id_: str, path: Path) -> ModuleType:
    # Packs of different authors may hold files of one name, so the folder is part of the module's.
    pack = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    name = re.sub(r"\W", "_", f"mlchecklist_pack_{pack}_{id_}")
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    SourceFileLoader(name, str(path)).exec_module(module)
    return module


def _line_of_error(error: Exception, path: Path) -> int:
    if isinstance(error, SyntaxError) and error.lineno:
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(path)]
    return (lines and lines[-1]) or 1


def _read_docstring(path: Path, docstring: str) -> tuple[str, str, str, str]:
    paragraphs = [" ".join(text.split()) for text in docstring.strip().split("\n\n")]
    title, colon, about = paragraphs[0].partition(":")
    why, next_step = _after(_WHY, paragraphs), _after(_NEXT, paragraphs)
    if not (title and colon and about.strip() and why):
        message = (
            f"{path}:1: a skill file begins with a docstring: 'Title: what it is about.', "
            f"then a paragraph '{_WHY} …'"
        )
        raise PackError(message)
    return title.strip(), about.strip(), why, next_step


def _after(label: str, paragraphs: list[str]) -> str:
    return next((text.removeprefix(label).strip() for text in paragraphs if text.startswith(label)), "")


def _own_parts(module: ModuleType) -> Iterator[Part]:
    seen: set[int] = set()
    for value in vars(module).values():
        is_part = getattr(type(value), "__mlchecklist_part__", False)
        if is_part and value.__module__ == module.__name__ and id(value) not in seen:
            seen.add(id(value))
            yield value.part


def _place(part: Part) -> str:
    code = getattr(part.reference, "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}" if code else part.reference.__module__


def _refuse_twins(named: Iterable[tuple[str, str, str]]) -> None:
    places: dict[str, str] = {}
    for name, place, word in named:
        if name in places:
            message = f"{place}: the {word} {name} is already defined at {places[name]}"
            raise PackError(message)
        places[name] = place


def _refuse_unknown_needs(skill: Skill, catalogue: Catalogue) -> None:
    for name in needed_names(skill.needs):
        if name not in catalogue.parts:
            line = _line_of(skill.path, "skill(")
            message = f"{skill.path}:{line}: needs names no part: {name}{nearest(name, catalogue.parts)}"
            raise PackError(message)
