"""Which files of a repository a pattern means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

from pytest_mlchecklist.sources import walk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def names(root: Path) -> list[str]:
    """Return the paths of all files that belong to the repository, from its root, in a fixed order."""
    return [path.relative_to(root).as_posix() for path in walk(root, everything=True)]


def matching(files: Iterable[str], patterns: Iterable[str]) -> list[str]:
    """Return the files that a pattern means; capitals make no difference.

    Patterns are spelt as in .gitignore: `*.py` in any folder, `/README*` at the root alone,
    `notes/*.md` in that folder, `!*.txt` not those.
    """
    spec = GitIgnoreSpec.from_lines([pattern.lower() for pattern in patterns])
    return [name for name in files if spec.match_file(name.lower())]
