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
    del contract
    if owner is not None or definition.kind == "class":
        return None
    called, said = calls(definition), set(words(definition.name))
    on_params = any(_PARAMETERS & set(words(name)) for name in definition.arguments)
    telling = bool(said & _TELLING or _DECORATORS & set(definition.decorators))
    works = has(definition.arguments, "data", "x") and (
        (on_params and (called & _TRANSFORMS or telling)) or (has(definition.arguments, "model") and telling)
    )
    if not (works or (definition.unfinished and (on_params or telling))):
        return None
    return Fit(0.5 + 0.25 * on_params + 0.25 * telling, signature(definition))
