"""How well a definition fits an app: an object of a known framework, what makes one, or a page."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pytest_mlchecklist.assignments import APP_MAKERS
from pytest_mlchecklist.evidence import Fit, attributes, calls, required, signature
from pytest_mlchecklist.spelling import normal

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_MAKERS = frozenset(map(normal, APP_MAKERS))


def fit_app(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits an app, or None when it is something else."""
    if definition.kind == "page" or not contract:  # what takes no inputs is a page, and only that
        return Fit(1.0, ast.unparse(definition.node)) if definition.kind == "page" and not contract else None
    if definition.kind == "object":
        return Fit(1.0, f"{definition.name} = {definition.bases[0]}(…)")
    if owner:
        return None
    if definition.unfinished:
        return Fit(0.4, signature(definition))
    if required(definition) or not calls(definition) & _MAKERS:
        return None
    # A class is an app where it keeps one.
    holds = definition.kind == "function" or bool(attributes(definition) & {"app", "application", "api"})
    return Fit(0.8, signature(definition)) if holds else None
