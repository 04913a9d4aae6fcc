"""How well a definition fits a function: it takes what the contract names, and gives something back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, gives_back, has, required, signature, takes_anything
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_CALLERS = (
    "__call__", "forward", "call", "forward_pass", "activate", "activation", "function", "fn", "f",
    "calculate", "compute", "compute_loss", "loss", "score", "evaluate", "apply",
)  # fmt: skip
_MOMENTS = word_set("log logsigma logstd logvar mean means mu mus sigma std var variance")
_SHORT_MOMENTS = word_set("lv m s v")
_ASKS = word_set("is keep retain return verbose")
_SWITCHES = word_set("axis cache dim flag graph inplace is mode retain train training verbose")


def _called(definition: Definition) -> Definition | None:
    """Return what is called: of a class its main method, or that which transforms once it is fitted."""
    if definition.kind != "class":
        return definition
    fitted = ("fit_transform", "transform") if definition.method("fit") else ()
    return definition.method(*_CALLERS, *fitted)


def is_model(definition: Definition) -> bool:
    """Return whether a class is fitted to be asked: `ElasticNet` learns under a penalty, and is none."""
    if definition.kind != "class" or not definition.method("fit"):
        return False
    return definition.method("predict") is not None or not definition.method("fit_transform", "transform")


def takes_fewer(definition: Definition, needed: int, *, owner: Definition | None) -> bool:
    """Return whether a function, or a class that is called, takes fewer arguments than these."""
    called = _called(definition)
    if called is None or called.variadic:
        return False
    itself = owner is not None and owner.method("backward") is not None  # the learner's own type of array
    # Beside a test set, `train` is the other set.
    has_sets = any("test" in words(name) for name in called.arguments)
    arrays = [name for name in called.arguments if has_sets or not _is_switch(name)]
    return len(arrays) + itself < needed


def _is_switch(name: str) -> bool:
    """Whether an argument says how, not what: `training`, `is_train`, `retain_derived`."""
    return words(name)[0] in _ASKS or {*words(name)} <= _SWITCHES


def fit_function(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a function, or None when it is something else."""
    called = _called(definition)
    if called is None:
        # A base may do the work; and an empty class of that name is an exercise.
        works = definition.unfinished or (definition.bases and definition.method("__init__"))
        return Fit(0.4, f"class {definition.name}") if works else None
    if owner and not called.arguments:
        # `Value.relu(self)`: the learner's own type of array is itself the input.
        return Fit(0.4, signature(called)) if owner.method("backward") else None
    if owner and contract[:1] == ("prediction",) and "x" in map(str.lower, called.arguments):
        return None  # the cost of a model on its data: what it predicts is found inside
    if _tells_other_distributions(contract, called.arguments):
        return None
    extra = len(required(called)) - len(contract)
    if not takes_anything(called) or extra > 1 or not gives_back(called):
        return None
    names = called.arguments if called is definition else (*called.arguments, *definition.arguments)
    missing = sum(not has(names, wanted) for wanted in contract[1:])
    degree = 1 - 0.2 * missing - 0.15 * max(extra, 0) - distance(definition)
    return Fit(max(degree, 0.1), signature(called))


def _tells_other_distributions(contract: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether two distributions are told by moments where shares are wanted, or the other way round."""
    said = {word for name in names for word in words(name)}
    if {*contract} >= {"p", "q"}:
        return bool(said & _MOMENTS)
    return "logvar" in contract and not said & (_MOMENTS | _SHORT_MOMENTS)
