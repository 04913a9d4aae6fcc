"""Docstrings and notes as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.facts.judging import ask_written
from pytest_mlchecklist.report import CheckReport, Outcome, Severity
from pytest_mlchecklist.skill import Part

HERE = Path(__file__).parent / "knowing_the_docs"
PROMISES = {
    "docstring_examples": "doctest ran 3 lines: statistic.py",
    "cited_documentation": "clipped cites clip: clipping.py:5",
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
        parts["docstring_examples"], writer("wrong_repositories", "docstring_examples__wrong_sum")
    )
    assert MESSAGE == next(report.message for report in reports if report.outcome is Outcome.FAILED)


MESSAGE = (
    "we looked at the files *.py, `python -c … sums.py .`\n"
    "we found     sums.py:5: add(1, 2) gave '3', and not '4'\n"
    "we expected  what the example shows\n"
    "to try       This is what one gets when an example shows another result. Run `python -m "
    "doctest` on the file, and read what it got beside what you wrote."
)


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
