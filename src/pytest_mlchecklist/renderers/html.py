"""The report as one page: no network, no script, and nothing of the learner's is obeyed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pytest_mlchecklist import bundled
from pytest_mlchecklist.renderers import words
from pytest_mlchecklist.renderers.nearest import nearest_to_a_tick
from pytest_mlchecklist.renderers.outline import outline
from pytest_mlchecklist.renderers.plain import cleaned
from pytest_mlchecklist.report import Outcome, Severity

if TYPE_CHECKING:
    from jinja2 import Environment

    from pytest_mlchecklist.report import PartReport, Report, SkillReport


def render(report: Report) -> str:
    """Return the page."""
    shown = cleaned(report)
    page = _environment().get_template("page.html.j2")
    context = {
        "report": shown,
        "levels": outline(shown),
        "nearest": nearest_to_a_tick(shown),
        "states": states(shown),
    }
    return page.render(context) + "\n"


def states(report: Report) -> dict[str, int]:
    """Return how many skills there are of each state that occurs, the best first."""
    found = [words.state(skill) for skill in report.skills]
    return {name: found.count(name) for name in words.MEANINGS if name in found}


def is_open(skill: SkillReport) -> bool:
    """Return whether the skill is shown unfolded: where the learner has something to mend."""
    return not skill.excuse and any(_is_wrong(part) for part in skill.parts)


def _is_wrong(part: PartReport) -> bool:
    return any(check.severity is Severity.REQUIRED for check in words.unpassed(part))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(bundled.folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(words=words, is_open=is_open, Outcome=Outcome, Severity=Severity)
    return environment
