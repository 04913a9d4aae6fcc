from __future__ import annotations

import json as standard_json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest
from hypothesis import example, given

from pytest_mlchecklist.renderers import json
from pytest_mlchecklist.renderers.plain import cleaned
from pytest_mlchecklist.report import Report

from .hostile import FRAGMENTS, few, filled, hostile_texts
from .sample import empty, sample

SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"


def test_the_kept_schema_is_up_to_date() -> None:
    """docs/report.schema.json is what the model says; write schema() there when the model changes."""
    assert json.schema() == SCHEMA.read_text(encoding="utf-8")


@pytest.mark.parametrize("report", [sample(), empty()], ids=["sample", "empty"])
def test_reports_fit_the_schema(report: Report) -> None:
    """What is written is valid by the schema that readers are given."""
    checker = jsonschema.Draft202012Validator(standard_json.loads(json.schema()))
    assert [] == [error.message for error in checker.iter_errors(standard_json.loads(json.render(report)))]


def test_the_schema_refuses_a_report_without_its_parts() -> None:
    """The schema asks for every key and knows the verdicts."""
    checker = jsonschema.Draft202012Validator(standard_json.loads(json.schema()))
    written = standard_json.loads(json.render(sample()))
    del written["skills"][0]["excuse"]
    written["skills"][1]["verdict"] = "perfect"
    assert ["'excuse' is a required property", "'perfect' is not one of"] == sorted(
        error.message.split(" [")[0] for error in checker.iter_errors(written)
    )


@few
@example("".join(FRAGMENTS))
@given(hostile_texts)
def test_nothing_is_lost_but_what_is_unprintable(text: str) -> None:
    """Read back, the JSON is the report, whatever its texts hold."""
    report = filled(text)
    assert cleaned(report) == msgspec.json.decode(json.render(report), type=Report)


def test_the_keys_stand_in_the_order_of_the_model() -> None:
    """A reader finds the same keys at the same places in every report."""
    written = standard_json.loads(json.render(sample()))
    assert ["schema_version", "project", "summary", "skills", "gate", "environment"] == list(written)
    part = written["skills"][1]["parts"][0]
    assert ["name", "verdict", "binding", "remarks", "checks", "needed"] == list(part)
    assert [
        "name", "severity", "outcome", "message", "counterexample",
        "hint", "mistake", "notes", "examples", "seconds",
    ] == list(part["checks"][0])  # fmt: skip


def test_a_part_without_code_has_no_binding() -> None:
    """The binding of a part for which no code was found is null."""
    callbacks = standard_json.loads(json.render(sample()))["skills"][2]
    assert [None] == [part["binding"] for part in callbacks["parts"]]
