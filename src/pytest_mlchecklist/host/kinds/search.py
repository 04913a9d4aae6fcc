"""Searches for settings: an objective and a space in, the best settings and their value out.

Understood are functions and classes under their many names, told the objective, the space, a budget of
trials and a seed (or a generator). The space is written down in the form that the code takes: lowest and
highest values, lists of values, bounds in a list or an array, tables, tagged tuples, samplers,
distributions. The objective takes a trial as a mapping, by name, as a row of numbers, as an Optuna trial,
with or without a number of epochs. The result may be a tuple in either order, a mapping, an object,
attributes of the one that searches, or an Optuna study; a study itself may be shown too. Code that
maximizes gets the objective with its sign changed: told by a parameter, by its words, or by what it calls
the best.

Operations: `call`, which gives {"params": …, "value": …, "trials": [{"params": …, "value": …}, …]}, each
trial as it was asked for, its value None where it failed; `value` is None where the code gives none.
`again` is the same call while the global generators stand elsewhere, `parallel` that with two workers,
where the code can be told how many; trials that other processes make are not seen.
"""

from __future__ import annotations

import copy
import importlib
import inspect
import random
import re
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..attempts import could_not_call, first_words
from ..naming import named, roles_of
from ..refusal import Unavailable
from ..searches.found import found_in, is_study
from ..searches.objectives import Objective
from ..searches.spaces import forms, is_at_ends
from ..searches.words import HIGHEST, LOWEST, METHODS, WORDS, WORSE_HIGHER
from ..seeding import reseed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..loading import Loaded
    from ..shapes import Signature

_ADAPTER = """\
def {part}(objective, space, budget, seed):
    # space maps each name to its lowest and its highest value; objective takes a mapping of settings
    return ..., ...  # the best settings, and their value
"""
_PROBE = 25
_GENERATORS: tuple[Callable[[int], Any], ...] = (np.random.default_rng, np.random.RandomState, random.Random)
_DOWN = {"direction": "minimize", "maximize": False, "minimize": True, "verbose": False}
_ORDER = ("objective", "space", "budget", "seed")


@dataclass
class SearchConvention:
    """How a search is called.

    Attributes:
        make: The class, or None.
        run_name: The method that searches, or ''.
        function: The function, or None.
        form: How the space is written down, in words, and what writes it so.
        generator: Makes a generator of a seed.
        sign: -1 where the code maximizes.
        how: How its file was loaded.
    """

    make: type | None
    run_name: str
    function: Callable[..., Any] | None
    form: tuple[str, Callable[[Any], Any]]
    generator: Callable[[int], Any] = np.random.default_rng
    sign: float = 1.0
    how: str = ""
    gives_value: bool = True
    roles: dict[str, str] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The convention in words."""
        who = f"{self.make.__name__}(…).{self.run_name}" if self.make else _name(self.function)
        aim = "maximizes" if self.sign < 0 else ""
        said = filter(None, [f"{who}(…)", f"the space as {self.form[0]}", aim, self.how])
        return f"called as {', '.join(said)}"

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        known = set(self.roles.values()) | ({"seed"} if "rng" in self.roles.values() else set())
        lacks = [role for role in ("budget", "seed") if role not in known]
        return {"lacks": lacks, "gives_value": self.gives_value}

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run the search; see the module's docstring."""
        del args
        is_parallel = operation == "parallel" and "workers" in self.roles.values()
        if operation not in {"call", "again"} and not is_parallel:
            raise Unavailable(operation)
        reseed(int(operation == "again"))
        space = kwargs["space"]
        objective = Objective(kwargs["objective"], space, sign=self.sign)
        came, instance = self._searched(objective, {**kwargs, "workers": 2 if is_parallel else 1})
        if objective.unread:
            message = f"the objective was called with {objective.unread}"
            raise ValueError(message)
        params, value = found_in([came, instance], space)
        self.gives_value = value is not None
        value = None if value is None else self.sign * value
        return {"params": params, "value": value, "trials": objective.trials}

    def _searched(self, objective: Objective, given: Mapping[str, Any]) -> tuple[Any, Any]:
        values = {
            **_DOWN,
            "direction": "maximize" if self.sign < 0 else "minimize",
            "objective": objective,
            "space": self.form[1](given["space"]),
            "budget": int(given["budget"]),
            "seed": int(given["seed"]),
            "rng": self.generator(int(given["seed"])),
            "initial": max(1, int(given["budget"]) // 5),
            "resource": 9,
            "workers": given["workers"],
        }
        if self.make is None:
            return _call(self.function, values, self.roles), None
        instance = _call(self.make, values, self.roles)
        return _call(getattr(instance, self.run_name), values, self.roles), instance


def _name(function: Any) -> str:
    return str(getattr(function, "__name__", type(function).__name__))


def _call(function: Any, values: Mapping[str, Any], told: dict[str, str]) -> Any:
    """Call a function with what its parameters ask for; those that no name tells come in the usual order."""
    roles = _roles(function)
    told.update(roles)
    given = {name: values[role] for name, role in roles.items() if not _keeps_default(function, name, role)}
    return function(**given)


def _roles(function: Any) -> dict[str, str]:
    roles = roles_of(function, WORDS)
    free = [role for role in _ORDER if role not in roles.values()]
    untold = [item.name for item in named(function) if item.name not in roles and item.default is item.empty]
    return roles | dict(zip(untold, free, strict=False))


def _keeps_default(function: Any, name: str, role: str) -> bool:
    """Whether a parameter is left as its author set it: it would change how the search goes about it."""
    item = next(item for item in named(function) if item.name == name)
    return role in {"initial", "resource"} and item.default is not item.empty


def open_convention(loaded: Loaded, signature: Signature) -> SearchConvention:
    """Return the first convention that searches and gives back settings.

    Raises:
        CannotRun: None fits.
    """
    tried: list[str] = []
    at_ends: SearchConvention | None = None
    for convention in _possible(loaded):
        try:
            came, space = _probed(convention, signature)
        except Exception as error:  # noqa: BLE001 - whatever the learner's code raises: the next form may fit
            tried.append(f"{convention.description.removeprefix('called as ')}: {first_words(error)}")
            continue
        if not is_at_ends(came["trials"], space):
            return _aimed(convention, came, loaded)
        at_ends = at_ends or convention
    if at_ends is not None:
        return at_ends
    otherwise = "it is neither a function that takes an objective nor a class with a method such as search"
    raise could_not_call(
        loaded.name, tried, otherwise=otherwise, adapter=_ADAPTER.format(part=signature.part)
    )


def _probed(convention: SearchConvention, signature: Signature) -> tuple[dict[str, Any], Any]:
    probe = signature.probe() | {"budget": _PROBE}
    probe["objective"] = dict(probe["objective"]) | {"fails": []}
    came = convention.run("call", [], probe)
    if not came["trials"]:
        message = "it never called the objective"
        raise ValueError(message)
    return came, probe["space"]


def _possible(loaded: Loaded) -> Iterator[SearchConvention]:
    value: Any = loaded.value
    if is_study(value):
        yield SearchConvention(None, "", _of_study(value), ("suggestions of a trial", dict), how=loaded.how)
        return
    for form, generator in product(forms(), _GENERATORS):
        if inspect.isclass(value):
            names = [name for name in METHODS if inspect.isfunction(getattr(value, name, None))]
            for name in names:
                yield SearchConvention(value, name, None, form, generator, how=loaded.how)
        elif loaded.owner is not None and not isinstance(
            inspect.getattr_static(loaded.owner, loaded.name), staticmethod
        ):
            yield SearchConvention(loaded.owner, loaded.name, None, form, generator, how=loaded.how)
        elif callable(value):
            yield SearchConvention(None, "", value, form, generator, how=loaded.how)


def _of_study(study: Any) -> Callable[..., Any]:
    """Return what runs a fresh study with the sampler and the direction of this one."""
    optuna = importlib.import_module("optuna")

    def optimize(objective: Any, n_trials: int) -> Any:
        fresh = optuna.create_study(sampler=copy.deepcopy(study.sampler), direction=study.direction)
        fresh.optimize(objective, n_trials=n_trials, catch=(Exception,))
        return fresh

    return optimize


def _aimed(convention: SearchConvention, came: Mapping[str, Any], loaded: Loaded) -> SearchConvention:
    """Settle whether the code looks for the highest value: where its words don't tell, what it gives does."""
    if {"direction", "maximize", "minimize"} & set(convention.roles.values()):
        return convention
    if is_study(loaded.value):
        return replace(convention, sign=-1.0 if loaded.value.direction.name == "MAXIMIZE" else 1.0)
    text = _text_of(convention, loaded)
    highest, lowest, worse = (
        bool(re.search(words, text, re.IGNORECASE)) for words in (HIGHEST, LOWEST, WORSE_HIGHER)
    )
    is_up = highest if highest != lowest else _gives_the_highest(came) and not worse
    return replace(convention, sign=-1.0) if is_up else convention


def _gives_the_highest(came: Mapping[str, Any]) -> bool:
    values = [trial["value"] for trial in came["trials"]]
    found = [trial["value"] for trial in came["trials"] if trial["params"] == came["params"]]
    return found[:1] == [max(values)] != [min(values)]


def _text_of(convention: SearchConvention, loaded: Loaded) -> str:
    try:
        return inspect.getsource(convention.make or convention.function)  # type: ignore[arg-type]  # one is there
    except (OSError, TypeError):
        return loaded.source
