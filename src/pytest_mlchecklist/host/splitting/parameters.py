"""What each parameter of a learner's splitting function is for: by its name and its default."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, plain
from ..vocabulary import SYNONYMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SETS = ("train", "validation", "test")

_SETS_BY_NAME = {
    "train": re.compile(r"train|(^|[^a-z])tr($|[^a-z])|^[xy]_?tr$"),
    "validation": re.compile(r"(?<!e)val(?!ue)|(^|[^a-z])(dev|va)($|[^a-z])|devset"),
    "test": re.compile(r"test|holdout|hold_out|heldout|held_out|eval(?!u)|(^|[^a-z])te($|[^a-z])|^[xy]_?te$"),
}
_SEED = re.compile(r"seed$|^(randomstate|rng|generator|randomgenerator|rs|prng|random|randomness)$")
_STRATIFY = re.compile(r"stratif|^(balanced?|keepratio|keepproportions?|preserveclass.*)$")
_SHUFFLE = re.compile(r"^(is|do|to|with)?(shuffled?|randomi[sz]ed?|permuted?)$")
_COLUMN = re.compile(
    r"^(label|target|class|y|strat(ify|ification)?)s?(col|column|field|key|(col|column)?name)$"
)
_SHARE = re.compile(
    r"ratio|frac|percent|pct|perc|prop|portion|share|length|^(splits?|splitat|sizes?|parts?|p)$"
)
_NO_SHARE = re.compile(r"batch|fold|^n_?splits?|class|ind(ex|ices)|idx|ids?$|mask|data|loader|^[xy]")
_METHOD = re.compile(r"^(method|mode|strategy|how|kind|type|splittype|splitmethod|splitmode)$")
_ROLES = {"column": _COLUMN, "seed": _SEED, "shuffle": _SHUFFLE, "stratify": _STRATIFY, "method": _METHOD}
_MORE_X = """
    data dataset ds df frame dataframe samples examples pairs items records rows table points instances
    images xdata datax featurematrix texts sentences matrix arrays
"""
_MORE_Y = "ydata datay labelvector outputs output response ylabels classlabels yvalues"
_X, _Y = SYNONYMS["x"] | set(_MORE_X.split()), SYNONYMS["y"] | set(_MORE_Y.split())

GENERATORS = frozenset({"rng", "generator", "randomgenerator", "prng", "rs", "random"})
"""Names of seeds that may want a generator instead of a number."""


@dataclass(frozen=True)
class Parameter:
    """One parameter that is given a value.

    Attributes:
        name: The learner's name for it.
        role: 'x', 'y', 'data', 'column', 'train', 'validation', 'test', 'share', 'shares',
            'seed', 'stratify', 'shuffle' or 'method'.
        default: Its default, or None.
        required: Whether it has no default.
    """

    name: str
    role: str
    default: Any
    required: bool


@dataclass(frozen=True)
class Parameters:
    """The parameters of a function that are given a value.

    Attributes:
        items: Those that are given by name.
        variable: Whether x and y are given by position, as to `*arrays`.
    """

    items: tuple[Parameter, ...]
    variable: bool = False

    def role(self, role: str) -> Parameter | None:
        """Return the parameter of a role."""
        return next((item for item in self.items if item.role == role), None)

    @property
    def roles(self) -> frozenset[str]:
        """All roles, those of x and y as well when they are given by position."""
        by_position = ("x", "y") if self.variable else ()
        return frozenset((*by_position, *(item.role for item in self.items)))

    def call(self, function: Callable[..., Any], values: Mapping[str, Any]) -> Any:
        """Call the function with the values of the roles, as far as there are any."""
        by_position = [values["x"], values["y"]] if self.variable else []
        by_name = {item.name: values[item.role] for item in self.items if item.role in values}
        return function(*by_position, **by_name)


def sets_named(text: str) -> list[str]:
    """Return which of 'train', 'validation' and 'test' a name speaks of."""
    return [name for name, pattern in _SETS_BY_NAME.items() if pattern.search(text.lower())]


def read_parameters(
    function: Callable[..., Any], *, without_self: bool = False, has_data: bool = False
) -> Parameters:
    """Return what the parameters of a function are for.

    Args:
        function: The function.
        without_self: Whether its first parameter is the object.
        has_data: Whether x and y reach the code by another way.

    Raises:
        NoMatch: One must be given and is for nothing that we know.
    """
    try:
        every = list(inspect.signature(function).parameters.values())[without_self:]
    except (TypeError, ValueError):
        return Parameters((), variable=True)
    named = [item for item in every if item.kind not in (item.VAR_POSITIONAL, item.VAR_KEYWORD)]
    roles = _roles(named)
    variable = any(item.kind is item.VAR_POSITIONAL for item in every) and "x" not in roles.values()
    if not variable and not has_data:
        _settle_data(named, roles)
    unknown = [item.name for item in named if item.default is item.empty and item.name not in roles]
    if unknown:
        message = f"it needs an argument {unknown[0]!r}"
        raise NoMatch(message)
    items = tuple(_parameter(item, roles[item.name]) for item in named if item.name in roles)
    return Parameters(items, variable)


def _roles(named: list[inspect.Parameter]) -> dict[str, str]:
    roles: dict[str, str] = {}
    for item in named:
        role = _role(item)
        if role and not (role in ("x", "y") and role in roles.values()):
            roles[item.name] = role
    return roles


def _parameter(item: inspect.Parameter, role: str) -> Parameter:
    required = item.default is item.empty
    return Parameter(item.name, role, None if required else item.default, required)


def _role(item: inspect.Parameter) -> str:
    name = plain(item.name)
    for role, pattern in _ROLES.items():
        if pattern.search(name):
            return role if role != "method" or isinstance(item.default, str) else ""
    if name in _Y:
        return "y"
    if name in _X:
        return "x"
    may_be_share = _may_be_share(item.default) and not _NO_SHARE.search(name)
    return _share_role(item) if may_be_share else ""


def _share_role(item: inspect.Parameter) -> str:
    many = isinstance(item.default, (tuple, list, dict))
    sets = sets_named(item.name)
    if len(sets) == 1 and not many:
        return sets[0]
    if sets or _SHARE.search(plain(item.name)):
        is_plural = plain(item.name).endswith("s") and item.default is item.empty
        return "shares" if many or is_plural else "share"
    return ""


def _may_be_share(default: object) -> bool:
    if isinstance(default, bool):
        return False
    return default in (None, inspect.Parameter.empty) or isinstance(default, (Real, tuple, list, dict))


def _settle_data(named: list[inspect.Parameter], roles: dict[str, str]) -> None:
    """Find x and y by position where no name tells, and data that holds its own labels."""
    free = [item.name for item in named if item.default is item.empty and item.name not in roles]
    for role in ("x", "y"):
        only_labels = role == "x" and not free and "y" in roles.values()
        if role not in roles.values() and free and not only_labels:
            roles[free.pop(0)] = role
    if "x" in roles.values() and "y" not in roles.values():
        roles[next(name for name, role in roles.items() if role == "x")] = "data"
