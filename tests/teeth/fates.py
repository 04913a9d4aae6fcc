"""What became of mutants, and which of them somebody has found to be right too."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

LISTED = Path(__file__).with_name("equivalents.toml")


class Fate(StrEnum):
    """What became of a mutant."""

    CAUGHT = "caught"
    RAISED = "raised at once"
    REMARKED = "caught by a remark"
    SAME = "gives the same"
    LISTED = "listed"
    SURVIVED = "survived"


@dataclass(frozen=True)
class Judged:
    """A mutant's fate, and the check that caught it or the reason why it may live."""

    name: str
    fate: Fate
    why: str = ""


@cache
def listed() -> dict[tuple[str, str, str], str]:
    """Return why a listed mutant is right too, by part, function and line; '' stands for every line."""
    entries = tomllib.loads(LISTED.read_text("utf-8"))["mutant"]
    return {
        (part, entry["function"], after): entry["reason"]
        for entry in entries
        for part in entry["parts"]
        for after in entry.get("reads", [""])
    }


def share_caught(fates: list[Fate]) -> float:
    """Return which share of the mutants that are not right too is caught."""
    caught = sum(fate in (Fate.CAUGHT, Fate.RAISED, Fate.REMARKED) for fate in fates)
    wrong = caught + fates.count(Fate.SURVIVED)
    return caught / wrong if wrong else 1.0
