"""How well a definition fits a pipeline: it is given stages, together or one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, gives_back, signature
from pytest_mlchecklist.spelling import mentions, word_set

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_ADDS = ("add", "add_stage", "add_step", "append", "pipe", "then", "register", "map", "__or__", "__rshift__")
_STAGES = word_set(
    "callables f filters fns fs func funcs function functions g operations ops processors stage stages step "
    "steps transform transformations transformers transforms"
)


def fit_pipeline(_: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a pipeline, or None when it is something else.

    One that is fitted is a model, of which the stages are pieces.
    """
    is_class = definition.kind == "class"
    if owner or definition.kind == "object" or (is_class and definition.method("fit", "predict", "train")):
        return None
    told = bool(definition.variadic) or any(mentions(name, _STAGES) for name in definition.arguments)
    works = (told or definition.method(*_ADDS)) if is_class else (told and gives_back(definition))
    fits = works or definition.unfinished
    return Fit(1 - distance(definition), signature(definition)) if fits else None
