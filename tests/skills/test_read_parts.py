"""Repositories, docstrings and notes as learners keep them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.facts.judging import ask_written
from pytest_mlchecklist.report import Outcome
from pytest_mlchecklist.skill import Part
from written import writer

HERE = Path(__file__).parent
PROMISES = {
    "dependency_file": "2 packages: requirements.txt",
    "compiling_code": "2 files: train.py, nets/layers.py",
    "editor_or_linter_settings": "settings of ruff: pyproject.toml",
    "readme": "what it is for: README.md:3",
    "git_repository": "commit c8fa32b1, 2 files: .git",
    "collected_tests": "1 test collected: test_sums.py",
    "docstring_examples": "doctest ran 3 lines: statistic.py",
    "cited_documentation": "clipped cites clip: clipping.py:5",
}
MESSAGES = {
    ("learning_the_toolset", "dependency_file", "conda_list"): (
        "we looked at requirements.txt\n"
        "we found     requirements.txt:1: 'numpy=1.26.4=py311h1234' names no package\n"
        "we expected  a package and its versions\n"
        "to try       This is what one gets when a version has one = instead of two. A line is a "
        "package's name and, if need be, its versions: numpy>=1.26."
    ),
    ("knowing_the_docs", "docstring_examples", "wrong_sum"): (
        "we looked at the files *.py, `python -c … sums.py .`\n"
        "we found     sums.py:5: add(1, 2) gave '3', and not '4'\n"
        "we expected  what the example shows\n"
        "to try       This is what one gets when an example shows another result. Run `python -m "
        "doctest` on the file, and read what it got beside what you wrote."
    ),
}


@pytest.mark.parametrize("part", PROMISES)
def test_the_place_of_a_fact_is_said(parts: Mapping[str, Part], part: str) -> None:
    """Beside the verdict stands which file, and which line, a fact came from."""
    notes = [note for report in ask_written(parts[part], parts[part].reference) for note in report.notes]
    assert PROMISES[part] in notes


@pytest.mark.parametrize(("skill", "part", "fault"), MESSAGES)
def test_a_failure_is_told_in_four_lines(
    parts: Mapping[str, Part], skill: str, part: str, fault: str
) -> None:
    """They say what was looked at, what was found, what was expected, and what to try."""
    write = writer(HERE / skill / "wrong_repositories.py", f"{part}__{fault}")
    reports = ask_written(parts[part], write)
    assert MESSAGES[skill, part, fault] == next(
        report.message for report in reports if report.outcome is Outcome.FAILED
    )
