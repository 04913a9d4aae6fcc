"""How well a definition fits an object that is driven: it is told something at each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, attributes, distance, has, required, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_TOLD = (
    "__call__", "step", "update", "check", "on_epoch_end", "should_stop", "early_stop", "check_early_stop",
    "on_validation_end", "on_validation_epoch_end", "add", "maybe_save", "save_if_best", "save_best",
    "save_checkpoint", "save", "log", "log_metrics", "log_metric", "log_scalars", "log_scalar", "add_scalar",
    "record", "track", "get_lr", "on_batch_end", "on_train_batch_end",
)  # fmt: skip
_NOT_HERE = word_set("config configs load loader mixin options parse plot resume settings")
_COUNTED = (("steps",), ("epochs",), ("iterations",))


def fit_stateful(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits an object that is driven step by step, or None."""
    if _NOT_HERE.intersection(words(definition.name)):
        return None
    told = definition.method(*_TOLD) if definition.kind == "class" else definition
    if told is None:
        works = definition.unfinished or (definition.bases and definition.method("__init__"))
        return Fit(0.3, signature(definition)) if works else None
    if owner and not _is_whole(definition):
        return None
    counts = contract[:1] in _COUNTED  # a schedule may count its steps itself
    hears = counts or has(told.arguments, "losses", "step_number", "model") or bool(required(told))
    if not hears and not definition.unfinished:
        return None
    names = {*definition.arguments, *told.arguments, *attributes(definition)}
    missing = sum(not (has(names, name) or name in names) for name in contract[1:2])
    return Fit(max(1 - 0.3 * missing - distance(definition), 0.1), signature(told))


def _is_whole(method: Definition) -> bool:
    """Whether a method is told its past too, so that it needs no object: others are pieces of their class."""
    return "staticmethod" in method.decorators
