"""How well a definition fits a search for settings: it takes an objective and a space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, signature
from pytest_mlchecklist.spelling import mentions, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytest_mlchecklist.definitions import Definition

_METHODS = (
    "search", "run", "optimize", "optimise", "fit", "tune", "minimize", "maximize", "__call__", "execute",
    "find", "random_search", "grid_search",
)  # fmt: skip
_OBJECTIVE = word_set(
    "objective obj objfunc func fn function f evaluate evaluator evalfn trainfn scorefn lossfn cost fitness "
    "blackbox trainandevaluate"
)
_SPACE = word_set(
    "space searchspace paramspace grid paramgrid distributions bounds pbounds ranges range domain "
    "configspace hyperparameters hyperparams params parameters"
)
_BUDGET = word_set("budget trials ntrials niter evals maxevals samples nsamples ncalls iterations configs")


def fit_search(_: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a search, or None when it is something else.

    What takes an estimator and training data is a search of another kind.
    """
    called = definition.method(*_METHODS) if definition.kind == "class" else definition
    if called is None or owner:
        return None
    names = (*called.arguments, *(definition.arguments if definition.kind == "class" else ()))
    if definition.unfinished:
        return Fit(0.5, signature(called))
    if not _any(names, _OBJECTIVE) or not _any(names, _SPACE):
        return None
    return Fit(0.8 + 0.2 * _any(names, _BUDGET) - distance(definition), signature(called))


def _any(names: Iterable[str], words: frozenset[str]) -> bool:
    return any(mentions(name, words) for name in names)
