"""How well a definition fits a layer: it takes an input with weights, or keeps weights and is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist.evidence import Fit, attributes, calls, gives_back, has, required, signature
from pytest_mlchecklist.spelling import word_set

if TYPE_CHECKING:
    from pytest_mlchecklist.definitions import Definition

_CALLERS = ("__call__", "forward", "call", "forward_pass", "activate", "activation", "function", "fn", "f")
_ASKED = (*_CALLERS, "forward_propagation", "forward_prop", "feedforward", "step", "apply")
_BUILDERS = ("build", "initialize", "init_weights", "setup", "initialize_weights", "reset_parameters")
_WEIGHTS = word_set("b beta bias gamma kernel table w weight")
_MAKERS = word_set(
    "affine conv conv1d conv2d dense dot embedding fc fullyconnected gru grucell layer linear lstm lstmcell "
    "matmul neuron parameter rnn rnncell"
)
_LEAST = 2
"""An input and its weights, however they are called."""
_PACKED = word_set("config hparameters param parameters params")


def fit_layer(contract: tuple[str, ...], definition: Definition, owner: Definition | None) -> Fit | None:
    """Return how well a definition fits a layer, or None when it is something else."""
    weights = [name for name in contract[1:] if name in _WEIGHTS or name.startswith("w_")]
    if definition.kind == "class":
        return _fit_class(contract, weights, definition)
    return _fit_function(contract, weights, definition, owner)


def _fit_function(
    contract: tuple[str, ...], weights: list[str], definition: Definition, owner: Definition | None
) -> Fit | None:
    names = definition.arguments
    takes = len(names) >= _LEAST and _takes(names, weights or contract[1:])
    if not takes or not gives_back(definition):
        return None
    core = (contract[0], *(weights or contract[1:]))
    given = max(sum(has(names, name) for name in core), _LEAST)
    extra = max(len(required(definition)) - len(contract), 0)
    degree = min(given / len(core), 1.0) - 0.15 * extra - 0.05 - 0.15 * (owner is not None)
    return Fit(max(degree, 0.1), signature(definition))


def _takes(names: tuple[str, ...], wanted: tuple[str, ...] | list[str]) -> bool:
    """Whether one of the arguments is wanted, or a dictionary that may hold it."""
    return has(names, "weights", *wanted) or any(part in name for name in names for part in _PACKED)


def _fit_class(contract: tuple[str, ...], weights: list[str], definition: Definition) -> Fit | None:
    called = definition.method(*_ASKED)
    if called is None:
        return Fit(0.4, f"class {definition.name}") if definition.unfinished else None
    if not weights:
        told = {*definition.arguments, *called.arguments}
        speaks = has(told, *contract[1:]) or definition.unfinished
        return Fit(1.0 if speaks else 0.6, signature(called))
    if has(called.arguments, "weight"):
        return Fit(0.8, signature(called))
    holds = has(attributes(definition), "weights", *weights) or calls(definition) & _MAKERS
    # A batch norm takes its sizes from the first batch that it sees.
    sized = definition.arguments or definition.variadic or definition.method(*_BUILDERS) or "gamma" in weights
    return Fit(1.0, signature(called)) if sized and (holds or definition.unfinished) else None
