"""`mlchecklist kata`: three small programs that train, and in each of them a fault to find."""

from __future__ import annotations

import hashlib
import random
import tomllib
from typing import TYPE_CHECKING, Any

import click

from pytest_mlchecklist import bundled
from pytest_mlchecklist.commands.repository import write_new_code
from pytest_mlchecklist.errors import CannotRun, ChecklistError, NotStarted
from pytest_mlchecklist.facts.git import Git

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_mlchecklist.commands.repository import Repository

PROGRAMS = ("kata_classifier", "kata_regression", "kata_evaluation")
_FOLDER = "katas"


def kata(repository: Repository) -> None:
    """Write the programs into a folder of the repository.

    Raises:
        ChecklistError: One of them is there already: nothing is written.
    """
    paths = {name: repository.root / _FOLDER / f"{name}.py" for name in PROGRAMS}
    for path in paths.values():
        if path.exists():
            message = f"{_FOLDER}/{path.name} is there already; nothing was written"
            raise ChecklistError(message)
    for name, text in katas(seed_of(repository.root)).items():
        write_new_code(paths[name], text)
    click.echo(f"Three programs lie in {_FOLDER}: each runs, and does not do what it should. Find out why.")
    click.echo("Mend them in any way you like; `pytest --mlchecklist` says whether they behave.")


def katas(seed: str) -> dict[str, str]:
    """Return the text of each program, with one of its faults."""
    chosen = random.Random(seed)  # noqa: S311 - which fault it is need not be a secret
    return {name: broken(name, chosen.choice(faults_of(name))) for name in PROGRAMS}


def faults_of(program: str) -> list[dict[str, Any]]:
    """Return the faults that a program may have."""
    faults = tomllib.loads((_folder() / "faults.toml").read_text("utf-8"))["fault"]
    return [fault for fault in faults if fault["program"] == program]


def broken(program: str, fault: dict[str, Any]) -> str:
    """Return the text of a program with a fault."""
    text = (_folder() / f"{program}.py").read_text("utf-8")
    if text.count(fault["right"]) != 1:
        message = f"{fault['right']!r} does not stand once in {program}"
        raise ValueError(message)
    return text.replace(fault["right"], fault["wrong"])


def seed_of(root: Path) -> str:
    """Return what two learners' repositories differ in: their beginning, and who works there now."""
    git = Git(root)
    try:
        commits = git.commits
        said = (commits[-1].id, commits[0].author)
    except (CannotRun, NotStarted, IndexError):
        said = (str(root), "")
    finally:
        git.close()
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _folder() -> Path:
    return bundled.folder("templates") / _FOLDER
