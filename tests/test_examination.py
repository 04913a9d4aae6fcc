"""Examining: each of the ways in which a check can end."""

# ruff: noqa: F821, UP037 - an axis is spelt as a string

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pytest_mlchecklist.api import Float, OneOf, assert_close, function
from pytest_mlchecklist.code import Code, plain_code
from pytest_mlchecklist.errors import CannotRun, HostLost, LearnerError, Unavailable
from pytest_mlchecklist.examination import examine, refusal_text
from pytest_mlchecklist.report import CheckReport, Outcome
from pytest_mlchecklist.skill import Check, Part


@function()
def double(x: Float["n"], factor: OneOf(2.0, 3.0) = 2.0) -> Float["n"]:
    """Twice the numbers."""
    return factor * x


@double.check(hint="Multiply.")
def doubles(double: Code, x, factor) -> None:
    """Each number is doubled."""
    assert_close(double(x, factor), factor * x)


@double.check(hint="Look.", severity="remark")
def has_a_pullback(double: Code, x) -> None:
    """It sends gradients back."""
    double.pullback(x=x)


@double.mistake("the numbers are squared")
def squares(x: np.ndarray, factor: float) -> np.ndarray:
    """Return the squares."""
    return x**2


def check_of(name: str) -> Check:
    """Return a check of the part above."""
    return next(check for check in double.part.checks if check.name == name)


def end(error: BaseException) -> Callable[..., Any]:
    """Return a function that raises."""

    def ask(operation: str, arguments: object, /) -> None:
        raise error

    return ask


def examined(error: BaseException, name: str = "doubles") -> CheckReport:
    """Examine code whose every call ends with an error."""
    return examine(check_of(name), Code(double.part, end(error)))[0]


def test_right_code_passes() -> None:
    """The outcome of right code is passed, after as many inputs as the check asks for."""
    report, ended = examine(check_of("doubles"), plain_code(double.part))
    assert (Outcome.PASSED, 40, None) == (report.outcome, report.examples, ended)


def test_wrong_code_fails_with_four_lines() -> None:
    """The message has its four lines, the input is small, and the mistake is named."""
    report, _ = examine(check_of("doubles"), plain_code(double.part, call=squares))
    assert [line.split()[0] for line in report.message.splitlines()] == ["we", "it", "we", "to"]
    assert {"x": "[1]", "factor": "2"} == report.counterexample
    assert "the numbers are squared" == report.mistake


def test_an_error_of_the_learners_is_a_failure() -> None:
    """Code that raises for an ordinary input fails, and the place is named."""
    report = examined(LearnerError("ValueError", "no", where="layers.py:3"))
    assert Outcome.FAILED is report.outcome
    assert "ValueError: no (at layers.py:3)" in report.message


@pytest.mark.parametrize("error", [HostLost("your code did not answer"), CannotRun("no convention fits")])
def test_code_that_can_not_be_run_is_said_to_be_so(error: BaseException) -> None:
    """A lost host and a missing convention are told apart from a wrong result."""
    report = examined(error)
    assert Outcome.COULD_NOT_RUN is report.outcome
    assert report.message.startswith(str(error))


def test_a_missing_operation_is_moot_for_a_remark() -> None:
    """A remark about what the code does not have passes, with a note."""
    report = examined(Unavailable("backward"), "has_a_pullback")
    assert (Outcome.PASSED, ("not asked: this code has no backward",)) == (report.outcome, report.notes)


def test_a_missing_operation_is_needed_by_a_required_check() -> None:
    """A required check that can't be asked earns no tick."""
    assert Outcome.COULD_NOT_RUN is examined(Unavailable("backward")).outcome


def test_code_that_changes_its_mind_is_no_crash() -> None:
    """Code that fails once and then never again still gets an outcome."""
    answers = iter([np.zeros(1)])

    def ask(operation: str, arguments: Any, /) -> Any:
        return next(answers, arguments["factor"] * arguments["x"])

    report, _ = examine(check_of("doubles"), Code(double.part, ask))
    assert report.outcome in (Outcome.FAILED, Outcome.PASSED)


def test_a_fixed_argument_replaces_the_drawn_one() -> None:
    """Where code lacks an optional argument, every input has the value that it uses."""
    code = plain_code(double.part, call=lambda x, factor=2.0: 2 * x)
    code.facts = {"lacks": ["factor"]}
    assert Outcome.PASSED is examine(check_of("doubles"), code)[0].outcome


@pytest.mark.parametrize(("effort", "examples"), [("quick", 16), ("standard", 40), ("thorough", 400)])
def test_effort_decides_how_many_inputs_are_tried(effort: str, examples: int) -> None:
    """Quick, standard and thorough differ in the number of inputs alone."""
    assert examples == examine(check_of("doubles"), plain_code(double.part), effort=effort)[0].examples


def test_the_learners_hypothesis_profile_is_left_alone() -> None:
    """No setting of ours reaches the profile that the learner's own tests run under."""
    import hypothesis

    before = hypothesis.settings.default
    examine(check_of("doubles"), plain_code(double.part))
    assert before is hypothesis.settings.default


def test_unwritten_checks_come_from_the_contract() -> None:
    """A part that takes arrays gets its checks without anybody writing them."""
    part: Part = double.part
    expected = [
        "agrees_with_the_reference",
        "answers_the_same_twice",
        "takes_a_batch_of_one",
        "leaves_its_input_alone",
    ]
    assert expected == [check.name for check in part.checks][:4]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("it needs optuna: No module named 'optuna'", "pip install optuna"),
        ("No module named 'sklearn.cluster'", "pip install scikit-learn"),
        ("it imports 'mlflow', which is not installed", "pip install mlflow"),
        ("No module named 'my_helpers'", "Paste this"),
    ],
)
def test_a_refusal_says_what_to_install(message, said):
    """A library that anybody can have is named; a module of the learner's own is not."""
    text = refusal_text(CannotRun(message, adapter="def part(): ..."))
    assert text.splitlines()[1].endswith(said) or text.splitlines()[1].startswith(said)
