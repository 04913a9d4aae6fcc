"""How examples, labels and weights lie in a learner's own backpropagation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WEIGHTS = ("w1", "b1", "w2", "b2")
ROWS, COLUMNS, EACH_COLUMN, EACH_ROW = (
    "examples in rows",
    "examples in columns",
    "one example at a time, as a column",
    "one example at a time",
)
EACH_BATCH = "one example at a time, as a batch of one"
"""For training that may step after each example, or after all of them: of one it is the same."""

MARKED, NUMBERED, ALONE = "a column for each class", "labels as numbers", "one output at a time"
ALONE_FLAT = "one output at a time, its labels as plain numbers"


@dataclass(frozen=True)
class Lay:
    """One way in which arrays may lie.

    Attributes:
        examples: Where one example lies.
        labels: How the classes are written.
        out_first: Whether a weight matrix has a row for each neuron.
        bias: 'flat', 'row' or 'column'.
    """

    examples: str
    labels: str
    out_first: bool
    bias: str

    @property
    def text(self) -> str:
        """The lay in words."""
        return f"{self.examples}, {self.labels}"

    @property
    def is_alone(self) -> bool:
        """Whether the network has one output."""
        return self.labels in (ALONE, ALONE_FLAT)

    def pieces(self, x: np.ndarray, y: np.ndarray) -> Iterator[tuple[Any, Any]]:
        """Yield inputs and labels of each call; `y` has a column for each output."""
        labels = y.argmax(axis=1) if self.labels == NUMBERED else y
        labels = labels[:, 0] if self.labels == ALONE_FLAT else labels
        if self.examples == EACH_BATCH:
            yield from ((x[at : at + 1], labels[at : at + 1]) for at in range(len(x)))
        elif self.examples == EACH_ROW:
            yield from zip(x, labels, strict=True)
        elif self.examples == EACH_COLUMN:
            yield from ((row[:, None], _standing(label)) for row, label in zip(x, labels, strict=True))
        elif self.examples == COLUMNS:
            yield x.T, labels.T
        else:
            yield x, labels

    def placed(self, name: str, array: np.ndarray) -> np.ndarray:
        """Return a weight as the learner lays it."""
        if name.startswith("w"):
            return array.T.copy() if self.out_first else array
        return {"flat": array, "row": array[None, :], "column": array[:, None]}[self.bias]

    def shape(self, name: str, array: np.ndarray) -> tuple[int, ...]:
        """Return the shape that a weight, and its gradient, has here."""
        return np.shape(self.placed(name, array))

    def restored(self, name: str, array: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Return a gradient as the contract lays it; one of another shape as it is."""
        if name.startswith("w"):
            return array.T if self.out_first else array
        return array.reshape(weight.shape) if array.size == weight.size else array


def _standing(label: Any) -> Any:
    return label[:, None] if np.ndim(label) else label


def lays() -> Iterator[Lay]:
    """Yield the ways in which arrays may lie, the most usual first."""
    shapes = {
        ROWS: ((False, "flat"), (False, "row"), (True, "flat"), (True, "row"), (True, "column")),
        COLUMNS: ((True, "column"), (False, "column")),
        EACH_COLUMN: ((True, "column"),),
        EACH_ROW: ((True, "flat"), (False, "flat")),
        EACH_BATCH: ((False, "flat"), (False, "row"), (True, "flat"), (True, "row"), (True, "column")),
    }
    for labels, (examples, places) in product((MARKED, NUMBERED, ALONE, ALONE_FLAT), shapes.items()):
        for out_first, bias in places:
            yield Lay(examples, labels, out_first, bias)


def one_output(weights: Mapping[str, np.ndarray], output: int) -> dict[str, np.ndarray]:
    """Return the weights that lead to one of the outputs."""
    here = slice(output, output + 1)
    return {**weights, "w2": weights["w2"][:, here], "b2": weights["b2"][here]}
