"""Code versioning: a history that tells how the code came about.

Why it matters: who can go back dares to go forward.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from pytest_mlchecklist.api import all_of, assert_that, commit, repository, skill

MESSAGES = ("Add a dense layer", "Train it on two moons", "Plot the loss")
KEPT_OUT = ("__pycache__/", ".venv/", "model.pt")


@repository(files=[".git"])
def code_history(folder: Path) -> None:
    """Three commits on three days, each with a message, and a .gitignore."""
    write_history(folder, MESSAGES)


def write_history(folder, messages, days=(1, 2, 3), ignored=KEPT_OUT):
    (folder / ".gitignore").write_text("\n".join(ignored))
    for day, message in zip(days, messages, strict=True):
        (folder / f"step_{day}.py").write_text(f"print({message!r})\n")
        commit(folder, message, when=datetime(2026, 5, day, 12, len(message), tzinfo=UTC))


@code_history.check(hint="Commit when a step is done, not once at the end.")
def has_commits_on_two_days(repo):
    """There are three commits at least, on two days at least."""
    commits = repo.commits()
    days = {commit.date.date() for commit in commits}
    came = f"{len(commits)} commits on {len(days)} days"
    mistake = "all is one commit" if len(commits) == 1 else ""
    assert_that(
        len(commits) >= 3 and len(days) >= 2, came=came, expected="3 commits on 2 days", mistake=mistake
    )
    repo.found(came, commits[0].id[:8])


@code_history.check(
    hint="Say what the step does, as you would tell a friend.", reveals="every message says update"
)
def says_what_changed(repo):
    """Messages say what changed."""
    empty = [
        commit for commit in repo.commits() if re.fullmatch(r"(?i)\W*(update|fix|wip|\.)*\W*", commit.subject)
    ]
    came = f"{len(empty)} messages such as {empty[0].subject!r}" if empty else ""
    assert_that(not empty, came=came, expected="messages that tell the step")


@code_history.check(hint="List in .gitignore what a program can make again.")
def keeps_out_what_is_made(repo):
    """Caches, environments and checkpoints stay out of git."""
    kept = [path for path in KEPT_OUT if not repo.ignored(path)]
    came = f"git would take {', '.join(kept)}"
    mistake = "nothing is kept out" if len(kept) == len(KEPT_OUT) else ""
    assert_that(not kept, came=came, expected="a .gitignore that names them", mistake=mistake)
    repo.found("the rules", ".gitignore")


@code_history.check(hint="Look for <<<<<<< in the file.", reveals="a merge was not finished")
def has_no_merge_marker(repo):
    """No file that git keeps holds a merge marker."""
    for tracked in repo.tracked():
        line = repo.blob(tracked).split(b"\n").index(b"<<<<<<<") if b"<<<<<<<" in repo.blob(tracked) else -1
        assert_that(line < 0, came=f"{tracked.path}:{line + 1} is a merge marker", expected="merged text")


@code_history.mistake("all is one commit")
def one_commit(folder):
    write_history(folder, MESSAGES[:1], days=(1,))


@code_history.mistake("every message says update")
def updates(folder):
    write_history(folder, ("update", "update.", "Update"))


@code_history.mistake("nothing is kept out")
def no_rules(folder):
    write_history(folder, MESSAGES, ignored=())


@code_history.mistake("a merge was not finished")
def markers(folder):
    (folder / "net.py").write_text("a = 1\n<<<<<<<\nb = 2\n")
    write_history(folder, MESSAGES)


skill(needs=all_of(code_history))
