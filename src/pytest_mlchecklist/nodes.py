"""The checklist as pytest sees it: a manifest's file, skills, parts, and a check for each item."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pytest_mlchecklist.ledger import Line
from pytest_mlchecklist.manifest import FILE_NAME
from pytest_mlchecklist.report import CheckReport, Outcome, Severity
from pytest_mlchecklist.selection import is_id

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from pytest_mlchecklist.binding import Binding
    from pytest_mlchecklist.engine import Run
    from pytest_mlchecklist.plan import Plan
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
    return Path(getattr(plugin, "__file__", None) or "").name == "conftest.py"


class _Shielded(pytest.Item if TYPE_CHECKING else object):
    """Mixed into our nodes, so that a conftest.py which expects test functions never meets them."""

    @property
    def ihook(self) -> Any:
        """The hooks that see this node."""
        return _OwnHooks(self.config)


class ManifestFile(_Shielded, pytest.Collector):
    """The manifest, whether the file is there or not.

    It is no pytest.File: `--lf` skips files that are not there.
    """

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


class SkillNode(_Shielded, pytest.Collector):
    """A skill."""

    parent: ManifestFile
    planned: list[tuple[Skill, Part, Check, Binding]]

    def collect(self) -> Iterator[pytest.Collector]:
        """Yield a node for every part of which something is checked."""
        for name in dict.fromkeys(part.name for _, part, *_ in self.planned):
            node = PartNode.from_parent(self, name=name)
            node.planned = [line for line in self.planned if line[1].name == name]
            yield node


class PartNode(_Shielded, pytest.Collector):
    """A part.

    Attributes:
        stopped_by: The check after which it made no sense to go on, or ''.
    """

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


class CheckItem(_Shielded, pytest.Item):
    """A check.

    Attributes:
        line: Its line of the ledger, once it has run.
    """

    parent: PartNode
    line: Line | None = None

    def take(self, part: Part, check: Check, binding: Binding, checks: Checks) -> None:
        """Say which check this is, and mark it with what it belongs to."""
        self.part, self.check, self.binding, self.checks = part, check, binding, checks
        for mark in ("mlchecklist", str(check.severity), *checks.marks_of(part)):
            self.add_marker(mark)

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
            raise NotPassed(report.message).with_traceback(self.checks.last_traceback())

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
        if said.outcome is Outcome.BLOCKED:
            report.outcome = "skipped"
            report.longrepr = (str(self.binding.path), self._line_number() or 0, f"Skipped: {said.message}")
        elif report.failed and self._forgiven() and not self.config.option.runxfail:
            report.outcome = "skipped"
            report.wasxfail = f"{self._forgiven()}: {said.message.partition(chr(10))[0]}"

    def _run(self) -> CheckReport:
        return self.checks.run.check(self.part, self.check, self.binding)

    def _blocked(self) -> CheckReport:
        message = f"blocked: {self.part.name} could not be run, see {self.parent.stopped_by}"
        return CheckReport(self.name, self.check.severity, Outcome.BLOCKED, message, hint=self.check.hint)

    def _forgiven(self) -> str:
        """Return why a failure of this check fails nothing, or '' when it does."""
        if self.check.severity is Severity.REMARK:
            return "remark"
        return "" if self.binding.is_declared else "not there yet"

    def _line_number(self) -> int | None:
        return self.binding.line - 1 if self.binding.line else None


class Checks:
    """Collects and runs the checks, in every process that runs tests."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._run: Run | None = None

    @property
    def run(self) -> Run:
        """The engine, started when the first check needs it."""
        if self._run is None:
            from pytest_mlchecklist.engine import Run

            asked = self.plan.options
            self._run = Run(
                self.plan.root,
                seed=asked.seed,
                effort=asked.effort,
                isolation=asked.isolation,
                timeout=asked.timeout,
                python=asked.python,
            )
        return self._run

    def last_traceback(self) -> Any:
        """Return where the last check failed, for a debugger; None unless it failed in this process."""
        error = getattr(self._run, "error", None)
        return error.__traceback__ if error is not None else None

    def marks_of(self, part: Part) -> Iterator[str]:
        """Yield the levels, categories and names of every skill that takes the part."""
        steps = (step for skill in self.plan.catalogue.skills_taking(part) for step in skill.id.split("/"))
        yield from dict.fromkeys(steps)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        """Take our ids out of what pytest looks for on the disk."""
        session.config.args[:] = [argument for argument in session.config.args if not is_id(argument)]

    def items(self, session: pytest.Session) -> Iterator[pytest.Item]:
        """Return the items of the plan."""
        return session.genitems(ManifestFile.from_plan(session, self))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """Run our items where pytest would run none, because a test file could not be collected."""
        option, broken = session.config.option, session.testsfailed
        is_worker = hasattr(session.config, "workerinput")
        if not broken or option.continue_on_collection_errors or option.collectonly or is_worker:
            return
        own = [item for item in session.items if isinstance(item, CheckItem)]
        for item, following in zip(own, [*own[1:], None], strict=False):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
        raise session.Interrupted(f"{broken} error{'s' * (broken != 1)} during collection")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Give a check's report its outcome, and its line of the ledger."""
        report = yield
        if isinstance(item, CheckItem) and call.when == "call":
            item.shape(report)
        return report

    def pytest_unconfigure(self) -> None:
        """Stop the engine."""
        if self._run is not None:
            self._run.close()
