"""The options of a run: what the command line says, and where it is silent, the manifest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.errors import ChecklistError, nearest
from pytest_mlchecklist.flags import SWITCH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytest_mlchecklist.catalogue import Catalogue
    from pytest_mlchecklist.manifest import Manifest


@dataclass(frozen=True)
class Options:
    """How this run is made.

    Attributes:
        seed: Chooses the inputs.
        effort: How many inputs are tried: 'quick', 'standard' or 'thorough'.
        isolation: Where the learner's code runs: 'process' or 'none'.
        timeout: How many seconds one call may take.
        python: The interpreter that runs the learner's code, or None for this one.
        strict: Whether remarks are required.
        discovery: Whether undeclared code is searched for.
        online: Whether checks that need the network run.
        only: Ids or globs of the skills to check; () is all.
        reports: Which reports are asked for, as TYPE[:DEST]; () is the default.
    """

    seed: int = 0
    effort: str = "standard"
    isolation: str = "process"
    timeout: float = 10.0
    python: str | None = None
    strict: bool = False
    discovery: bool = True
    online: bool = False
    only: tuple[str, ...] = ()
    reports: tuple[str, ...] = field(default=())


def read_options(given: Any, manifest: Manifest) -> Options:
    """Return what the command line asks for; where it is silent, the manifest.

    Raises:
        ChecklistError: A value makes no sense.
    """
    settings = manifest.settings
    if given.mlchecklist_timeout is not None and not given.mlchecklist_timeout > 0:
        message = f"{SWITCH}-timeout={given.mlchecklist_timeout:g}: a time limit is greater than 0"
        raise ChecklistError(message)
    # A debugger can't reach into another process.
    isolation = "none" if given.usepdb else "process"
    return Options(
        seed=given.mlchecklist_seed or 0,
        effort=given.mlchecklist_effort or settings.effort or "standard",
        isolation=given.mlchecklist_isolation or isolation,
        timeout=given.mlchecklist_timeout or settings.timeout or 10.0,
        python=settings.python,
        strict=given.mlchecklist_strict or settings.strict,
        discovery=settings.discovery and not given.mlchecklist_no_discovery,
        online=given.mlchecklist_online,
        only=tuple(given.mlchecklist_only or ()),
        reports=tuple(given.mlchecklist_report or ()),
    )


def find_skills(flag: str, patterns: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids that match any of the patterns, in the catalogue's order.

    Raises:
        ChecklistError: A pattern matches nothing.
    """
    found: set[str] = set()
    for pattern in patterns:
        ids = {skill.id for skill in catalogue.matching(pattern)}
        if not ids:
            known = [skill.id for skill in catalogue.skills]
            message = f"{SWITCH}{flag}={pattern}: no skill matches this{nearest(pattern, known)}"
            raise ChecklistError(message)
        found |= ids
    return tuple(skill.id for skill in catalogue.skills if skill.id in found)
