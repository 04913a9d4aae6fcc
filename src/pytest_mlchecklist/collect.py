"""The controller's side: gathers what was run, writes the reports, and asks the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pytest_mlchecklist import __version__
from pytest_mlchecklist.environment import describe_environment
from pytest_mlchecklist.errors import ChecklistError
from pytest_mlchecklist.gate import has_lost, judge_gate
from pytest_mlchecklist.ledger import Ledger
from pytest_mlchecklist.plan import to_json
from pytest_mlchecklist.ratchet import write_ticks
from pytest_mlchecklist.renderers import FOLDER, cleaned, read_requests, write
from pytest_mlchecklist.verdicts import TICKED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytest_mlchecklist.gate import Rules
    from pytest_mlchecklist.plan import Plan
    from pytest_mlchecklist.renderers import Renderer
    from pytest_mlchecklist.report import GateReport, Report

_GREEN = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


class Reporter:
    """Gathers the outcomes of the run and reports them once, wherever the checks ran.

    Args:
        plan: What is to be run.
        rules: What the gate asks for.
        ratchet: The file of the ratchet, or None.
        renderers: The forms of report that there are.

    Raises:
        ChecklistError: A form of report is asked for that there isn't.
    """

    def __init__(
        self, plan: Plan, rules: Rules, *, ratchet: Path | None, renderers: Sequence[Renderer]
    ) -> None:
        self.plan, self.rules, self.ratchet = plan, rules, ratchet
        self.renderers = renderers
        self.requests = read_requests(plan.options.reports, renderers)
        self.ledger = Ledger(plan)
        self.report: Report | None = None
        self.written: tuple[Path, ...] = ()
        self.problem = ""

    def pytest_report_header(self) -> list[str]:
        """Say how the checklist is run."""
        asked, found = self.plan.options, self.plan.bindings.by_part
        name = self.plan.manifest.text.name if self.plan.manifest.exists else "no manifest"
        declared = sum(binding.is_declared for binding in found.values())
        how = f"seed {asked.seed}, effort {asked.effort}, isolation {asked.isolation}"
        parts = "1 part" if declared == 1 else f"{declared} parts"
        what = f"{name}, {parts} declared, {len(found) - declared} discovered"
        return [f"mlchecklist: {__version__}, {how}", f"mlchecklist: {what}"]

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a pytest-xdist worker what this process has found out."""
        node.workerinput["mlchecklist"] = to_json(self.plan)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Enter a check that has run into the ledger."""
        line = getattr(report, "mlchecklist", None)
        if line is not None and report.when == "call":
            self.ledger.add(line)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the reports and let the gate decide, also when the run was cut short."""
        if session.config.option.collectonly or exitstatus == pytest.ExitCode.USAGE_ERROR:
            return
        is_cut = bool(session.shouldfail or session.shouldstop) or exitstatus not in (*_GREEN, 1)
        self._finish(interrupted=is_cut and not self.ledger.is_complete)
        is_missed = self.report is not None and not self.report.gate.met
        if exitstatus in _GREEN and (is_missed or self.problem):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        elif exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and not list(self.plan.checks()):
            # A repository in which nothing is started yet has done nothing wrong.
            session.exitstatus = pytest.ExitCode.OK

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show the summary, where the reports lie, and what the gate says."""
        if self.report is None:
            return
        terminalreporter.section("mlchecklist")
        # Under -q only who asks for it gets the long form.
        is_brief = terminalreporter.config.option.verbose < 0 and not self.plan.options.reports
        for request in self.requests:
            if request.is_printed and not is_brief:
                terminalreporter.write_line(request.renderer.render(cleaned(self.report)))
        pages = [path for path in self.written if path.suffix == ".html"]
        for path in (pages or self.written)[:1]:
            terminalreporter.write_line(f"report: {path}")
        self._write_gate(terminalreporter, self.report.gate)

    def _finish(self, *, interrupted: bool) -> None:
        gate = judge_gate(self.rules, self.ledger.skills())
        self.report = self.ledger.report(describe_environment(self.plan, interrupted=interrupted), gate)
        try:
            folder = self.plan.root / FOLDER
            asked = self.plan.options.reports
            self.written = write(self.report, asked, folder=folder, renderers=self.renderers)
            self._turn_ratchet(self.report)
        except (ChecklistError, OSError) as error:
            self.problem = str(error)

    def _turn_ratchet(self, report: Report) -> None:
        kept = set(self.rules.kept or ())
        ticked = {skill.id for skill in report.skills if skill.verdict in TICKED}
        if self.ratchet is None or has_lost(self.rules, report.skills):
            return
        if ticked - kept or not self.ratchet.exists():
            write_ticks(self.ratchet, ticked | kept)

    def _write_gate(self, terminal: pytest.TerminalReporter, gate: GateReport) -> None:
        if self.problem:
            terminal.write_line(f"mlchecklist: {self.problem}", red=True)
        if gate.asked:
            terminal.write_line(f"gate: {'met' if gate.met else 'missed'}", green=gate.met, red=not gate.met)
        for reason in gate.reasons:
            terminal.write_line(f"  {reason}")
