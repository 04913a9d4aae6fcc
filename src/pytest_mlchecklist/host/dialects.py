"""What a file shows of its dialect: which array types, and which axis comes first."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from .backends import (
    jax_arrays,
    keras_objects,
    lists,
    numpy_arrays,
    pandas_columns,
    pillow_images,
    tensorflow_tensors,
    torch_tensors,
)
from .backends.array_api import array_modules
from .backends.holders import CONTENTS
from .backends.own_arrays import GRADIENTS, own_array_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .backends.own_arrays import OwnArrays
    from .loading import Loaded
    from .shapes import Signature

_WEIGHT = re.compile(r"^(self\.)?_?(w|theta)(eights?)?_?\d*$|\bW\d*\b", re.IGNORECASE)
_ARRAYS = {"numpy", "math"}
_INPUT = re.compile(r"^(self\.)?_?(x|a|h|z|inputs?)(_?\w*)$", re.IGNORECASE)


def backends_for(loaded: Loaded, options: Mapping[str, Any] | None = None) -> list[Any]:
    """Return the array types to try, the likeliest first.

    Args:
        loaded: The learner's object.
        options: Those of the part; its `tables` says that it is about columns of tables, its `forms`
            that it is about pixels, which are bytes in a file.
    """
    own = list(own_array_types(loaded.namespace))
    own = [backend for backend in own if backend.type is loaded.owner] or own  # its own methods take itself
    first, last = ([], own) if own and _leaves_out(own, loaded) else (own, [])
    frames, pictures = _of_libraries(loaded, options or {})
    return [*first, *dict.fromkeys(_tensors(loaded)), *frames, numpy_arrays, lists, *pictures, *last]


def _leaves_out(own: list[OwnArrays], loaded: Loaded) -> bool:
    """Whether an object computes with a library of arrays, and not with the types of its file."""
    nodes = [node for node in ast.walk(_definition(loaded)) if isinstance(node, (ast.Name, ast.Attribute))]
    words = [node.id if isinstance(node, ast.Name) else node.attr for node in nodes]
    modules = {str(getattr(loaded.namespace.get(word), "__name__", "")) for word in words}
    speaks_of_own = {backend.type.__name__ for backend in own} | {*CONTENTS, *GRADIENTS}
    return bool(modules & _ARRAYS) and speaks_of_own.isdisjoint(words)


def _definition(loaded: Loaded) -> ast.AST:
    """Return the definition of the object in its file; an empty module where it is not found."""
    name = loaded.owner.__name__ if loaded.owner is not None else loaded.name
    try:
        body = ast.parse(loaded.source).body
    except (SyntaxError, ValueError, RecursionError):
        body = []
    return next((node for node in body if getattr(node, "name", None) == name), ast.Module([], []))


def _of_libraries(loaded: Loaded, options: Mapping[str, Any]) -> tuple[list[Any], list[Any]]:
    """Return the columns of pandas, and the images of Pillow, where part and file are about them."""
    frames = options.get("tables") and pandas_columns.is_loaded() and _uses(loaded, "pandas")
    pictures = "bytes" in options.get("forms", ()) and pillow_images.is_loaded() and _uses(loaded, "PIL")
    return [pandas_columns] if frames else [], [pillow_images] if pictures else []


def _tensors(loaded: Loaded) -> Iterator[Any]:
    """Yield the array types of the frameworks that the learner's file uses."""
    if keras_objects.is_layer(_class_of(loaded)):  # it turns what it gets into its own precision
        yield from keras_objects.tensors()
    if torch_tensors.is_loaded() and _uses(loaded, "torch"):
        yield torch_tensors
    if tensorflow_tensors.is_loaded() and _uses(loaded, "tensorflow"):
        yield from (tensorflow_tensors.DOUBLE, tensorflow_tensors.SINGLE)
    if jax_arrays.is_loaded() and _uses(loaded, "jax"):
        yield jax_arrays
    if keras_objects.is_loaded() and _uses(loaded, "keras"):
        yield from keras_objects.tensors()
    yield from array_modules(loaded.namespace)


def _uses(loaded: Loaded, framework: str) -> bool:
    """Return whether the file names the framework, or the object descends from a class of it."""
    roots = {str(base.__module__).split(".")[0] for base in _class_of(loaded).__mro__}
    return framework in loaded.source or framework in roots


def _class_of(loaded: Loaded) -> type:
    return loaded.value if isinstance(loaded.value, type) else type(loaded.value)


def is_features_first(loaded: Loaded, signature: Signature) -> bool:
    """Return whether the file keeps one example in a column, as `np.dot(W, X)` does."""
    declared = signature.binding.get("axes")
    if declared is not None:
        return bool(declared == "features-first")
    try:
        tree = ast.parse(loaded.source)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return not _counts_rows(tree, loaded.name) and sum(map(_vote, ast.walk(tree))) > 0


def _counts_rows(tree: ast.AST, name: str) -> bool:
    """Return whether a function of this name divides by a number of rows, whatever others in its file do."""
    functions = (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name == name)
    nodes = [node for function in functions for node in ast.walk(function)]
    assigned = [node for node in nodes if isinstance(node, ast.Assign)]
    named = {ast.unparse(node.targets[0]): ast.unparse(node.value) for node in assigned}
    parted = [node for node in nodes if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)]
    counts = [named.get(one, one) for one in (ast.unparse(node.right) for node in parted)]
    return any(one.endswith(".shape[0]") for one in counts)


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
