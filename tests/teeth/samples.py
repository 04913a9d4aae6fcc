"""Learners' versions of parts: generated around a reference or a mistake, or written by hand.

Those written by hand lie in the folders of tests/skills. Each folder's samples.toml lists
them: `right.PART.FILE` names objects that are right, `wrong.PART.FILE` objects that are
wrong, each with the mistake that its failures name: '' where none is known, a list where
they name several.
"""

from __future__ import annotations

import contextlib
import importlib.util
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dialects import dialects
from pytest_mlchecklist.binding import DECLARED, Binding
from pytest_mlchecklist.engine import Run
from pytest_mlchecklist.facts.judging import ask_written
from pytest_mlchecklist.report import Outcome, Severity
from subjects import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pytest_mlchecklist.report import CheckReport
    from pytest_mlchecklist.skill import Check, Mistake, Part

FRAMEWORKS = Path(__file__).resolve().parent.parent / "frameworks"
BY_HAND = Path(__file__).resolve().parent.parent / "skills"


@dataclass(frozen=True)
class Sample:
    """One learner's version of a part.

    Attributes:
        part: The part.
        name: Its dialect, in words, or where it stands.
        path: Its file.
        symbol: The object in it; for a part that is read, a function that writes a repository.
        named: The mistakes that the failures of a wrong one name.
    """

    part: Part
    name: str
    path: Path
    symbol: str
    named: frozenset[str] = frozenset()

    def reports(
        self, checks: Iterable[Check], *, seed: int = 0, effort: str = "standard"
    ) -> list[CheckReport]:
        """Return what comes of checks on the sample, as a run in one process would find it."""
        if self.part.is_read:
            return ask_written(replace(self.part, checks=tuple(checks)), self._write)
        binding = Binding(self.part.name, self.path, self.symbol, DECLARED)
        # Some write where they stand: in a host that is a folder of its own.
        with TemporaryDirectory() as folder, contextlib.chdir(folder):
            run = Run(self.path.parent, seed=seed, effort=effort, isolation="none")
            try:
                return [run.check(self.part, check, binding) for check in checks]
            finally:
                run.close()

    def _write(self, folder: Path) -> None:
        spec = importlib.util.spec_from_file_location(self.path.stem, self.path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        getattr(module, self.symbol)(folder)


def generated(part: Part, folder: Path) -> list[Sample]:
    """Write the reference into a folder in each dialect of the part's contract."""
    return [_written(part, name, text, folder / f"{part.name}, {name}") for name, text in dialects(part)]


def shown_by_hand(part: Part) -> list[Sample]:
    """Return the right versions of a part that are written by hand."""
    return [sample for sample in by_hand("right") if sample.part is part]


def elsewhere(part: Part) -> set[str]:
    """Return the files of right versions that need another framework, which has an interpreter of its own."""
    lists = [path.read_text("utf-8").partition("WRONG = ")[0] for path in FRAMEWORKS.glob("test_*.py")]
    return {file for text in lists for file in re.findall(rf'\("{part.name}", "([\w/]+\.py):', text)}


def wrong_sample(part: Part, mistake: Mistake, folder: Path) -> Sample | None:
    """Return a mistake as a class; None where nothing is generated.

    In a class nothing is open to two readings: `x * (1 - x)` beside a sigmoid is right for
    code that passes the output, and a function on columns may be one on rows.
    """
    for name, text in dialects(part, mistake):
        if name.startswith("class"):
            return _written(part, name, text, folder / f"{mistake.function.__name__}, {name}")
    return None


@cache
def by_hand(verdict: str) -> tuple[Sample, ...]:
    """Return all samples written by hand that are 'right', or that are 'wrong'."""
    return tuple(
        sample
        for listing in sorted(BY_HAND.glob("*/samples.toml"))
        for part, files in tomllib.loads(listing.read_text("utf-8")).get(verdict, {}).items()
        for file, symbols in files.items()
        for sample in _listed(CATALOGUE.parts[part], listing.with_name(f"{file}.py"), symbols)
    )


def _listed(part: Part, path: Path, symbols: list[str] | dict[str, str | list[str]]) -> Iterator[Sample]:
    names = symbols if isinstance(symbols, dict) else dict.fromkeys(symbols, ())
    for symbol, named in names.items():
        where = f"{part.name}, {path.parent.name}/{path.name}:{symbol}"
        mistakes = {named} if isinstance(named, str) else {*named}
        yield Sample(part, where, path, symbol, frozenset(mistakes - {""}))


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
