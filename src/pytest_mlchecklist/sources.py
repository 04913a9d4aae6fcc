"""The learner's files: which belong to them, and what stands in each; nothing is imported."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

from pytest_mlchecklist.host.texts import LARGEST, Piece, Unreadable, parse, read_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Piece", "Source", "parse", "read", "walk"]

# Folders whose name begins with a dot (.git, .venv, .ipynb_checkpoints …) are never entered either.
_NOT_THEIRS = frozenset(
    {"__pycache__", "build", "dist", "node_modules", "site-packages", "third_party", "vendor", "vendored"}
    | {"mlchecklist-report"}
)
# What programs keep in folders whose name begins with a dot is not written by anyone.
_NO_SETTINGS = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".tox",
        ".nox",
        ".eggs",
        ".ipynb_checkpoints",
        ".hypothesis",
        ".cache",
        ".DS_Store",
    }
    | {".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv", ".env"}
)
_ENVIRONMENT_MARKS = ("pyvenv.cfg", "conda-meta")


@dataclass(frozen=True)
class Source:
    """What stands in one file.

    Attributes:
        path: The file.
        name: Its path from the root, with forward slashes.
        pieces: Its text; () when it could not be read.
        problem: Why it could not be read, in words that follow the name; '' when it could.
    """

    path: Path
    name: str
    pieces: tuple[Piece, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class _Ignored:
    """One .gitignore file."""

    folder: Path
    spec: GitIgnoreSpec

    def says(self, path: Path, *, is_folder: bool) -> bool | None:
        """Whether it leaves `path` out; None when it says nothing about it."""
        name = path.relative_to(self.folder).as_posix()
        return self.spec.check_file(name + "/" if is_folder else name).include


def walk(root: Path, *, everything: bool = False) -> Iterator[Path]:
    """Yield the learner's own .py and .ipynb files under `root`, in a fixed order.

    What a .gitignore leaves out, virtual environments, vendored and built code and links are passed over.

    Args:
        root: Their repository.
        everything: Whether to yield all their files, settings such as .editorconfig and .github too.
    """
    folders: list[tuple[Path, tuple[_Ignored, ...]]] = [(root, ())]
    while folders:
        folder, outer = folders.pop()
        ignored = (*outer, *_ignored_here(folder))
        inner = []
        for entry in _entries(folder):
            path = folder / entry.name
            if _is_theirs(entry, everything=everything) and not _is_ignored(
                path, ignored, is_folder=entry.is_dir()
            ):
                if entry.is_dir():
                    inner.append((path, ignored))
                else:
                    yield path
        folders.extend(reversed(inner))


def read(path: Path, root: Path) -> Source:
    """Return what stands in `path`; whatever is wrong with it is said, never raised."""
    name = path.relative_to(root).as_posix()
    try:
        return Source(path, name, read_pieces(path))
    except Unreadable as error:
        return Source(path, name, problem=str(error))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_theirs(entry: os.DirEntry[str], *, everything: bool) -> bool:
    # Links are left out: they loop, lead outside, or show a file a second time.
    is_hidden = entry.name.startswith(".") and not (everything and entry.name not in _NO_SETTINGS)
    if entry.is_symlink() or is_hidden:
        return False
    if not entry.is_dir():
        return entry.is_file() and (everything or Path(entry.name).suffix in LARGEST)
    is_environment = any(Path(entry.path, mark).exists() for mark in _ENVIRONMENT_MARKS)
    return not (entry.name in _NOT_THEIRS or entry.name.endswith(".egg-info") or is_environment)


def _ignored_here(folder: Path) -> Iterator[_Ignored]:
    try:
        lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
        yield _Ignored(folder, GitIgnoreSpec.from_lines(lines))
    except (OSError, ValueError):
        return


def _is_ignored(path: Path, ignored: tuple[_Ignored, ...], *, is_folder: bool) -> bool:
    # The nearest .gitignore that says anything decides, as in git.
    said = (rules.says(path, is_folder=is_folder) for rules in reversed(ignored))
    return next((answer for answer in said if answer is not None), False)
