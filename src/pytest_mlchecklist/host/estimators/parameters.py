"""What each parameter of a learner's function is given: data, settings, or its own default."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, parameters_of, plain
from .words import DATA, SETTINGS

if TYPE_CHECKING:
    import inspect
    from collections.abc import Callable, Iterable, Mapping

    from ..shapes import Argument, Signature

NEUTRAL: Mapping[str, Any] = {
    "C": 1.0,
    "batch_size": 8,
    "degree": 1,
    "iterations": 1000,
    "learning_rate": 0.1,
    "outputs": 1,
    "regularization": 0.001,
    "seed": 0,
    "tolerance": 1e-6,
    "y": None,
}
"""What is passed to a parameter that must be given and that nothing in the contract stands for."""

_SWITCH = re.compile(r"_*(verbose|print|plot|show|debug|log_?|display)", re.IGNORECASE)
_COUNTS = ("clusters", "components", "neighbors")
_SIZES = ("classes", "features")


@dataclass(frozen=True)
class Terms:
    """What the settings are called.

    Attributes:
        data: The names of the contract's data, 'x' first.
        settings: The words for each setting: the contract's own arguments first, then the page's.
        needed: The contract's arguments that code must take.
        values: The page's values.
        rebuilds: The size of the code through which a torch module may rebuild its rows; '' where none may.
    """

    data: tuple[str, ...]
    settings: Mapping[str, tuple[str, ...]]
    needed: frozenset[str]
    values: Mapping[str, Any]
    rebuilds: str = ""

    @classmethod
    def of(cls, signature: Signature) -> Terms:
        """Return the terms of a contract."""
        data = tuple(argument.name for argument in signature.arguments if is_data(argument))
        others = [argument for argument in signature.arguments if argument.name not in data]
        page = dict(signature.options.get("hyperparameters", {}))
        names = list(dict.fromkeys([*(argument.name for argument in others), *page]))
        spelt = signature.options.get("spelt", {})
        return cls(
            data,
            {name: (plain(name), *map(plain, spelt.get(name, ())), *_synonyms(name)) for name in names},
            frozenset(argument.name for argument in others if not argument.optional),
            page,
            signature.options.get("rebuilds", ""),
        )


def is_data(argument: Argument) -> bool:
    """Return whether an argument of the contract is data: an array, or what stands for one."""
    return argument.axes is not None or argument.name in ("x", "y", "at")


def _synonyms(name: str) -> tuple[str, ...]:
    if name == "k":
        return tuple(word for count in _COUNTS for word in SETTINGS[count])
    return SETTINGS.get(name, ())


@dataclass(frozen=True)
class Filling:
    """How a callable's parameters are filled.

    Attributes:
        roles: What each parameter gets: data, or a setting.
        extras: Neutral values by the parameter's name.
        positional: What is passed by position, where Python can't tell the parameters.
    """

    roles: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, Any] = field(default_factory=dict)
    positional: tuple[str, ...] = ()

    @property
    def taken(self) -> frozenset[str]:
        """Everything that is passed."""
        return frozenset((*self.roles.values(), *self.positional))

    @property
    def text(self) -> str:
        """The parameters, as a learner would write them."""
        return ", ".join(self.roles or self.positional)

    def call(self, function: Callable[..., Any], given: Mapping[str, Any]) -> Any:
        """Call the function with what is given for each role."""
        if self.positional:
            return function(*(given[role] for role in self.positional))
        named = {own: given[role] for own, role in self.roles.items() if role in given}
        return function(**{**self.extras, **named})


def fill(
    function: Callable[..., Any], terms: Terms, data: tuple[str, ...], *, by_name: bool = False
) -> Filling:
    """Return how to fill a function's parameters.

    Args:
        function: The function, a bound method or a class.
        terms: What the settings are called.
        data: The roles of data that it may take, in the order in which it would.
        by_name: Whether data is passed only to parameters that are called so.

    Raises:
        NoMatch: It needs something that nothing stands for.
    """
    parameters = parameters_of(function)
    if parameters is None:
        return Filling(positional=() if by_name else data)
    roles = _settings(parameters, terms) | _data(parameters, data)
    roles |= _remaining(parameters, roles, () if by_name else data)
    roles |= _remaining(parameters, roles, sorted(terms.needed))
    roles |= _sizes(parameters, roles)
    left = [item for item in parameters if item.name not in roles]
    ordered = {item.name: roles[item.name] for item in parameters if item.name in roles}
    return Filling(ordered, _extras(left))


def _settings(parameters: Iterable[inspect.Parameter], terms: Terms) -> dict[str, str]:
    """Return which parameters are settings; of two names for one setting the likelier is taken."""
    free = {plain(item.name): item.name for item in parameters}
    defaults = {item.name: item.default for item in parameters}
    roles: dict[str, str] = {}
    for setting, words in terms.settings.items():
        known = [word for word in words if word in free and not _is_a_name(defaults[free[word]])]
        if known and not (setting == "iterations" and _is_unlimited(defaults[free[known[0]]])):
            roles[free.pop(known[0])] = setting
    return roles


def _is_a_name(default: Any) -> bool:
    """Return whether a setting is chosen by name, as a schedule of learning rates is, and is no number."""
    return isinstance(default, str)


def _is_unlimited(default: Any) -> bool:
    """Return whether a number of iterations is one that means as many as are needed."""
    return type(default) is int and default < 1


def _data(parameters: Iterable[inspect.Parameter], data: tuple[str, ...]) -> dict[str, str]:
    """Return which parameters are called as data is; a lone `x` of a question is the rows to ask about."""
    words = {role: DATA.get(role, (plain(role),)) for role in data}
    if "at" in words and "x" not in words:
        words["at"] = (*words["at"], *DATA["x"])
    roles: dict[str, str] = {}
    for role in sorted(words, key=lambda role: role != "at"):
        free = {plain(item.name): item.name for item in parameters if item.name not in roles}
        word = next((word for word in words[role] if word in free), None)
        if word is not None:
            roles[free[word]] = role
    return roles


def _remaining(
    parameters: Iterable[inspect.Parameter], roles: Mapping[str, str], wanted: Iterable[str]
) -> dict[str, str]:
    """Return what parameters of unknown names stand for: what is left, in order."""
    left = [role for role in wanted if role not in roles.values()]
    free = [
        item.name
        for item in parameters
        if item.name not in roles and item.default is item.empty and not _neutral(item.name)
    ]
    return dict(zip(free, left, strict=False))


def _sizes(parameters: Iterable[inspect.Parameter], roles: Mapping[str, str]) -> dict[str, str]:
    """Return which parameters must be told how many features or classes there are."""
    free = [item.name for item in parameters if item.name not in roles and item.default is item.empty]
    return {name: _neutral(name) for name in free if _neutral(name) in _SIZES}


def _neutral(name: str) -> str:
    """Return the setting of which a parameter's name speaks, or ''."""
    known = {role: SETTINGS.get(role, DATA.get(role, ())) for role in (*NEUTRAL, *_SIZES)}
    return next((role for role, words in known.items() if plain(name) in words), "")


def _extras(parameters: Iterable[inspect.Parameter]) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    for item in parameters:
        role = _neutral(item.name)
        if _SWITCH.match(item.name) and item.default is not False:
            extras[item.name] = False
        if item.name in extras or item.default is not item.empty:
            continue
        if role not in NEUTRAL:
            message = f"it needs an argument {item.name!r}"
            raise NoMatch(message)
        extras[item.name] = NEUTRAL[role]
    return extras
