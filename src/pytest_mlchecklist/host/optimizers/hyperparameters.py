"""Where an optimizer takes its hyperparameters: in which parameters, attributes or keys."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from ..naming import named, roles_among
from .words import HYPERPARAMETERS, PAIRS, STEP, SWITCHED_OFF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..shapes import Signature


def hyper_of(function: Callable[..., Any], signature: Signature, taken: set[str]) -> dict[str, Any]:
    """Return which hyperparameters of the contract a callable takes, by the learner's names."""
    words = words_of(signature)
    free = [item for item in named(function) if item.name not in taken]
    pairs = {
        item.name: tuple(name for name in PAIRS[plain(item.name)])
        for item in free
        if isinstance(item.default, (tuple, list)) and set(PAIRS.get(plain(item.name), ())) & set(words)
    }
    words = {role: known for role, known in words.items() if all(role not in pair for pair in pairs.values())}
    return {**pairs, **roles_among([item.name for item in free if item.name not in pairs], words)}


def words_of(signature: Signature) -> dict[str, tuple[str, ...]]:
    """Return the names of each hyperparameter of the contract, its own first."""
    names = [argument.name for argument in signature.optional]
    return {name: (plain(name), *HYPERPARAMETERS.get(name, ())) for name in names}


def attributes_of(instance: Any, signature: Signature, taken: Mapping[str, Any]) -> dict[str, str]:
    """Return the attributes that hold hyperparameters which the constructor does not take."""
    known = {one for role in taken.values() for one in (role if isinstance(role, tuple) else (role,))}
    words = {role: names for role, names in words_of(signature).items() if role not in known}
    held = [name for name, value in getattr(instance, "__dict__", {}).items() if type(value) in (int, float)]
    return roles_among([name for name in held if name not in taken], words)


def switches(function: Callable[..., Any], signature: Signature) -> dict[str, Any]:
    """Return the switches that the page sets, such as nesterov=True, and what it leaves out, switched off."""
    wanted = {plain(name): value for name, value in signature.options.get("switches", {}).items()}
    taken = hyper_of(function, signature, set())
    free = [item for item in named(function) if item.name not in taken]
    off = {
        item.name: type(item.default)(SWITCHED_OFF[plain(item.name)])
        for item in free
        if plain(item.name) in SWITCHED_OFF and type(item.default) in (int, float, bool)
    }
    return off | {item.name: wanted[plain(item.name)] for item in free if plain(item.name) in wanted}


def config_of(function: Callable[..., Any], own: str, signature: Signature) -> dict[str, str]:
    """Return which hyperparameters a function reads of a mapping, by the keys that its text names."""
    keys = re.findall(rf"{own}(?:\[|\.get\(|\.setdefault\()\s*['\"](\w+)['\"]", _text_of(function))
    return roles_among(list(dict.fromkeys(keys)), words_of(signature))


def counter_of(function: Callable[..., Any], own: str) -> str:
    """Return the key under which a function expects the number of the step, unless it counts itself."""
    text = _text_of(function)
    keys = [key for key in re.findall(rf"{own}\[['\"](\w+)['\"]\]", text) if plain(key) in STEP["t"]]
    begun = re.findall(rf"{own}\.(?:get|setdefault)\(\s*['\"](\w+)['\"]", text)
    return next((key for key in keys if key not in begun), "")


def _text_of(function: Callable[..., Any]) -> str:
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):
        return ""
