"""How a layer's constructor may want its sizes, its weights, its settings, and its activation."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .heads import HEAD, MORE, head_of
from .sizes import PLAINEST, RANDOM, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..shapes import Signature
    from .anatomy import Anatomy

ACTIVATIONS = {
    "activation", "act", "activationfunction", "activationfn", "actfn", "nonlin", "nonlinearity",
    "activationname", "actfunc", "activationfunc", "afunc", "activ", "activate", "activationtype",
    "actfunction", "activationkind",
}  # fmt: skip
ALWAYS = {
    "dropout", "attndropout", "attentiondropout", "dropoutrate", "dropoutprob", "dropoutp", "droprate",
    "returnsequences",
}  # fmt: skip
"""What is given its plainest value even where there is a default."""
RANKS = {"numdims", "ndims", "ndim"}
"""How many axes goes in, where another parameter tells the number of features."""
FUNCTIONS: Mapping[str, Any] = {"tanh": np.tanh}


def identity(value: Any, *_: Any, **__: Any) -> Any:
    """Return the value: the activation of a layer that has none."""
    return value


WORDS = {
    "pair": "(in, out)", "shape": "(in,)", "window": "k", "window²": "(k, k)", HEAD: f"out + {MORE}",
    "rank": "number of axes",
}  # fmt: skip
"""The roles of a constructor's parameters in words."""
NO_ACTIVATION: tuple[Any, ...] = (None, "linear", "identity", "none", identity, False, "")


@dataclass(frozen=True)
class Construction:
    """One way to construct a layer.

    Attributes:
        roles: What each constructor parameter gets, in the words of `sizes.role_of`: 'in', 'out',
            'pair', 'shape', 'window', '=weight' for a weight, ':stride' for a setting.
        fixed: Further arguments, the same for every layer.
        positional: Whether to pass the roles by position.
    """

    roles: Mapping[str, str]
    fixed: Mapping[str, Any]
    positional: bool = False

    @property
    def gives_weights(self) -> bool:
        """Whether the weights are handed to the constructor."""
        return any(role.startswith("=") for role in self.roles.values())

    @property
    def settings(self) -> set[str]:
        """The settings of the contract that the constructor takes."""
        return {role.strip(":²") for role in self.roles.values() if role.startswith(":")}

    def arguments(self, values: Mapping[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Return the positional and the named arguments for these values of the roles."""
        given = {name: values[role] for name, role in self.roles.items()}
        if self.positional:
            return tuple(given.values()), dict(self.fixed)
        return (), {**given, **self.fixed}

    def text(self, name: str) -> str:
        """Return the construction as a learner would write it."""
        shown = [WORDS.get(role, role.strip("=:²")) for role in self.roles.values()]
        shown += [f"{key}={_shown(value)}" for key, value in self.fixed.items()]
        return f"{name}({', '.join(shown)})"


def constructions(cls: type, anatomy: Anatomy, signature: Signature) -> Iterator[Construction]:
    """Yield the ways in which the class may want to be constructed, the likeliest first."""
    parameters = list(_parameters(cls))
    single = [item for item in parameters if item.kind not in (item.VAR_POSITIONAL, item.VAR_KEYWORD)]
    for named in _variants(_named_roles(single, anatomy, signature), single):
        for fixed in _activations(parameters, signature):
            yield from _with(single, named, fixed, anatomy)
            if not single:
                yield from (
                    Construction({"0": "in", "1": "out"}, fixed, positional=True),
                    Construction({}, fixed),
                )


def _with(
    single: list[inspect.Parameter], named: Mapping[str, str], fixed: dict[str, Any], anatomy: Anatomy
) -> Iterator[Construction]:
    """Yield the constructions with these roles and further arguments, and what can be made of the rest."""
    required = [item.name for item in single if item.default is item.empty]
    left = [name for name in required if name not in named and name not in fixed]
    plainest = _by_annotation(single, named)
    if not left:
        yield Construction(named, fixed)
    elif {"out", "config"} & set(named.values()) and plainest.keys() >= set(left):
        yield Construction(named, {**fixed, **plainest})
    for roles in _by_position(anatomy):
        if len(required) == len(roles) and len(left) == len(roles):
            yield Construction({**named, **dict(zip(required, roles, strict=True))}, fixed)
        elif len(left) == len(roles) == 1 and roles[0] not in named.values():
            yield Construction({**named, left[0]: roles[0]}, fixed)
    first_two = [item.name for item in single if not _is_switch(item)][:2]
    if not left and "out" not in named.values() and len(first_two) == 2 and anatomy.weights:
        for roles in (("in", "out"), ("out", "in")):
            yield Construction({**named, **dict(zip(first_two, roles, strict=True))}, fixed)


def _by_position(anatomy: Anatomy) -> list[tuple[str, ...]]:
    if not anatomy.weights:
        return [tuple(f":{item.name}" for item in anatomy.settings)]
    sizes: list[tuple[str, ...]] = [("in", "out"), ("out", "in"), ("out",)]
    if anatomy.window:
        sizes = [
            ("in", "out", "window"),
            ("out", "in", "window"),
            ("out", "window"),
            ("window", "out"),
            *sizes,
        ]
    return [*sizes, ("pair",), tuple(f"={name}" for name in anatomy.kept)]


def needed(cls: type) -> list[str]:
    """Return the names of what the constructor must be given."""
    single = (item for item in _parameters(cls) if item.kind not in (item.VAR_POSITIONAL, item.VAR_KEYWORD))
    return [item.name for item in single if item.default is item.empty]


def _parameters(cls: type) -> Iterator[inspect.Parameter]:
    try:
        yield from inspect.signature(cls).parameters.values()
    except (TypeError, ValueError):
        return


def _named_roles(
    parameters: list[inspect.Parameter], anatomy: Anatomy, signature: Signature
) -> dict[str, str]:
    roles: dict[str, str] = {}
    for parameter in parameters:
        role = role_of(parameter, anatomy, signature)
        again = role in roles.values() and not role.startswith((":", "window"))
        if role and not again and (role.startswith(":") or not _is_switch(parameter)):
            roles[parameter.name] = role
    sized = {"in", "out", "window"} & set(roles.values())
    if sized:
        roles = {name: role for name, role in roles.items() if not role.startswith("=")}
    if "in" in roles.values():
        roles = {name: role for name, role in roles.items() if role != "shape"}
        counts = anatomy.entering == anatomy.leaving
        roles |= {name: "rank" for name in roles if counts and name.replace("_", "").lower() in RANKS}
    roles |= head_of(parameters, roles, anatomy)
    given = [role for role in roles.values() if role.startswith("=")]
    if given and f"={anatomy.kept[0]}" not in given:  # `bias=True` asks whether, not which
        roles = {name: role for name, role in roles.items() if role not in given}
    return roles


def _variants(roles: dict[str, str], parameters: list[inspect.Parameter]) -> Iterator[dict[str, str]]:
    """Yield the roles; also without a size that may be left open, and with pairs for a window's sizes."""
    yield roles
    later = {item.name for item in parameters if item.default is None}
    if any(role == "in" and name in later for name, role in roles.items()):
        yield {name: role for name, role in roles.items() if role != "in"}
    single = {role for role in roles.values() if role in ("window", ":size")}
    if single:
        yield {name: f"{role}²" if role in single else role for name, role in roles.items()}
    if ":stride" in roles.values():
        pairs = {*single, ":stride"}
        yield {name: f"{role}²" if role in pairs else role for name, role in roles.items()}


def _by_annotation(parameters: list[inspect.Parameter], named: Mapping[str, str]) -> dict[str, Any]:
    """Return the plainest value of what must be given and is no size: a switch on, a count of one."""
    values = {bool: True, "bool": True, int: 1, "int": 1}
    return {
        item.name: values[item.annotation]
        for item in parameters
        if item.default is item.empty and item.name not in named and item.annotation in values
    }


def _is_switch(parameter: inspect.Parameter) -> bool:
    default = parameter.default
    if default is parameter.empty and parameter.annotation in (bool, "bool"):
        return True
    return isinstance(default, (bool, str)) or (callable(default) and default is not parameter.empty)


def _activations(parameters: list[inspect.Parameter], signature: Signature) -> Iterator[dict[str, Any]]:
    """Yield the further arguments: the activation off, or as the part has it, in one way after another."""
    fixed = _further(parameters, signature)
    wanted = signature.options.get("activation")
    activation = next((item for item in parameters if _plain(item) in ACTIVATIONS), None)
    if activation is None:
        if not wanted and any(item.kind is item.VAR_KEYWORD for item in parameters):
            yield {**fixed, "nonlin": False}
            yield {**fixed, "activation": None}
        yield fixed
        return
    if wanted:
        yield from _wanted(activation, wanted, fixed)
        return
    if activation.default is None or activation.default in ("linear", "identity", "none"):
        yield fixed
    for off in NO_ACTIVATION:
        yield {**fixed, activation.name: off}
    yield fixed


def _wanted(activation: inspect.Parameter, wanted: str, fixed: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the ways to ask for the part's own activation; the learner's default is likely just that."""
    default = activation.default
    if default is not activation.empty and not (isinstance(default, str) and default.lower() != wanted):
        yield fixed
    for spelt in (wanted, FUNCTIONS.get(wanted), wanted.capitalize()):
        yield {**fixed, activation.name: spelt}


def _further(parameters: list[inspect.Parameter], signature: Signature) -> dict[str, Any]:
    contract = {item.name for item in signature.arguments}
    fixed: dict[str, Any] = {}
    for item in parameters:
        word, required = _plain(item), item.default is item.empty
        if word in RANDOM and required:
            fixed[item.name] = np.random.default_rng(0) if word in {"rng", "generator"} else 0
        elif word in PLAINEST and (required or (word in ALWAYS and "p" not in contract)):
            fixed[item.name] = PLAINEST[word]
    return fixed


def _plain(parameter: inspect.Parameter) -> str:
    return parameter.name.replace("_", "").lower()


def _shown(value: Any) -> str:
    if value is identity:
        return "identity"
    return "rng" if isinstance(value, np.random.Generator) else repr(value)
