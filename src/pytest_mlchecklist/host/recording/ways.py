"""The ways in which a learner's code is brought to watch a network."""

from __future__ import annotations

import contextlib
import inspect
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from ..arguments import parameters_of
from ..naming import arguments, roles_of, vocabulary
from ..projects.roles import required_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np

    from ..loading import Loaded
    from .networks import Network

    Watched = tuple[list[Any], np.ndarray | None]

WORDS = vocabulary(
    model="model net network nn mlp backbone encoder classifier learner m",
    x="x inputs input images data batch xb sample tensor xs imgs image img inp",
    layers="layers layernames names layerlist modules targetlayers hooklayers layerids layerstohook nodes "
    "layernameslist targets",
    layer="layer module targetlayer hooklayer submodule targetmodule layertohook",
    name="name layername key layerid label tag target",
)
_ATTACH = (
    "attach", "register", "register_hooks", "hook", "watch", "add_hooks", "attach_hooks", "setup",
    "hook_model", "on_train_begin", "on_fit_start", "register_model", "add_hook", "start", "install",
)  # fmt: skip
_RUN = (
    "record", "run", "forward", "__call__", "get_activations", "extract", "predict", "get", "collect",
    "capture",
)  # fmt: skip
_HOOKS = (
    "__call__",
    "hook",
    "hook_fn",
    "forward_hook",
    "_hook",
    "save",
    "record",
    "hook_function",
    "on_forward",
)
_HOOK_ARGUMENTS = 3
_NOT_OWN = {"torch", "builtins"}
_COMES_OUT = re.compile(r"^(o|res|result|y)$|out(put|puts|p)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Way:
    """One way to bring code to watch a network.

    Attributes:
        text: The call in words.
        watch: Gets a network and inputs; returns where to look for what was kept, and the last outputs.
    """

    text: str
    watch: Callable[[Network, Sequence[np.ndarray]], Watched]


def ways(loaded: Loaded) -> Iterator[Way]:
    """Yield the ways in which something may be brought to watch, the likeliest first."""
    made = loaded.value
    text = f"{loaded.name}({', '.join(item.name for item in parameters_of(made) or ())})"
    if is_hook(made):
        yield Way(text, partial(_hooked, lambda _: made))
        return
    takes_inputs = "x" in roles_of(made, WORDS).values() and not inspect.isclass(made)
    for said in ("nothing", "names", "modules"):
        start = partial(_called, made, said)
        yield Way(text, partial(_asked if takes_inputs else _attached, start))
    yield Way(f"{text}(module, inputs, output)", partial(_hooked, partial(_named, made)))


def is_hook(value: Any) -> bool:
    """Whether it takes a module, what goes in and what comes out."""
    names = [item.name for item in parameters_of(value) or ()]
    return not inspect.isclass(value) and len(names) == _HOOK_ARGUMENTS and bool(_COMES_OUT.search(names[-1]))


def _values(network: Network, said: str, x: Any) -> dict[str, Any]:
    """Return what can be given, by role."""
    names = list(network.layers)
    values = {"model": network.model, "name": names[0], "layer": network.layers[names[0]]}
    values["layers"] = names if said == "names" else list(network.layers.values())
    return values if x is None else values | {"x": network.as_input(x)}


def _called(function: Any, said: str, network: Network, x: Any = None) -> Any:
    """Call a function, or make an object; layers are chosen only where they must be, or where it is said."""
    roles, must = roles_of(function, WORDS), required_of(function)
    given = {
        name: role
        for name, role in roles.items()
        if name in must or role in {"model", "x"} or (role == "layers" and said != "nothing")
    }
    if "layer" in given.values() and "model" in given.values() and said == "names":
        given = {name: "name" if role == "layer" else role for name, role in given.items()}
    return function(**arguments(function, given, _values(network, said, x)))


def _asked(start: Callable[..., Any], network: Network, xs: Sequence[np.ndarray]) -> Watched:
    """Let code run the network itself."""
    return [start(network, x) for x in xs][-1:], None


def _attached(start: Callable[..., Any], network: Network, xs: Sequence[np.ndarray]) -> Watched:
    """Let code hook into the network, which works then."""
    with contextlib.ExitStack() as stack:
        came = start(network)
        pieces = list(came) if isinstance(came, tuple) else [came]
        places = [stack.enter_context(item) for item in pieces if hasattr(item, "__enter__")]
        for piece in pieces:
            _attach(piece, network)
        worked = [_work(pieces, network, x) for x in xs]
    result, outputs = worked[-1]
    return [result, *pieces, *places], outputs


def _attach(piece: Any, network: Network) -> None:
    """Give the network to an object that takes it by a method."""
    for name in _ATTACH:
        method = getattr(piece, name, None)
        taken = roles_of(method, WORDS).values() if callable(method) and not is_hook(method) else ()
        if {"model", "layers", "layer"} & {*taken} and "x" not in taken:
            _called(method, "nothing", network)
            return


def _work(pieces: Sequence[Any], network: Network, x: np.ndarray) -> tuple[Any, np.ndarray | None]:
    """Let the network work: by the object that watches it, where that has a method for it."""
    for piece in pieces:
        for name in _RUN:
            method = getattr(piece, name, None)
            if callable(method) and not is_hook(method) and name in _own_names(piece):
                roles = roles_of(method, WORDS)
                if "x" in roles.values() and {*required_of(method)} <= {*roles}:
                    return _called(method, "nothing", network, x), None
    return None, network.run(x)


def _own_names(piece: Any) -> set[str]:
    """Return what the classes of a learner's object define."""
    theirs = [
        base for base in type(piece).__mro__ if base.__module__.split(".")[0] not in {"torch", "builtins"}
    ]
    return {name for base in theirs for name in vars(base)}


def _named(made: Any, name: str) -> Any:
    """Return the hook that code makes for the layer of a name.

    Raises:
        TypeError: It makes none.
    """
    roles = roles_of(made, WORDS)
    must = required_of(made)
    came = made(**{own: name for own in must if roles.get(own) in {"name", "layer"}})
    for candidate in (came, *(getattr(came, method, None) for method in _HOOKS)):
        if callable(candidate) and is_hook(candidate):
            return candidate
    message = "it makes no hook of a module, its inputs and its output"
    raise TypeError(message)


def _hooked(hook_for: Callable[[str], Any], network: Network, xs: Sequence[np.ndarray]) -> Watched:
    """Hook into each layer ourselves, and let the network work."""
    hooks = {name: hook_for(name) for name in network.layers}
    for name, hook in hooks.items():
        network.layers[name].register_forward_hook(hook)
    outputs = [network.run(x) for x in xs]
    return [{name: getattr(hook, "__self__", hook) for name, hook in hooks.items()}], outputs[-1]
