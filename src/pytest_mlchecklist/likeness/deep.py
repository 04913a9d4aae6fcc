"""How well a definition fits a deep network: it takes a depth, and repeats layers."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, gives_back, repeats, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_DEEP = word_set("depth layers blocks layer block deep")


def fit_deep(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a builder of deep networks, or None when it is something else."""
    del contract
    if owner is not None:
        return None
    if definition.unfinished:
        return Fit(0.5, signature(definition))
    runs = definition.method("forward", "__call__", "call", "predict") or definition.bases
    if not (runs if definition.kind == "class" else gives_back(definition)) or not _stacks(definition):
        return None
    told = any(word in _DEEP for name in definition.arguments for word in words(name))
    return Fit(0.5 + 0.5 * told, signature(definition)) if told else None


def _stacks(definition: Definition) -> bool:
    """Whether it repeats something, in a loop or in brackets."""
    in_brackets = (ast.ListComp, ast.GeneratorExp)
    return repeats(definition) or any(isinstance(node, in_brackets) for node in ast.walk(definition.node))
