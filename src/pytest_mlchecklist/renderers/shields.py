"""The endpoint file from which shields.io draws a badge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pytest_mlchecklist.renderers.badge import LABEL, colour, value

if TYPE_CHECKING:
    from pytest_mlchecklist.report import Report


def render(report: Report) -> str:
    """Return the JSON of an endpoint badge, shields.io's schema version 1."""
    endpoint = {
        "schemaVersion": 1,
        "label": LABEL,
        "message": value(report.summary),
        "color": colour(report.summary),
    }
    return json.dumps(endpoint, indent=2) + "\n"
