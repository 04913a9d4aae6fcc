"""How a network may want to be told its sizes."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from ..layers.sizes import IN_SIZES, OUT_SIZES, RANDOM
from ..seeding import KEYS, randomness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ALL_SIZES = {
    "sizes", "layers", "layersizes", "layerdims", "layersdims", "dims", "architecture", "topology",
    "structure", "shape", "neurons", "units", "arch", "layerunits", "nodes", "layersize", "numneurons",
    "layernodes", "netsize", "layerslist", "neuronsperlayer", "unitsperlayer", "layerssizes",
    "layersneurons", "dimensions", "networksize", "widths", "layerspec",
}  # fmt: skip
HIDDEN = {
    "hidden", "hiddensize", "hiddenunits", "nhidden", "hiddendim", "hiddenlayers", "hiddenlayersizes",
    "hiddensizes", "nh", "hiddennodes", "hiddenneurons", "h", "numhidden", "hiddenlayersize",
    "hiddenfeatures", "hiddendims", "dhidden", "hiddenlayer", "hid", "hiddenlayerdims", "numhiddenunits",
    "hdim", "hsize", "hiddenwidth", "hiddennodecount",
}  # fmt: skip
REST = {"nouts", "outs", "fcoutputsizes", "outputsizes", "outsizes", "layerouts"}
NUMBERS: Mapping[str, Any] = {
    "learningrate": 0.1, "lr": 0.1, "eta": 0.1, "alpha": 0.1, "epochs": 100, "nepochs": 100, "dropout": 0.0,
    "dropoutrate": 0.0, "p": 0.0, "niters": 100, "iterations": 100, "batchsize": 4,
}  # fmt: skip


@dataclass(frozen=True)
class Building:
    """One way to build a network.

    Attributes:
        roles: What each parameter gets: 'sizes', 'i', 'h', 'hs' (hidden sizes as a list),
            'o', or 'rest' (all sizes but the first).
        fixed: Further arguments.
        is_ready: Whether the object is a model already.
    """

    roles: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    is_ready: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether the sizes can't be chosen."""
        return not self.roles

    def build(self, value: Any, sizes: Sequence[int]) -> Any:
        """Return a model of these sizes: inputs, hidden units, outputs."""
        if self.is_ready:
            return value
        first, *hidden, last = sizes
        values = {
            "sizes": list(sizes),
            "i": first,
            "h": hidden[0],
            "hs": hidden,
            "o": last,
            "rest": list(sizes[1:]),
        }
        return value(**{name: values[role] for name, role in self.roles.items()}, **self.fixed)

    def text(self, name: str) -> str:
        """Return the way it is built, as a learner would write it."""
        if self.is_ready:
            return name
        shown = {
            "sizes": "[inputs, hidden, outputs]",
            "i": "inputs",
            "h": "hidden",
            "hs": "[hidden]",
            "o": "outputs",
            "rest": "[hidden, outputs]",
        }
        given = [f"{key}={shown[role]}" for key, role in self.roles.items()]
        return f"{name}({', '.join([*given, *(f'{key}={value!r}' for key, value in self.fixed.items())])})"


def buildings(value: Any) -> Iterator[Building]:
    """Yield the ways in which a class or a function may want to build a network."""
    if not isinstance(value, type) and not inspect.isroutine(value):
        yield Building(is_ready=True)
        return
    parameters = parameters_of_any(value)
    required = [item.name for item in parameters if item.default is item.empty]
    for hidden in ("h", "hs"):
        roles = by_name(parameters, hidden)
        fixed = _fixed(parameters, roles)
        if roles and all(name in roles or name in fixed for name in required):
            yield Building(roles, fixed)
    for roles in by_position(required):
        yield Building(roles, _fixed(parameters, roles))
    if not required:
        yield Building()


def parameters_of_any(value: Callable[..., Any]) -> list[inspect.Parameter]:
    """Return a callable's parameters that can be named; none where Python can't tell."""
    try:
        found = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return []
    return [item for item in found if item.kind not in (item.VAR_POSITIONAL, item.VAR_KEYWORD)]


def by_name(parameters: list[inspect.Parameter], hidden: str) -> dict[str, str]:
    """Return what each parameter gets, as far as names tell; `hidden` is 'h' or 'hs'."""
    roles: dict[str, str] = {}
    for parameter in parameters:
        role = _role(plain(parameter.name), hidden)
        if role and role not in roles.values():
            roles[parameter.name] = role
    has_all = {"i", hidden, "o"} <= set(roles.values())
    has_all |= {hidden, "o"} == set(roles.values())  # the first layer sees how many inputs come
    if has_all or ({"i", "rest"} <= set(roles.values())):
        return {name: role for name, role in roles.items() if role != "sizes"}
    return {name: role for name, role in roles.items() if role in ("sizes", "rest")}


def _role(name: str, hidden: str) -> str:
    if name in HIDDEN:
        return hidden
    for role, known in (("rest", REST), ("sizes", ALL_SIZES)):
        if name in known:
            return role
    if IN_SIZES.match(name):
        return "i"
    return (
        "o" if OUT_SIZES.match(name) or name in {"nclasses", "numclasses", "classes", "outputclasses"} else ""
    )


def by_position(required: list[str]) -> Iterator[dict[str, str]]:
    """Yield what parameters that must be given may get, by their number alone."""
    for roles in (
        ("sizes",),
        ("rest",),
        ("i", "rest"),
        ("i", "h", "o"),
        ("i", "hs", "o"),
        ("i", "o", "h"),
        ("i", "o"),
    ):
        if len(required) == len(roles):
            yield dict(zip(required, roles, strict=True))


def _fixed(parameters: list[inspect.Parameter], roles: Mapping[str, str]) -> dict[str, Any]:
    """Return neutral values for what must be given besides the sizes."""
    fixed: dict[str, Any] = {}
    for parameter in parameters:
        name = plain(parameter.name)
        if parameter.name in roles or parameter.default is not parameter.empty:
            continue
        if name in RANDOM | KEYS:
            fixed[parameter.name] = randomness(name)
        elif name in NUMBERS:
            fixed[parameter.name] = NUMBERS[name]
    return fixed
