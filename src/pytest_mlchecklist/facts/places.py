"""Where a part that is read lies: the whole repository, a folder of it, or a learner's record."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_mlchecklist.errors import ManifestError, nearest
from pytest_mlchecklist.facts.matching import matching
from pytest_mlchecklist.facts.records import FORMS, is_unfinished
from pytest_mlchecklist.facts.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytest_mlchecklist.skill import Part

GIT = ".git"


@dataclass(frozen=True)
class Place:
    """Where a part lies.

    Attributes:
        path: The folder that is looked at, or the file or folder of a record.
        files: The files by which it is known to be there, from the root.
        unfinished: Whether nothing of it is written yet.
    """

    path: Path
    files: tuple[str, ...] = ()
    unfinished: bool = False


def find(part: Part, repo: Repository) -> Place | None:
    """Return where the repository shows a part, or None when it has no file for it."""
    files = files_of(part, repo)
    if not files:
        return None
    return Place(repo.root, files) if part.kind == "repository" else _record(part, repo, files)


def find_declared(part: Part, place: str, repo: Repository) -> Place:
    """Return where a manifest says that a part lies.

    Args:
        part: The part.
        place: A folder; for a record also a file, or a pattern for several.
        repo: The repository of the manifest.

    Raises:
        ManifestError: There is no such folder or file.
    """
    path = Path(os.path.abspath(repo.root / place))  # noqa: PTH100 - resolve() would follow links
    if part.kind == "repository":
        return _folder(part, path, place, repo)
    files = _files_at(part, path, repo)
    if not files:
        problem = "holds no record" if path.is_dir() else f"isn't there{_nearest(place, repo.names)}"
        raise ManifestError(f"{place} {problem}")
    return _record(part, repo, files)


def files_of(part: Part, repo: Repository) -> tuple[str, ...]:
    """Return the files by which a part is known to be there: those that its page names."""
    patterns = part.options.get("files") or _usual(part)
    is_git = part.kind == "repository" and GIT in patterns and repo.has_git
    return (*((GIT,) if is_git else ()), *matching(repo.names, patterns))


def _files_at(part: Part, path: Path, repo: Repository) -> tuple[str, ...]:
    """Return the files of a record: this one, those of a folder, or those that a pattern means."""
    inside = Path(os.path.relpath(path, repo.root)).as_posix()
    if path == repo.root:
        return files_of(part, repo)
    if path.is_file():
        return (inside,)
    patterns = [f"/{inside}/{form}" for form in FORMS] if path.is_dir() else [f"/{inside}"]
    return tuple(matching(repo.names, patterns))


def _usual(part: Part) -> list[str]:
    """Return the patterns of a page that names none: a record is called like its part."""
    return [part.name + form[1:] for form in FORMS] if part.kind == "evidence" else ["*"]


def _record(part: Part, repo: Repository, files: tuple[str, ...]) -> Place:
    paths = [repo.root / name for name in files]
    path = paths[0] if len(paths) == 1 else Path(os.path.commonpath([path.parent for path in paths]))
    return Place(path, files, is_unfinished(repo, files, part.options.get("sections", {})))


def _folder(part: Part, path: Path, place: str, repo: Repository) -> Place:
    if path.is_file():
        raise ManifestError(f"{place} is a file; name the folder to look at, such as '.'")
    if not path.is_dir():
        folders = {parent.as_posix() for name in repo.names for parent in Path(name).parents}
        raise ManifestError(f"{place} isn't there{_nearest(place, folders - {'.'})}")
    files = files_of(part, repo if path == repo.root else Repository(path))
    return Place(path, files, unfinished=not files)


def _nearest(place: str, known: Sequence[str] | set[str]) -> str:
    namesakes = [name for name in known if name.rsplit("/", 1)[-1] == Path(place).name]
    return nearest(place, namesakes or known)
