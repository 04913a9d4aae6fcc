"""What a torch loop is given beside the model: data, loss, optimizer and what else it asks for.

While a loop runs, all of torch's optimizers take plain steps: it is the loop that is looked at.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .instruments import HELD_OUT, Diary, make_criterion, numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .tasks import Task


def company(
    values: Mapping[str, Any], task: Task, model: Any, diary: Diary, *, loads: bool
) -> dict[str, Any]:
    """Return what a loop may ask for, by role.

    Args:
        values: The arguments of the contract.
        task: The form of outputs and targets.
        model: The model that it trains.
        diary: Where the loss looks up what the model gave.
        loads: Whether the loop makes its own batches.
    """
    torch = sys.modules["torch"]
    x, y = numbered(values["x"]), task.targets(values["y"])
    val_x = numbered(values.get("val_x", values["x"]), HELD_OUT)
    val_y = task.targets(values.get("val_y", values["y"]))
    optimizer = torch.optim.SGD(model.parameters(), lr=values["lr"])
    size = None if loads else values["batch_size"]
    return {
        "model": model, "x": x, "y": y, "val_x": val_x, "val_y": val_y, "loader": _loader(x, y, size),
        "val_loader": _loader(val_x, val_y, size), "loss_function": make_criterion(task, diary),
        "optimizer": optimizer, "device": torch.device("cpu"), "epochs": values["epochs"], "lr": values["lr"],
        "batch_size": min(values["batch_size"], len(x)), "scheduler": Plateau(optimizer),
        "scaler": torch.amp.GradScaler("cpu", enabled=False), "logger": Silent(), "path": "model.pt",
    }  # fmt: skip


def _loader(x: Any, y: Any, batch_size: int | None) -> Any:
    """Return the batches, in order, or the dataset alone where there is no batch size."""
    data = sys.modules["torch"].utils.data
    rows = data.TensorDataset(x, y)
    return rows if batch_size is None else data.DataLoader(rows, batch_size=batch_size)


class Plateau:
    """A learning-rate schedule that changes nothing, however it is stepped."""

    def __init__(self, optimizer: Any) -> None:
        self.optimizer = optimizer

    def step(self, *_: Any, **__: Any) -> None:
        """Do nothing."""

    def get_last_lr(self) -> list[float]:
        """Return the learning rates of the optimizer."""
        return [group["lr"] for group in self.optimizer.param_groups]

    get_lr = get_last_lr

    def state_dict(self) -> dict[str, Any]:
        """Return nothing."""
        return {}


class Silent:
    """Takes every call and says nothing: a logger, a writer."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> Silent:
        """Return itself."""
        return self


@contextmanager
def plain_optimizers(diary: Diary) -> Iterator[None]:
    """Let every optimizer of torch, where it is loaded, take the plain step: minus rate times gradient."""
    torch = sys.modules.get("torch")
    if torch is None:
        yield
        return
    base = torch.optim.Optimizer
    kinds: list[Any] = [
        value for value in vars(torch.optim).values() if isinstance(value, type) and issubclass(value, base)
    ]
    kinds.remove(base)
    # What is only inherited counts too: torch writes its own wrapper of it into a class that is made.
    steps = {kind: vars(kind).get("step") for kind in kinds}

    for kind in steps:
        kind.step = _plain_step(torch, diary)
    try:
        yield
    finally:
        for kind, own in steps.items():
            if own is None:
                del kind.step
            else:
                kind.step = own


def _plain_step(torch: Any, diary: Diary) -> Callable[..., Any]:
    """Return an optimizer's `step` that takes the plain one."""

    def step(self: Any, closure: Any = None, **_: Any) -> Any:
        with torch.enable_grad():
            loss = closure() if closure is not None else None
        with torch.no_grad():
            for group in self.param_groups:
                _step_group(group, diary)
        return loss

    return step


def _step_group(group: dict[str, Any], diary: Diary) -> None:
    rate = float(group.get("initial_lr", group["lr"]))
    diary.rates.append(rate)
    for parameter in group["params"]:
        if parameter.grad is not None:
            parameter.sub_(rate * parameter.grad)
