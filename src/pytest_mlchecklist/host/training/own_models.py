"""Loops that train a model of the learner's own, from first weights of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends import torch_tensors
from ..dialects import backends_for
from ..refusal import Unavailable
from .chance import Chance
from .company import plain_optimizers
from .histories import history_lengths
from .instruments import Diary
from .labels import FEATURES, Form, forms_for, probe
from .leaves import Path, leaf_at, learnt_paths, replace, spelt
from .predictors import Predictor, linear_predictor, predictors
from .tasks import Misfit, Mixed, NoLoop, told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..loading import Loaded
    from .ways import Way

_OTHER_LOSSES = re.compile(r"regular|lambda_|penalty|dropout|hinge|clip", re.IGNORECASE)
_OTHER_STEPS = re.compile(_OTHER_LOSSES.pattern + r"|momentum|adam|rmsprop|adagrad|velocity", re.IGNORECASE)


@dataclass
class OwnModel:
    """How such a loop is called.

    Attributes:
        way: How it is started.
        form: How the labels lie.
        backend: The array type that it takes.
        loaded: Where it comes from.
        chance: What it may draw from.
        predictor: How the trained model is asked.
        paths: Where its parameters lie.
        facts: What the checks need to know.
        asked: A trained model in which other parameters can be tried.
    """

    way: Way
    form: Form
    backend: Any
    loaded: Loaded
    chance: Chance
    predictor: Predictor | None = None
    paths: tuple[Path, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    asked: Any = None

    @property
    def description(self) -> str:
        """The convention in words."""
        asked = f"asked by {self.predictor.text}" if self.predictor else ""
        names = ", ".join(map(spelt, self.paths))
        how = f"on {self.backend.NAME}, labels {self.form.labels}"
        details = (self.way.text, how, asked, f"learns {names}")
        return "called as " + ", ".join(filter(None, (*details, self.loaded.how)))

    def open(self, *, strictly: bool) -> None:
        """Train once; find out how to ask the model, and where its parameters lie.

        Args:
            strictly: Whether to refuse a form in which the rows mix.

        Raises:
            Exception: It does not take what it is given, or gives nothing that can be asked.
        """
        inputs = probe()
        subject = self._trained(inputs)
        self._settle_predictor(subject, inputs["x"])
        self.paths = learnt_paths(subject, lambda: self._outputs(subject, inputs["x"]))
        if not self.paths:
            message = "no array in what it leaves changes its outputs"
            raise Misfit(message)
        self._refuse_no_loop(inputs, subject)
        if strictly:
            self._refuse_mixed_rows(inputs, subject)
        self.facts = self._facts(inputs, subject)

    def _facts(self, inputs: Mapping[str, Any], subject: Any) -> dict[str, Any]:
        roles, fixed = self.way.roles, dict[str, Any](loss="squared error")
        fixed |= {name: None for name in ("epochs", "lr") if name not in roles}
        outputs = self._outputs(subject, inputs["x"])
        uses_torch = self.backend.NAME == torch_tensors.NAME
        is_continuous = bool(np.any(outputs != np.round(outputs)))
        return {
            "start": "own", "fixed": fixed, "lacks": sorted(fixed), "asks": [], "repeated": "",
            "continuous": is_continuous, "framework": self.backend.NAME,
            "plain": not (_OTHER_LOSSES if uses_torch else _OTHER_STEPS).search(self.way.source),
            "unsteady": not np.array_equal(self._flat(subject), self._flat(self._trained(inputs))),
            "only_errors": not is_continuous and self._is_perceptron,
        }  # fmt: skip

    def _refuse_no_loop(self, inputs: Mapping[str, Any], subject: Any) -> None:
        hurried = self._trained({**inputs, "lr": inputs["lr"] / 2, "epochs": 7})
        if np.array_equal(self._flat(subject), self._flat(hurried)):
            message = "it solves the task in one go: neither rate nor epochs change what it learns"
            raise NoLoop(message)

    def _refuse_mixed_rows(self, inputs: Mapping[str, Any], subject: Any) -> None:
        exchanged = self._trained({**inputs, "y": inputs["y"][[1, 0, 2, 3, 4]]})
        if np.allclose(self._flat(subject), self._flat(exchanged), rtol=1e-6, atol=1e-9):
            message = "it does not matter to it which label belongs to which row: the shapes do not fit"
            raise Mixed(message)

    def _settle_predictor(self, subject: Any, x: np.ndarray) -> None:
        refusals = ["nothing in its file predicts from what it leaves"]
        hard = None
        for predictor in predictors(subject, self.loaded.namespace):
            self.predictor = predictor
            try:
                outputs = self._outputs(subject, x)
            except Exception as error:  # noqa: BLE001 - the next one may fit
                refusals.append(f"{predictor.text}: {told(error)}")
                continue
            if np.any(outputs != np.round(outputs)):
                return
            hard = hard or predictor
        linear = None if self._is_perceptron else linear_predictor(subject, FEATURES, self._source)
        self.predictor = linear or hard
        if self.predictor is None:
            raise Misfit(refusals[-1])

    @property
    def _source(self) -> str:
        """The text that says how it predicts: its class, or for a function its whole file."""
        return self.way.source if self.way.owner else self.loaded.source

    @property
    def _is_perceptron(self) -> bool:
        return "perceptron" in self.way.source.lower()

    def run(self, operation: str, args: object, kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the kind's docstring."""
        del args
        operations: dict[str, Callable[[Mapping[str, Any]], Any]] = {
            "call": lambda values: self._flat(self._trained(values)),
            "start": lambda values: self._flat(self._untrained(values)),
            "sizes": self._sizes,
            "predict": self._predict,
            "outputs_before": lambda values: self._outputs(self._untrained(values), values["x"]),
            "outputs_after": lambda values: self._outputs(self._trained(values), values["x"]),
            "history": self._history,
        }
        if operation not in operations:
            raise Unavailable(operation)
        return operations[operation](kwargs)

    def _flat(self, subject: Any) -> np.ndarray:
        return np.concatenate([np.ravel(leaf_at(subject, path)) for path in self.paths])

    def _sizes(self, values: Mapping[str, Any]) -> dict[str, int]:
        subject = self._trained(values)
        return {spelt(path): leaf_at(subject, path).size for path in self.paths}

    def _predict(self, values: Mapping[str, Any]) -> np.ndarray:
        if self.asked is None:
            self.asked = self._trained(probe())
        rest = np.asarray(values["parameters"], dtype=float)
        for path in self.paths:
            held = leaf_at(self.asked, path)
            replace(self.asked, path, rest[: held.size].reshape(held.shape))
            rest = rest[held.size :]
        return self._outputs(self.asked, values["x"])

    def _outputs(self, subject: Any, x: np.ndarray) -> np.ndarray:
        assert self.predictor is not None  # noqa: S101 - settled before
        x = self._numbers(x)
        given = self.backend.wrap(x.T if self.form.columns else x)
        return self.predictor.outputs(subject, given, len(x))

    def _numbers(self, x: np.ndarray) -> np.ndarray:
        """Return a copy of the inputs, in single precision for torch, whose layers are."""
        return np.array(x, dtype=np.float32 if self.backend.NAME == torch_tensors.NAME else np.float64)

    def _history(self, values: Mapping[str, Any]) -> list[int]:
        lengths = history_lengths(*self._run(values))
        if not lengths:
            message = "history"
            raise Unavailable(message)
        return lengths

    def _untrained(self, values: Mapping[str, Any]) -> Any:
        """Return the model as it starts: after training that can change nothing."""
        # Not zero, which some refuse; far too little to change a weight, but not the signs of a perceptron's.
        nothings = {"lr": 1e-30, "epochs": 0}
        for name, nothing in sorted(nothings.items(), reverse=not self._is_perceptron):
            if name in self.way.roles:
                return self._trained({**values, name: nothing})
        message = "way to start without learning: neither its rate nor its epochs can be chosen"
        raise Unavailable(message)

    def _trained(self, values: Mapping[str, Any]) -> Any:
        result, instance = self._run(values)
        if instance is not None and not (_is_model(result) and type(result) is not type(instance)):
            return instance
        if result is None:
            message = "it returns nothing, and there is no object that could hold the weights"
            raise Misfit(message)
        return list(result) if isinstance(result, tuple) else result

    def _run(self, values: Mapping[str, Any]) -> tuple[Any, Any]:
        x, y = self.form.values(self._numbers(values["x"]), np.array(values["y"]))
        arrays = {"x": x, "y": y, "val_x": x.copy(), "val_y": y.copy()}
        given = {name: self.backend.wrap(array) for name, array in arrays.items()}
        given |= {name: values[name] for name in ("lr", "epochs")}
        given |= {"replicas": values.get("replicas", 2)} if self.way.shared else {}
        given["batch_size"] = min(values["batch_size"], len(values["x"]))
        with self.chance.again(), plain_optimizers(Diary()):
            return self.way.start(given, self.form.sizes)


def _is_model(result: Any) -> bool:
    return any(callable(getattr(type(result), name, None)) for name in ("predict", "forward"))


def open_own_model(way: Way, loaded: Loaded, tried: list[str]) -> OwnModel | None:
    """Return the first convention that fits a loop which trains a model of its own, or None.

    Args:
        way: How the loop is started.
        loaded: Where it comes from.
        tried: Where each form that did not fit is told.
    """
    if not {"x", "y"} <= way.roles or "model" in way.roles:
        return None
    if not {"epochs", "lr"} & way.roles:
        tried.append("it takes neither a number of epochs nor a learning rate")
        return None
    chance = Chance(loaded.namespace)
    for strictly, backend, form in product((True, False), backends_for(loaded), forms_for(way.source)):
        loop = OwnModel(way, form, backend, loaded, chance)
        try:
            loop.open(strictly=strictly)
        except NoLoop as error:
            tried.insert(0, told(error))
            return None
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next form may fit
            tried.append(f"{backend.NAME}, labels {form.labels}: {told(error)}")
            continue
        return loop
    return None
