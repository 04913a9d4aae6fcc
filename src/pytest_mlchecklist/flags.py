"""The flags of the command line; imported by every run of pytest, so it imports nothing heavy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

SWITCH = "--mlchecklist"

# Each option's flag after '--mlchecklist', and what argparse is told about it.
FLAGS: tuple[tuple[str, dict[str, Any]], ...] = (
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


def destination(flag: str) -> str:
    """Return the name under which argparse keeps an option."""
    return f"mlchecklist{flag}".replace("-", "_")


def used_without_switch(given: Any) -> str:
    """Return the first of our options that is given although the checklist isn't asked for, or ''."""
    if getattr(given, destination("")):
        return ""
    flags = (flag for flag, _ in FLAGS if getattr(given, destination(flag)) not in (None, False))
    return next((SWITCH + flag for flag in flags), "")
