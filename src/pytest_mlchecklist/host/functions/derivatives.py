"""Finds the derivative that a learner wrote for a function, and reads it either way.

By name beside the function (`relu_derivative`, `d_relu`, `relu_backward`), as a method of
the same object (`gradient`, `backward`), or as a switch (`derivative=True`).
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import NoMatch, parameters_of, plain, words_for
from ..vocabulary import SYNONYMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..callees import Callee
    from ..loading import Loaded
    from ..shapes import Signature

METHODS = (
    "derivative", "gradient", "grad", "prime", "deriv", "backward", "backward_pass", "backprop", "df", "d",
    "der", "backward_propagation", "derivate", "diff", "f_prime", "gradient_", "bprop", "derive",
    "calculate_derivative", "compute_gradient", "get_gradient", "derivation", "calculate_gradient", "dfn",
    "df_dx", "back",
)  # fmt: skip
SUFFIXES = (
    "derivative", "deriv", "der", "grad", "gradient", "prime", "backward", "backprop", "bwd", "diff",
    "derivate", "d", "gradiente", "back", "bprop", "dx", "derv", "derive", "gradients", "derivation", "dz",
)  # fmt: skip
PREFIXES = (
    "d", "derivative", "deriv", "grad", "gradient", "derivativeof", "gradientof", "backward", "dd", "delta",
    "derv", "derive", "der", "diff", "backwardof", "back",
)  # fmt: skip
SURELY_UPSTREAM = {
    "upstream", "dout", "da", "gradoutput", "outputgradient", "dy", "upstreamgrad", "dvalues", "gy",
}  # fmt: skip
OUTPUT_NAMES = {"output", "out", "a", "activation", "activated", "result"}
UPSTREAM = {
    "dout", "da", "dy", "delta", "upstream", "grad", "gradient", "gradoutput", "outputgradient",
    "outputgrad", "error", "outputerror", "dl", "dz", "dvalues", "dout_", "gradients", "outgrad", "dh",
    "gradinput", "dldy", "dlda", "loss", "upstreamgrad", "upstreamgradient", "accumgrad", "gradout", "gy",
    "dloss", "dj", "nextgrad", "g",
}  # fmt: skip
LEFT_BEHIND = (
    "dinputs", "dinput", "d_inputs", "dx", "dX", "grad_input", "input_gradient", "d_input", "dZ", "dz",
    "grad", "gradient",
)  # fmt: skip


@dataclass(frozen=True)
class Derivative:
    """How the learner's own derivative is asked.

    Attributes:
        text: Its name, for the report.
        run: Called with the wrapped arguments by the contract's names, the wrapped upstream
            gradient and what the function is to be evaluated at; returns whatever comes.
        lacks: The optional arguments that it does not take although the function does.
    """

    text: str
    run: Callable[[Mapping[str, Any], Any, Any], Any]
    lacks: tuple[str, ...] = ()


def find_derivatives(loaded: Loaded, callee: Callee, signature: Signature) -> Iterator[Derivative]:
    """Yield the derivatives that the learner wrote for this function, the likeliest first."""
    if callee.match.flag:
        whole = _is_loss(signature)
        yield Derivative(
            f"{callee.match.flag}=True",
            lambda values, _, at: _flagged(callee, values, None if whole else at),
        )
    yield from _methods(callee, signature)
    for name, function in _siblings(loaded, signature):
        try:
            yield _function(name, function, callee, signature)
        except NoMatch:
            continue


def _is_loss(signature: Signature) -> bool:
    """Return whether a derivative takes the function's own arguments: that of a loss, or a penalty."""
    return len(signature.arrays) > 1 or "differentiates" in signature.options


def _flagged(callee: Callee, values: Mapping[str, Any], at: Any) -> Any:
    first = next(iter(callee.match.names.values()))
    changed = {} if at is None else {first: at}
    return callee.call({**values, **changed}, **{callee.match.flag: True})[0]


def _methods(callee: Callee, signature: Signature) -> Iterator[Derivative]:
    defaults = {argument.name: argument.default for argument in signature.optional}
    try:
        _, instance = callee.make({name: defaults[name] for name in callee.made_with})
    except Exception:  # noqa: BLE001 - a constructor of the learner's may raise anything
        return
    for name in METHODS:
        if instance is not None and callable(getattr(type(instance), name, None)):
            yield _method(name, callee, signature)


def _method(name: str, callee: Callee, signature: Signature) -> Derivative:
    def run(values: Mapping[str, Any], upstream: Any, at: Any) -> Any:
        raw, instance = callee.call(values)
        function = getattr(instance, name)
        if _is_loss(signature):
            result = _ask_of_several(function, {**values, "upstream": upstream}, callee, signature)
            return _left_behind(instance) if result is None else result
        result = _ask(function, {**values, "upstream": upstream, "at": at, "raw": raw}, signature)
        return _left_behind(instance) if result is None else result

    return Derivative(f".{name}", run)


def _function(name: str, function: Callable[..., Any], callee: Callee, signature: Signature) -> Derivative:
    if _is_loss(signature):
        return Derivative(
            name,
            lambda values, upstream, _: _ask_of_several(
                function, {**values, "upstream": upstream}, callee, signature
            ),
        )
    roles = _roles(function, signature).values()
    taken = {argument.name for argument in signature.optional if argument.name not in callee.lacks}

    def run(values: Mapping[str, Any], upstream: Any, at: Any) -> Any:
        raw = callee.call(values)[0] if len(roles) > 1 else None
        return _ask(function, {**values, "upstream": upstream, "at": at, "raw": raw}, signature)

    return Derivative(name, run, tuple(taken - set(roles)))


def _ask_of_several(
    function: Callable[..., Any], values: Mapping[str, Any], callee: Callee, signature: Signature
) -> Any:
    """Ask the derivative of a function of several arrays, such as a loss.

    Its parameters are called as the function's are, or usually; what is left takes their order. One
    without parameters remembers what its function was given.

    Raises:
        NoMatch: A parameter that must be given stands for nothing.
    """
    parameters = parameters_of(function) or []
    roles: dict[str, str] = {}
    for parameter in parameters:
        known = [argument.name for argument in signature.arguments if argument.name not in roles.values()]
        named = [name for name in known if plain(parameter.name) in words_for(name, signature) | {name}]
        role = callee.match.names.get(parameter.name) or next(iter(named), "")
        if not role and parameter.default is parameter.empty and plain(parameter.name) in UPSTREAM:
            role = "upstream"
        if role and role not in roles.values():
            roles[parameter.name] = role
    roles = _with_what_goes_in(roles, signature)
    left = [item.name for item in parameters if item.name not in roles and item.default is item.empty]
    order = [name for name in callee.match.names.values() if name not in roles.values()]
    if len(left) > len(order):
        message = f"it needs {', '.join(left)}"
        raise NoMatch(message)
    roles |= dict(zip(left, order, strict=False))
    return function(**{own: values[role] for own, role in roles.items() if role in values})


def _with_what_goes_in(roles: dict[str, str], signature: Signature) -> dict[str, str]:
    """Return the roles where `backward(dvalues, y_true)` calls the prediction what comes from above.

    A loss is the last of all: what comes beside its target is what it is differentiated by.
    """
    by = signature.options.get("differentiates", signature.arrays[0].name)
    others = {argument.name for argument in signature.arrays} - {by}
    if by in roles.values() or not others <= set(roles.values()):
        return roles
    return {own: by if role == "upstream" else role for own, role in roles.items()}


def _ask(function: Callable[..., Any], values: Mapping[str, Any], signature: Signature) -> Any:
    roles = _roles(function, signature)
    given = {**values, "output": values["raw"][0] if isinstance(values["raw"], tuple) else values["raw"]}
    if set(roles.values()) >= {"at", "upstream"}:
        return _with_cache(function, roles, given)
    return function(**{own: given[role] for own, role in roles.items()})


def _with_cache(function: Callable[..., Any], roles: Mapping[str, str], values: dict[str, Any]) -> Any:
    """Call a backward that takes an upstream gradient and what the forward remembered."""
    raw = values["raw"]
    caches = [raw[1]] if isinstance(raw, tuple) and len(raw) > 1 else []
    for cache in (*caches, values["at"]):
        try:
            return function(**{own: cache if role == "at" else values[role] for own, role in roles.items()})
        except Exception as error:  # noqa: BLE001 - the next reading may fit
            refusal = error
    raise refusal


def _roles(function: Callable[..., Any], signature: Signature) -> dict[str, str]:
    """Return what each parameter stands for: 'at', 'upstream', or an optional argument.

    Raises:
        NoMatch: A parameter that must be given stands for nothing.
    """
    parameters = parameters_of(function)
    if not parameters:
        message = "its parameters can't be read" if parameters is None else "it takes nothing"
        raise NoMatch(message)
    names = [parameter.name for parameter in parameters]
    roles = _upstream_roles(names, is_mixing="mixes" in signature.options)
    roles |= _optional_roles(function, signature, roles)
    free = [item.name for item in parameters if item.name not in roles and item.default is item.empty]
    if len(free) == 2 and "upstream" not in roles.values():
        roles |= {free[0]: "upstream", free[1]: "at"}
    elif len(free) == 1:
        roles[free[0]] = "at"
    elif free:
        message = f"it needs {', '.join(free)}"
        raise NoMatch(message)
    if "at" not in roles.values() and "upstream" not in roles.values():
        roles[parameters[0].name] = "at"
    return roles


def _upstream_roles(names: list[str], *, is_mixing: bool) -> dict[str, str]:
    """Return the role of the upstream gradient; of several that may be it, the rest hold the output.

    What is called `a` may be either, and where elements stay apart both readings are tried.
    """
    sure = [name for name in names if plain(name) in SURELY_UPSTREAM]
    likely = [name for name in names if plain(name) in UPSTREAM]
    upstream = (sure or likely)[:1]
    others = likely if sure and len(names) > 2 else []
    outputs = OUTPUT_NAMES if is_mixing else OUTPUT_NAMES - {"a"}
    held = [name for name in names if upstream and len(names) > 1 and plain(name) in outputs]
    return {name: "output" for name in [*others, *held] if name not in upstream} | dict.fromkeys(
        upstream, "upstream"
    )


def _optional_roles(
    function: Callable[..., Any], signature: Signature, roles: Mapping[str, str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for parameter in (parameters_of(function) or [])[1:]:
        for argument in signature.optional:
            words = SYNONYMS.get(argument.name, frozenset()) | {argument.name}
            if (
                plain(parameter.name) in words
                and parameter.name not in roles
                and argument.name not in found.values()
            ):
                found[parameter.name] = argument.name
    return found


def _siblings(loaded: Loaded, signature: Signature) -> Iterator[tuple[str, Callable[..., Any]]]:
    several = _is_loss(signature)  # a file may hold several losses of one family
    bases = {_base(name) for name in ((loaded.name,) if several else (loaded.name, *signature.names))}
    wanted = {base + suffix for base in bases for suffix in SUFFIXES}
    wanted |= {prefix + base for base in bases for prefix in PREFIXES}
    places: tuple[Mapping[str, Any], ...] = (
        (vars(loaded.owner), loaded.namespace) if loaded.owner else (loaded.namespace,)
    )
    for place in places:
        for name, value in list(place.items()):
            function = value.__func__ if isinstance(value, staticmethod) else value
            if plain(name) in wanted and inspect.isfunction(function):
                yield name, _bound(loaded, name, value)


def _bound(loaded: Loaded, name: str, value: Any) -> Any:
    """Return a sibling that can be called without `self`."""
    owner: Any = loaded.owner
    if owner is None or name not in vars(owner):
        return value
    if isinstance(value, staticmethod):
        return value.__func__
    return getattr(owner.__new__(owner), name)


def _base(name: str) -> str:
    base = plain(name)
    for ending in ("forward", "activation", "function", "fn", "layer", "loss"):
        base = base.removesuffix(ending) or base
    return base


def _left_behind(instance: Any) -> Any:
    for name in LEFT_BEHIND:
        value = getattr(instance, name, None)
        if isinstance(value, (np.ndarray, list)):
            return value
    message = "its derivative returns nothing"
    raise ValueError(message)
