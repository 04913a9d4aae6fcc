"""The forms in which a torch loop may want its model's outputs and its targets."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..attempts import first_words

if TYPE_CHECKING:
    import numpy as np

SQUARED, CROSS_ENTROPY = "squared error", "cross-entropy"


class Misfit(Exception):
    """The loop wants its outputs or its targets in another form."""


class Mixed(Misfit):
    """The target of one row reaches the others: outputs and targets of different shapes were broadcast."""


class NoLoop(Misfit):
    """What it learns does not depend on how long or how fast it learns."""


def told(error: Exception) -> str:
    """Return why a form did not fit, in one line."""
    return str(error) if isinstance(error, Misfit) else first_words(error)


@dataclass(frozen=True)
class Task:
    """One such form.

    Attributes:
        name: For the report.
        loss: 'squared error' or 'cross-entropy'; both of one number z = w·x + b a row.
        head: What the model makes of z: 'column' (n, 1), 'flat' (n,), 'classes' (n, 2) whose
            logits are 0 and z, 'log_classes' their logarithmic shares, 'share' the sigmoid.
        target: 'column' or 'flat' floats, or 'labels'.
        criterion: The loss of torch.nn that goes with them.
        marks: What in a loop's source speaks for it.
    """

    name: str
    loss: str
    head: str
    target: str
    criterion: str
    marks: str

    def targets(self, y: np.ndarray) -> Any:
        """Return the labels as the tensor that this form has."""
        torch = sys.modules["torch"]
        if self.target == "labels":
            return torch.tensor(y, dtype=torch.int64)
        floats = torch.tensor(y, dtype=torch.float32)
        return floats[:, None] if self.target == "column" else floats

    def output(self, z: Any) -> Any:
        """Return what the model gives for the numbers z of shape (n,)."""
        torch = sys.modules["torch"]
        if self.head in {"classes", "log_classes"}:
            logits = torch.stack([torch.zeros_like(z), z], dim=1)
            return torch.log_softmax(logits, dim=1) if self.head == "log_classes" else logits
        if self.head.startswith("share"):
            z = torch.sigmoid(z)
        return z if self.head.endswith("flat") else z[:, None]


_SQUARES = r"mse|MSE|\*\* ?2|pow\(2|square"
TASKS = (
    Task("squared error", SQUARED, "column", "column", "MSELoss", _SQUARES),
    Task("squared error, flat targets", SQUARED, "column", "flat", "MSELoss", _SQUARES),
    Task("squared error, flat", SQUARED, "flat", "flat", "MSELoss", _SQUARES),
    Task("cross-entropy", CROSS_ENTROPY, "classes", "labels", "CrossEntropyLoss",
         r"cross_entropy\(|CrossEntropyLoss|argmax|torch\.max\("),
    Task("likelihood", CROSS_ENTROPY, "log_classes", "labels", "NLLLoss", r"nll_loss|NLLLoss"),
    *(Task("cross-entropy of logits", CROSS_ENTROPY, head, target, "BCEWithLogitsLoss",
           r"BCEWithLogits|binary_cross_entropy_with_logits|sigmoid")
      for head, target in (("column", "column"), ("column", "flat"), ("flat", "flat"))),
    *(Task("cross-entropy of shares", CROSS_ENTROPY, head, target, "BCELoss",
           r"BCELoss|binary_cross_entropy\(|round\(|> ?0\.5")
      for head, target in (("share", "column"), ("share", "flat"), ("column", "column"), ("column", "flat"))),
)  # fmt: skip


def tasks_for(source: str) -> list[Task]:
    """Return the forms, those for which the loop's source speaks first."""
    return sorted(TASKS, key=lambda task: not re.search(task.marks, source))
