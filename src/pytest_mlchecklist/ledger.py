"""The ledger: what was really run, and the report that it amounts to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from pytest_mlchecklist import verdicts
from pytest_mlchecklist.report import (
    SCHEMA_VERSION,
    BindingReport,
    CheckReport,
    Outcome,
    PartReport,
    Report,
    SkillReport,
    Verdict,
)
from pytest_mlchecklist.skill import needed_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pytest_mlchecklist.plan import Plan
    from pytest_mlchecklist.report import Environment, GateReport
    from pytest_mlchecklist.skill import Check, Part, Skill


@dataclass(frozen=True)
class Line:
    """One line of the ledger, as it travels between processes."""

    part: str
    check: CheckReport
    binding: BindingReport

    def to_json(self) -> str:
        """Return the line as a text."""
        return msgspec.json.encode(self).decode()


@dataclass
class Ledger:
    """What has been run so far.

    Attributes:
        plan: What was to be run.
        checks: What became of each check, by the names of its part and itself.
        bindings: How each part was called.
    """

    plan: Plan
    checks: dict[tuple[str, str], CheckReport] = field(default_factory=dict)
    bindings: dict[str, BindingReport] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Enter a line that `Line.to_json` wrote."""
        line = msgspec.json.decode(text, type=Line)
        self.checks[line.part, line.check.name] = line.check
        # A line written before the convention was found doesn't hide one written after.
        if line.binding.convention or line.part not in self.bindings:
            self.bindings[line.part] = line.binding

    @property
    def is_complete(self) -> bool:
        """Whether everything that was planned has run."""
        return all((part.name, check.name) in self.checks for _, part, check, _ in self.plan.checks())

    def skills(self) -> tuple[SkillReport, ...]:
        """Return what is known of every skill."""
        parts = {name: self._report_part(part) for name, part in self.plan.catalogue.parts.items()}
        parts = without_mix_ups(parts)
        return tuple(self._report_skill(skill, parts) for skill in self.plan.catalogue.skills)

    def report(self, environment: Environment, gate: GateReport) -> Report:
        """Return the whole report."""
        skills = self.skills()
        project = self.plan.root.name
        return Report(SCHEMA_VERSION, project, verdicts.summarise(skills), skills, gate, environment)

    def _report_part(self, part: Part) -> PartReport:
        is_started = self.plan.bindings.started(part.name) is not None
        checks = tuple(self._report_check(part, check) for check in part.checks) if is_started else ()
        online = [check.name for check in part.checks if check.online]
        verdict = verdicts.judge_part(checks, started=is_started, kind=part.kind, confirming=online)
        binding = self._report_binding(part)
        if verdict is Verdict.NOT_STARTED:
            return PartReport(part.name, verdict, _with_reason(binding, checks))
        return PartReport(part.name, verdict, binding, verdicts.remarks_of(checks), checks)

    def _report_check(self, part: Part, check: Check) -> CheckReport:
        not_run = CheckReport(check.name, check.severity, Outcome.NOT_RUN, hint=check.hint)
        return self.checks.get((part.name, check.name), not_run)

    def _report_binding(self, part: Part) -> BindingReport | None:
        binding = self.plan.bindings.by_part.get(part.name)
        if binding is None or part.name in self.bindings:
            return self.bindings.get(part.name)
        return BindingReport(binding.target(self.plan.root), binding.how, binding.why, binding.also_seen)

    def _report_skill(self, skill: Skill, parts: dict[str, PartReport]) -> SkillReport:
        needed = set(needed_names(skill.needs))
        own = (parts[part.name] for part in self.plan.catalogue.parts_of(skill))
        found = {name: part.verdict for name, part in parts.items()}
        return SkillReport(
            id=skill.id,
            title=skill.title,
            level=skill.level,
            category=skill.category,
            verdict=verdicts.judge_skill(skill.needs, found),
            about=skill.about,
            why=skill.why,
            next_step=skill.next_step,
            needs=verdicts.needs_in_words(skill.needs),
            missing=verdicts.missing_in_words(skill.needs, found),
            lacking=verdicts.count_lacking(skill.needs, found),
            excuse=self.plan.manifest.settings.excuse.get(skill.id, ""),
            ongoing=skill.ongoing,
            parts=tuple(replace(part, needed=part.name in needed) for part in own),
        )


def _with_reason(binding: BindingReport | None, checks: Iterable[CheckReport]) -> BindingReport | None:
    """Return what was looked at, and what of it isn't there yet."""
    said = next((check.message for check in checks if verdicts.has_found_nothing(check)), "")
    return replace(binding, convention=said) if binding and said else binding


def without_mix_ups(parts: dict[str, PartReport]) -> dict[str, PartReport]:
    """Return the parts, not started where what discovery chose can't be called so, and is another part.

    `bayes(p_h, p_e_given_h, p_e_given_not_h)` is Bayes' rule for two cases, and its name says no more.
    """
    shown = {
        part.binding.target: part.name
        for part in parts.values()
        if part.binding and part.verdict is Verdict.VERIFIED
    }
    return {name: _unless_mixed_up(part, shown) for name, part in parts.items()}


def _unless_mixed_up(part: PartReport, shown: Mapping[str, str]) -> PartReport:
    binding = part.binding
    is_guess = binding is not None and binding.how == "discovered" and part.verdict is Verdict.COULD_NOT_RUN
    if binding is None or not is_guess or binding.target not in shown:
        return part
    said = f"{binding.target} is verified as {shown[binding.target]}"
    return PartReport(part.name, Verdict.NOT_STARTED, replace(binding, convention=said))
