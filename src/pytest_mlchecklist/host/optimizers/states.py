"""What a step is given first where it is given its own state: made by the learner's function, or zeros."""

from __future__ import annotations

import ast
import copy
import inspect
import textwrap
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import NoMatch, plain
from ..naming import arguments, named, roles_of
from .stand_ins import Parameter
from .words import INITIALISES, STEP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..loading import Loaded
    from .forms import Form

_MAKERS = ("init", "init_state", "initialize", "init_states", "initial_state", "create_state")

First = dict[str, "Callable[[Form, Any], Any]"]


def first_states(
    names: Sequence[str], function: Callable[..., Any], loaded: Loaded, roles: Mapping[str, str]
) -> Iterator[First]:
    """Yield the first values that what a step is given again may have."""
    if not names:
        yield {}
        return
    defaults = {item.name: item.default for item in named(function) if item.default is not item.empty}
    yield dict.fromkeys(names, _by_its_object)
    for initialiser in _initialisers(loaded):
        yield {name: _made(initialiser, index, len(names)) for index, name in enumerate(names)}
    if set(names) <= set(defaults):
        yield {name: _copied(defaults[name]) for name in names}
    unpacked = _unpacked(function)
    if set(names) <= set(unpacked):
        yield {name: partial(_tuple_of, unpacked[name]) for name in names}
    gradient_keys = "gradients" in roles.values()
    for zeros in (_like_weights, *([_like_gradients] if gradient_keys else []), _pairs, _nothing, _empty):
        yield dict.fromkeys(names, zeros)


def _initialisers(loaded: Loaded) -> Iterator[Callable[..., Any]]:
    for name, value in list(loaded.namespace.items()):
        if inspect.isfunction(value) and INITIALISES.search(name) and value is not loaded.value:
            yield value


def _by_its_object(form: Form, instance: Any) -> Any:
    """Return the state that a method of the object makes of the weights."""
    for name in _MAKERS:
        make = getattr(instance, name, None)
        if callable(make):
            return make(form.renew([np.zeros_like(array) for array in form.read()])["weights"])
    message = "no method makes its first state"
    raise NoMatch(message)


def _unpacked(function: Callable[..., Any]) -> dict[str, list[str]]:
    """Return what the text of a function unpacks: ['m', 'v', 't'] for `m, v, t = state`."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return {}
    found = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=items)], value=ast.Name(id=name)):
                found[name] = [item.id for item in items if isinstance(item, ast.Name)]
    return found


def _tuple_of(names: Sequence[str], form: Form, _: Any) -> Any:
    zeros = form.renew([array * 0 for array in form.read()])["weights"]
    return tuple(0 if plain(name) in STEP["t"] else _like(zeros) for name in names)


def _made(function: Callable[..., Any], index: int, count: int) -> Callable[[Form, Any], Any]:
    def make(form: Form, _: Any) -> Any:
        values = form.renew([np.zeros_like(array) for array in form.read()])
        roles = roles_of(function, STEP)
        if not roles and len(named(function)) == 1:
            roles = {named(function)[0].name: "weights"}
        came = function(**arguments(function, roles, values))
        if count == 1:
            return came
        if not isinstance(came, (tuple, list)) or len(came) < count:
            message = f"{function.__name__} gives fewer than {count} states"
            raise NoMatch(message)
        return came[index]

    return make


def _copied(default: Any) -> Callable[[Form, Any], Any]:
    return lambda _form, _instance: copy.deepcopy(default)


def _like(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _like(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_like(item) for item in value]
    if isinstance(value, Parameter):
        return np.zeros_like(value.data)
    return value.detach() * 0 if hasattr(value, "detach") else value * 0


def _like_weights(form: Form, _: Any) -> Any:
    return _like(form.renew([array * 0 for array in form.read()])["weights"])


def _like_gradients(form: Form, _: Any) -> Any:
    return _like(form.renew([array * 0 for array in form.read()])["gradients"])


def _pairs(form: Form, instance: Any) -> Any:
    zeros = (_like_weights(form, instance), _like_weights(form, instance))
    return list(zip(*zeros, strict=True)) if isinstance(zeros[0], list) else zeros


def _nothing(form: Form, instance: Any) -> Any:
    del form, instance


def _empty(form: Form, instance: Any) -> Any:
    del form, instance
    return {}
