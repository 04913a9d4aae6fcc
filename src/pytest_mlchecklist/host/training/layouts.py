"""How inputs, labels, weights and bias may lie, for loops on arrays that are given their weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Layout:
    """How the arrays lie.

    Attributes:
        examples: Whether they are rows or columns.
        y: The shape of the labels with n for the rows.
        weight: The shape of the weights with i for the features.
        bias: The shape of the bias.
    """

    examples: str
    y: tuple[Any, ...]
    weight: tuple[Any, ...]
    bias: tuple[int, ...]

    def values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return x, y, weight and bias as they lie."""
        x = np.asarray(values["x"], dtype=float)
        sizes = dict(zip("ni", x.shape, strict=True))

        def shaped(name: str, shape: tuple[Any, ...]) -> Any:
            array = np.asarray(values[name], dtype=float)
            return array.reshape([sizes.get(axis, axis) for axis in shape]) if shape else float(array)

        named = {"y": self.y, "weight": self.weight, "bias": self.bias}
        return {
            "x": x.T if self.examples == "columns" else x,
            **{name: shaped(name, shape) for name, shape in named.items()},
        }

    @property
    def text(self) -> str:
        """The layout in words."""
        shapes = (("weight", self.weight), ("y", self.y))
        words = ", ".join(f"{name} ({', '.join(map(str, shape))})" for name, shape in shapes)
        return words + (", examples in columns" if self.examples == "columns" else "")


LAYOUTS = (
    *(Layout("rows", ("n",), ("i",), bias) for bias in ((), (1,))),
    *(Layout("rows", ("n", 1), ("i", 1), bias) for bias in ((), (1,), (1, 1))),
    *(Layout("columns", (1, "n"), ("i", 1), bias) for bias in ((), (1, 1))),
    *(Layout("columns", (1, "n"), (1, "i"), bias) for bias in ((1, 1), ())),
    *(Layout("rows", ("n", 1), (1, "i"), bias) for bias in ((), (1, 1))),
    Layout("columns", ("n",), ("i",), ()),
)  # fmt: skip
