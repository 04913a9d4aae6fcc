"""What the parameters of a forward or a backward function stand for."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, parameters_of, plain
from ..networks.words import EPOCHS, RATE, X, Y

if TYPE_CHECKING:
    from collections.abc import Callable

X_ONLY = X | {"a0", "xi", "features", "sample", "example"}
Y_ONLY = Y | {"yi", "yonehot", "onehoty", "ytrue", "onehot"}
REGULAR = {"reg", "lambd", "lambda", "l2", "regularization", "weightdecay", "lam", "dropout", "lambdareg"}
COUNTS = {"m", "batchsize", "batch", "nsamples", "nexamples", "numexamples", "numsamples"}
PARAMS = {"params", "parameters", "weights", "theta", "model", "net", "network", "layers", "p", "param", "ws"}
CACHE = {
    "cache",
    "caches",
    "memory",
    "activations",
    "intermediates",
    "state",
    "values",
    "forwardcache",
    "ctx",
}
OUTPUT = {"al", "a2", "yhat", "ypred", "output", "out", "probs", "pred", "predictions", "o", "a", "predicted"}
UPSTREAM = {"dout", "upstream", "grad", "gradoutput", "outputgradient", "lossgrad", "dloss", "dy", "dlosses"}
WEIGHT = re.compile(r"(w|weights?|theta|syn|kernel)(\d|h|o|i|x|hid|in|out)\w*$")
BIAS = re.compile(r"(b|bias|biases)(\d|h|o|hid|in|out)\w*$")


def given(function: Callable[..., Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a call, by the function's own names.

    Args:
        function: The function.
        known: What there is to give, by role; `named` holds what a forward pass gave, by plain names.

    Raises:
        NoMatch: It must be given something that is not there.
    """
    parameters = parameters_of(function)
    if parameters is None:
        message = "its parameters can't be read"
        raise NoMatch(message)
    roles = _weights([item.name for item in parameters])
    arguments = {}
    for item in parameters:
        role = roles.get(item.name) or _role(plain(item.name), known)
        if role in known:
            arguments[item.name] = known[role]
        elif plain(item.name) in known.get("named", {}):
            arguments[item.name] = known["named"][plain(item.name)]
        elif item.default is item.empty:
            message = f"it needs {item.name}"
            raise NoMatch(message)
    return arguments


def _role(name: str, known: Mapping[str, Any]) -> str:
    """Return the role that a plain name tells; what a forward pass calls so comes before a guess."""
    sure = {"x": X_ONLY, "y": Y_ONLY, "rate": RATE, "none": REGULAR, "count": COUNTS, "params": PARAMS}
    sure["once"] = EPOCHS
    guessed = {"cache": CACHE, "output": OUTPUT, "upstream": UPSTREAM}
    found = next((role for role, words in sure.items() if name in words), "")
    if found or name in known.get("named", {}):
        return found
    return next((role for role, words in guessed.items() if name in words), "")


def _weights(names: Sequence[str]) -> dict[str, str]:
    """Return the roles of parameters that are weights or biases: the lower number is the first layer."""
    several = {plain(name): name for name in names}
    if {"weights", "biases"} <= several.keys():
        return {several["weights"]: "weights", several["biases"]: "biases"}
    roles: dict[str, str] = {}
    for letter, pattern in (("w", WEIGHT), ("b", BIAS)):
        found = [name for name in names if pattern.match(plain(name)) and plain(name) not in X_ONLY | Y_ONLY]
        found = sorted(found, key=lambda name: re.findall(r"\d+", name))
        first = len(found) == 1 and "1" in found[0]
        numbers = "12" if len(found) == 2 else "1" if first else "2"
        roles |= {name: letter + number for name, number in zip(found, numbers, strict=False)}
    return roles


def named(function: Callable[..., Any], came: Any) -> dict[str, Any]:
    """Return what a function gave, by the plain names that it has in a mapping or a `return` statement."""
    if isinstance(came, Mapping):
        return {plain(str(key)): value for key, value in came.items()}
    if not isinstance(came, tuple):
        return {}
    names = _returned(function, len(came))
    found = {plain(name): value for name, value in zip(names, came, strict=False)}
    inside = [item for item in came if isinstance(item, Mapping)]
    return {**{key: value for item in inside for key, value in named(function, item).items()}, **found}


def _returned(function: Callable[..., Any], count: int) -> list[str]:
    """Return the names of what the last `return` of a function gives; '' where it is no name."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return []
    for node in reversed([*ast.walk(tree)]):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            names = [item.id if isinstance(item, ast.Name) else "" for item in node.value.elts]
            if len(names) == count:
                return names
    return []
