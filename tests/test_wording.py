"""How a call is put into words for a learner."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.wording import call_text

SKILLS = Path(__file__).parents[1] / "skills"
ASKED = sorted(
    {
        operation
        for skill in catalogue.load([SKILLS]).skills
        for part in skill.parts
        for operation in part.operations
    }
)


@pytest.mark.parametrize("operation", ASKED)
def test_what_is_asked_is_said_in_words(operation: str) -> None:
    """No operation of a page is named as a program names it."""
    assert "_" not in call_text("net", {}, operation).partition(" of ")[0]


def test_a_call_is_said_as_a_learner_writes_it() -> None:
    """The call itself is said plainly, and what else is asked in front of it."""
    assert "net(x=[1, 2])" == call_text("net", {"x": [1, 2]})
    assert "the learnt numbers of net(x=[1, 2])" == call_text("net", {"x": [1, 2]}, "learned")
