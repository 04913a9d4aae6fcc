"""How well a definition fits a loader: something that is given data, and gives it piece by piece.

What is given nothing reads from a place that only its author knows, or downloads: it is called when
it is declared, and never proposed.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, gives_back, has, required, signature

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_GOES_THROUGH = (
    "__iter__", "__getitem__", "__next__", "next_batch", "get_batch", "batches", "get_batches", "stream",
    "read",
)  # fmt: skip
_FRAMEWORK = {"Dataset", "IterableDataset", "Sequence", "PyDataset", "Sampler", "BatchSampler", "DataLoader"}


def fit_loader(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a loader, or None when it is something else."""
    if not contract or owner or definition.kind == "object":
        return None
    method = definition.method(*_GOES_THROUGH) if definition.kind == "class" else None
    if definition.kind == "class" and not (
        method or definition.unfinished or _FRAMEWORK & {*definition.bases}
    ):
        return None
    names = (*definition.arguments, *(method.arguments if method else ()), definition.variadic)
    given = [name for name in contract if has(names, name)]
    if contract[0] not in given or not (method or _gives_items(definition)):
        return None
    strangers = max(len(required(definition)) - len(contract), 0)
    degree = 0.6 + 0.4 * len(given) / len(contract) - 0.15 * strangers - distance(definition)
    return Fit(max(degree, 0.1), signature(definition))


def _gives_items(definition: Definition) -> bool:
    """Whether a function yields or returns something; a class of a framework does so by its base."""
    yields = any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in ast.walk(definition.node))
    return yields or definition.kind == "class" or gives_back(definition)


def unasked(
    name: str, definition: Definition, owner: Definition | None, *, part: str, kind: str
) -> list[str]:
    """Return a note for a loader that takes nothing: it is not called unless its author says so.

    Args:
        name: Its file.
        definition: What is called like a loader.
        owner: Its class, when it is a method.
        part: The part for which it may be shown.
        kind: The part's kind.
    """
    is_loader = kind == "loader" and definition.kind == "function" and not owner and not definition.marker
    if not is_loader or required(definition) or definition.unfinished:
        return []
    target = f"{name}:{definition.qualified}"
    return [f'{target} takes no data, so it is not called unasked: declare {part} = "{target}" if it may be']
