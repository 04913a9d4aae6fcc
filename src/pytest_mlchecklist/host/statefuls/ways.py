"""The ways to make a learner's object and to tell it one value after another, the likeliest first."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from ..naming import named, roles_among
from .telling import Way, handed_to, roles_in, words_of
from .words import MADE_WITH, METHODS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from ..loading import Loaded
    from ..shapes import Signature


_COUNTS = {"epochs", "steps", "iterations", "epoch", "step"}


def steps_of(signature: Signature) -> str:
    """Return the argument that holds the values of the steps."""
    return str(signature.options.get("steps", signature.arrays[0].name))


def ways(loaded: Loaded, signature: Signature) -> Iterator[Way]:
    """Yield the ways to drive what was loaded; where torch is used, its model is a torch module first."""
    uses_torch = "torch" in loaded.source
    counts = steps_of(signature) in _COUNTS
    for found in _ways(loaded, signature):
        way = replace(found, counts=counts)
        if uses_torch:
            yield replace(way, is_torch=True)
        yield way


def _ways(loaded: Loaded, signature: Signature) -> Iterator[Way]:
    value: Any = loaded.value
    if loaded.owner is not None:
        yield from _of_class(loaded.owner, (loaded.name,), loaded, signature)
    elif inspect.isclass(value):
        yield from _of_class(value, (*signature.names, *METHODS), loaded, signature)
    elif callable(value):
        yield from _of_function(value, loaded, signature)


def _of_class(cls: type, methods: tuple[str, ...], loaded: Loaded, signature: Signature) -> Iterator[Way]:
    made = _among(cls, signature)
    for name in dict.fromkeys(methods):
        method = getattr(cls, name, None)
        if not inspect.isfunction(method):
            continue
        own = {item.name for item in named(method)[:1]}
        roles, told = _told(method, own, signature, made)
        making = f"{cls.__name__}({', '.join([*handed_to(cls), *made])})"
        yield Way(
            f"{making}.{name}({', '.join([*roles, *told])})",
            None, cls, name, roles, made, told,
            fixed=_switches(method, signature), wanted=_switches(cls, signature),
            source=_text_of(cls, loaded),
        )  # fmt: skip


def _of_function(function: Callable[..., Any], loaded: Loaded, signature: Signature) -> Iterator[Way]:
    roles, told = _told(function, set(), signature, {})
    roles |= {item.name: "history" for item in named(function) if item.name == steps_of(signature)}
    text = f"{loaded.name}({', '.join([*roles, *told])})"
    way = Way(
        text, function, None, "", roles, {}, told, fixed=_switches(function, signature), source=loaded.source
    )
    if "history" in roles.values():
        yield replace(way, whole=True)
    yield way


def _told(
    function: Callable[..., Any], own: set[str], signature: Signature, made: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the roles of what a step is told, and the construct arguments that it takes."""
    told = {} if made else _among(function, signature, own)
    return roles_in(function, own, set(told)), told


def _among(function: Callable[..., Any], signature: Signature, own: Collection[str] = ()) -> dict[str, str]:
    names = [item.name for item in named(function) if item.name not in own]
    return roles_among(names, words_of(signature, MADE_WITH))


def _switches(function: Callable[..., Any], signature: Signature) -> dict[str, Any]:
    """Return the learner's switches that the part's page sets, such as save_best_only=True."""
    wanted = {plain(name): value for name, value in signature.options.get("switches", {}).items()}
    return {item.name: wanted[plain(item.name)] for item in named(function) if plain(item.name) in wanted}


def _text_of(cls: type, loaded: Loaded) -> str:
    try:
        return "\n".join(inspect.getsource(base) for base in cls.__mro__ if base.__module__ == cls.__module__)
    except (OSError, TypeError):
        return loaded.source
