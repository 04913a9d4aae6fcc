"""`mlchecklist list`."""

from __future__ import annotations

import json

import pytest


def _report(folder, skills):
    (folder / "mlchecklist-report").mkdir()
    text = json.dumps({"skills": skills})
    (folder / "mlchecklist-report/report.json").write_text(text, encoding="utf-8")


def test_all_skills_are_listed(type_in, folder):
    """Without an option there are all 89, by level."""
    output = type_in("list").output
    assert "89 skills, " in output
    assert ["Entry level", "Intermediate level", "Advanced level"] == [
        line for line in output.splitlines() if line.endswith(" level")
    ]


def test_code_that_was_found_is_named(type_in, repository):
    """A part stands with its place, and what is missing of its skill below."""
    output = type_in("list").output
    assert "        dense_layer  nets.py:Dense\n        not found or not started: dense_network\n" in output


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--found"], 5),
        (["--level", "advanced", "--found"], 0),
        (["--level", "entry", "--category", "networks"], 3),
    ],
)
def test_a_part_of_the_list_can_be_asked_for(type_in, repository, words, count):
    """Level, category and what is found narrow the list."""
    assert f"{count} skills, " in type_in("list", *words).output


@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        ("--level", "entyr", "there is no level 'entyr'; did you mean 'entry'?"),
        (
            "--category",
            "x",
            "there is no category 'x': it is one of data_handling, machine_learning, networks",
        ),
    ],
)
def test_a_slip_is_answered(type_in, option, name, said):
    """An unknown level or category is refused with the right ones."""
    result = type_in("list", option, name)
    assert (1, True) == (result.exit_code, said in result.stderr)


def test_the_last_verdicts_are_shown(type_in, repository):
    """Where a report lies, each skill has its sign and its verdict."""
    dense = {"id": "entry/networks/dense_neural_networks", "verdict": "partial", "excuse": ""}
    _report(
        repository, [dense, {"id": "entry/general/callbacks", "verdict": "not started", "excuse": "no time"}]
    )
    output = type_in("list").output
    assert "◐ Dense Neural Networks (dense_neural_networks): partial" in output
    assert "○ Callbacks (callbacks): excused" in output


@pytest.mark.parametrize("text", ["", "[]", '{"skills": [{}]}', '{"skills": 3}'])
def test_a_report_that_is_none_does_no_harm(type_in, repository, text):
    """A broken report is said, and the list is shown all the same."""
    (repository / "mlchecklist-report").mkdir()
    (repository / "mlchecklist-report/report.json").write_text(text, encoding="utf-8")
    result = type_in("list")
    assert 0 == result.exit_code
    assert "report.json could not be read" in " ".join(result.output.split())
