"""How the labels of a task of two classes may lie, for loops that train a model of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

FEATURES = 2


@dataclass(frozen=True)
class Form:
    """How the labels lie: 'flat' (n,), 'column' (n, 1), 'row' (1, n) or 'classes' (n, 2).

    Flat labels are whole numbers first, then, as 'floats', not.

    Attributes:
        labels: Which of these.
        outputs: How many outputs the model has.
    """

    labels: str
    outputs: int = 1

    @property
    def columns(self) -> bool:
        """Whether one example is one column."""
        return self.labels == "row"

    def values(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return inputs and labels as they lie."""
        floats = y.astype(x.dtype)
        shapes = {"flat": y, "floats": floats, "column": floats[:, None], "row": floats[None, :]}
        return (x.T if self.columns else x), shapes.get(self.labels, np.eye(2, dtype=x.dtype)[y])

    @property
    def sizes(self) -> dict[str, Any]:
        """Return what constructors ask for."""
        layers = [FEATURES, 3, self.outputs]
        return {"inputs": FEATURES, "outputs": self.outputs, "hidden": 3, "classes": 2, "layers": layers}


FORMS = (Form("flat"), Form("column"), Form("row"), Form("flat", 2), Form("classes", 2), Form("floats"))


def forms_for(source: str) -> list[Form]:
    """Return the forms, those of two outputs first where the outputs are shares of one whole."""
    return sorted(FORMS, key=lambda form: form.outputs == 1 and "softmax" in source.lower())


def probe() -> dict[str, Any]:
    """Return a small task with which a loop is tried out."""
    x = np.random.default_rng(0).uniform(-1, 1, (5, FEATURES))
    y = np.array([0, 1, 1, 0, 1])
    return {"x": x, "y": y, "epochs": 3, "lr": 0.125, "batch_size": 5}
