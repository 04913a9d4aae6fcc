"""The outline of a checklist: levels, their categories, their skills, in the order of the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pytest_mlchecklist.renderers.words import label, level_label
from pytest_mlchecklist.report import LevelSummary

if TYPE_CHECKING:
    from pytest_mlchecklist.report import Report, SkillReport


@dataclass(frozen=True)
class Category:
    """The skills of one category within a level."""

    name: str
    skills: tuple[SkillReport, ...]

    @property
    def label(self) -> str:
        """The category's heading."""
        return label(self.name)


@dataclass(frozen=True)
class Level:
    """One level, with its counts and its categories."""

    summary: LevelSummary
    categories: tuple[Category, ...]

    @property
    def name(self) -> str:
        """The level's name, as in the ids of its skills."""
        return self.summary.level

    @property
    def label(self) -> str:
        """The level's heading."""
        return level_label(self.name)


def outline(report: Report) -> tuple[Level, ...]:
    """Return the report's skills by level and category; neither is ever shown twice."""
    summaries = {summary.level: summary for summary in report.summary.levels}
    grouped: dict[str, dict[str, list[SkillReport]]] = {name: {} for name in summaries}
    for skill in report.skills:
        grouped.setdefault(skill.level, {}).setdefault(skill.category, []).append(skill)
    return tuple(
        Level(
            # A level whose skills are all excused counts none.
            summaries.get(name, LevelSummary(name, verified=0, attested=0, total=0)),
            tuple(Category(category, tuple(skills)) for category, skills in categories.items()),
        )
        for name, categories in grouped.items()
    )
