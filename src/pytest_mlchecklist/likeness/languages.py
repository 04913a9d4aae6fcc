"""How well a definition fits a language model, or what has one write: it speaks of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, gives_back, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_TOKENS = word_set("token tokens idx ids context prompt vocab vocabulary start seed temperature block")
_CALLERS = ("forward", "__call__", "call", "logits", "next_token_logits")


def fit_language_model(
    contract: tuple[str, ...], definition: Definition, owner: Definition | None
) -> Fit | None:
    """Return how well a definition fits, or None when it is something else."""
    if definition.unfinished and owner is None:
        return Fit(0.5, signature(definition))
    if contract[0] == "tokens":
        forward = definition.method(*_CALLERS) if definition.kind == "class" else None
        if owner is not None or (definition.kind == "class" and forward is None):
            return None
        names = (*definition.arguments, *(forward.arguments if forward else ()))
        return Fit(0.5 + 0.5 * _speaks(names), signature(definition)) if _speaks(names) else None
    if definition.kind == "class" or not gives_back(definition) or not _speaks(definition.arguments):
        return None
    return Fit(0.8 if owner is not None else 1.0, signature(definition))


def _speaks(names: tuple[str, ...]) -> bool:
    return any(word in _TOKENS for name in names for word in words(name))
