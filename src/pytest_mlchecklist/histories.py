"""Git histories that pages write: for the reference and the mistakes of a part about commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def commit(
    folder: Path, message: str, *, when: datetime, author: str = "A Learner <learner@example.org>"
) -> None:
    """Commit all that lies in the folder, in a git repository that is begun when there is none.

    What a .gitignore leaves out stays out.

    Args:
        folder: The git repository.
        message: What the commit says.
        when: The time that it bears, with a zone.
        author: Who wrote it, as 'Name <address>'.
    """
    from dulwich import porcelain
    from dulwich.repo import Repo

    with Repo(str(folder)) if (folder / ".git").exists() else Repo.init(str(folder)) as repo:
        porcelain.add(repo)
        seconds = int(offset.total_seconds()) if (offset := when.utcoffset()) else 0
        repo.get_worktree().commit(
            message=message.encode(),
            author=author.encode(),
            committer=author.encode(),
            author_timestamp=when.timestamp(),
            commit_timestamp=when.timestamp(),
            author_timezone=seconds,
            commit_timezone=seconds,
            no_verify=True,
            sign=False,
        )
