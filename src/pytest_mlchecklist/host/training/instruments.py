"""The model and the loss that a torch loop is given: they keep a diary and look at forms.

Every row of the inputs ends with a number of its own, which the model drops: so the diary
knows which rows it has seen, in which mode, and whether a gradient came back through them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from .tasks import Misfit, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

HELD_OUT = 1000
"""The number of the first row that is held out for validation."""


@dataclass
class Visit:
    """One forward pass: the rows, whether the model was in training mode, and what came back."""

    rows: list[int]
    training: bool
    graded: bool
    returned: bool = False
    gradient: Any = None


@dataclass
class Diary:
    """What happened while a loop ran.

    Attributes:
        visits: The forward passes.
        output: What the last one gave.
        outputs: What all of them gave; kept where several replicas take part in one step.
        rates: The learning rates with which optimizers stepped.
    """

    visits: list[Visit] = field(default_factory=list)
    output: Any = None
    outputs: list[Any] | None = None
    rates: list[float] = field(default_factory=list)

    @property
    def lessons(self) -> list[Visit]:
        """The passes through which a gradient came back."""
        return [visit for visit in self.visits if visit.returned]

    @property
    def exams(self) -> list[Visit]:
        """The passes over rows that were held out."""
        return [visit for visit in self.visits if any(row >= HELD_OUT for row in visit.rows)]


def numbered(x: np.ndarray, first: int = 0) -> Any:
    """Return the rows as a tensor, each with its number behind it."""
    torch = sys.modules["torch"]
    numbers = np.arange(first, first + len(x))[:, None]
    return torch.tensor(np.hstack([x, numbers]), dtype=torch.float32)


def make_model(parameters: np.ndarray, task: Task, diary: Diary, *, normalises: bool = False) -> Any:
    """Return a model that gives w·x + b in the task's form and writes the diary.

    Args:
        parameters: The weights and, last, the bias.
        task: The form of its output.
        diary: Where it notes what it sees.
        normalises: Whether a BatchNorm comes first.
    """
    model = _model_class(len(parameters) - 1, task, diary, normalises=normalises)().float()
    set_parameters(model, parameters)
    return model


def _model_class(features: int, task: Task, diary: Diary, *, normalises: bool) -> Any:
    torch = sys.modules["torch"]

    class Model(torch.nn.Module):  # type: ignore[misc, name-defined]
        """One linear layer."""

        def __init__(self) -> None:
            super().__init__()
            self.norm = torch.nn.BatchNorm1d(features) if normalises else torch.nn.Identity()
            self.linear = torch.nn.Linear(features, 1)

        def forward(self, x: Any) -> Any:
            flat = x.reshape(len(x), -1)
            z = self.linear(self.norm(flat[:, :-1]))[:, 0]
            _enter(diary, self, flat[:, -1], z)
            diary.output = task.output(z)
            if diary.outputs is not None:
                diary.outputs.append(diary.output)
            return diary.output

    return Model


def _enter(diary: Diary, model: Any, numbers: Any, z: Any) -> None:
    rows = numbers.detach().cpu().numpy()
    if not np.array_equal(rows, np.round(rows)):
        message = "it scales its inputs before the model sees them"
        raise Misfit(message)
    visit = Visit([int(row) for row in rows], model.training, bool(z.requires_grad))
    diary.visits.append(visit)
    if z.requires_grad:
        z.register_hook(lambda gradient: _returned(visit, gradient))


def _returned(visit: Visit, gradient: Any) -> None:
    visit.returned = True
    visit.gradient = gradient.detach().cpu().numpy().copy()


def set_parameters(model: Any, parameters: np.ndarray) -> None:
    """Write the weights and the bias into the model's linear layer."""
    torch = sys.modules["torch"]
    with torch.no_grad():
        model.linear.weight.copy_(torch.tensor(parameters[None, :-1], dtype=torch.float32))
        model.linear.bias.copy_(torch.tensor(parameters[-1:], dtype=torch.float32))


def parameters_in(model: Any) -> np.ndarray:
    """Return the weights and, last, the bias of the model's linear layer."""
    layer = model.linear
    return np.append(layer.weight.detach().cpu().numpy(), layer.bias.detach().cpu().numpy())


def make_criterion(task: Task, diary: Diary) -> Any:
    """Return the task's loss, which refuses what does not come from the model in that form."""
    torch = sys.modules["torch"]
    base = getattr(torch.nn, task.criterion)

    class Criterion(base):  # type: ignore[misc, valid-type]
        """The loss of torch.nn, with a look at the forms of what it gets."""

        def forward(self, input: Any, target: Any) -> Any:  # noqa: A002 - torch calls it so
            _check_forms(task, diary, input, target)
            return super().forward(input, target)

    Criterion.__name__ = Criterion.__qualname__ = task.criterion
    return Criterion()


def _check_forms(task: Task, diary: Diary, came: Any, target: Any) -> None:
    torch = sys.modules["torch"]
    if task.target == "labels":
        fits = came.ndim == target.ndim + 1 and target.dtype == torch.int64 and target.shape == came.shape[:1]
    else:
        fits = came.shape == target.shape or came.numel() == target.numel() == 1
        fits = fits and target.is_floating_point()
    if not fits:
        message = f"its loss got {tuple(came.shape)} and {tuple(target.shape)}"
        raise Misfit(message)
    squashes = task.criterion == "BCELoss" and not task.head.startswith("share")
    outputs = (torch.sigmoid(output) if squashes else output for output in _outputs(diary))
    if not any(
        came.numel() == one.numel() and torch.equal(came.reshape(-1), one.reshape(-1)) for one in outputs
    ):
        message = "its loss got something else than the model's output"
        raise Misfit(message)


def _outputs(diary: Diary) -> Iterator[Any]:
    """Yield what the model gave: last, or in any of its replicas, or in the last few of them together."""
    torch = sys.modules["torch"]
    yield from [] if diary.output is None else [diary.output]
    kept = diary.outputs or []
    yield from kept
    yield from (torch.cat(kept[-count:]) for count in range(2, len(kept) + 1))
