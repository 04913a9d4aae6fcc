"""Names that are assigned and yet define something: an app that is made, a function that is wrapped."""

from __future__ import annotations

import ast

from pytest_mlchecklist.placeholders import last_name

APP_MAKERS = frozenset({"Bottle", "FastAPI", "Flask", "Litestar", "Quart", "Sanic", "Starlette"})
"""Classes whose objects are apps."""

WRAPPERS = frozenset(
    {"compile", "frompyfunc", "function", "jit", "njit", "partial", "pmap", "vectorize", "vmap"}
)
"""Functions that return what they are given in another form: `np.vectorize(f)`, `jax.jit(jax.vmap(f))`."""


def is_app(call: ast.Call) -> bool:
    """Return whether the call makes an app."""
    return last_name(call) in APP_MAKERS


def wrapped(call: ast.expr) -> str:
    """Return the name of the function that the call wraps, or ''."""
    match call:
        case ast.Call(args=[ast.Name(id=name), *_]) if last_name(call) in WRAPPERS:
            return name
        case ast.Call(args=[inner, *_]) if last_name(call) in WRAPPERS:
            return wrapped(inner)
    return ""
