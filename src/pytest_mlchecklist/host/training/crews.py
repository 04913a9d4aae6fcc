"""The replicas of a model among which a step is shared, in the forms in which learners take them."""

from __future__ import annotations

import copy
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from .leaves import leaves

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

FORMS = ("count", "copies", "devices")


def crews_for(roles: AbstractSet[str]) -> tuple[str, ...]:
    """Return the forms to try: a loop without the model itself is given copies."""
    if "replicas" not in roles:
        return ("",)
    return FORMS if "model" in roles else ("copies",)


def replicas_of(model: Any, count: int, form: str) -> dict[str, Any]:
    """Return what the parameter for replicas gets: how many, the models (ours is the first), or devices."""
    if form == "copies":
        return {"replicas": [model, *(copy.deepcopy(model) for _ in range(count - 1))]}
    if form == "devices":
        return {"replicas": [sys.modules["torch"].device("cpu")] * count}
    return {"replicas": count} if form else {}


def step_for(model: Any, result: Any, rate: float) -> None:
    """Step with the gradient that code which takes no step has left in the model, or returned."""
    torch = sys.modules["torch"]
    layer = model.linear
    slots = (layer.weight, layer.bias)
    returned = [leaf for leaf in leaves(result).values() if leaf.size in {slot.numel() for slot in slots}]
    left = [slot.grad for slot in slots]
    if len(returned) == len(slots) and [leaf.size for leaf in returned] == [slot.numel() for slot in slots]:
        left = [torch.tensor(np.asarray(leaf), dtype=torch.float32) for leaf in returned]
    with torch.no_grad():
        for slot, gradient in zip(slots, left, strict=True):
            if gradient is not None:
                slot.sub_(rate * gradient.reshape(slot.shape))
    model.zero_grad()
