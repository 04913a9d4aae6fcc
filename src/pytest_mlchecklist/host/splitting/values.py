"""What each parameter of a splitting function is given: data, shares, seeds and switches."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .contents import LABEL
from .parameters import SETS, sets_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .parameters import Parameter

FRACTION, PERCENT, COUNT = "fraction", "percent", "count"
FROZEN = {"train": 0.5, "validation": 0.25, "test": 0.25, "share": 0.5}
"""What a share is given that must be given, but does not settle the sizes of three sets alone."""

GIVEN_SHARES = frozenset({"train", "validation", "test", "share", "shares"})
HALF = 0.5


@dataclass(frozen=True)
class Manner:
    """One way to fill the parameters.

    Attributes:
        form: How x and y are passed; see `data_values`.
        backend: The array type.
        sets: How many sets come, 2 or 3.
        unit: 'fraction', 'percent' or 'count': how shares are given.
        seed: 'number', or the name of a class of random generators.
        stratify: 'labels' or 'switch': what `stratify` is given.
        share: Whose share a parameter without a telling name is.
        of_rest: Whether the validation share counts from what the test set leaves.
        swapped: Whether the second of three nameless sets is the test set.
    """

    form: str
    backend: Any
    sets: int = 2
    unit: str = FRACTION
    seed: str = "number"
    stratify: str = "labels"
    share: str = "train"
    of_rest: bool = False
    swapped: bool = False

    def values(self, parameters: Iterable[Parameter], wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Return the value of each role, for the contract's own values."""
        parameters = list(parameters)
        values = data_values(self.form, self.backend, wanted["x"], wanted["y"])
        asked = is_asked(parameters, self.sets)
        for parameter in parameters:
            if parameter.role in GIVEN_SHARES and (asked or parameter.required):
                values[parameter.role] = self._share(parameter, wanted, asked=asked)
            elif parameter.role == "seed":
                values["seed"] = seed_value(self.seed, wanted["seed"])
            elif parameter.role not in values and parameter.role not in GIVEN_SHARES:
                values |= self._switch(parameter, values)
        return values

    def _switch(self, parameter: Parameter, values: Mapping[str, Any]) -> dict[str, Any]:
        if parameter.role == "stratify":
            is_switch = isinstance(parameter.default, bool) or self.stratify == "switch" or "y" not in values
            return {"stratify": True if is_switch else values["y"]}
        switches = {"shuffle": True, "column": LABEL, "method": "stratified"}
        return {parameter.role: switches[parameter.role]} if parameter.role in switches else {}

    def _share(self, parameter: Parameter, wanted: Mapping[str, Any], *, asked: bool) -> Any:
        if parameter.role == "shares":
            return self._shares(parameter.default, self._sizes(wanted))
        if not asked:
            return in_unit(FROZEN[parameter.role], self.unit, len(wanted["y"]))
        return self._sizes(wanted)[self._set(parameter)]

    def _shares(self, default: Any, sizes: Mapping[str, Any]) -> Any:
        if isinstance(default, dict):
            return {key: sizes[(sets_named(str(key)) or ["train"])[0]] for key in default}
        order: tuple[str, ...] = SETS if self.sets == len(SETS) else ("train", "test")
        if isinstance(default, (tuple, list)) and len(default) < self.sets:
            order = ("train", "validation") if default[0] >= HALF else ("validation", "test")
        shares = [sizes[name] for name in order]
        return shares if isinstance(default, list) else tuple(shares)

    def _set(self, parameter: Parameter) -> str:
        if parameter.role != "share":
            return parameter.role
        if not isinstance(parameter.default, (int, float)):
            return self.share
        share = parameter.default / (100 if parameter.default > 1 else 1)
        return "train" if share >= HALF else "test"

    def _sizes(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Return the size of each set as the function wants it; counts add up to all rows."""
        test, count = wanted["test"], len(wanted["y"])
        whole, own_test = in_unit(1, self.unit, count), in_unit(test, self.unit, count)
        if self.sets < len(SETS):
            return {"train": whole - own_test, "validation": own_test, "test": own_test}
        validation = in_unit(wanted["validation"], self.unit, count)
        train = whole - own_test - validation
        validation = validation / (1 - test) if self.of_rest else validation
        return {"train": train, "validation": validation, "test": own_test}


def is_asked(parameters: Iterable[Parameter], sets: int) -> bool:
    """Return whether the parameters settle the sizes of so many sets."""
    roles = {parameter.role for parameter in parameters} & GIVEN_SHARES
    return "shares" in roles or len(roles) >= sets - 1


def in_unit(share: float, unit: str, count: int) -> Any:
    """Return a share as a fraction, in percent, or as a number of rows."""
    if unit == COUNT:
        return round(share * count)
    if unit == PERCENT:
        percent = 100.0 * share
        return int(percent) if percent.is_integer() else percent
    return share


def seed_value(kind: str, seed: int) -> Any:
    """Return a seed as a number or as a generator that starts from it."""
    if kind == "number":
        return seed
    if kind == "torch.Generator":
        return sys.modules["torch"].Generator().manual_seed(seed)
    makers = {"np.random.Generator": np.random.default_rng, "np.random.RandomState": np.random.RandomState}
    return makers[kind](seed) if kind in makers else random.Random(seed)  # noqa: S311 - no secret


def data_values(form: str, backend: Any, x: np.ndarray, y: np.ndarray) -> dict[str, Any]:
    """Return x and y, or data that holds both, in one of the forms that functions take.

    The forms: 'arrays'; 'column' (y has one column), 'one_hot', 'columns' (one example a
    column); 'frames'; and with the labels inside: 'pairs', 'table', 'frame' and 'data_set'.
    """
    match form:
        case "pairs":
            rows = backend.wrap(x)
            return {"data": [(rows[number], label) for number, label in enumerate(y.tolist())]}
        case "table":
            return {"data": backend.wrap(np.column_stack([x, y]))}
        case "frame":
            return {"data": frame_of(x, y), "x": frame_of(x, y), "y": LABEL}
        case "frames":
            frame = frame_of(x, y)
            return {"x": frame.drop(columns=[LABEL]), "y": frame[LABEL]}
        case "data_set":
            return {"data": data_set_of(x, y)}
    shapes = {
        "column": (x, y[:, None]),
        "one_hot": (x, np.eye(int(y.max()) + 1)[y]),
        "columns": (x.T, y[None, :]),
    }
    own_x, own_y = shapes.get(form, (x, y))
    return {"x": backend.wrap(own_x), "y": backend.wrap(own_y)}


def frame_of(x: np.ndarray, y: np.ndarray) -> Any:
    """Return a pandas frame with a column for each feature and one for the labels."""
    frame = sys.modules["pandas"].DataFrame(
        x.copy(), columns=[f"feature{number}" for number in range(x.shape[1])]
    )
    frame[LABEL] = y
    return frame


def data_set_of(x: np.ndarray, y: np.ndarray) -> Any:
    """Return a torch data set that shows its labels as `targets` and `labels`, as many do."""
    torch = sys.modules["torch"]
    data_set = torch.utils.data.TensorDataset(torch.tensor(x), torch.tensor(y))
    data_set.data, data_set.targets, data_set.labels = data_set.tensors[0], *([data_set.tensors[1]] * 2)
    return data_set
