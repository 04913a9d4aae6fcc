"""The rules of the gate, as the command line and the manifest give them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.errors import ChecklistError, nearest
from pytest_mlchecklist.flags import SWITCH
from pytest_mlchecklist.gate import Rules
from pytest_mlchecklist.options import find_skills
from pytest_mlchecklist.ratchet import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pytest_mlchecklist.catalogue import Catalogue
    from pytest_mlchecklist.manifest import Manifest


def read_rules(given: Any, manifest: Manifest, catalogue: Catalogue) -> Rules:
    """Return what the gate asks for; each option of the command line replaces the manifest's.

    What the ratchet keeps is added by who reads its file.

    Raises:
        ChecklistError: A percentage, a level or an id makes no sense.
    """
    gate = manifest.settings.gate
    share, levels = given.mlchecklist_fail_under, given.mlchecklist_level_under
    fail_under = gate.fail_under if share is None else _percent("-fail-under", share)
    shares = _level_shares(levels, catalogue) if levels else gate.level_under.items()
    return Rules(
        # Through its text, so that 66.7 is 667/1000 and not the nearest float.
        None if fail_under is None else Fraction(str(fail_under)),
        {level: Fraction(str(percent)) for level, percent in shares},
        find_skills("-require", given.mlchecklist_require or gate.require, catalogue),
    )


def read_ratchet(given: Any, manifest: Manifest, root: Path) -> Path | None:
    """Return the ratchet's file, or None when no ratchet is asked for.

    Raises:
        ChecklistError: The file's name does not end in .json.
    """
    asked = given.mlchecklist_ratchet or manifest.settings.gate.ratchet
    if not asked:
        return None
    name = FILE_NAME if asked is True else asked
    if not name.endswith(".json"):
        # The option's value may be left out, so a path that follows it is easily taken for it.
        message = f"{SWITCH}-ratchet={name}: the file ends in .json; write {SWITCH}-ratchet=FILE.json"
        raise ChecklistError(message)
    return root / name


def _level_shares(asked: Iterable[str], catalogue: Catalogue) -> Iterator[tuple[str, Fraction]]:
    for text in asked:
        level, _, percent = text.partition("=")
        if level not in catalogue.levels:
            close = nearest(level, catalogue.levels)
            message = f"{SWITCH}-level-under={text}: no level is called {level!r}{close}"
            raise ChecklistError(message)
        yield level, _percent(f"-level-under={level}", percent)


def _percent(flag: str, text: str) -> Fraction:
    try:
        percent = Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        percent = Fraction(-1)
    if not 0 <= percent <= 100:  # noqa: PLR2004 - that is what a percentage is
        message = f"{SWITCH}{flag}={text}: a percentage is a number from 0 to 100"
        raise ChecklistError(message)
    return percent
