"""How well a definition fits a step of a GAN: it knows a generator and a discriminator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, attributes, signature
from pytest_mlchecklist.spelling import normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytest_mlchecklist.definitions import Definition

_RIVALS = (
    re.compile(r"^(net|model)?(g|gen|generator)(net|model)?$"),
    re.compile(r"^(net|model)?(d|dis|disc|discriminator|critic)(net|model)?$"),
)


def fit_adversary(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a GAN's step, or None when it is something else."""
    del contract
    if owner is not None:
        return None
    if definition.unfinished:
        return Fit(0.3, signature(definition))
    known = attributes(definition) if definition.kind == "class" else definition.arguments
    return Fit(1.0, signature(definition)) if _knows_both(known) else None


def _knows_both(names: Iterable[str]) -> bool:
    words = [normal(name) for name in names]
    return all(any(pattern.match(word) for word in words) for pattern in _RIVALS)
