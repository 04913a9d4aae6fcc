"""The models that are saved: the learner's own, those of libraries in use, and plain ones of ours."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from ..seeding import reseed
from .asking import askings, fitted_to, widths
from .filling import fill, numbers, seed_from
from .makers import MOST, makers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..loading import Loaded
    from .asking import Ask
    from .makers import Maker
    from .pairing import Pair

ROWS = 12
_TRAINED = ("fit", "train")


@dataclass(frozen=True)
class Subject:
    """A model that can be made and asked.

    Attributes:
        maker: How it is made.
        asked: How it is asked, in words.
        ask: Returns what it says of rows.
        width: How many inputs it takes.
        target: What it is fitted to, where it must be.
        follows: Whether its inputs are as many as the weights have.
    """

    maker: Maker
    asked: str
    ask: Ask
    width: int
    target: str = ""
    follows: bool = False

    @property
    def text(self) -> str:
        """The model in words."""
        return self.maker.text

    def make(self, weights: np.ndarray) -> Any:
        """Return a new model that holds numbers of its own, which differ where weights do."""
        model = made(self.maker, weights, self.target)
        self.says(model, np.ones((2, len(weights))))  # some make their weights now
        if self.maker.fills and not self.target:
            fill(model, seed_from(weights))
        return model

    def says(self, model: Any, x: np.ndarray) -> np.ndarray:
        """Return what a model says of these rows."""
        rows = np.asarray(x, dtype=float)
        return np.asarray(self.ask(model, rows if self.follows else fitted_to(rows, self.width)), dtype=float)


def subjects(pair: Pair, loaded: Loaded, shape: tuple[int, ...]) -> Iterator[Subject]:
    """Yield the models to try, the likeliest first.

    Args:
        pair: What saves and loads.
        loaded: What is shown.
        shape: The shape of the weights of the contract: inputs and outputs.
    """
    for maker in islice(makers(pair, loaded, shape), MOST * 4):
        found = _opened(maker, loaded, shape)
        if found is not None:
            yield found


def made(maker: Maker, weights: np.ndarray, target: str) -> Any:
    """Return a new model, fitted where it must be."""
    seed = seed_from(weights)
    reseed(seed)
    model = maker.build(weights)
    if target:
        method = next(getattr(model, name) for name in _TRAINED if callable(getattr(model, name, None)))
        x = np.random.default_rng(seed).standard_normal((ROWS, len(weights)))
        method(x, _targets(x, weights)[target])
    return model


def _targets(x: np.ndarray, weights: np.ndarray) -> dict[str, np.ndarray]:
    values = x @ numbers(seed_from(weights), (len(weights),)) + 1.0
    labels = (values > np.median(values)).astype(int)
    return {"numbers": values, "labels": labels, "a column": values[:, None]}


def _opened(maker: Maker, loaded: Loaded, shape: tuple[int, ...]) -> Subject | None:
    """Return the subject of a maker, or None where its models can't be asked or hold no numbers."""
    one, other = numbers(1, shape), numbers(2, shape)
    for target in ("", "numbers", "labels", "a column"):
        try:
            model = made(maker, one, target)
        except Exception:  # noqa: BLE001 - whatever the learner's code raises: another way may fit
            if not target:
                return None
            continue
        for text, ask in askings(model, loaded):
            for width in widths(model, shape[0]):
                follows = width == shape[0] and (bool(target) or not maker.fills)
                subject = Subject(maker, text, ask, width, target, follows)
                if _answers(subject, model) and _is_sensitive(subject, one, other):
                    return subject
        if not any(callable(getattr(model, name, None)) for name in _TRAINED):
            return None
    return None


def _answers(subject: Subject, model: Any) -> bool:
    try:
        subject.says(model, np.ones((2, subject.width)))
    except Exception:  # noqa: BLE001 - it can't be asked like this
        return False
    return True


def _is_sensitive(subject: Subject, one: np.ndarray, other: np.ndarray) -> bool:
    """Return whether it can be asked, and what it says depends on its numbers."""
    x = np.random.default_rng(0).standard_normal((ROWS, subject.width)) * 2
    try:
        first, second = (subject.says(subject.make(weights), x) for weights in (one, other))
    except Exception:  # noqa: BLE001 - it can't be asked like this
        return False
    return bool(first.size and np.all(np.isfinite(first))) and not np.array_equal(first, second)
