"""The ways to ask a learner's optimizer for one step after another, the likeliest first."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from ..naming import arguments, named, roles_among, roles_of
from .driving import Way, taken_from
from .forms import Alone
from .hyperparameters import attributes_of, config_of, counter_of, hyper_of, switches
from .states import first_states
from .variety import forms
from .words import METHODS, SETUPS, STATES, STEP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..loading import Loaded
    from ..shapes import Signature
    from .forms import Form

_HOLDERS = {"weights", "layer", "pairs"}


@dataclass
class Made:
    """A class that is made with hyperparameters, and perhaps with what it will step.

    Attributes:
        cls: The class.
        method: The name of the method that takes a step.
        signature: The contract.
        roles: Which of its parameters get what it will step.
        hyper: Which hyperparameters the constructor takes, by the learner's names.
        attributes: Which are set as attributes of a new object.
    """

    cls: type
    method: str
    signature: Signature
    roles: Mapping[str, str] = field(default_factory=dict)
    hyper: Mapping[str, Any] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        holders = {role: STEP[role] for role in ("weights", "layer")}
        self.roles = roles_of(self.cls, holders)
        self.hyper = hyper_of(self.cls, self.signature, set(self.roles))

    @property
    def text(self) -> str:
        """The making in words."""
        return f"{self.cls.__name__}({', '.join([*self.roles, *self.hyper])})"

    def __call__(self, laid: Mapping[str, Any], hyper: Mapping[str, Any]) -> tuple[Callable[..., Any], Any]:
        """Return the method of a new object, and the object."""
        taken = taken_from(hyper, self.hyper) | switches(self.cls, self.signature)
        roles = {**{own: own for own in taken}, **self.roles}
        instance = self.cls(**arguments(self.cls, roles, {**laid, **taken}))
        self._set_up(instance, laid)
        self.attributes = attributes_of(instance, self.signature, self.hyper)
        for own, role in self.attributes.items():
            setattr(instance, own, hyper[role])
        return getattr(instance, self.method), instance

    def _set_up(self, instance: Any, laid: Mapping[str, Any]) -> None:
        """Hand over what it will step, where there is a method for that."""
        for name in SETUPS:
            method = getattr(instance, name, None)
            if name == self.method or not callable(method):
                continue
            roles = roles_of(method, {role: STEP[role] for role in ("weights", "layer")})
            if roles and set(roles.values()) <= set(laid):
                method(**arguments(method, roles, laid))


def ways(loaded: Loaded, signature: Signature, tried: list[str]) -> Iterator[Way]:
    """Yield the ways to ask for steps; what can't be asked is told in `tried`."""
    value: Any = loaded.value
    if loaded.owner is not None:
        yield from _of_class(loaded.owner, (loaded.name,), loaded, signature, tried=tried)
    elif inspect.isclass(value):
        yield from _of_class(value, METHODS, loaded, signature, tried=tried)
    elif callable(value):
        yield from _of_function(value, loaded, signature, tried)


def _of_class(
    cls: type, methods: tuple[str, ...], loaded: Loaded, signature: Signature, *, tried: list[str]
) -> Iterator[Way]:
    for name in methods:
        if inspect.isfunction(getattr(cls, name, None)):
            yield from _of_method(Made(cls, name, signature), loaded, tried)


def _of_method(made: Made, loaded: Loaded, tried: list[str]) -> Iterator[Way]:
    cls, name, signature = made.cls, made.method, made.signature
    method = getattr(cls, name)
    own = {item.name for item in named(method)[:1]} if not _is_static(cls, name) else set()
    roles, hyper = _step_roles(method, signature, own)
    left = [item for item in named(method) if item.name not in {*roles, *hyper, *own}]
    states = [item.name for item in left if needed(item) and STATES.match(plain(item.name))]
    unknown = [item.name for item in left if needed(item) and item.name not in states]
    if problem := _what_is_missing(made, roles, unknown):
        tried.append(f"{made.text}.{name}: {problem}")
        return
    ways_in = product(
        forms({**made.roles, **roles}, loaded, cls), first_states(states, method, loaded, roles)
    )
    for form, initial in ways_in:
        yield Way(
            f"{made.text}.{name}({', '.join([*roles, *states, *hyper])})",
            form,
            Made(cls, name, signature),
            states=initial,
            keyed="key" in roles.values() or ("layer" in roles.values() and _is_single(form)),
            roles={**roles, **{name: name for name in states}},
            hyper=hyper,
            fixed=switches(method, signature),
            is_single=_is_single(form),
        )


def _what_is_missing(made: Made, roles: Mapping[str, str], unknown: list[str]) -> str:
    """Return why a method can't be asked for a step, or ''."""
    if unknown:
        return f"NoMatch: it needs an argument {unknown[0]!r}"
    asked = {*roles.values(), *made.roles.values()}
    handed = _HOLDERS & asked or any(hasattr(made.cls, setup) for setup in SETUPS)
    return "" if handed or "gradients" in asked else "it takes neither weights nor gradients"


def lacking(way: Way, signature: Signature) -> list[str]:
    """Return the hyperparameters of the contract that an optimizer takes in no way."""
    places = [way.hyper, way.config or {}]
    if isinstance(way.make, Made):
        places += [way.make.hyper, way.make.attributes]
    taken = [role for place in places for role in place.values()]
    known = {one for role in taken for one in (role if isinstance(role, tuple) else (role,))}
    return [argument.name for argument in signature.optional if argument.name not in known]


def _is_single(form: Callable[[], Form]) -> bool:
    return isinstance(form(), Alone)


def _is_static(cls: type, name: str) -> bool:
    return isinstance(inspect.getattr_static(cls, name), staticmethod)


def needed(item: inspect.Parameter) -> bool:
    """Return whether a parameter must be given."""
    return item.default is item.empty


def _of_function(function: Any, loaded: Loaded, signature: Signature, tried: list[str]) -> Iterator[Way]:
    roles, hyper = _step_roles(function, signature, set())
    rest = [item for item in named(function) if item.name not in {*roles, *hyper}]
    states = [item.name for item in rest if STATES.match(plain(item.name))]
    unknown = [item.name for item in rest if needed(item) and item.name not in states]
    if unknown:
        tried.append(f"{loaded.name}: NoMatch: it needs an argument {unknown[0]!r}")
        return
    own = next((name for name, role in roles.items() if role == "config"), "")
    config = config_of(function, own, signature) if own else None
    for form in forms(roles, loaded, function):
        for initial in first_states(states, function, loaded, roles):
            yield Way(
                f"{loaded.name}({', '.join([*roles, *states, *hyper])})",
                form,
                lambda _laid, _hyper: (function, None),
                states=initial,
                config=config,
                counter=counter_of(function, own) if own else "",
                roles={**roles, **{name: name for name in states}},
                hyper=hyper,
                fixed=switches(function, signature),
                is_single=_is_single(form),
            )


def _step_roles(
    function: Callable[..., Any], signature: Signature, own: set[str]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the roles of a step's parameters, and which hyperparameters it takes."""
    names = [item.name for item in named(function) if item.name not in own]
    known = [item for item in named(function) if item.name in names]
    roles = roles_among(names, STEP)
    hyper = hyper_of(function, signature, {*own, *roles})
    left = [item.name for item in known if needed(item) and item.name not in {*roles, *hyper}]
    unnamed = "gradients" in roles.values() and not _HOLDERS & set(roles.values())
    if unnamed and left and not STATES.match(plain(left[0])):
        roles = {left[0]: "weights", **roles}
    return {name: roles[name] for name in names if name in roles}, hyper
