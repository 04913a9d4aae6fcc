"""How well a definition fits a step for a compiler: of JAX on parameters, or of torch on a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, calls, has, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_PARAMETERS = word_set("params parameters weights theta state variables")
_TRANSFORMS = {"grad", "valueandgrad", "jit", "treemap", "applyupdates", "map", "vmap"}
_TELLING = word_set("jax jit jitted tpu xla compiled static pure")
_DECORATORS = {"jit", "filter_jit", "pjit", "compile"}


def fit_compiled(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a step that can be compiled, or None when it is something else.

    A step of torch on a model is one of a plain loop, unless its name or a decorator speaks of a compiler.
    """
    if owner is not None or definition.kind == "class":
        return None
    called, said = calls(definition), set(words(definition.name))
    on_params = any(_PARAMETERS & set(words(name)) for name in definition.arguments)
    telling = bool(said & _TELLING or _DECORATORS & set(definition.decorators))
    of_torch = has(definition.arguments, "model") and telling
    works = of_torch if "model" in contract else on_params and (called & _TRANSFORMS or telling)
    if not ((works and has(definition.arguments, "data", "x")) or definition.unfinished):
        return None
    return Fit(0.5 + 0.25 * on_params + 0.25 * telling, signature(definition))
