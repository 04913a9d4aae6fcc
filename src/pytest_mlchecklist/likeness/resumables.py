"""How well a definition fits a training that survives: it writes checkpoints, and goes on from them."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, calls, distance, repeats, signature
from pytest_mlchecklist.spelling import words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_WRITES = re.compile(r"save|dump|checkpoint|store|writebytes|writetext")
_READS = re.compile(r"load(?!er)|restore|resume|readbytes|readtext")
_RUNS = ("train", "fit", "run", "__call__", "main")
_SPEAKS = re.compile(r"resum|checkpoint|ckpt|exists|is_file|start_epoch", re.IGNORECASE)


def fit_resumable(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a training that goes on, or None when it is something else."""
    if owner is not None or (definition.kind == "class" and not definition.method(*_RUNS)):
        return None
    if definition.unfinished:
        return Fit(0.4, signature(definition))
    called = calls(definition)
    writes, reads = (any(map(pattern.search, called)) for pattern in (_WRITES, _READS))
    if not (writes and reads and repeats(definition) and _speaks_of_it(definition)):
        return None
    said = {word for name in definition.arguments for word in words(name)}
    told = sum(name in said for name in contract) / len(contract)
    return Fit(0.7 + 0.3 * told - distance(definition), signature(definition))


def _speaks_of_it(definition: Definition) -> bool:
    """Whether it asks for what was saved before, or speaks of checkpoints."""
    return bool(_SPEAKS.search(ast.unparse(definition.node)))
