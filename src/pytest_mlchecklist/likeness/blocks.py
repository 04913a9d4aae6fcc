"""How well a definition fits a layer of the learner's own design: a class that goes forward, and back."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, has, signature

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_FORWARD = ("forward", "__call__", "call", "forward_pass")
# A layer on tensors of the learner's own needs no backward method: they remember how they were computed.
_OWN_TENSORS = re.compile(r"requires_grad|\b(Tensor|Parameter|Variable)\(")
_BACKWARD = ("backward", "backward_pass", "backprop", "backpropagate")


def fit_block(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a custom layer, or None when it is something else."""
    del contract
    if owner is not None:
        return None
    if definition.kind != "class":
        return Fit(0.3, signature(definition)) if definition.unfinished else None
    forward = definition.method(*_FORWARD)
    if forward is not None and has(forward.arguments, "weight"):
        return None  # it is handed its weights: an operation, which a layer calls
    goes_back = definition.method(*_BACKWARD) is not None or _OWN_TENSORS.search(ast.unparse(definition.node))
    learns = bool(definition.bases) or bool(goes_back)
    if not definition.unfinished and (forward is None or not learns):
        return None
    return Fit(0.5 + 0.5 * learns, f"class {definition.name}")
