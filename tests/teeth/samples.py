"""Learners' files: generated around a reference or a mistake, or written by hand beside a skill's tests."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dialects import dialects
from pytest_mlchecklist.binding import DECLARED, Binding
from pytest_mlchecklist.engine import Run
from pytest_mlchecklist.report import Outcome, Severity
from subjects import skill_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pytest_mlchecklist.report import CheckReport
    from pytest_mlchecklist.skill import Check, Mistake, Part

BY_HAND = Path(__file__).parent.parent / "skills"


@dataclass(frozen=True)
class Sample:
    """One learner's version of a part.

    Attributes:
        part: The part.
        name: Its dialect, in words.
        path: Its file.
        symbol: The object in it.
    """

    part: Part
    name: str
    path: Path
    symbol: str

    def reports(
        self, checks: Iterable[Check], *, seed: int = 0, effort: str = "standard"
    ) -> Iterator[CheckReport]:
        """Yield what comes of checks on the sample, as a run in one process would find it."""
        run = Run(self.path.parent, seed=seed, effort=effort, isolation="none")
        try:
            binding = Binding(self.part.name, self.path, self.symbol, DECLARED)
            for check in checks:
                yield run.check(self.part, check, binding)
        finally:
            run.close()


def right_samples(part: Part, folder: Path) -> list[Sample]:
    """Return right versions of a part in the dialects of its kind, or those written by hand."""
    generated = [_written(part, name, text, folder / f"{part.name}, {name}") for name, text in dialects(part)]
    return generated or list(_by_hand(part))


def wrong_sample(part: Part, mistake: Mistake, folder: Path) -> Sample | None:
    """Return a mistake as a class; None where samples are written by hand.

    In a class nothing is open to two readings: `x * (1 - x)` beside a sigmoid is right for
    code that passes the output, and a function on columns may be one on rows.
    """
    for name, text in dialects(part, mistake):
        if name.startswith("class"):
            return _written(part, name, text, folder / f"{mistake.function.__name__}, {name}")
    return None


def required(part: Part) -> list[Check]:
    """Return the part's required checks."""
    return [check for check in part.checks if check.severity is Severity.REQUIRED]


def not_passed(reports: Iterable[CheckReport]) -> list[tuple[str, str]]:
    """Return the names of the checks that did not pass, each with its message."""
    return [(report.name, report.message) for report in reports if report.outcome is not Outcome.PASSED]


def _written(part: Part, name: str, text: str, place: Path) -> Sample:
    # In one process a module is known by its file's name, so each version needs its own.
    path = place.with_name(re.sub(r"\W+", "_", place.name) + ".py")
    path.write_text(text, "utf-8")
    return Sample(part, name, path, part.name)


def _by_hand(part: Part) -> Iterator[Sample]:
    """Yield what the files such as right_numpy.py beside the tests of a skill define for others to use."""
    skill = skill_of(part)
    # Where a skill has several parts, the file's name says which it shows: right_networks.py.
    which = f"*{part.name.split('_')[-1]}*" if len(skill.parts) > 1 else "*"
    for path in sorted((BY_HAND / skill.id.split("/")[-1]).glob(f"right_{which}.py")):
        tree = ast.parse(path.read_text("utf-8"))
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name not in used:
                yield Sample(part, f"{path.stem}.{node.name}", path, node.name)
