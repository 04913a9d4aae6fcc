"""Unfinished exercises: bodies that only hold the place of an answer."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytest_mlchecklist.definitions import Definition

# What a class is there for: when it has one of these, the others do not say whether it is finished.
_MAIN_METHODS = frozenset({"__call__", "call", "fit", "forward", "forward_pass", "predict", "train"})
# These are given with an exercise, or say nothing of what it is about; `__iter__` and `__add__` do.
_BESIDE_THE_POINT = frozenset(
    {"__eq__", "__hash__", "__init__", "__len__", "__new__", "__post_init__", "__repr__", "__str__"}
)


def last_name(expression: ast.AST) -> str:
    """Return 'Module' for `nn.Module`, `Module` and `nn.Module(...)`; '' for anything else."""
    while isinstance(expression, (ast.Call, ast.Subscript)):
        expression = expression.func if isinstance(expression, ast.Call) else expression.value
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else ""


def is_placeholder(body: list[ast.stmt]) -> bool:
    """Whether a body only holds the place of an answer: `pass`, `z = None` then `return z`, and the like."""
    if any(_raises_not_implemented(statement) for statement in body):
        return True
    empty: set[str] = set()
    returns_empty = True
    for statement in body:
        match statement:
            case ast.Pass() | ast.Assert() | ast.Expr(value=ast.Constant()):
                continue
            case ast.Assign(targets=targets, value=value) if _is_empty(value, empty):
                empty |= _names(targets)
            case ast.Assign(value=ast.Tuple(elts=items)) if all(isinstance(item, ast.Name) for item in items):
                continue  # `cache = (x, w, b)` is given with the exercise
            case ast.Return(value=ast.Tuple(elts=items)):
                returns_empty = any(_is_empty(item, empty) for item in items)
            case ast.Return(value=value):
                returns_empty = _is_empty(value, empty)
            case _:
                return False
    return returns_empty


def is_empty_class(methods: Iterable[Definition], bases: tuple[str, ...]) -> bool:
    """Whether a class holds only the place of an answer: what it is there for is unfinished, or missing."""
    methods = tuple(methods)
    working = [method for method in methods if method.name not in _BESIDE_THE_POINT]
    if len(working) > 1 and all(method.name.startswith("on_") for method in working):
        return False  # a base of callbacks, which does nothing at any moment
    if working:
        main = [method for method in working if method.name in _MAIN_METHODS]
        return all(method.unfinished for method in main or working)
    # A constructor alone is enough where a base does the work, as under nn.Sequential.
    inherits = any(base != "object" for base in bases)
    written = [method for method in methods if not method.unfinished]
    return not (written if inherits else any(map(_asks_what_it_is_given, written)))


def _asks_what_it_is_given(method: Definition) -> bool:
    """Whether it calls a method of an argument: `model.register_forward_hook(…)` in a constructor."""
    calls = (node.func for node in ast.walk(method.node) if isinstance(node, ast.Call))
    owners = (function.value for function in calls if isinstance(function, ast.Attribute))
    return any(isinstance(owner, ast.Name) and owner.id in method.arguments for owner in owners)


def _is_empty(value: ast.expr | None, empty: set[str]) -> bool:
    match value:
        case None:
            return True
        case ast.Constant(value=constant):
            return constant in (None, ...)
        case ast.Name(id=name):
            return name in empty
        case ast.Tuple(elts=[first, *rest]):
            return all(_is_empty(item, empty) for item in (first, *rest))
    return False


def _names(targets: list[ast.expr]) -> set[str]:
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def _raises_not_implemented(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Raise) and last_name(statement.exc or statement) == "NotImplementedError"
