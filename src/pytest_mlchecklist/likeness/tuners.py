"""How well a definition fits what tunes a pretrained model: it is given the model, or holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.likeness.functions import fit_function
from pytest_mlchecklist.lookalikes import names_network

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition
    from pytest_mlchecklist.evidence import Fit


def fit_tuner(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits, or None when it is something else: a layer's `unfreeze()`."""
    if owner and not definition.arguments and not names_network(owner.name):
        return None
    return fit_function(contract, definition, owner)
