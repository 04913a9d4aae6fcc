"""Repositories as learners keep them: what is said of their history besides the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pytest_mlchecklist.facts.judging import ask_written
from pytest_mlchecklist.report import Outcome
from pytest_mlchecklist.skill import Part
from written import writer

HERE = Path(__file__).parent / "code_versioning"


def test_messages_that_say_nothing_are_quoted(parts: Mapping[str, Part]) -> None:
    """The learner sees which messages are meant."""
    wrong = writer(HERE / "wrong_repositories.py", "commit_history__pages_of_github")
    (failed,) = (one for one in ask_written(parts["commit_history"], wrong) if one.outcome is Outcome.FAILED)
    assert "'Update train.py'" in failed.message
    assert "'Initial commit'" not in failed.message


def test_weights_kept_on_purpose_are_only_remarked(parts: Mapping[str, Part]) -> None:
    """A small final model in git is shown beside the tick, and leaves it."""
    reports = ask_written(
        parts["clean_repository"], writer(HERE / "right_clean_repository.py", "small_final_model")
    )
    assert ["keeps_no_weights"] == [one.name for one in reports if one.outcome is Outcome.FAILED]


def test_the_place_of_a_fact_is_said(parts: Mapping[str, Part]) -> None:
    """The number of commits and days stands beside the verdict, with whose the last one is."""
    part = parts["commit_history"]
    (note,) = (note for report in ask_written(part, part.reference) for note in report.notes)
    assert note.startswith("5 commits on 5 days, the last by A Learner: ")
