"""Finds out how a learner's object wants to be called; each kind has a module of its own.

A convention has a `description` for the report, `facts` for the checks, and
`run(operation, args, kwargs)`, which takes and returns plain values.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from .loading import Loaded, load
from .shapes import Signature

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Convention(Protocol):
    """How an object is called, once that is known."""

    description: str
    facts: Mapping[str, Any]

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation on plain values.

        Raises:
            Unavailable: The object has no such operation.
        """


def open_convention(request: Mapping[str, Any]) -> Convention:
    """Load the object that the request names and find its convention.

    Args:
        request: `path`, `symbol`, `root`, `kind`, `part`, `contract`, `options` (the part's)
            and `binding` (the manifest's own options), all plain.

    Raises:
        CannotRun: It can't be loaded, or no convention of its kind fits it.
    """
    return convention_of(load_object(request), request)


def load_object(request: Mapping[str, Any]) -> Loaded:
    """Load the object that the request names.

    Raises:
        CannotRun: It can't be loaded.
    """
    whole = request["kind"] == "app"
    return load(Path(request["path"]), request["symbol"], Path(request["root"]), whole=whole)


def convention_of(loaded: Loaded, request: Mapping[str, Any]) -> Convention:
    """Find the convention of a loaded object.

    Raises:
        CannotRun: No convention of its kind fits it.
    """
    kind = importlib.import_module(f".kinds.{request['kind']}", __package__)
    convention: Convention = kind.open_convention(loaded, Signature.of(request))
    return convention
