"""How well a definition fits a model: it takes sizes, and holds layers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, attributes, calls, gives_back, has, signature
from pytest_mlchecklist.spelling import word_set, words

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_CALLERS = ("__call__", "forward", "call", "forward_pass", "activate", "activation", "function", "fn", "f")
_RUNNERS = (*_CALLERS, "feedforward", "feed_forward", "predict", "fit", "train")
_DENSE = word_set("affine dense dot fc fullyconnected layer linear matmul neuron")
_CONVOLUTION = re.compile(r"conv(?!er)")
"""But not `convert`, and not `converged`."""
_CONVOLUTIONAL = word_set("cnn conv convnet convolution convolutional")
_NOT_DENSE = ("rnn", "lstm", "gru", "attention", "embedding", "transformer")


def fit_model(arguments: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a model, or None when it is something else."""
    is_class = definition.kind == "class"
    runs = definition.method(*_RUNNERS) or definition.bases if is_class else gives_back(definition)
    if owner or not (runs or definition.unfinished):
        return None
    if "images" in arguments:
        return _fit_model_of_images(definition)
    called = calls(definition)
    if _convolves(called):
        return None
    sized = has(definition.arguments, "sizes") or bool(definition.variadic)
    kept = attributes(definition) if is_class else definition.arguments
    layered = bool(called & _DENSE) or has(kept, "weight", "layer")
    if not (sized or (is_class and (layered or definition.unfinished))):
        return None
    foreign = any(part in name for name in called for part in _NOT_DENSE)
    degree = 0.4 + 0.3 * sized + 0.3 * layered - 0.4 * foreign
    return Fit(max(degree, 0.1), signature(definition))


def _fit_model_of_images(definition: Definition) -> Fit | None:
    """Return how well a definition fits a model of images: something in it convolves, or its name says so."""
    convolves = _convolves(calls(definition)) or bool(_CONVOLUTIONAL.intersection(words(definition.name)))
    if definition.name.startswith("_") or not (convolves or definition.unfinished):
        return None
    return Fit(1.0 if convolves else 0.5, signature(definition))


def _convolves(called: frozenset[str]) -> bool:
    return any(_CONVOLUTION.search(name) for name in called)
