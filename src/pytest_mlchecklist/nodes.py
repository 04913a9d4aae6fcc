"""The checklist as pytest sees it: a manifest's file, skills, parts, and a check for each item."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pytest_mlchecklist.ledger import Line
from pytest_mlchecklist.manifest import FILE_NAME
from pytest_mlchecklist.report import CheckReport, Outcome, Severity
from pytest_mlchecklist.verdicts import in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_mlchecklist.binding import Binding
    from pytest_mlchecklist.session import Checks
    from pytest_mlchecklist.skill import Check, Part, Skill


class NotPassed(Exception):
    """A check that did not pass; its text is what the learner reads."""


class _OwnHooks:
    """The hooks without those of any conftest.py, which are written for the learner's own tests."""

    def __init__(self, config: pytest.Config) -> None:
        self._manager = config.pluginmanager
        self._conftests = [plugin for plugin in self._manager.get_plugins() if _is_conftest(plugin)]

    def __getattr__(self, name: str) -> Any:
        return self._manager.subset_hook_caller(name, self._conftests)


def _is_conftest(plugin: object) -> bool:
    file = str(
        getattr(plugin, "__file__", None) or ""
    )  # asked for each node and plugin, so a path is made late
    return file.endswith("conftest.py") and Path(file).name == "conftest.py"


def _hooks_of(node: pytest.Item | pytest.Collector) -> Any:
    """Return the hooks that see a node of ours, so that no conftest.py stumbles over it."""
    return _OwnHooks(node.config)


class ManifestFile(pytest.Collector):
    """The manifest, whether the file is there or not.

    It is no pytest.File: `--lf` skips files that are not there.
    """

    ihook = property(_hooks_of)
    checks: Checks

    @classmethod
    def from_plan(cls, session: pytest.Session, checks: Checks) -> ManifestFile:
        """Return the node of the plan's manifest."""
        path = checks.plan.root / FILE_NAME
        name = session._node_location_to_relpath(path)  # noqa: SLF001 - as pytest names any file
        node = cls.from_parent(session, name=FILE_NAME, path=path, nodeid=name.replace("\\", "/"))
        node.checks = checks
        return node

    def collect(self) -> Iterator[pytest.Collector]:
        """Yield a node for every skill of which something is checked."""
        planned = list(self.checks.plan.checks())
        for skill in dict.fromkeys(skill.id for skill, *_ in planned):
            node = SkillNode.from_parent(self, name=skill)
            node.planned = [line for line in planned if line[0].id == skill]
            yield node


class SkillNode(pytest.Collector):
    """A skill."""

    ihook = property(_hooks_of)
    parent: ManifestFile
    planned: list[tuple[Skill, Part, Check, Binding]]

    def collect(self) -> Iterator[pytest.Collector]:
        """Yield a node for every part of which something is checked."""
        for name in dict.fromkeys(part.name for _, part, *_ in self.planned):
            node = PartNode.from_parent(self, name=name)
            node.planned = [line for line in self.planned if line[1].name == name]
            yield node


class PartNode(pytest.Collector):
    """A part.

    Attributes:
        stopped_by: The check after which it made no sense to go on, or ''.
    """

    ihook = property(_hooks_of)
    parent: SkillNode
    planned: list[tuple[Skill, Part, Check, Binding]]
    stopped_by = ""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield an item for every check."""
        checks = self.parent.parent.checks
        for _, part, check, binding in self.planned:
            item = CheckItem.from_parent(self, name=check.name)
            item.take(part, check, binding, checks)
            yield item


class CheckItem(pytest.Item):
    """A check.

    Attributes:
        line: Its line of the ledger, once it has run.
    """

    ihook = property(_hooks_of)
    parent: PartNode
    line: Line | None = None

    def take(self, part: Part, check: Check, binding: Binding, checks: Checks) -> None:
        """Say which check this is, and mark it with what it belongs to."""
        self.part, self.check, self.binding, self.checks = part, check, binding, checks
        for mark in ("mlchecklist", str(check.severity), *checks.marks_of(part)):
            self.add_marker(mark)

    @property
    def function(self) -> Any:
        """The property's function: the hooks of many a conftest.py expect every item to have one."""
        return self.check.function

    def runtest(self) -> None:
        """Run the check, unless its part can't be run."""
        report = self._blocked() if self.parent.stopped_by else self._run()
        if report.outcome is Outcome.COULD_NOT_RUN and report.severity is Severity.REQUIRED:
            self.parent.stopped_by = self.name
        self.line = Line(self.part.name, report, self.checks.run.binding_report(self.part, self.binding))
        self.user_properties += [
            ("mlchecklist_skill", self.parent.parent.name),
            ("mlchecklist_part", self.part.name),
            ("mlchecklist_severity", str(report.severity)),
            ("mlchecklist_outcome", str(report.outcome)),
        ]
        if report.outcome is not Outcome.PASSED:
            raise NotPassed(report.message).with_traceback(self._traceback(report))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what the learner reads: the message, and none of our frames."""
        if isinstance(excinfo.value, NotPassed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the learner's code stands, and what is checked of it."""
        return self.binding.path, self._line_number(), f"{self.part.name}: {self.name}"

    def shape(self, report: pytest.TestReport) -> None:
        """Turn pytest's report of this item into what the outcome means for the run."""
        if self.line is None:
            return
        report.mlchecklist = self.line.to_json()  # type: ignore[attr-defined]
        said = self.line.check
        if said.outcome in (Outcome.BLOCKED, Outcome.NOT_RUN):
            report.outcome = "skipped"
            report.longrepr = (str(self.binding.path), self._line_number() or 0, f"Skipped: {said.message}")
        elif report.failed and self._forgiven() and not self.config.option.runxfail:
            report.outcome = "skipped"
            report.wasxfail = f"{self._forgiven()}: {in_one_line(said.message)}"

    def _run(self) -> CheckReport:
        return self.checks.run.check(self.part, self.check, self.binding)

    def _blocked(self) -> CheckReport:
        message = f"blocked: {self.part.name} could not be run, see {self.parent.stopped_by}"
        return CheckReport(self.name, self.check.severity, Outcome.BLOCKED, message, hint=self.check.hint)

    def _traceback(self, report: CheckReport) -> Any:
        """Return where the check failed, so that a debugger begins there."""
        error = self.checks.run.error if report.outcome is Outcome.FAILED else None
        while error is not None and error.__cause__ is not None:
            error = error.__cause__
        return error.__traceback__ if error is not None else None

    def _forgiven(self) -> str:
        """Return why a failure of this check fails nothing, or '' when it does."""
        severity = self.line.check.severity if self.line else self.check.severity
        if severity is Severity.REMARK:
            return "remark"
        return "" if self.binding.is_declared else "not there yet"

    def _line_number(self) -> int | None:
        return self.binding.line - 1 if self.binding.line else None
