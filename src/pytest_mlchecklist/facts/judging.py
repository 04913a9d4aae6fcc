"""Asks one check of what was read, and puts the outcome into words."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.asserts import Mismatch
from pytest_mlchecklist.errors import CannotRun, NotStarted
from pytest_mlchecklist.facts.places import files_of
from pytest_mlchecklist.facts.records import read_notes
from pytest_mlchecklist.facts.repository import Repository
from pytest_mlchecklist.report import CheckReport, Outcome, Severity
from pytest_mlchecklist.wording import four_lines_of_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytest_mlchecklist.skill import Check, Part

_FEW = 3


def ask(
    part: Part, check: Check, repo: Repository, files: Sequence[str] = ()
) -> tuple[CheckReport, BaseException | None]:
    """Ask one check; return its line in the ledger, and what ended it.

    Args:
        part: A part of the kind repository or evidence.
        check: One of its checks.
        repo: The repository.
        files: The files of a written record.
    """
    start, ended = time.perf_counter(), None
    report = CheckReport(check.name, check.severity, Outcome.PASSED, hint=check.hint, examples=1)
    repo.begin()
    try:
        check.function(_subject(part, repo, files))
    except Exception as error:  # noqa: BLE001 - whatever the files led to
        ended, report = error, _told(report, check, repo, error)
    seconds = time.perf_counter() - start
    return replace(report, notes=tuple(repo.notes), seconds=seconds), ended


def ask_written(part: Part, write: Callable[[Path], Any], *, online: bool = False) -> list[CheckReport]:
    """Return what the checks say of a repository that `write` makes: the reference, or a mistake.

    Those that ask the network are left out unless it is `online`.
    """
    asked = [check for check in part.checks if online or not check.online]
    with tempfile.TemporaryDirectory(prefix="mlchecklist-", ignore_cleanup_errors=True) as folder:
        write(Path(folder))
        repo = Repository(Path(folder))
        files = files_of(part, repo)
        try:
            return [ask(part, check, repo, files)[0] for check in asked]
        finally:
            repo.close()


def read_from(files: Sequence[str]) -> str:
    """Return the files that a part is read from, in words; '' when there are none."""
    more = f" and {len(files) - _FEW} more" if len(files) > _FEW else ""
    return f"read from {', '.join(files[:_FEW])}{more}" if files else ""


def _subject(part: Part, repo: Repository, files: Sequence[str]) -> Any:
    """Return what a check of the part gets."""
    if part.kind == "repository":
        return repo
    notes = read_notes(repo, files, part.options.get("sections"))
    if not notes:
        raise NotStarted("nothing is written there yet")
    return notes


def _told(report: CheckReport, check: Check, repo: Repository, error: Exception) -> CheckReport:
    match error:
        case NotStarted():
            return replace(report, outcome=Outcome.NOT_RUN, message=f"not started: {error}", examples=0)
        case CannotRun(message=message):
            told = f"{_looked_at(repo)}: {message}"
            # A host that can't be reached takes nothing away from what is written.
            severity = Severity.REMARK if check.online else check.severity
            return replace(report, outcome=Outcome.COULD_NOT_RUN, message=told, severity=severity)
        case AssertionError():
            return _failed(report, check, repo, error)
    # The page's own fault, or what stands in the files is stranger than its author thought of.
    message = f"this check could not make sense of {_looked_at(repo)}: {type(error).__name__}: {error}"
    return replace(report, outcome=Outcome.COULD_NOT_RUN, message=message)


def _failed(report: CheckReport, check: Check, repo: Repository, error: AssertionError) -> CheckReport:
    named = getattr(error, "mistake", "") or check.reveals
    found, expected = str(error) or "something else", check.promise
    if isinstance(error, Mismatch):
        found, expected = error.came, error.expected
    message = four_lines_of_facts(
        looked_at=_looked_at(repo),
        found=found,
        expected=expected,
        hint=f"This is what one gets when {named}. {check.hint}" if named else check.hint,
    )
    return replace(report, outcome=Outcome.FAILED, message=message, mistake=named)


def _looked_at(repo: Repository) -> str:
    """Return what the check has read last; of files it has read, how they were found says nothing more."""
    read = [what for what, is_search in repo.looked_at.items() if not is_search]
    return ", ".join((read or list(repo.looked_at))[-_FEW:]) or "the repository"
