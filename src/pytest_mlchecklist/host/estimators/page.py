"""What the page of an estimator says: its method, labels, and the shapes of answers and of what is learnt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .learning import is_line
from .linear import INTERCEPT, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..shapes import Signature
    from .answers import Shape

_OPEN: Mapping[str, Shape] = {"transform": (None,), "inverse": (None,), "probabilities": (None,)}
"""Axes of answers behind that of the rows, whose size no contract says."""


@dataclass(frozen=True)
class Page:
    """The contract of an estimator, read."""

    signature: Signature

    @property
    def method(self) -> str:
        """The operation that answers a call."""
        return str(self.signature.options.get("method", "predict"))

    @property
    def labels(self) -> Sequence[int]:
        """The two labels of its answers, () where they are none."""
        labels: Sequence[int] = self.signature.options.get("labels", ())
        return labels

    @property
    def wants_whole_numbers(self) -> bool:
        """Whether its answers are whole numbers."""
        return (self.signature.result or {}).get("kind") == "int"

    @property
    def wants_line(self) -> bool:
        """Whether weights and an intercept are learnt."""
        return is_line(self._roles)

    @property
    def words(self) -> Mapping[str, Sequence[str]]:
        """Further names of what is learnt."""
        words: Mapping[str, Sequence[str]] = self.signature.options.get("spelt", {})
        return words

    @property
    def _roles(self) -> Mapping[str, str]:
        roles: Mapping[str, str] = self.signature.options.get("learns", {})
        return roles

    def shape(self, operation: str, values: Mapping[str, Any], rows: int) -> Shape:
        """Return the shape of an answer about some rows; None where no argument says the size of an axis."""
        if operation == "score":
            return ()
        if operation != self.method:
            return (rows, *_OPEN.get(operation, ()))
        sizes = self._sizes(values)
        others = (self.signature.returns or ())[1:]
        return (rows, *(int(axis) if axis.isdigit() else sizes.get(axis) for axis in others))

    def learnt_shapes(self, values: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        """Return the shape of each role whose axes are known, but for those of a line."""
        sizes, shapes = self._sizes(values), {}
        for role, text in self._roles.items():
            known = [int(axis) if axis.isdigit() else sizes.get(axis) for axis in text.split()]
            if None not in known and not (self.wants_line and role in (WEIGHTS, INTERCEPT)):
                shapes[role] = tuple(size for size in known if size is not None)
        return shapes

    def _sizes(self, values: Mapping[str, Any]) -> dict[str, int]:
        """Return the size of each axis that an argument has, and the number that an argument is."""
        sizes = {name: value for name, value in values.items() if type(value) is int}
        for argument in self.signature.arguments:
            sizes |= dict(zip(argument.axes or (), np.shape(values.get(argument.name, ())), strict=False))
        return sizes
