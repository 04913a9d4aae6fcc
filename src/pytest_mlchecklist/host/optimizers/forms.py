"""The forms in which an optimizer may want weights and gradients, and where it leaves new weights.

A form is laid out afresh for every run. It gives values by role, is told new gradients
before each step, takes what the step returned, and can be read at any time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..backends.arrays import to_array

if TYPE_CHECKING:
    from collections.abc import Sequence

Arrays = list[np.ndarray]


class Form(Protocol):
    """Weights as an optimizer wants them."""

    @property
    def text(self) -> str:
        """The form in words."""

    def lay(self, weights: Arrays) -> dict[str, Any]:
        """Lay out first weights; return what stands for each role."""

    def renew(self, gradients: Arrays) -> dict[str, Any]:
        """Put new gradients; return what stands for each role."""

    def fits(self, piece: Any) -> bool:
        """Return whether a piece of what a step returned may be the new weights."""

    def take(self, piece: Any) -> None:
        """Use a piece of what a step returned as the new weights."""

    def read(self) -> Arrays:
        """Return the weights as they are now."""


@dataclass
class Alone:
    """One array of weights and one of gradients."""

    backend: Any
    text: str = ""
    held: Any = None
    shape: tuple[int, ...] = ()
    asked: Arrays = field(default_factory=list)

    def lay(self, weights: Arrays) -> dict[str, Any]:
        """Lay out the only array."""
        (array,) = weights
        self.held, self.shape = self.backend.wrap(array), array.shape
        return {"weights": self.held}

    def renew(self, gradients: Arrays) -> dict[str, Any]:
        """Return the weights and their gradients, and a function that is asked for these at a place."""
        wrapped = self.backend.wrap(gradients[0])

        def gradient_at(place: Any, *_: Any) -> Any:
            self.asked.append(np.array(to_array(place), dtype=float))
            return wrapped

        return {"weights": self.held, "gradients": wrapped, "gradient_function": gradient_at}

    def fits(self, piece: Any) -> bool:
        """Return whether it is an array of the weights' shape."""
        return _shape(piece) == self.shape

    def take(self, piece: Any) -> None:
        """Use it as the weights."""
        self.held = piece

    def read(self) -> Arrays:
        """Return the array."""
        return [np.array(to_array(self.held), dtype=float)]


@dataclass
class WithBias:
    """Weights and a bias, each with its gradients."""

    text: str = "with weights and a bias"
    weights: Any = None
    bias: Any = None

    def lay(self, weights: Arrays) -> dict[str, Any]:
        """Lay out both; a bias of zeros where there is only one array."""
        self.weights, self.bias = (np.array(item) for item in two(weights))
        return {"weights": self.weights, "bias": self.bias}

    def renew(self, gradients: Arrays) -> dict[str, Any]:
        """Return both and their gradients."""
        first, second = (np.array(item) for item in two(gradients))
        return {"weights": self.weights, "bias": self.bias, "gradients": first, "bias_gradients": second}

    def fits(self, piece: Any) -> bool:
        """Return whether it is a pair of arrays of these shapes."""
        shapes = [np.shape(self.weights), np.shape(self.bias)]
        return isinstance(piece, (tuple, list)) and [_shape(item) for item in piece] == shapes

    def take(self, piece: Any) -> None:
        """Use the pair."""
        self.weights, self.bias = piece

    def read(self) -> Arrays:
        """Return both arrays."""
        return [np.array(to_array(item), dtype=float) for item in (self.weights, self.bias)]


@dataclass
class InMapping:
    """Mappings of arrays; `names` are the keys of the weights, `gradient_names` those of the gradients."""

    names: tuple[str, str]
    gradient_names: tuple[str, str]
    held: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The keys in words."""
        return f"on dictionaries {{{self.names[0]!r}: …}} and {{{self.gradient_names[0]!r}: …}}"

    def lay(self, weights: Arrays) -> dict[str, Any]:
        """Lay out both; course code counts layers by pairs of weights and a bias."""
        self.held = dict(zip(self.names, [np.array(item) for item in two(weights)], strict=True))
        return {"weights": self.held}

    def renew(self, gradients: Arrays) -> dict[str, Any]:
        """Return the mappings."""
        new = dict(zip(self.gradient_names, [np.array(item) for item in two(gradients)], strict=True))
        return {"weights": self.held, "gradients": new}

    def fits(self, piece: Any) -> bool:
        """Return whether it is a mapping with the keys of the weights."""
        return isinstance(piece, dict) and set(self.names) <= set(piece)

    def take(self, piece: Any) -> None:
        """Use the mapping."""
        self.held = piece

    def read(self) -> Arrays:
        """Return its arrays."""
        return [np.array(to_array(self.held[name]), dtype=float) for name in self.names]


@dataclass
class InSequence:
    """Lists of arrays."""

    backend: Any
    text: str = "on lists of arrays"
    held: Any = None

    def lay(self, weights: Arrays) -> dict[str, Any]:
        """Lay out a list."""
        self.held = [self.backend.wrap(item) for item in weights]
        return {"weights": self.held}

    def renew(self, gradients: Arrays) -> dict[str, Any]:
        """Return the lists; pairs of both for who asks for them so."""
        new = [self.backend.wrap(item) for item in gradients]
        return {"weights": self.held, "gradients": new, "pairs": list(zip(new, self.held, strict=True))}

    def fits(self, piece: Any) -> bool:
        """Return whether it is a list of arrays of these shapes."""
        is_list = isinstance(piece, (list, tuple))
        return is_list and [_shape(item) for item in piece] == [_shape(item) for item in self.held]

    def take(self, piece: Any) -> None:
        """Use the list."""
        self.held = piece

    def read(self) -> Arrays:
        """Return its arrays."""
        return [np.array(to_array(item), dtype=float) for item in self.held]


def two(arrays: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return two arrays: a layer has a bias even where nobody asked for one."""
    return [*arrays, np.zeros(1)][:2]


def _shape(value: Any) -> tuple[int, ...] | None:
    try:
        return to_array(value).shape
    except (TypeError, ValueError):
        return None
