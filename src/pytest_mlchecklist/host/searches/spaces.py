"""The forms in which learners write a space of settings down."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Space = Mapping[str, Sequence[float]]

POINTS = 5
"""How many values a setting has where a search wants them listed."""


def forms() -> Iterator[tuple[str, Callable[[Space], Any]]]:
    """Yield the forms, the most usual first, each with its name in words."""
    yield (
        "lowest and highest values",
        lambda space: {name: tuple(map(float, ends)) for name, ends in space.items()},
    )
    yield "lists of values", listed
    yield "pairs in a list", lambda space: [tuple(map(float, ends)) for ends in space.values()]
    yield "an array of bounds", lambda space: np.array([*map(tuple, space.values())], dtype=float)
    yield "tables of low and high", lambda space: {name: _table(*ends) for name, ends in space.items()}
    yield (
        "tagged tuples",
        lambda space: {name: ("uniform", *map(float, ends)) for name, ends in space.items()},
    )
    yield "tagged floats", lambda space: {name: ("float", *map(float, ends)) for name, ends in space.items()}
    yield "samplers", lambda space: {name: _sampler(*ends) for name, ends in space.items()}
    yield "distributions", lambda space: {name: _Distribution(*ends) for name, ends in space.items()}


def listed(space: Space) -> dict[str, list[float]]:
    """Return a space as values evenly apart."""
    return {
        name: [float(value) for value in np.linspace(ends[0], ends[1], POINTS)]
        for name, ends in space.items()
    }


def is_at_ends(trials: Sequence[Mapping[str, Any]], space: Space) -> bool:
    """Whether the trials lie on the ends alone: a pair was taken for a list of two values."""
    return all(trial["params"][name] in ends for trial in trials for name, ends in space.items())


def _table(low: float, high: float) -> dict[str, Any]:
    ends = {"low": low, "high": high, "min": low, "max": high, "lower": low, "upper": high}
    return {
        "type": "float",
        "kind": "uniform",
        "log": False,
        "bounds": (low, high),
        "range": (low, high),
        **ends,
    }


def _sampler(low: float, high: float) -> Callable[..., float]:
    def draw(rng: Any = None) -> float:
        return float((rng or random).uniform(low, high))

    return draw


class _Distribution:
    """What SciPy's frozen distributions offer to a search."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def rvs(self, size: Any = None, random_state: Any = None) -> Any:
        """Return draws."""
        is_generator = hasattr(random_state, "uniform")
        rng = random_state if is_generator else np.random if random_state is None else None
        rng = np.random.RandomState(random_state) if rng is None else rng
        return rng.uniform(self.low, self.high, size)

    sample = rvs

    def ppf(self, share: Any) -> Any:
        """Return the value below which this share of the draws lies."""
        return self.low + (self.high - self.low) * share
