"""How well a definition fits a backpropagation: a class that goes both ways, or a function of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, attributes, has, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_BACKWARDS = (
    "backward", "backpropagation", "backprop", "back_propagation", "backpropagate", "gradient", "loss",
    "fit", "train",
)  # fmt: skip
_FORWARDS = ("forward", "feedforward", "forward_pass", "predict", "forward_propagation", "loss")
_LOSSES = word_set("cost criterion loss")
_GRADIENTS = word_set("d delta dl dy grad gradient upstream")
_LEAST = 3
"""Arguments of a function: data, labels, and weights or what a forward pass kept."""


def fit_backprop(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits, or None when it is something else."""
    del contract
    if definition.unfinished:
        return None if owner else Fit(0.4, definition.name)
    if owner is not None:
        return _fit_pair(definition, owner)
    if definition.kind == "class":
        back = definition.method(*_BACKWARDS)
        return _fit_pair(back, definition) if back else None
    if not has(definition.arguments, "y") or len(definition.arguments) < _LEAST:
        return None
    return Fit(0.9 if has(definition.arguments, "weight") else 0.6, signature(definition))


def _fit_pair(back: Definition, owner: Definition) -> Fit | None:
    """Return how well a class fits that goes forward and back, has weights, and is told the labels."""
    forward = owner.method(*_FORWARDS)
    names = [name for name in (*back.arguments, *(forward.arguments if forward else ())) if _is_plain(name)]
    told = forward and (has(names, "y") or "t" in names)
    weighed = has(attributes(owner), "weight", "weights", "layer")  # a loss goes both ways too
    is_loss = not _LOSSES.isdisjoint(words(owner.name))
    return Fit(0.8, f"class {owner.name}") if told and weighed and not is_loss else None


def _is_plain(name: str) -> bool:
    """Whether an argument may hold labels: `dLdY` is a gradient, and `target_mask` hides some."""
    return words(name)[0] not in _GRADIENTS and "mask" not in words(name)
