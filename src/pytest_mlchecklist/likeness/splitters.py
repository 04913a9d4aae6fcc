"""How well a definition fits a splitter: it takes data, and speaks of shares or of train and test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, gives_back, has, says_train_and_test, signature
from pytest_mlchecklist.spelling import words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_CALLERS = ("__call__", "forward", "call", "forward_pass", "activate", "activation", "function", "fn", "f")


def fit_splitter(_: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a splitter, or None when it is something else."""
    called = definition.method("split", *_CALLERS) if definition.kind == "class" else definition
    if called is None or (owner and len(words(definition.name)) == 1):
        return None
    names = (*called.arguments, called.variadic)
    takes_data = bool(called.variadic) or has(names, "x", "y")
    asked = (*names, *definition.arguments)
    shares = has(asked, "share")
    splits = shares or says_train_and_test(definition)
    if not takes_data or not splits or not gives_back(called):
        return None
    speaks = 0.5 + 0.2 * has(names, "y") + 0.2 * shares + 0.1 * has(asked, "stratify")
    return Fit(speaks - distance(definition), signature(definition))
