"""How well a definition fits a class that differentiates: it goes backward, adds and multiplies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_BACKWARDS = ("backward", "backprop", "backpropagate", "compute_gradients", "backward_pass")
_SUMS = ("__add__", "add", "plus")
_PRODUCTS = ("__mul__", "mul", "multiply", "times")


def fit_autograd(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits, or None when it is something else."""
    del contract, owner
    if definition.kind != "class":
        return None
    if definition.unfinished:
        is_begun = definition.method(*_BACKWARDS, *_SUMS, *_PRODUCTS)  # a node of a tree has none of them
        return Fit(0.4, definition.name) if is_begun else None
    if not definition.method(*_BACKWARDS):
        return None
    computes = definition.method(*_SUMS) and definition.method(*_PRODUCTS)
    return Fit(1.0 if computes else 0.5, f"class {definition.name}")
