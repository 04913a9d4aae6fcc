"""How well a definition fits a pipeline: it is given stages, together or one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, gives_back, signature, takes_anything

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_ADDS = ("add", "add_stage", "add_step", "append", "pipe", "then", "register", "map", "__or__", "__rshift__")


def fit_pipeline(_: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a pipeline, or None when it is something else."""
    if owner or definition.kind == "object":
        return None
    if definition.kind == "class":
        works = takes_anything(definition) or definition.method(*_ADDS) or definition.unfinished
    else:
        works = takes_anything(definition) and gives_back(definition)
    return Fit(1 - distance(definition), signature(definition)) if works else None
