"""The report as JSON, for programs; docs/json.md is its manual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.renderers.plain import cleaned
from pytest_mlchecklist.report import SCHEMA_VERSION, Report

if TYPE_CHECKING:
    from collections.abc import Iterator


def render(report: Report) -> str:
    """Return the report as JSON, its keys in the order of the model."""
    return _indented(cleaned(report))


def schema() -> str:
    """Return the JSON Schema of the report, as kept in docs/report.schema.json."""
    import msgspec

    draft = "https://json-schema.org/draft/2020-12/schema"
    described = {"$schema": draft, "title": f"ML checklist report, version {SCHEMA_VERSION}"}
    described |= msgspec.json.schema(Report)
    for definition in _objects(described):
        # A default in Python is no gap in the file: every key is always written.
        definition["required"] = list(definition["properties"])
    return _indented(described)


def _objects(described: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (definition for definition in described["$defs"].values() if "properties" in definition)


def _indented(value: object) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
