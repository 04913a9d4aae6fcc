"""What the plugin makes of a folder: what discovery finds in it, and the verdicts of a run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packages import PARTS, Package
from pytest_mlchecklist import catalogue
from pytest_mlchecklist.binding import wanted
from pytest_mlchecklist.discovery import discover

SKILLS = Path(__file__).parents[2] / "skills"
_OPTIONS = "-q -p no:randomly -p no:cacheprovider --mlchecklist-report=json:report.json mlchecklist.toml"


@dataclass(frozen=True)
class Finds:
    """What discovery proposes for a package, measured by what reading its source gives.

    Attributes:
        right: The parts for which it proposes a target that shows them.
        wrong: What it proposes for a part that is shown elsewhere, by the part.
        besides: What it proposes for a part that is not there, by the part.
    """

    right: frozenset[str]
    wrong: dict[str, str]
    besides: dict[str, str]


def find(package: Package, root: Path) -> Finds:
    """Return what discovery finds in the unpacked package, without a manifest."""
    found = discover(root, wanted(catalogue.load([SKILLS]))).candidates
    targets = {part: one.target for part, one in found.items() if part in PARTS}
    right = {part for part, target in targets.items() if target in package.present.get(part, ())}
    wrong = {part: targets[part] for part in package.present if part in targets and part not in right}
    besides = {part: target for part, target in targets.items() if part not in package.present}
    return Finds(frozenset(right), wrong, besides)


def verify(root: Path) -> dict[str, dict[str, Any]]:
    """Run the plugin in a folder; return its part reports by name."""
    command = [sys.executable, "-m", "pytest", "--mlchecklist", *_OPTIONS.split()]
    subprocess.run(command, cwd=root, check=False, capture_output=True, env=os.environ | {"CI": "1"})
    report = json.loads((root / "report.json").read_text(encoding="utf-8"))
    return {part["name"]: part for skill in report["skills"] for part in skill["parts"]}
