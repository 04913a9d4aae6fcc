"""Torch loops that train a model which they are given: ours, which keeps a diary."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..refusal import Unavailable
from .chance import Chance
from .company import company, plain_optimizers
from .crews import crews_for, replicas_of, step_for
from .histories import history_lengths
from .instruments import HELD_OUT, Diary, make_model, parameters_in
from .tasks import Misfit, Mixed, Task, tasks_for, told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..loading import Loaded
    from .ways import Way

WHOLE = 8
"""A batch size that no drawn input exceeds."""
_ROWS, _BATCH, _CREW = 7, 3, 2


@dataclass
class TorchLoop:
    """How a torch loop is called.

    Attributes:
        way: How it is started.
        task: The form of outputs and targets that it wants.
        chance: What it may draw from.
        loads: Whether it makes its own batches from a dataset.
        how: How its file was loaded.
        crew: In which form it takes replicas: 'count', 'copies' or 'devices'; '' if it takes none.
        repeated: What we repeat around it: 'epochs' for a function of one pass, 'batches' too for
            one of a single step, '' for a whole loop.
        facts: What the checks need to know.
    """

    way: Way
    task: Task
    chance: Chance
    loads: bool = False
    how: str = ""
    crew: str = ""
    repeated: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        again = {"epochs": "once an epoch", "batches": "once a batch"}.get(self.repeated, "")
        details = (self.way.text, again, "on a linear torch model of ours", self.task.name, self.how)
        return "called as " + ", ".join(filter(None, details))

    def open(self, *, strictly: bool = True) -> None:
        """Run the loop once and see what it does.

        Args:
            strictly: Whether to refuse a form in which the rows of a batch mix.

        Raises:
            Mixed: They do.
            Exception: It does not take what it is given.
        """
        inputs = _probe()
        diary, model, _ = self._train(inputs)
        if not diary.visits:
            message = "it never called the model"
            raise Misfit(message)
        if not np.all(np.isfinite(parameters_in(model))):
            message = "the weights became infinite"
            raise Misfit(message)
        if strictly:
            self._refuse_mixed_rows(inputs, diary)
        self.repeated = self._repeated(diary)
        self.facts = self._facts(self._train(inputs)[0])

    def _refuse_mixed_rows(self, inputs: Mapping[str, Any], diary: Diary) -> None:
        """Refuse the form if the target of one row reaches the others: their shapes broadcast."""
        y = np.array(inputs["y"])
        y[0] = 1 - y[0]
        for before, after in zip(
            diary.lessons[:1],
            self._train({**inputs, "y": y})[0].lessons[:1],
            strict=True,
        ):
            others = np.array(before.rows) != 0
            if not np.allclose(before.gradient[others], after.gradient[others], atol=1e-5):
                message = "its loss compares each output with every target: their shapes differ"
                raise Mixed(message)

    def _repeated(self, diary: Diary) -> str:
        roles, rows = self.way.roles, [visit.rows for visit in diary.visits]
        if "epochs" in roles or sum(0 in visit for visit in rows) != 1:
            return ""
        return "batches" if "loader" not in roles and len(rows) == 1 and len(rows[0]) == _ROWS else "epochs"

    def _facts(self, diary: Diary) -> dict[str, Any]:
        roles, fixed = self.way.roles, dict[str, Any](loss=self.task.loss)
        rows = [row for visit in diary.lessons for row in visit.rows if row < HELD_OUT]
        if "epochs" not in roles and not self.repeated:
            fixed["epochs"] = max(1, rows.count(0))
        if not roles & {"lr", "optimizer"} and (diary.rates or "replicas" not in roles):
            fixed["lr"] = diary.rates[0] if diary.rates else None
        if ("loader" not in roles or self.loads) and self.repeated != "batches":
            fixed |= self._own_batches([visit.rows for visit in diary.lessons], rows)
        return {
            "start": "given", "fixed": fixed, "lacks": sorted(fixed),
            "asks": ["modes", *(["validated"] if "val_loader" in roles else [])],
            "clips": "clip_grad" in self.way.source, "framework": "torch", "repeated": self.repeated,
        }  # fmt: skip

    def _own_batches(self, batches: list[list[int]], rows: list[int]) -> dict[str, Any]:
        in_order = rows[:_ROWS] == list(range(_ROWS))
        largest = max(map(len, batches), default=_ROWS)
        if in_order and "batch_size" in self.way.roles and largest == _BATCH:
            return {}
        return {"batch_size": largest if in_order and largest < _ROWS else WHOLE}

    def run(self, operation: str, args: object, kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the kind's docstring."""
        del args
        operations: dict[str, Callable[[Mapping[str, Any]], Any]] = {
            "call": self._call, "start": self._start, "predict": self._predict, "modes": self._modes,
            "history": self._history, "validated": self._validated, "sizes": self._sizes,
            "outputs_before": lambda values: self._outputs(values, self._start(values)),
            "outputs_after": lambda values: self._outputs(values, self._call(values)),
        }  # fmt: skip
        if operation not in operations:
            raise Unavailable(operation)
        return operations[operation](kwargs)

    def _call(self, values: Mapping[str, Any]) -> np.ndarray:
        return parameters_in(self._train(values)[1])

    def _start(self, values: Mapping[str, Any]) -> np.ndarray:
        return np.append(values["weight"], values["bias"])

    def _sizes(self, values: Mapping[str, Any]) -> dict[str, int]:
        return {"weight": np.shape(values["x"])[1], "bias": 1}

    def _outputs(self, values: Mapping[str, Any], parameters: np.ndarray) -> np.ndarray:
        return self._predict({"x": values["x"], "parameters": parameters})

    def _predict(self, values: Mapping[str, Any]) -> np.ndarray:
        model = make_model(np.asarray(values["parameters"]), self.task, Diary())
        flat = model.linear(sys.modules["torch"].tensor(values["x"], dtype=model.linear.weight.dtype))[:, 0]
        array: np.ndarray = flat.detach().numpy()
        return 1 / (1 + np.exp(-array)) if self.task.loss == "cross-entropy" else array

    def _modes(self, values: Mapping[str, Any]) -> list[bool]:
        diary, *_ = self._train(values)
        return [visit.training for visit in diary.lessons]

    def _history(self, values: Mapping[str, Any]) -> list[int]:
        _, _, (result, instance) = self._train(values)
        if self.repeated:
            message = "history of several epochs"
            raise Unavailable(message)
        lengths = history_lengths(result, instance)
        if not lengths:
            message = "history"
            raise Unavailable(message)
        return lengths

    def _validated(self, values: Mapping[str, Any]) -> dict[str, Any]:
        diary, model, _ = self._train(values, normalises=True)
        exams = diary.exams
        statistics = np.append(model.norm.running_mean.numpy(), model.norm.running_var.numpy())
        return {
            "parameters": parameters_in(model), "statistics": statistics,
            "learnt": any(visit.returned for visit in exams), "graded": any(visit.graded for visit in exams),
            "training": any(visit.training for visit in exams),
        }  # fmt: skip

    def _train(
        self,
        values: Mapping[str, Any],
        *,
        normalises: bool = False,
    ) -> tuple[Diary, Any, tuple[Any, Any]]:
        diary = Diary(outputs=[] if self.crew else None)
        start = np.append(values["weight"], values["bias"])
        model = make_model(start, self.task, diary, normalises=normalises)
        model.train(not values.get("evaluating"))
        given = company(values, self.task, model, diary, loads=self.loads)
        given |= replicas_of(model, values.get("replicas", _CREW), self.crew)
        result: tuple[Any, Any] = (None, None)
        with self.chance.again(), plain_optimizers(diary):
            for epoch in range(values["epochs"] if self.repeated else 1):
                for rows in self._batches(values):
                    batch = {name: given[name][rows] for name in ("x", "y")}
                    batch |= {"batch": (batch["x"], batch["y"]), "epoch": epoch}
                    before = parameters_in(model)
                    result = self.way.start({**given, **batch})
                    if self.crew and np.array_equal(parameters_in(model), before):
                        step_for(model, result[0], values["lr"])
        return diary, model, result

    def _batches(self, values: Mapping[str, Any]) -> list[slice]:
        rows = len(values["x"])
        size = values["batch_size"] if self.repeated == "batches" else rows
        return [slice(start, start + size) for start in range(0, rows, size)]


def open_torch_loop(way: Way, loaded: Loaded, tried: list[str]) -> TorchLoop | None:
    """Return the first convention that fits a loop which trains a given model, or None.

    Args:
        way: How the loop is started.
        loaded: Where it comes from.
        tried: Where each form that did not fit is told.
    """
    if "torch" not in sys.modules or not way.roles & {"model", "replicas"}:
        return None
    if "model" not in way.roles and ("loss_function" not in way.roles or way.owner is not None):
        return None
    mixed, chance = None, Chance(loaded.namespace)
    for loads in (True, False) if "DataLoader(" in way.source else (False,):
        for task, crew in product(tasks_for(way.source), crews_for(way.roles)):
            loop = TorchLoop(way, task, chance, loads, loaded.how, crew)
            try:
                loop.open()
            except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next form may fit
                mixed = mixed or (loop if isinstance(error, Mixed) else None)
                tried.append(f"{task.name}: {told(error)}")
                continue
            return loop
    if mixed is not None:
        # There is no form in which they fit: then the loop itself is to blame, and the checks say so.
        mixed.open(strictly=False)
    return mixed


def _probe() -> dict[str, Any]:
    x = np.random.default_rng(0).uniform(-1, 1, (_ROWS, 3))
    start = {"weight": np.array([0.5, -0.25, 0.125]), "bias": 0.25}
    return {"x": x, "y": np.arange(_ROWS) % 2, **start, "epochs": 2, "lr": 0.125, "batch_size": _BATCH}
