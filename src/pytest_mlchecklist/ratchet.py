"""The ratchet: a file that remembers which skills were ticked, so that none is lost unnoticed."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from pytest_mlchecklist.errors import ChecklistError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE_NAME = "mlchecklist-ratchet.json"


def read_ticks(path: Path) -> tuple[str, ...]:
    """Return the ids that the file remembers; none when it isn't there yet.

    Raises:
        ChecklistError: It is not a file of ours.
    """
    try:
        return tuple(map(str, json.loads(path.read_text("utf-8"))["ticked"]))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path.name}: is not a list of ticks that this plugin wrote; delete it to begin anew"
        raise ChecklistError(message) from error


def write_ticks(path: Path, ids: Iterable[str]) -> None:
    """Remember these ids, and only these; a reader never sees half a file."""
    text = json.dumps({"schema_version": 1, "ticked": sorted(ids)}, indent=2) + "\n"
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
