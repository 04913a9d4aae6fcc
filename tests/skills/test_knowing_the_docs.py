"""Docstrings and notes as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.facts.judging import ask_written
from pytest_mlchecklist.report import Outcome
from pytest_mlchecklist.skill import Part


@pytest.mark.parametrize(
    ("module", "outcome", "said"),
    [
        ("nowhere_to_be_found.parts", Outcome.COULD_NOT_RUN, "mine.py imports nowhere_to_be_found, which is"),
        ("beside", Outcome.FAILED, "mine.py: ModuleNotFoundError: No module named 'beside'"),
    ],
)
def test_what_is_not_installed_is_no_mistake(
    parts: Mapping[str, Part], module: str, outcome: Outcome, said: str
) -> None:
    """Examples that need a package which is missing can't be run; a wrong way to one's own file is wrong."""

    def write(folder: Path) -> None:
        (folder / "deeper").mkdir()
        (folder / "deeper" / "beside.py").touch()
        (folder / "mine.py").write_text(f'import {module}\n\ndef f(x):\n    """>>> f(1)\n    2\n    """\n')

    reports = {report.name: report for report in ask_written(parts["docstring_examples"], write)}
    report = reports["hold_when_they_are_run"]
    assert (outcome, True) == (report.outcome, said in report.message)
