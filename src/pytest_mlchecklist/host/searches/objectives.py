"""The objective that is handed to a search: it takes a trial in whichever form, and remembers each."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

Space = Mapping[str, "Sequence[float]"]


class Diverged(FloatingPointError, ValueError, RuntimeError):
    """A trial that fails, as a training does that diverges."""


class Objective:
    """A smooth function of the settings, the smaller the better; some of its trials fail.

    Attributes:
        trials: The settings and the value of each trial, None where it failed.
        unread: How a trial was asked for that no form fits, or ''.
    """

    def __init__(self, told: Mapping[str, Any], space: Space, *, sign: float = 1.0) -> None:
        self.trials: list[dict[str, Any]] = []
        self.unread = ""
        self._told, self._space, self._sign = told, space, sign
        self.__name__ = "objective"

    def __call__(self, *args: Any, **kwargs: Any) -> float:
        """Return the value of a trial."""
        settings = self._settings(args, kwargs)
        if settings is None:
            self.unread = f"{len(args)} arguments, {', '.join(kwargs) or 'none'} by name"
            message = f"the objective was called with {self.unread}"
            raise TypeError(message)
        number = len(self.trials)
        trial: dict[str, Any] = {"params": settings, "value": None}
        self.trials.append(trial)
        if number in self._told["fails"]:
            message = "the loss is nan: this trial diverged"
            raise Diverged(message)
        trial["value"] = value = self._worth(settings)
        return self._sign * value

    def _worth(self, settings: Mapping[str, float]) -> float:
        far = (
            self._told["weights"][name] * ((settings[name] - self._told["optimum"][name]) / (high - low)) ** 2
            for name, (low, high) in self._space.items()
        )
        return float(self._told["offset"] + sum(far))

    def _settings(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, float] | None:
        if args and hasattr(args[0], "suggest_float"):
            return {name: args[0].suggest_float(name, *ends) for name, ends in self._space.items()}
        # What is passed besides, as the number of epochs, changes nothing.
        pieces = (*args, kwargs, *kwargs.values(), args[: len(self._space)])
        return next(filter(None, (settings_in(piece, self._space) for piece in pieces)), None)


def settings_in(piece: Any, space: Space) -> dict[str, float] | None:
    """Return the settings that a mapping, an object, or a row of numbers holds; None where it holds none."""
    if dataclasses.is_dataclass(piece) or type(piece).__name__ == "SimpleNamespace":
        piece = vars(piece)
    if isinstance(piece, Mapping):
        found = [piece[name] for name in space if name in piece]
    elif isinstance(piece, (list, tuple, np.ndarray)):
        found = list(np.ravel(piece)) if isinstance(piece, np.ndarray) else list(piece)
    else:
        return None
    if len(found) != len(space) or not all(is_number(value) for value in found):
        return None
    return {name: float(value) for name, value in zip(space, found, strict=True)}


def is_number(value: Any) -> bool:
    """Whether a value is one real number."""
    if isinstance(value, (bool, str)):
        return False
    return isinstance(value, (int, float, np.number)) or getattr(value, "shape", None) == ()
