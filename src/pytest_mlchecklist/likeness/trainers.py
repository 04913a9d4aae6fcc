"""How well a definition fits a trainer: it takes data and a model, and repeats steps."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, attributes, distance, has, repeats, signature
from pytest_mlchecklist.likeness.ranks import is_told_its_rank
from pytest_mlchecklist.lookalikes import is_grouping, names_network
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_TRAINS = ("fit", "train", "run", "train_step", "step")
_OF_TRAINING = word_set("callback callbacks fit learner loop parallel runner train trainer training")
_BESIDES = {
    "replicas": re.compile(r"replica|shard|worker|device|copies|parallel|chunk|n_parts|gpus", re.IGNORECASE),
    "callbacks": re.compile(r"callback|hook|listener|observer|\bcbs?\b|on_epoch|on_train", re.IGNORECASE),
}


def fit_trainer(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a trainer, or None when it is something else."""
    if definition.kind == "class":
        return _fit_class(contract, definition)
    if not has(definition.arguments, "data", "model"):
        return None
    if is_told_its_rank(definition) or not _speaks_of(contract, definition, owner):
        return None
    if owner is not None:
        return _fit_training_method(contract, definition, owner)
    # One step or one epoch is shown where there is no whole loop.
    is_piece = words(definition.name)[-1] in {"step", "epoch", "batch"}
    if not (is_piece or definition.unfinished or repeats(definition)):
        return None
    given = sum(has(definition.arguments, name) for name in contract) / max(len(contract), 1)
    return Fit(max(0.4 + 0.6 * given - 0.3 * is_piece, 0.1), signature(definition))


def _fit_class(contract: tuple[str, ...], definition: Definition) -> Fit | None:
    """Return how well a class fits whose name says what it does: its method is called as any other."""
    method = definition.method(*_TRAINS) if _OF_TRAINING.intersection(words(definition.name)) else None
    if method is None or not _speaks_of(contract, method, definition):
        return None
    takes = has((*method.arguments, *definition.arguments), "data", "model")
    found = _fit_training_method(contract, method, definition) if takes else None
    return Fit(max(found.degree - distance(definition), 0.1), signature(definition)) if found else None


def _speaks_of(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> bool:
    """Whether it knows what the contract has beside the data of any loop: replicas, or callbacks."""
    wanted = [pattern for name, pattern in _BESIDES.items() if name in contract]
    text = ast.unparse((owner or definition).node) if wanted and not definition.unfinished else ""
    return definition.unfinished or all(pattern.search(text) for pattern in wanted)


def _fit_training_method(contract: tuple[str, ...], definition: Definition, owner: Definition) -> Fit | None:
    # Of what it inherits only the constructor: a base of everything knows steps and weights too.
    own = attributes(replace(owner, inherited=()))
    inside = {*owner.arguments, *own, *(name for method in owner.methods for name in method.arguments)}
    is_network, taught = names_network(owner.name), has(definition.arguments, "y", "loader")
    # A model whose `fit` takes no steps along a gradient is no training loop.
    steps = has(inside, "lr") or (has(inside, "epochs") and has(inside, "weight", "layer"))
    works = is_network if definition.unfinished else steps and repeats(owner) and not is_grouping(owner.name)
    if not works or not (taught or is_network):
        return None
    given = sum(has({*inside, "model"}, name) for name in contract) / max(len(contract), 1)
    doubt = 0.2 * (not taught) + 0.2 * definition.name.startswith("_") + 0.2 * (not is_network)
    return Fit(max(0.1 + 0.4 * given - doubt, 0.1), signature(definition))
