"""What a file shows of its dialect: which array types, and which axis comes first."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from .backends import lists, numpy_arrays, torch_tensors
from .backends.own_arrays import own_array_types

if TYPE_CHECKING:
    from .loading import Loaded
    from .shapes import Signature

_WEIGHT = re.compile(r"^(self\.)?_?(w|theta)(eights?)?_?\d*$|\bW\d*\b", re.IGNORECASE)
_INPUT = re.compile(r"^(self\.)?_?(x|a|h|z|inputs?)(_?\w*)$", re.IGNORECASE)


def backends_for(loaded: Loaded) -> list[Any]:
    """Return the array types to try, the likeliest first."""
    own = list(own_array_types(loaded.namespace))
    own = [backend for backend in own if backend.type is loaded.owner] or own  # its own methods take itself
    uses_torch = torch_tensors.is_loaded() and "torch" in loaded.source
    tensors = [torch_tensors] if uses_torch else []
    return [*own, *tensors, numpy_arrays, lists]


def is_features_first(loaded: Loaded, signature: Signature) -> bool:
    """Return whether the file keeps one example in a column, as `np.dot(W, X)` does."""
    declared = signature.binding.get("axes")
    if declared is not None:
        return bool(declared == "features-first")
    votes = _votes(loaded.source)
    return votes > 0


def _votes(source: str) -> int:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return 0
    return sum(_vote(node) for node in ast.walk(tree))


def _vote(node: ast.AST) -> int:
    left, right = _product(node)
    if left is None or right is None:
        return 0
    first, second = ast.unparse(left), ast.unparse(right)
    if first.endswith(".T") or second.endswith(".T"):
        return 0
    return int(bool(_WEIGHT.search(first) and _INPUT.match(second))) - int(
        bool(_INPUT.match(first) and _WEIGHT.search(second))
    )


def _product(node: ast.AST) -> tuple[ast.expr | None, ast.expr | None]:
    """Return the two sides of `a @ b`, `np.dot(a, b)` or `a.dot(b)`."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        return node.left, node.right
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("dot", "matmul")
    ):
        if len(node.args) == 2:
            return node.args[0], node.args[1]
        if len(node.args) == 1:
            return node.func.value, node.args[0]
    return None, None
