"""What git knows of a repository; dulwich reads it, so git itself need not be installed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.errors import CannotRun, NotStarted

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_COMMITS = 2_000


@dataclass(frozen=True)
class Commit:
    """One commit.

    Attributes:
        id: Its 40 hexadecimal digits.
        author: Who wrote it, as 'Name <address>'.
        date: When, with the zone that the author was in.
        message: What they said of it.
    """

    id: str
    author: str
    date: datetime
    message: str
    _touched: Callable[[], tuple[str, ...]] = field(repr=False, compare=False)

    @property
    def subject(self) -> str:
        """The first line of its message."""
        return self.message.strip().split("\n", maxsplit=1)[0]

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The files that it touched, by their paths in the git repository."""
        return self._touched()


@dataclass(frozen=True)
class Tracked:
    """A file that git keeps.

    Attributes:
        path: Its path from the root of what is looked at.
        size: Its bytes, as far as git or the disk tells.
        blob: The id of its content.
    """

    path: str
    size: int
    blob: str


class Git:
    """The git repository that a folder is or lies in."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def prefix(self) -> str:
        """The folder's path in the git repository: '' at its top, else with a slash at its end."""
        inside = self.root.resolve().relative_to(Path(self._repo.path).resolve()).as_posix()
        return "" if inside == "." else f"{inside}/"

    @cached_property
    def commits(self) -> tuple[Commit, ...]:
        """The commits that touch the folder, the newest first, of a history that is all here.

        Raises:
            NotStarted: There is no git repository, or no commit yet.
            CannotRun: It was cloned without its history.
        """
        if self._repo.get_shallow():
            message = "this clone has only the end of its history; fetch all of it (`git fetch --unshallow`)"
            raise CannotRun(message)
        paths = [self.prefix.rstrip("/").encode()] if self.prefix else None
        try:
            walker = self._repo.get_walker(paths=paths, max_entries=MOST_COMMITS)
            return tuple(_commit(entry) for entry in walker)
        except KeyError:
            raise NotStarted("the git repository has no commit yet") from None

    @cached_property
    def last(self) -> str:
        """The id of the last commit, '' when there is none yet; a clone without its history has it too."""
        try:
            return str(self._repo.head().decode())
        except KeyError:
            return ""

    @cached_property
    def tracked(self) -> tuple[Tracked, ...]:
        """The files of the folder that git keeps."""
        entries = self._repo.open_index().items()
        found = ((raw.decode("utf-8", "replace"), entry) for raw, entry in entries)
        return tuple(
            Tracked(path.removeprefix(self.prefix), self._size(path, entry), entry.sha.decode())
            for path, entry in found
            if path.startswith(self.prefix) and hasattr(entry, "sha")  # a conflict has none
        )

    def ignores(self, path: str) -> bool:
        """Whether the repository's own .gitignore files leave a path out; a folder ends with a slash."""
        from dulwich.ignore import IgnoreFilterManager

        # Without the user's global rules, which another clone would not have.
        rules = IgnoreFilterManager(self._repo.path, [], ignorecase=False)
        return bool(rules.is_ignored(self.prefix + path))

    def content(self, blob: str) -> bytes:
        """Return the content that an id stands for."""
        return bytes(self._repo[blob.encode()].as_raw_string())

    def close(self) -> None:
        """Close the files of the git repository."""
        if "_repo" in self.__dict__:
            self._repo.close()

    @cached_property
    def _repo(self) -> Any:
        from dulwich.errors import NotGitRepository
        from dulwich.repo import Repo

        try:
            return Repo.discover(str(self.root))
        except NotGitRepository:
            raise NotStarted("there is no git repository") from None
        except (OSError, ValueError) as error:
            raise CannotRun(f"the git repository can't be read: {error}") from None

    def _size(self, path: str, entry: Any) -> int:
        if entry.size:
            return int(entry.size)
        try:
            return (Path(self._repo.path) / path).stat().st_size
        except OSError:
            return 0


def _commit(entry: Any) -> Commit:
    commit = entry.commit
    zone = timezone(timedelta(seconds=commit.author_timezone))
    return Commit(
        id=commit.id.decode(),
        author=commit.author.decode("utf-8", "replace"),
        date=datetime.fromtimestamp(commit.author_time, zone),
        message=commit.message.decode("utf-8", "replace"),
        _touched=lambda: _touched(entry),
    )


def _touched(entry: Any) -> tuple[str, ...]:
    flat: list[Any] = []
    for change in entry.changes():  # a merge gives a list for each file, one change for each parent
        flat += change if isinstance(change, list) else [change]
    paths = (side.path for change in flat for side in (change.new, change.old) if side and side.path)
    return tuple(dict.fromkeys(path.decode("utf-8", "replace") for path in paths))
