"""How a layer's constructor may want its sizes, its weights, and its activation."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import SYNONYMS, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_COUNTED = "(size|dims?|dimensions?|features?|units?|neurons?|nodes?|len|length|count|width|shape_)?"
IN_SIZES = re.compile(
    rf"^(n|num|no|size|dim|d|f|i|nof|numof)?(in|input|inputs|prev|previous|prevlayer|fanin|x){_COUNTED}$|"
    r"^(i|nx|nfeatures|numfeatures|infeature|fin|fanin|nprev)$"
)
OUT_SIZES = re.compile(
    rf"^(n|num|no|size|dim|d|f|o|nof|numof)?(out|output|outputs|hidden|layer|fanout|y)?{_COUNTED}$|"
    r"^(o|ny|fout|fanout)$"
)
SHAPES = re.compile("^(input|in)shape$")
ACTIVATIONS = {
    "activation", "act", "activationfunction", "activationfn", "actfn", "nonlin", "nonlinearity",
    "activationname", "actfunc", "activationfunc", "afunc", "activ", "activate", "activationtype",
    "actfunction", "activationkind",
}  # fmt: skip
RANDOM = {"seed", "randomstate", "rng", "randomseed", "generator"}


def identity(value: Any, *_: Any, **__: Any) -> Any:
    """Return the value: the activation of a layer that has none."""
    return value


NO_ACTIVATION: tuple[Any, ...] = (None, "linear", "identity", "none", identity, False, "")


@dataclass(frozen=True)
class Construction:
    """One way to construct a layer with `i` inputs and `o` outputs.

    Attributes:
        roles: What each constructor parameter gets: 'i', 'o', 'weight', 'bias', 'shape', 'pair'.
        fixed: Further arguments, the same for every layer.
        positional: Whether to pass the roles by position.
    """

    roles: Mapping[str, str]
    fixed: Mapping[str, Any]
    positional: bool = False

    @property
    def gives_weights(self) -> bool:
        """Whether the weights are handed to the constructor."""
        return "weight" in self.roles.values()

    def arguments(self, values: Mapping[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Return the positional and the named arguments for these sizes and weights."""
        given = {name: values[role] for name, role in self.roles.items()}
        if self.positional:
            return tuple(given.values()), dict(self.fixed)
        return (), {**given, **self.fixed}

    def text(self, name: str) -> str:
        """Return the construction as a learner would write it."""
        words = {"i": "in", "o": "out", "pair": "(in, out)", "shape": "(in,)"}
        shown = [words.get(role, role) for role in self.roles.values()]
        shown += [f"{key}={_shown(value)}" for key, value in self.fixed.items()]
        return f"{name}({', '.join(shown)})"


def constructions(cls: type) -> Iterator[Construction]:
    """Yield the ways in which the class may want to be constructed, the likeliest first."""
    parameters = list(_parameters(cls))
    named = _named_roles(parameters)
    single = [item for item in parameters if item.kind not in (item.VAR_POSITIONAL, item.VAR_KEYWORD)]
    required = [item.name for item in single if item.default is item.empty]
    first_two = [item.name for item in single if not _is_switch(item)][:2]
    for fixed in _activations(parameters):
        left = [name for name in required if name not in named and name not in fixed]
        if not left:
            yield Construction(named, fixed)
        for roles in (("i", "o"), ("o", "i"), ("o",), ("pair",), ("weight", "bias")):
            if len(required) == len(roles) and len(left) == len(roles):
                yield Construction(dict(zip(required, roles, strict=True)), fixed)
        if not left and "o" not in named.values() and len(first_two) == 2:
            yield from (
                Construction(dict(zip(first_two, roles, strict=True)), fixed) for roles in ("io", "oi")
            )
        if not parameters or all(item.kind is item.VAR_POSITIONAL for item in parameters):
            yield from (Construction({"0": "i", "1": "o"}, fixed, positional=True), Construction({}, fixed))


def needed(cls: type) -> list[str]:
    """Return the names of what the constructor must be given."""
    single = (item for item in _parameters(cls) if item.kind not in (item.VAR_POSITIONAL, item.VAR_KEYWORD))
    return [item.name for item in single if item.default is item.empty]


def _parameters(cls: type) -> Iterator[inspect.Parameter]:
    try:
        yield from inspect.signature(cls).parameters.values()
    except (TypeError, ValueError):
        return


def _named_roles(parameters: list[inspect.Parameter]) -> dict[str, str]:
    roles: dict[str, str] = {}
    for parameter in parameters:
        role = _role(plain(parameter.name))
        if role and role not in roles.values() and not _is_switch(parameter):
            roles[parameter.name] = role
    if "weight" in roles.values() and {"i", "o"} & set(roles.values()):
        roles = {name: role for name, role in roles.items() if role in ("i", "o", "shape")}
    if "i" in roles.values():
        roles = {name: role for name, role in roles.items() if role != "shape"}
    if list(roles.values()) == ["bias"]:
        roles = {}
    return roles


def _role(name: str) -> str:
    if name in SYNONYMS["weight"] or name in SYNONYMS["bias"]:
        return "weight" if name in SYNONYMS["weight"] else "bias"
    patterns = {"shape": SHAPES, "i": IN_SIZES, "o": OUT_SIZES}
    return next((role for role, pattern in patterns.items() if pattern.match(name)), "")


def _is_switch(parameter: inspect.Parameter) -> bool:
    default = parameter.default
    return isinstance(default, (bool, str)) or (callable(default) and default is not parameter.empty)


def _activations(parameters: list[inspect.Parameter]) -> Iterator[dict[str, Any]]:
    """Yield the further arguments: the activation switched off in one way after another."""
    fixed = {
        item.name: np.random.default_rng(0) if plain(item.name) in {"rng", "generator"} else 0
        for item in parameters
        if plain(item.name) in RANDOM and item.default is item.empty
    }
    activation = next((item for item in parameters if plain(item.name) in ACTIVATIONS), None)
    if activation is None:
        if any(item.kind is item.VAR_KEYWORD for item in parameters):
            yield {**fixed, "nonlin": False}
            yield {**fixed, "activation": None}
        yield fixed
        return
    if activation.default is None or activation.default in ("linear", "identity", "none"):
        yield fixed
    for off in NO_ACTIVATION:
        yield {**fixed, activation.name: off}
    yield fixed


def _shown(value: Any) -> str:
    return (
        "identity"
        if value is identity
        else repr(value)
        if not isinstance(value, np.random.Generator)
        else "rng"
    )
