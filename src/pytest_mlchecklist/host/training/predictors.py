"""How a trained model of the learner's own is asked for its outputs."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..arguments import parameters_of, plain
from ..backends.arrays import to_array
from .leaves import leaves, spelt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

METHODS = (
    "predict_proba", "forward", "feedforward", "feed_forward", "forward_pass", "forward_propagation",
    "forward_prop", "_forward", "_forward_pass", "_feedforward", "__call__", "predict", "decision_function",
    "hypothesis", "_predict", "net_input", "compute", "run",
)  # fmt: skip
_FUNCTIONS = re.compile(r"forward|predict|hypothesis|^net$|^linreg$|^model$", re.IGNORECASE)
_PARAMETERS = {"parameters", "params", "weights", "theta", "w", "model", "param"}
_LEARNT = re.compile(r"^\d$|w|b_?$|bias|intercept|coef|theta", re.IGNORECASE)
_SQUASHES = re.compile(r"sigmoid|logistic|exp\(", re.IGNORECASE)
_INPUTS = {"x", "xs", "inputs", "input", "a0", "data", "features", "xtest"}


@dataclass(frozen=True)
class Predictor:
    """One way to ask.

    Attributes:
        text: Its name, for the report.
        ask: Called with the trained subject and the inputs.
    """

    text: str
    ask: Callable[[Any, Any], Any]

    def outputs(self, subject: Any, x: Any, rows: int) -> np.ndarray:
        """Return the outputs as (n,) or (n, k).

        Raises:
            ValueError: There is not one output, or one of each class, for each row.
        """
        raw = self.ask(subject, x)
        for piece in _pieces(raw):
            array = np.asarray(to_array(piece), dtype=float)
            if array.size == rows:
                return array.reshape(rows)
            if array.ndim == 2 and rows in array.shape and array.size <= 3 * rows:
                return array if len(array) == rows else array.T
        message = f"{self.text} gave no output for each of {rows} rows"
        raise ValueError(message)


def _pieces(raw: Any) -> Iterator[Any]:
    if isinstance(raw, (tuple, list)) and any(np.ndim(item) or not np.isscalar(item) for item in raw):
        # The last of several is the network's output: activations come layer by layer, or (output, cache).
        yield from (raw[0], raw[-1]) if isinstance(raw, tuple) else (raw[-1], raw)
    else:
        yield raw


def predictors(subject: Any, namespace: Mapping[str, Any]) -> Iterator[Predictor]:
    """Yield the ways to ask a trained subject: its methods, then the functions of its file."""
    if not isinstance(subject, (dict, list, tuple, np.ndarray)):
        if callable(subject) and inspect.isroutine(subject):
            yield Predictor("what it returns", lambda trained, x: trained(x))
        for name in METHODS:
            if callable(getattr(type(subject), name, None)):
                yield Predictor(f".{name}(x)", partial(_ask_method, name))
        return
    for name, function in list(namespace.items()):
        if inspect.isfunction(function) and _FUNCTIONS.search(name) and _takes(function, subject):
            yield Predictor(f"{name}(x, …)", partial(_call, function))


def _ask_method(name: str, trained: Any, x: Any) -> Any:
    return getattr(trained, name)(x)


def linear_predictor(subject: Any, features: int, source: str) -> Predictor | None:
    """Return w·x + b, through a sigmoid where the file has one, for a subject that holds just a w and a b."""
    sizes = {
        path: leaf.size for path, leaf in leaves(subject).items() if path and _LEARNT.search(str(path[-1]))
    }
    weights = [path for path, size in sizes.items() if size == features]
    biases = [path for path, size in sizes.items() if size == 1]
    if len(weights) != 1 or len(biases) != 1:
        return None

    def ask(trained: Any, x: Any) -> np.ndarray:
        held, rows = leaves(trained), np.asarray(to_array(x), dtype=float)
        rows = rows if rows.shape[1] == features else rows.T
        z: np.ndarray = rows @ np.ravel(held[weights[0]]) + held[biases[0]].item()
        return 1 / (1 + np.exp(-z)) if _SQUASHES.search(source) else z

    return Predictor(f"{spelt(weights[0])}·x + {spelt(biases[0])}", ask)


def _takes(function: Callable[..., Any], subject: Any) -> bool:
    words = {plain(item.name): item for item in parameters_of(function) or []}
    known = (
        _INPUTS
        | _PARAMETERS
        | (set(map(plain, subject)) if isinstance(subject, dict) else {"w", "b", "bias"})
    )
    needed = {word for word, item in words.items() if item.default is item.empty}
    return bool(set(words) & _INPUTS) and needed <= known


def _call(function: Callable[..., Any], trained: Any, x: Any) -> Any:
    given: dict[str, Any] = {}
    pieces = iter(trained if isinstance(trained, (list, tuple)) else ())
    named = {plain(key): value for key, value in trained.items()} if isinstance(trained, dict) else {}
    for parameter in parameters_of(function) or []:
        word = plain(parameter.name)
        if word in _INPUTS:
            given[parameter.name] = x
        elif word in named:
            given[parameter.name] = named[word]
        elif parameter.default is parameter.empty:
            given[parameter.name] = (
                trained if word in _PARAMETERS and isinstance(trained, dict) else next(pieces, trained)
            )
    return function(**given)
