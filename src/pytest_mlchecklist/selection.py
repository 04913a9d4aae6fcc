"""Selection: which repository a command line means, and which of its checks."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_mlchecklist.errors import ChecklistError, nearest
from pytest_mlchecklist.manifest import FILE_NAME, has_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pytest_mlchecklist.catalogue import Catalogue


@dataclass(frozen=True)
class Selection:
    """What a command line means for the checklist.

    Attributes:
        root: The repository: the folder that holds the manifest, or would.
        ids: The ids that it names, without the manifest's name; () is all.
        is_wanted: Whether the checklist is run at all; it is not when only other paths are named.
    """

    root: Path
    ids: tuple[str, ...] = ()
    is_wanted: bool = True

    def has(self, id_: str) -> bool:
        """Whether the check of this id (skill::part::check) is chosen."""
        return not self.ids or any(_is_within(id_, prefix) for prefix in self.ids)


def is_id(argument: str) -> bool:
    """Whether an argument of the command line names the manifest or a check in it."""
    return Path(argument.partition("::")[0]).name == FILE_NAME


def select(arguments: Sequence[str], *, cwd: Path, top: Path, are_given: bool) -> Selection:
    """Return what these arguments mean.

    Args:
        arguments: pytest's arguments: paths and ids.
        cwd: Where pytest was started.
        top: pytest's own root.
        are_given: Whether the user gave them; else pytest took its configuration's.
    """
    named = [argument for argument in arguments if is_id(argument)]
    if named:
        root = _absolute(cwd, named[0].partition("::")[0]).parent
        ids = tuple(argument.partition("::")[2] for argument in named)
        return Selection(root, () if "" in ids else ids)
    if not are_given:
        return Selection(_find_root(cwd, top))
    folders = [folder for argument in arguments if (folder := _absolute(cwd, argument)).is_dir()]
    root = next((folder for folder in folders if has_manifest(folder)), None) or _find_root(cwd, top)
    return Selection(root, is_wanted=any(root.is_relative_to(folder) for folder in folders))


def refuse_unknown_ids(selection: Selection, catalogue: Catalogue) -> None:
    """Refuse ids that name no skill, part or check of the catalogue.

    Raises:
        ChecklistError: The first such id, with the nearest right spelling.
    """
    known = _all_ids(catalogue)
    for id_ in selection.ids:
        if not any(_is_within(name, id_) for name in known):
            message = f"{FILE_NAME}::{id_}: there is no such skill, part or check{nearest(id_, known)}"
            raise ChecklistError(message)


def _absolute(cwd: Path, argument: str) -> Path:
    return Path(os.path.abspath(cwd / argument))  # noqa: PTH100 - pytest follows no links here either


def _all_ids(catalogue: Catalogue) -> list[str]:
    ids = []
    for skill in catalogue.skills:
        ids.append(skill.id)
        for part in catalogue.parts_of(skill):
            ids.append(f"{skill.id}::{part.name}")
            ids.extend(f"{skill.id}::{part.name}::{check.name}" for check in part.checks)
    return ids


def _is_within(id_: str, prefix: str) -> bool:
    return _steps(id_)[: len(_steps(prefix))] == _steps(prefix)


def _steps(id_: str) -> list[str]:
    return [step for step in re.split(r"::|/", id_) if step]


def _find_root(cwd: Path, top: Path) -> Path:
    """Return the nearest folder with a manifest, from `cwd` upwards to `top`; else `top`."""
    folders: Iterable[Path] = (cwd, *cwd.parents) if cwd.is_relative_to(top) else (cwd,)
    for folder in folders:
        if has_manifest(folder):
            return folder
        if folder == top:
            break
    return top
