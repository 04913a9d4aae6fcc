"""The command line's options, and what they come to together with the manifest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.errors import ChecklistError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytest_mlchecklist.catalogue import Catalogue
    from pytest_mlchecklist.manifest import Manifest

SWITCH = "--mlchecklist"

# Each option's flag after '--mlchecklist', and what argparse is told about it.
OPTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("", {"action": "store_true", "help": "check the machine-learning skills that this repository shows"}),
    (
        "-report",
        {
            "action": "append",
            "metavar": "TYPE[:DEST]",
            "help": "write this report: html, json, badge, shields, markdown, term or none; may be repeated "
            "(default: all of them, into mlchecklist-report/)",
        },
    ),
    (
        "-fail-under",
        {"metavar": "PERCENT", "help": "fail when fewer skills than this are ticked; 100 means all"},
    ),
    (
        "-require",
        {
            "action": "append",
            "metavar": "ID",
            "help": "fail when this skill isn't ticked; an id or a glob, may be repeated",
        },
    ),
    (
        "-level-under",
        {
            "action": "append",
            "metavar": "LEVEL=PERCENT",
            "help": "fail when fewer skills of this level are ticked; may be repeated",
        },
    ),
    (
        "-ratchet",
        {
            "nargs": "?",
            "const": True,
            "metavar": "FILE.json",
            "help": "fail when a tick is lost that FILE remembers, and remember new ones "
            "(default: mlchecklist-ratchet.json)",
        },
    ),
    (
        "-only",
        {
            "action": "append",
            "metavar": "ID",
            "help": "check these skills only; an id or a glob, may be repeated",
        },
    ),
    (
        "-effort",
        {
            "choices": ("quick", "standard", "thorough"),
            "help": "how many inputs each check tries (default: standard)",
        },
    ),
    ("-strict", {"action": "store_true", "help": "treat remarks like required checks"}),
    (
        "-seed",
        {
            "type": int,
            "metavar": "NUMBER",
            "help": "choose other inputs; the same number gives the same run (default: 0)",
        },
    ),
    (
        "-isolation",
        {
            "choices": ("process", "none"),
            "help": "where your code runs: in a process of its own, or in pytest's, where a debugger "
            "reaches it (default: process; none under --pdb)",
        },
    ),
    (
        "-timeout",
        {
            "type": float,
            "metavar": "SECONDS",
            "help": "how long one call of your code may take (default: 10)",
        },
    ),
    ("-no-discovery", {"action": "store_true", "help": "check declared code only; search for none"}),
    ("-online", {"action": "store_true", "help": "let checks that need the network run"}),
)


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


def destination(flag: str) -> str:
    """Return the name under which argparse keeps an option."""
    return f"mlchecklist{flag}".replace("-", "_")


def used_without_switch(given: Any) -> str:
    """Return the first of our options that is given although the checklist isn't asked for, or ''."""
    if getattr(given, destination("")):
        return ""
    flags = (flag for flag, _ in OPTIONS if getattr(given, destination(flag)) not in (None, False))
    return next((SWITCH + flag for flag in flags), "")


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
