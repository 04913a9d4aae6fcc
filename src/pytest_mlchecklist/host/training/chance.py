"""Lets chance repeat itself: the generators that a learner's file keeps, and those without a seed."""

from __future__ import annotations

import copy
import random
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from ..seeding import reseed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_default_rng = np.random.default_rng


class Chance:
    """Starts every run of a loop from the same chance.

    Args:
        namespace: The names of the learner's file, some of which may be generators.
    """

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self._kept = [
            (value, _state(value)) for value in list(namespace.values()) if _state(value) is not None
        ]

    @contextmanager
    def again(self) -> Iterator[None]:
        """Run what follows from the first state of every generator."""
        for generator, state in self._kept:
            _restore(generator, state)
        reseed()
        np.random.default_rng = lambda seed=None: _default_rng(0 if seed is None else seed)
        try:
            yield
        finally:
            np.random.default_rng = _default_rng


def _state(value: Any) -> Any:
    if isinstance(value, np.random.Generator):
        return copy.deepcopy(value.bit_generator.state)
    if isinstance(value, np.random.RandomState):
        return value.get_state()
    if isinstance(value, random.Random):
        return value.getstate()
    return value.get_state() if _is_of_torch(value) else None


def _restore(generator: Any, state: Any) -> None:
    if isinstance(generator, np.random.Generator):
        generator.bit_generator.state = state
    elif isinstance(generator, random.Random):
        generator.setstate(state)
    else:
        generator.set_state(state)


def _is_of_torch(value: Any) -> bool:
    kind = getattr(sys.modules.get("torch"), "Generator", None)
    return kind is not None and isinstance(value, kind)
