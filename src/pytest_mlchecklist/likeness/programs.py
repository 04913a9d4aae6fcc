"""How well a definition fits a program that trains: what it leaves behind may be all that it gives."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, signature, takes_anything
from pytest_mlchecklist.spelling import word_set

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_RUNS = ("__call__", "forward", "train", "fit", "run", "step", "fine_tune", "main", "unfreeze", "call")
_TOLD_BY = word_set("argv environ getenv parse_args parse_known_args")


def fit_program(_: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a program that trains, or None when it is something else."""
    if definition.kind == "class":
        called = definition.method(*_RUNS)
        works = called or definition.unfinished or (definition.bases and definition.method("__init__"))
        return Fit(1 - distance(definition), signature(definition)) if works else None
    told = takes_anything(definition) or owner is not None or _reads_settings(definition)
    return Fit(1 - distance(definition), signature(definition)) if told else None


def _reads_settings(definition: Definition) -> bool:
    """Whether it is told from outside, by the words of its call or the environment."""
    attributes = {node.attr for node in ast.walk(definition.node) if isinstance(node, ast.Attribute)}
    return bool(attributes & _TOLD_BY)
