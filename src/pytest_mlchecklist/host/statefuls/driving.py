"""One run of an object that is driven: made, then told one value after another."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import NoMatch, plain
from ..naming import arguments, named
from .files import Snapshot, changed, snapshot
from .stand_ins import Model, Optimizer, torch_model
from .telling import Way, handed_to
from .words import BEGINS, FIXED, LOGGED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


_RATE = 0.125
_OPPOSITE = {"min": "max", "max": "min"}
_HIGHER_LOGS = ("acc", "score", "f1", "auc")


@dataclass
class Seen:
    """What could be seen after a step.

    Attributes:
        returned: What the telling returned.
        instance: The object, or None.
        model: The model that it was given.
        optimizer: The optimizer that it was given.
        files: The files of its folder that are new or changed.
        stopped: Whether it stopped by raising an exception.
    """

    returned: Any
    instance: Any
    model: Any
    optimizer: Any
    files: list[Path] = field(default_factory=list)
    stopped: bool = False


def drive(way: Way, values: np.ndarray, made_with: Mapping[str, Any]) -> Iterator[Seen]:
    """Yield what can be seen after each step; the object's folder is gone at the end."""
    with tempfile.TemporaryDirectory() as name, working_in(name):
        run = _Run(way, made_with, Path(name))
        if way.whole:
            yield run.tell_all(values)
            return
        for step, value in enumerate(values):
            yield run.tell(step, float(value))


@contextlib.contextmanager
def working_in(folder: str) -> Iterator[None]:
    """Make a folder the working directory for a while."""
    before = os.getcwd()  # noqa: PTH109 - as a text, for chdir
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


class _Run:
    def __init__(self, way: Way, made_with: Mapping[str, Any], folder: Path) -> None:
        self.way, self.made_with, self.folder = way, made_with, folder
        model: tuple[Any, Callable[[int], None]] = torch_model() if way.is_torch else _plain_model()
        self.model, self.mark = model
        self.model.stop_training = False
        self.optimizer = Optimizer(float(made_with.get("learning_rate", made_with.get("base_lr", _RATE))))
        self.history: list[float] = []
        self.state: dict[str, Any] = {"best": float("inf"), "counter": 0}
        self.instance = None if way.cls is None else self._made(way.cls)
        told = way.function if self.instance is None else getattr(self.instance, way.method)
        self.function: Callable[..., Any] = told  # type: ignore[assignment]
        self.files: Snapshot = snapshot(folder)

    def _made(self, cls: type) -> Any:
        own = {name: self._asked(role) for name, role in self.way.made.items()}
        fixed = {item.name: FIXED[plain(item.name)] for item in named(cls) if plain(item.name) in FIXED}
        fixed = {name: value for name, value in fixed.items() if _may_be(cls, name, value)}
        given = {**fixed, **self.way.wanted, **own}
        roles = handed_to(cls)
        names = {**roles, **{name: name for name in given}}
        instance = cls(**arguments(cls, names, {**self._around(), **given}))
        self._introduce(instance)
        return instance

    def _asked(self, role: str) -> Any:
        """Return the value of a construct argument; told accuracies, it is best where losses are least."""
        value = self.made_with[role]
        turned = self.way.sign < 0 or "higher" in self.way.roles.values()
        return _OPPOSITE[value] if role == "mode" and turned else value

    def _introduce(self, instance: Any) -> None:
        """Hand the model over as a framework would, and begin."""
        with contextlib.suppress(Exception):
            instance.set_model(self.model)
        if getattr(instance, "model", None) is None:
            with contextlib.suppress(Exception):
                instance.model = self.model
        for name in BEGINS:
            begin = getattr(instance, name, None)
            if callable(begin) and name != self.way.method:
                with contextlib.suppress(Exception):
                    begin()

    def _around(self) -> dict[str, Any]:
        path = str(self.folder / _file_name(self.way.source))
        return {"model": self.model, "optimizer": self.optimizer, "path": path, "folder": str(self.folder)}

    def tell(self, step: int, value: float) -> Seen:
        """Tell the next value."""
        self.mark(step)
        worth = self.way.sign * value
        self.history.append(worth)
        values = {
            **self._around(),
            **self.state,
            "lower": value,
            "higher": -value,
            "either": worth,
            "train": value,
            "epoch": _whole(value) if self.way.counts else step,
            "history": list(self.history),
            "logs": self._logs(value),
            "scheduler": self.optimizer,
            "trainer": self.model,
        }
        return self._told(values)

    def tell_all(self, values: np.ndarray) -> Seen:
        """Tell all values at once."""
        self.history = [self.way.sign * float(value) for value in values]
        return self._told({**self._around(), **self.state, "history": list(self.history)})

    def _told(self, values: Mapping[str, Any]) -> Seen:
        taken = {name: self.made_with[role] for name, role in self.way.told.items()} | dict(self.way.fixed)
        names = {**{name: name for name in taken}, **self.way.roles}
        stopped, raw = False, None
        try:
            raw = self.function(**arguments(self.function, names, {**values, **taken}))
        except Exception as error:
            stopped = "stop" in type(error).__name__.lower() and not isinstance(error, NoMatch)
            if not stopped:
                raise
        self._keep(raw)
        after = snapshot(self.folder)
        files, self.files = changed(self.files, after), after
        return Seen(raw, self.instance, self.model, self.optimizer, files, stopped)

    def _keep(self, raw: Any) -> None:
        """Keep what a function hands back to be given again: the best value and the count, in its order."""
        again = [role for role in self.way.roles.values() if role in self.state]
        pieces = raw if isinstance(raw, tuple) else () if raw is None else (raw,)
        rest = [piece for piece in pieces if not isinstance(piece, (bool, np.bool_))]
        if again and len(rest) == len(again):
            self.state |= dict(zip(again, rest, strict=True))

    def _logs(self, value: float) -> dict[str, Any]:
        """Return the logs of an epoch: the loss under every name that the code may look for."""
        names = {"val_loss", "loss", "train_loss", *LOGGED.findall(self.way.source)}
        known = {name: -value for name in names if any(word in name.lower() for word in _HIGHER_LOGS)}
        losses = {name: value for name in names if "loss" in name.lower() or "err" in name.lower()}
        return {**known, **losses, "model": self.model}


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


def _plain_model() -> tuple[Any, Callable[[int], None]]:
    model = Model()
    return model, model.mark


def _may_be(cls: type, name: str, value: Any) -> bool:
    """Return whether a fixed value is of the sort that the parameter's default is of."""
    default = next(item.default for item in named(cls) if item.name == name)
    return (
        default is None
        or not isinstance(default, (str, bool, int, float))
        or isinstance(default, type(value))
    )


def _file_name(source: str) -> str:
    if ".weights.h5" in source:
        return "model.weights.h5"
    return "model.npz" if "savez" in source else "model.keras" if ".keras" in source else "model.pt"
