"""Opens sample files, written as learners write, and runs a part's checks on them, all in this process."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pytest_mlchecklist.asking import request_for
from pytest_mlchecklist.code import Code
from pytest_mlchecklist.engine import examine
from pytest_mlchecklist.errors import CannotRun, LearnerError, Unavailable
from pytest_mlchecklist.host import refusal
from pytest_mlchecklist.host.conventions import open_convention
from pytest_mlchecklist.host.seeding import reseed
from pytest_mlchecklist.report import CheckReport, Outcome, Severity
from pytest_mlchecklist.skill import Part


@dataclasses.dataclass
class Shown:
    """One object of a sample file, shown for a part."""

    part: Part
    convention: Any

    @property
    def description(self) -> str:
        """How it is called, in words."""
        return str(self.convention.description)

    def reports(self, seed: int = 0) -> dict[str, CheckReport]:
        """Return the report of every check, by name."""
        code = Code(self.part, self.ask, self.convention.facts)
        return {check.name: examine(check, code, seed=seed)[0] for check in self.part.checks}

    def failures(self, seed: int = 0) -> dict[str, CheckReport]:
        """Return the reports of the required checks that did not pass."""
        return {
            name: report
            for name, report in self.reports(seed).items()
            if report.outcome is not Outcome.PASSED and report.severity is Severity.REQUIRED
        }

    def ask(self, operation: str, arguments: Mapping[str, Any], /) -> Any:
        """Run an operation as the host does."""
        reseed()
        try:
            return self.convention.run(operation, [], arguments)
        except refusal.Unavailable as error:
            raise Unavailable(str(error)) from error
        except refusal.CannotRun as error:
            raise CannotRun(error.message, error.tried, error.adapter) from error
        except Exception as error:
            raise LearnerError(type(error).__name__, str(error)) from error


def show(part: Part, path: Path, symbol: str, **binding: Any) -> Shown:
    """Return an object of a sample file as it is shown for a part.

    Raises:
        CannotRun: No convention of the part's kind fits it.
    """
    request = request_for(part, path, symbol, binding) | {"root": str(path.parent)}
    return Shown(part, open_convention(request))
