"""How long a step is whose length stands in the code itself, as in `self.w -= 0.01 * dw`."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import TYPE_CHECKING, Any

from ..arguments import plain
from .words import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def written_rate(method: Callable[..., Any]) -> float:
    """Return the one number by which a method multiplies what it subtracts from weights; 1 for none.

    Its name may stand for the number, in the method or in its file.
    """
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(method)))
    except (OSError, TypeError, SyntaxError):
        return 1.0
    function = inspect.unwrap(getattr(method, "__func__", method))
    known = {**_numbers(getattr(function, "__globals__", {})), **dict(_assigned(tree))}
    found = {rate for update in _updates(tree) for rate in _rates(update, known)}
    return found.pop() if len(found) == 1 else 1.0


def _numbers(names: dict[str, Any]) -> dict[str, float]:
    return {
        name: float(value) for name, value in names.items() if _is_rate(name) and type(value) in (int, float)
    }


def _is_rate(name: str) -> bool:
    return plain(name) in RATE


def _assigned(tree: ast.AST) -> Iterator[tuple[str, float]]:
    """Yield the rates that get a number in the method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            number = node.value.value
            named = [item.id for item in node.targets if isinstance(item, ast.Name) and _is_rate(item.id)]
            if isinstance(number, float):
                yield from ((name, number) for name in named)


def _updates(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield what is subtracted from something that stays: `w -= …` and `w = w - …`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Sub):
            yield node.value
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp):
            taken = node.value
            if isinstance(taken.op, ast.Sub) and ast.unparse(taken.left) == ast.unparse(node.targets[0]):
                yield taken.right


def _rates(taken: ast.expr, known: dict[str, float]) -> Iterator[float]:
    """Yield the factors of a product that are a small number, or a name that stands for one."""
    if isinstance(taken, ast.BinOp) and isinstance(taken.op, (ast.Mult, ast.Div)):
        yield from _rates(taken.left, known)
        if isinstance(taken.op, ast.Mult):
            yield from _rates(taken.right, known)
    elif isinstance(taken, ast.Constant) and type(taken.value) is float:
        yield taken.value
    elif isinstance(taken, ast.Name) and taken.id in known:
        yield known[taken.id]
