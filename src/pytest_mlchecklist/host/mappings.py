"""Arguments that learners hand over in a dictionary: `conv_param["stride"]`, `parameters["Wax"]`.

Such a function is turned into one that takes the items as arguments of their own, so that
they are matched like any others. Which items it wants is read from its syntax tree.
"""

from __future__ import annotations

import ast
import inspect
import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .arguments import parameters_of, plain
from .modes import ORIGINAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

NAMES = re.compile(
    r"(param|params|parameters|hparameters|hyperparameters|config|cfg|options|opts|settings|weights)$"
)
SPARE = re.compile(r"^(w|b)\w{0,3}y$|^(w|b)y\w{0,2}$|^(w|b)_?(out|hy|ya)\w*$", re.IGNORECASE)
"""Weights of an output layer that some cells bring along: they get any numbers of a fitting shape."""

SPARE_SIZE = 2
DEEPEST = 3
WIDTH = {"height": "width", "Height": "Width", "_h": "_w", "_H": "_W"}
HEIGHT = re.compile(r"(?<=\w)(height|Height|_h|_H)$")
MEMORY = "__mlchecklist_memory__"


@dataclass(frozen=True)
class Item:
    """One item of a dictionary that a function reads.

    Attributes:
        key: Its key.
        required: Whether the function fails without it.
        default: Its default value, where the function names a plain one.
    """

    key: str
    required: bool
    default: Any = None


def flattened(function: Callable[..., Any], source: str, *, known: AbstractSet[str]) -> Callable[..., Any]:
    """Return a function that takes the items of its dictionaries as arguments; itself if it takes none.

    Args:
        function: The learner's function.
        source: The text of its file.
        known: The names that arguments of the contract may have; no item of such a name is spare.
    """
    functions = _functions(source)
    name = getattr(function, "__name__", "")
    if name not in functions or not inspect.isfunction(function):
        return function
    parameters = list(inspect.signature(function).parameters.values())
    taken = [item.name for item in parameters if NAMES.search(plain(item.name))]
    read = {own: _items(functions, name, own) for own in taken}
    packs = {name: items for name, items in read.items() if items}
    keys = [item.key for items in packs.values() for item in items]
    spare = [key for key in keys if SPARE.match(key) and plain(key) not in known]
    return _unpacked(function, packs, spare) if packs else function


def squared(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that takes one size where the learner's takes a height and a width; or itself."""
    names = [item.name for item in parameters_of(function) or []]
    stems = {name: HEIGHT.sub("", name) for name in names if HEIGHT.search(name)}
    pairs = {tall: f"{stem}{WIDTH[tall.removeprefix(stem)]}" for tall, stem in stems.items()}
    pairs = {tall: wide for tall, wide in pairs.items() if wide in names}
    if not pairs:
        return function
    signature = inspect.signature(function)
    new = {tall: f"{stems[tall]}size" for tall in pairs}

    def called(*args: Any, **kwargs: Any) -> Any:
        for tall, wide in pairs.items():
            if new[tall] in kwargs:
                kwargs[tall] = kwargs[wide] = kwargs.pop(new[tall])
        return function(*args, **kwargs)

    kept = (item for item in signature.parameters.values() if item.name not in pairs.values())
    renamed = [item.replace(name=new.get(item.name, item.name)) for item in kept]
    setattr(called, ORIGINAL, function)
    called.__signature__ = signature.replace(parameters=renamed)  # type: ignore[attr-defined]
    return called


def _unpacked(
    function: Callable[..., Any], packs: Mapping[str, list[Item]], spare: list[str]
) -> Callable[..., Any]:
    memory: dict[str, dict[str, Any]] = {}

    def called(**given: Any) -> Any:
        packed = {
            name: {item.key: given.pop(item.key) for item in items if item.key in given}
            for name, items in packs.items()
        }
        for name, items in packed.items():  # what the function leaves in its dictionary stays there
            packed[name] = memory.setdefault(name, items)
            packed[name].update(items)
        return _with_spare(function, given, packed, dict.fromkeys(packs, spare) if spare else {})

    setattr(called, ORIGINAL, function)
    setattr(called, MEMORY, memory)
    called.__name__ = function.__name__
    called.__signature__ = _opened(function, packs, spare)  # type: ignore[attr-defined]
    return called


def _opened(
    function: Callable[..., Any], packs: Mapping[str, list[Item]], spare: list[str]
) -> inspect.Signature:
    """Return the signature with each dictionary replaced by its items."""
    kind = inspect.Parameter.KEYWORD_ONLY
    own = [item for item in inspect.signature(function).parameters.values() if item.name not in packs]
    taken = {item.name for item in own} | set(spare)
    items = {item.key: item for several in packs.values() for item in several if item.key not in taken}
    new = [
        inspect.Parameter(key, kind, default=inspect.Parameter.empty if item.required else item.default)
        for key, item in items.items()
        if key.isidentifier()
    ]
    variable = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    return inspect.Signature([*(item.replace(kind=kind) for item in own if item.kind not in variable), *new])


def _with_spare(
    function: Callable[..., Any],
    given: Mapping[str, Any],
    packed: Mapping[str, dict[str, Any]],
    spare: Mapping[str, list[str]],
) -> Any:
    """Call the function; its spare weights lie (out, in), as columns want it, or else (in, out)."""
    if not spare:
        return function(**given, **packed)
    refusal: Exception | None = None
    for columns in (True, False):
        filled = {
            name: {**items, **{key: _spare(key, items, columns=columns) for key in spare.get(name, ())}}
            for name, items in packed.items()
        }
        try:
            return function(**given, **filled)
        except Exception as error:  # noqa: BLE001 - the other way round may fit
            refusal = refusal or error
    raise refusal or ValueError


def _spare(key: str, items: Mapping[str, Any], *, columns: bool) -> np.ndarray:
    sizes = [np.shape(value) for value in items.values() if np.ndim(value)]
    hidden = max(min(sizes, key=math.prod)) if sizes else 1
    if key[0] in "wW":
        return np.ones((SPARE_SIZE, hidden) if columns else (hidden, SPARE_SIZE))
    return np.zeros((SPARE_SIZE, 1) if columns else (1, SPARE_SIZE))


def _functions(source: str) -> dict[str, ast.FunctionDef]:
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError):
        return {}
    return {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}


def _items(functions: Mapping[str, ast.FunctionDef], name: str, mapping: str, depth: int = 0) -> list[Item]:
    """Return the items that a function reads of a dictionary, or a function to which it passes it on."""
    tree, found = functions[name], {}
    settled = {*_stored(tree, mapping), *_asked_for(tree, mapping)}
    for item in _read(tree, mapping):
        required = item.required and item.key not in settled
        if item.key not in found or required:
            found[item.key] = replace(item, required=required)
    for other, own in _passed_on(tree, mapping, functions) if depth < DEEPEST else ():
        found = {**{item.key: item for item in _items(functions, other, own, depth + 1)}, **found}
    return list(found.values())


def _passed_on(
    tree: ast.AST, mapping: str, functions: Mapping[str, ast.FunctionDef]
) -> Iterator[tuple[str, str]]:
    """Yield the functions of the file that are given the dictionary, and their names for it."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=given) if name in functions:
                own = [argument.arg for argument in functions[name].args.args]
                yield from (
                    (name, own[index])
                    for index, one in enumerate(given[: len(own)])
                    if isinstance(one, ast.Name) and one.id == mapping
                )


def _read(tree: ast.AST, mapping: str) -> Iterator[Item]:
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(
                value=ast.Name(id=name), slice=ast.Constant(value=str(key)), ctx=ast.Load()
            ) if name == mapping:
                yield Item(key, required=True)
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=name), attr="get" | "pop" | "setdefault"),
                args=[ast.Constant(value=str(key)), *rest],
            ) if name == mapping:
                yield Item(key, required=False, default=_literal(rest))


def _stored(tree: ast.AST, mapping: str) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(
                value=ast.Name(id=name), slice=ast.Constant(value=str(key)), ctx=ast.Store()
            ) if name == mapping:
                yield key


def _asked_for(tree: ast.AST, mapping: str) -> Iterator[str]:
    """Yield the keys of which the function asks whether they are there."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(
                left=ast.Constant(value=str(key)),
                ops=[ast.In() | ast.NotIn()],
                comparators=[ast.Name(id=name)],
            ) if name == mapping:
                yield key


def _literal(rest: list[ast.expr]) -> Any:
    return rest[0].value if rest and isinstance(rest[0], ast.Constant) else None
