"""How well a definition fits a recorder of activations: it hooks into layers, or runs them one by one."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, calls, distance, has, repeats, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_COMES_OUT = word_set("out output outputs outp")
_HOOK_ARGUMENTS = 3


def fit_recorder(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a recorder, or None when it is something else."""
    del contract
    if owner is not None:
        return None
    if definition.unfinished:
        return Fit(0.4, signature(definition))
    hooks = "registerforwardhook" in calls(definition) or _has_hook(definition)
    walks = repeats(definition) and has(definition.arguments, "model", "layer")
    if not hooks and not walks:
        return None
    return Fit(0.7 + 0.3 * hooks - distance(definition), signature(definition))


def _has_hook(definition: Definition) -> bool:
    """Whether it is, holds or makes a function of a module, its inputs and its output."""
    inner = [node for node in ast.walk(definition.node) if isinstance(node, (ast.FunctionDef, ast.Lambda))]
    return any(_is_hook([item.arg for item in node.args.args if item.arg != "self"]) for node in inner)


def _is_hook(names: list[str]) -> bool:
    return len(names) == _HOOK_ARGUMENTS and bool(_COMES_OUT & set(words(names[-1])))
