"""How well a definition fits what saves or loads models: it takes a model or a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, distance, has, required, signature
from pytest_mlchecklist.lookalikes import names_network
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_SAVES = (
    "save", "save_model", "save_weights", "save_checkpoint", "save_to_file", "to_file", "dump", "store",
    "save_params", "save_parameters", "save_network", "export", "write", "serialize", "save_state",
)  # fmt: skip
_LOADS = (
    "load", "load_model", "load_weights", "load_checkpoint", "load_from_file", "from_file", "restore",
    "load_params", "load_parameters", "load_network", "read", "deserialize", "load_state", "from_saved",
)  # fmt: skip
_MODELS = word_set(
    "checkpoint classifier estimator model net network param params parameter parameters regressor state "
    "weight weights"
)
_PLACES = word_set(
    "ckpt dest destination dir directory f file filename filepath fname folder location name path target"
)
_NOT_HERE = word_set(
    "best callback csv data dataset dict figure fig history image images log logs plot pretrained results "
    "stats tokenizer vocab vocabulary"
)
_MOST_ASKED = 5


def fit_saver(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits what saves or loads models, or None when it is something else."""
    del contract
    said = set(words(definition.name))
    if said & _NOT_HERE or len(required(definition)) > _MOST_ASKED:
        return None
    if definition.kind == "class":
        both = definition.method(*_SAVES) and definition.method(*_LOADS)
        return Fit(0.8, signature(definition)) if both or definition.unfinished else None
    named = {word for name in definition.arguments for word in words(name)}
    if owner is not None:
        both = owner.method(*_SAVES) and owner.method(*_LOADS)
        degree = 0.9 + 0.05 * names_network(owner.name) - distance(definition)
        return Fit(degree, signature(definition)) if both and named & _PLACES else None
    of_model = bool(said & _MODELS) or bool(named & _MODELS) or has(definition.arguments, "model")
    has_place = bool(named & _PLACES) or not definition.arguments
    if not of_model or not (has_place or named & _MODELS or definition.unfinished):
        return None
    return Fit(1.0 - 0.2 * (not has_place), signature(definition))


_KEPT = word_set(
    "predictions prediction preds pred yhat ytrue ypred labels label targets target truth scores probs"
)


def fit_keeper(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits what writes or reads predictions, or None for something else."""
    del contract, owner
    named = {word for name in definition.arguments for word in words(name)}
    if definition.kind == "class" or len(required(definition)) > _MOST_ASKED:
        return None
    about = bool(_KEPT & (named | set(words(definition.name))))
    if not about or not (named & _PLACES or definition.unfinished):
        return None
    return Fit(0.9, signature(definition))
