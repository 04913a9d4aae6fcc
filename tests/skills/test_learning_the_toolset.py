"""Repositories as learners keep them: what is said of them besides the verdict."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.facts.judging import ask_written
from pytest_mlchecklist.report import CheckReport, Outcome, Severity
from pytest_mlchecklist.skill import Part

HERE = Path(__file__).parent / "learning_the_toolset"
PROMISES = {
    "dependency_file": "2 packages: requirements.txt",
    "compiling_code": "2 files: train.py, nets/layers.py",
    "editor_or_linter_settings": "settings of ruff: pyproject.toml",
    "readme": "what it is for: README.md:3",
    "git_repository": "commit c8fa32b1, 2 files: .git",
    "collected_tests": "1 test collected: test_sums.py",
}


def writers(file: str) -> list[str]:
    """Return the functions of a sample file that write a repository; the others help them."""
    tree = ast.parse((HERE / f"{file}.py").read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [node.name for node in functions if len(node.args.args) == 1 and not node.name.startswith("_")]


def writer(file: str, name: str) -> Callable[[Path], None]:
    """Return a function of a sample file."""
    spec = importlib.util.spec_from_file_location(file, HERE / f"{file}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)


def required(reports: list[CheckReport]) -> list[CheckReport]:
    """Return the reports of the required checks."""
    return [report for report in reports if report.severity is Severity.REQUIRED]


@pytest.mark.parametrize("name", writers("not_begun"))
def test_what_is_not_begun_is_not_started(parts: Mapping[str, Part], name: str) -> None:
    """Nothing there yet is no fault."""
    reports = required(ask_written(parts[name.partition("__")[0]], writer("not_begun", name)))
    assert "not started" in "".join(report.message for report in reports)
    assert Outcome.FAILED not in [report.outcome for report in reports]


@pytest.mark.parametrize("part", PROMISES)
def test_the_place_of_a_fact_is_said(parts: Mapping[str, Part], part: str) -> None:
    """Beside the verdict stands which file, and which line, a fact came from."""
    notes = [note for report in ask_written(parts[part], parts[part].reference) for note in report.notes]
    assert PROMISES[part] in notes


def test_a_failure_is_told_in_four_lines(parts: Mapping[str, Part]) -> None:
    """They say what was looked at, what was found, what was expected, and what to try."""
    reports = ask_written(
        parts["dependency_file"], writer("wrong_repositories", "dependency_file__conda_list")
    )
    assert MESSAGE == next(report.message for report in reports if report.outcome is Outcome.FAILED)


MESSAGE = (
    "we looked at requirements.txt\n"
    "we found     requirements.txt:1: 'numpy=1.26.4=py311h1234' names no package\n"
    "we expected  a package and its versions\n"
    "to try       This is what one gets when a version has one = instead of two. A line is a "
    "package's name and, if need be, its versions: numpy>=1.26."
)
