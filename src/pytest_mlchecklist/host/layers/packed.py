"""Functions that take the weights of a layer together: `dense(params, x)`, as users of JAX write it.

Understood are a dictionary, whose keys the function's own text tells, and a pair.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from ..arguments import Match, parameters_of, plain
from ..callees import Callee
from ..vocabulary import NEUTRAL, SYNONYMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..loading import Loaded
    from ..shapes import Signature

_TOGETHER = {
    "params", "parameters", "param", "layer", "layerparams", "p", "theta", "weights", "variables", "state",
    "w", "wb",
}  # fmt: skip

Pack = tuple[str, "Callable[[Any, Any], Any]"]


def packed_layers(loaded: Loaded, signature: Signature) -> Iterator[Callee]:
    """Yield the ways to call a function of an input and of all weights together."""
    parameters = parameters_of(loaded.value) or []
    required = [item.name for item in parameters if item.default is item.empty]
    required = [name for name in required if plain(name) not in NEUTRAL]
    if len(required) != 2 or len(signature.arrays) != 3:
        return
    for together in [name for name in required if plain(name) in _TOGETHER]:
        for text, pack in _packs(loaded, together):
            yield _callee(loaded, signature, required, together, (text, pack))


def _callee(loaded: Loaded, signature: Signature, required: list[str], together: str, packed: Pack) -> Callee:
    text, pack = packed
    x, weight, bias = (argument.name for argument in signature.arrays[:3])
    own_x = next(name for name in required if name != together)

    def called(**values: Any) -> Any:
        given = {own_x: values[x], together: pack(values[weight], values[bias])}
        return loaded.value(*(given[name] for name in required))

    shown = ", ".join(f"{name}={text}" if name == together else name for name in required)
    names = {x: x, weight: weight, bias: bias}
    return Callee(f"{loaded.name}({shown})", lambda _: (called, None), Match(names))


def _packs(loaded: Loaded, parameter: str) -> Iterator[Pack]:
    """Yield the forms in which the weights may go in, with how they are written."""
    keys = _keys(loaded, parameter)
    weights, biases = ([key for key in keys if _word(key) in SYNONYMS[role]] for role in ("weight", "bias"))
    if weights:
        key, other = weights[0], next(iter(biases), "b")
        yield f"{{{key!r}: weight, {other!r}: bias}}", lambda weight, bias: {key: weight, other: bias}
    yield "(weight, bias)", lambda weight, bias: (weight, bias)


def _word(key: str) -> str:
    return re.sub(r"\d+$", "", plain(key))


def _keys(loaded: Loaded, parameter: str) -> list[str]:
    """Return the keys by which the function's text asks its parameter, in order."""
    try:
        tree = ast.parse(loaded.source)
    except (SyntaxError, ValueError, RecursionError):
        return []
    defined = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == loaded.name
    ]
    asked = [node for function in defined for node in ast.walk(function) if isinstance(node, ast.Subscript)]
    keys = [
        node.slice.value
        for node in asked
        if isinstance(node.value, ast.Name)
        and node.value.id == parameter
        and isinstance(node.slice, ast.Constant)
    ]
    return [key for key in dict.fromkeys(keys) if isinstance(key, str)]
