"""The environment of a run: all that may differ between two runs over the same code."""

from __future__ import annotations

import importlib.metadata
import platform
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pytest_mlchecklist import __version__
from pytest_mlchecklist.report import Environment

if TYPE_CHECKING:
    from pytest_mlchecklist.plan import Plan

_LIBRARIES = ("hypothesis", "numpy", "pytest", "scikit-learn", "torch")


def describe_environment(plan: Plan, *, interrupted: bool) -> Environment:
    """Return where and how this run is made."""
    return Environment(
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        python=platform.python_version(),
        platform=platform.platform(),
        plugin=__version__,
        versions={name: version for name in _LIBRARIES if (version := _version(name))},
        seed=plan.options.seed,
        effort=plan.options.effort,
        isolation=plan.options.isolation,
        interrupted=interrupted,
        notes=plan.bindings.notes,
    )


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
