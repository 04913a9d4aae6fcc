"""How well a definition fits an estimator: it is fitted on rows, and answers about others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, gives_back, has, required, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_FITS = ("fit", "train", "learn", "fit_predict", "fit_transform", "fit_model", "train_model", "solve")
_ANSWERS = (
    "predict", "transform", "fit_predict", "fit_transform", "classify", "project", "normalize", "standardize",
    "scale", "apply", "predictions", "assign", "assign_clusters", "get_labels", "forward", "__call__",
)  # fmt: skip
_DATA = word_set("points samples observations train trainx xtrain x arr array matrix rows xs")
_NOT_HERE = word_set(
    "plot show visualize animate demo main load loader evaluate score loss cost metric error config step "
    "gradient report benchmark generate make"
)


def fit_estimator(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits an estimator, or None when it is something else."""
    if _NOT_HERE.intersection(words(definition.name)):
        return None
    if definition.kind == "class":
        return _of_class(contract, definition)
    return _of_function(contract, definition, owner)


def _of_class(contract: tuple[str, ...], definition: Definition) -> Fit | None:
    fits, answers = definition.method(*_FITS), definition.method(*_ANSWERS)
    if not (fits or answers):
        # A base that is not the learner's, such as a library's estimator, may do the work.
        works = definition.unfinished or definition.bases
        return Fit(0.4, f"class {definition.name}") if works else None
    held = {word for name in definition.arguments for word in words(name)}
    learns = bool(held & {*_DATA, "data", "dataset"}) or (fits is not None and _takes_rows(fits))
    is_lone = fits is None and answers is not None and answers.name in {"forward", "__call__"}
    if not learns and not definition.unfinished and (fits or is_lone or "at" in contract):
        return None  # `train(mode)` switches something on, and a lone `forward` learns nothing
    taken = (*definition.arguments, *(fits.arguments if fits else ()))
    missing = sum(not has(taken, name) for name in contract if name == "y")
    degree = 1 - 0.15 * (not fits) - 0.15 * (not answers) - 0.3 * missing - distance(definition)
    return Fit(max(degree, 0.1), signature(fits or answers or definition))


def _of_function(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    if owner is not None and "staticmethod" not in definition.decorators:
        return None  # a method is shown with its class
    if not _takes_rows(definition) or not gives_back(definition):
        return None
    extra = max(len(required(definition)) - len(contract) - 1, 0)
    missing = sum(not has(definition.arguments, name) for name in contract if name == "y")
    degree = 0.85 - 0.3 * missing - 0.15 * extra - distance(definition)
    return Fit(max(degree, 0.1), signature(definition))


def _takes_rows(definition: Definition) -> bool:
    names = {word for name in definition.arguments for word in words(name)} - {"mode"}
    return bool(definition.variadic) or has(definition.arguments, "x", "data") or bool(names & _DATA)
