"""The gate: what a run is asked to reach, in whole numbers, and whether it does."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pytest_mlchecklist.report import GateReport
from pytest_mlchecklist.verdicts import TICKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from pytest_mlchecklist.report import SkillReport


@dataclass(frozen=True)
class Rules:
    """What is asked of the run.

    Attributes:
        fail_under: The share of skills to tick, in percent; 100 means all.
        level_under: The same for single levels.
        required: The ids of skills that must be ticked.
        kept: The ids of skills that were ticked before and must stay so; None without a ratchet.
    """

    fail_under: Fraction | None = None
    level_under: Mapping[str, Fraction] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    kept: tuple[str, ...] | None = None

    @property
    def is_asked(self) -> bool:
        """Whether anything is asked at all."""
        has_counts = self.fail_under is not None or bool(self.level_under)
        return has_counts or bool(self.required) or self.kept is not None


def judge_gate(rules: Rules, skills: Sequence[SkillReport]) -> GateReport:
    """Return whether the run reaches what is asked, and if not, why not.

    Skills that the manifest excuses are neither counted nor asked for.
    """
    by_id = {skill.id: skill for skill in skills}
    shares = list(_shares(rules, skills))
    lacking = (*_unticked(rules.required, by_id, "is required and"), *_lost(rules, by_id))
    reasons = tuple(reason for _, reason in shares if reason)
    is_met = all(is_reached for is_reached, _ in shares) and not lacking
    return GateReport(rules.is_asked, is_met, (*reasons, *lacking))


def has_lost(rules: Rules, skills: Sequence[SkillReport]) -> bool:
    """Whether a skill that must stay ticked is not."""
    return any(_lost(rules, {skill.id: skill for skill in skills}))


def _lost(rules: Rules, by_id: Mapping[str, SkillReport]) -> Iterator[str]:
    return _unticked(rules.kept or (), by_id, "was ticked before and")


def _shares(rules: Rules, skills: Sequence[SkillReport]) -> Iterator[tuple[bool, str]]:
    if rules.fail_under is not None:
        yield _share("", rules.fail_under, skills)
    for level, percent in rules.level_under.items():
        yield _share(f"{level}: ", percent, [skill for skill in skills if skill.level == level])


def _share(label: str, percent: Fraction, skills: Iterable[SkillReport]) -> tuple[bool, str]:
    counted = [skill for skill in skills if not skill.excuse]
    done, total = sum(skill.verdict in TICKED for skill in counted), len(counted)
    asked = f"{float(percent):g} %"
    if not total:
        return True, f"{label}no skill is counted, so {asked} of them are reached"
    if done * 100 >= percent * total:
        return True, ""
    needed = math.ceil(percent * total / 100)
    return False, f"{label}{done} of {total} skills are ticked; {asked} takes {needed}"


def _unticked(ids: Iterable[str], by_id: Mapping[str, SkillReport], word: str) -> Iterator[str]:
    for id_ in ids:
        skill = by_id.get(id_)
        if skill is None:
            yield f"{id_} {word} is no longer in the checklist"
        elif skill.verdict not in TICKED and not skill.excuse:
            missing = f": {skill.missing}" if skill.missing else ""
            yield f"{id_} {word} is {skill.verdict}{missing}"
