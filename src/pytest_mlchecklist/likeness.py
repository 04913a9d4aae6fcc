"""How well a definition fits a part of a kind, judged by its arguments and the shape of its body."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import (
    Fit,
    attributes,
    calls,
    distance,
    gives_back,
    has,
    repeats,
    required,
    says_train_and_test,
    signature,
    takes_anything,
)
from pytest_mlchecklist.likeness_of_apps import fit_app
from pytest_mlchecklist.likeness_of_estimators import fit_estimator
from pytest_mlchecklist.likeness_of_layers import fit_layer
from pytest_mlchecklist.likeness_of_loaders import fit_loader
from pytest_mlchecklist.likeness_of_optimizers import fit_optimizer
from pytest_mlchecklist.likeness_of_projects import fit_project
from pytest_mlchecklist.likeness_of_statefuls import fit_stateful
from pytest_mlchecklist.lookalikes import is_grouping, names_network
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_mlchecklist.definitions import Definition

_CALLERS = ("__call__", "forward", "call", "forward_pass", "activate", "activation", "function", "fn", "f")
_RUNNERS = (*_CALLERS, "feedforward", "feed_forward", "predict", "fit", "train")
_DENSE = word_set("affine dense dot fc fullyconnected layer linear matmul neuron")
_SWITCHES = word_set("axis cache dim inplace mode retain train training verbose")
_NOT_DENSE = ("conv", "rnn", "lstm", "gru", "attention", "embedding", "transformer")


def fit(
    kind: str, contract: tuple[str, ...], definition: Definition, *, owner: Definition | None
) -> Fit | None:
    """Return how well a definition fits a part, or None when it is something else.

    Args:
        kind: The part's kind.
        contract: The names of the arguments of the part's contract.
        definition: What the learner defines.
        owner: Its class, when it is a method.
    """
    return _KINDS.get(kind, _fit_function)(contract, definition, owner)


def takes_fewer(definition: Definition, needed: int, *, owner: Definition | None) -> bool:
    """Return whether a function, or a class that is called, takes fewer arguments than these."""
    called = definition.method(*_CALLERS) if definition.kind == "class" else definition
    if called is None or called.variadic:
        return False
    itself = owner is not None and owner.method("backward") is not None  # the learner's own type of array
    arrays = [name for name in called.arguments if not _SWITCHES.intersection(words(name))]
    return len(arrays) + itself < needed


def _fit_function(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    called = definition.method(*_CALLERS) if definition.kind == "class" else definition
    if called is None:
        # A base may do the work; and an empty class of that name is an exercise.
        works = definition.unfinished or (definition.bases and definition.method("__init__"))
        return Fit(0.4, f"class {definition.name}") if works else None
    if owner and not called.arguments:
        # `Value.relu(self)`: the learner's own type of array is itself the input.
        return Fit(0.4, signature(called)) if owner.method("backward") else None
    extra = len(required(called)) - len(contract)
    if not takes_anything(called) or extra > 1 or not gives_back(called):
        return None
    names = called.arguments if called is definition else (*called.arguments, *definition.arguments)
    missing = sum(not has(names, wanted) for wanted in contract[1:])
    degree = 1 - 0.2 * missing - 0.15 * max(extra, 0) - distance(definition)
    return Fit(max(degree, 0.1), signature(called))


def _fit_model(_: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    is_class = definition.kind == "class"
    runs = definition.method(*_RUNNERS) or definition.bases if is_class else gives_back(definition)
    if owner or not (runs or definition.unfinished):
        return None
    sized = has(definition.arguments, "sizes") or bool(definition.variadic)
    called = calls(definition)
    kept = attributes(definition) if is_class else definition.arguments
    layered = bool(called & _DENSE) or has(kept, "weight", "layer")
    if not (sized or (is_class and (layered or definition.unfinished))):
        return None
    foreign = any(part in name for name in called for part in _NOT_DENSE)
    degree = 0.4 + 0.3 * sized + 0.3 * layered - 0.4 * foreign
    return Fit(max(degree, 0.1), signature(definition))


def _fit_splitter(_: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    called = definition.method("split", *_CALLERS) if definition.kind == "class" else definition
    if called is None or (owner and len(words(definition.name)) == 1):
        return None
    names = (*called.arguments, called.variadic)
    takes_data = bool(called.variadic) or has(names, "x", "y")
    asked = (*names, *definition.arguments)
    shares = has(asked, "share")
    splits = shares or says_train_and_test(definition)
    if not takes_data or not splits or not gives_back(called):
        return None
    speaks = 0.5 + 0.2 * has(names, "y") + 0.2 * shares + 0.1 * has(asked, "stratify")
    return Fit(speaks - distance(definition), signature(definition))


def _fit_trainer(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    if definition.kind == "class" or not has(definition.arguments, "data", "model"):
        return None
    if owner is not None:
        return _fit_training_method(contract, definition, owner)
    # One step or one epoch is shown where there is no whole loop.
    is_piece = words(definition.name)[-1] in {"step", "epoch", "batch"}
    if not (is_piece or definition.unfinished or repeats(definition)):
        return None
    given = sum(has(definition.arguments, name) for name in contract) / max(len(contract), 1)
    return Fit(max(0.4 + 0.6 * given - 0.3 * is_piece, 0.1), signature(definition))


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


_KINDS: dict[str, Callable[[tuple[str, ...], Definition, Definition | None], Fit | None]] = {
    "app": fit_app,
    "estimator": fit_estimator,
    "function": _fit_function,
    "layer": fit_layer,
    "loader": fit_loader,
    "model": _fit_model,
    "optimizer": fit_optimizer,
    "project": fit_project,
    "splitter": _fit_splitter,
    "stateful": fit_stateful,
    "trainer": _fit_trainer,
}
