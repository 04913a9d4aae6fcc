"""How well a definition fits an optimizer: it takes steps along gradients, and has a learning rate."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, attributes, distance, has, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_STEPS = (
    "step", "update", "apply_gradients", "update_params", "update_weights", "update_parameters", "apply",
    "optimize", "update_weight", "update_one", "get_update", "minimize", "__call__",
)  # fmt: skip
_EVERYWHERE = word_set("epsilon learning_rate")
_NOT_HERE = word_set("classifier config layer loss model network regression regressor scheduler trainer")


def fit_optimizer(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits an optimizer, or None when it is something else."""
    if _NOT_HERE.intersection(words(definition.name)) or (owner and _is_initialiser(definition)):
        return None
    if definition.kind == "class":
        return _fit_class(contract, definition)
    takes = has(definition.arguments, "gradients") and (
        has(definition.arguments, "weight", "x") or has(definition.arguments, "epochs")
    )
    in_parameters = has(definition.arguments, "weight") and has(definition.arguments, "learning_rate")
    if has(definition.arguments, "y"):
        return None  # it computes its own gradients: a training loop
    if _is_initialiser(definition) or not (takes or in_parameters or definition.unfinished):
        return None
    return _judged(contract, definition.arguments, definition)


def _fit_class(contract: tuple[str, ...], definition: Definition) -> Fit | None:
    step = definition.method(*_STEPS)
    if step is None and not (definition.bases and definition.arguments) and not definition.unfinished:
        return None
    names = {*definition.arguments, *attributes(definition), *(step.arguments if step else ())}
    is_known = has(names, "learning_rate") or definition.unfinished or "Optimizer" in definition.bases
    return _judged(contract, names, definition) if is_known else None


def _judged(
    contract: tuple[str, ...], names: tuple[str, ...] | set[str], definition: Definition
) -> Fit | None:
    """Return the fit of what takes these names; None where nothing of the part is said, as in a plain SGD."""
    own = [name for name in contract[2:] if name not in _EVERYWHERE]
    said = {*names, *_identifiers(definition)}
    if own and not definition.unfinished and not any(has(said, name) for name in own):
        return None
    missing = sum(not has(names, name) for name in (*own, "learning_rate"))
    return Fit(max(1 - 0.2 * missing - distance(definition), 0.1), signature(definition))


def _identifiers(definition: Definition) -> set[str]:
    """Return the names and texts that stand in its body: `beta1 = 0.9` counts, and `config["beta1"]` too."""
    found = set()
    for node in ast.walk(definition.node):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found.add(node.value)
    return found


def _is_initialiser(definition: Definition) -> bool:
    return words(definition.name)[0] in {"init", "initialize", "initialise", "create", "make", "get", "build"}
