"""Models of ours that are offered to code which saves any model."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from ..statefuls.stand_ins import Model
from .words import PAIRS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Maker = Callable[[np.ndarray], Any]


class LinearModel(Model):
    """A linear model that keeps its numbers under two names, and can be saved in the usual ways."""

    def __init__(self, weights: np.ndarray, names: tuple[str, str]) -> None:
        self.names = names
        self.set_weights([weights, biases_of(weights)])

    @property  # type: ignore[misc]  # the base keeps one array under this name
    def weights(self) -> list[np.ndarray]:
        """Both arrays."""
        return [vars(self)[name] for name in self.names]

    def get_weights(self) -> list[np.ndarray]:
        """Return copies of both arrays."""
        return [array.copy() for array in self.weights]

    def set_weights(self, new: list[np.ndarray]) -> None:
        """Replace both arrays."""
        vars(self).update(zip(self.names, map(np.array, new), strict=True))

    def predict(self, x: np.ndarray) -> np.ndarray:
        """Return x·W + b, from what is kept under the two names."""
        weights, biases = (np.asarray(array, dtype=float) for array in self.weights)
        came: np.ndarray = np.asarray(x, dtype=float) @ weights + biases
        return came

    forward = __call__ = predict


class Predicts:
    """What a class that only saves and loads lacks for being a model: numbers, and predictions."""

    def __init__(self) -> None:
        self.weights = np.zeros((2, 2))
        self.bias = np.zeros(2)

    def predict(self, x: Any) -> Any:
        """Return x·W + b."""
        return np.asarray(x) @ np.asarray(self.weights) + np.asarray(self.bias)


def biases_of(weights: np.ndarray) -> np.ndarray:
    """Return biases that go with these weights."""
    biases: np.ndarray = weights.sum(axis=0) / 4 + 0.5
    return biases


def heir_of(base: type) -> type:
    """Return a model that inherits how it is saved; it can be pickled by its name."""
    heir = type(f"{base.__name__}Heir", (Predicts, base), {"__module__": __name__})
    setattr(sys.modules[__name__], heir.__name__, heir)
    return heir


def linear_models(source: str) -> Iterator[tuple[str, Maker]]:
    """Yield models of ours as objects, with the names of weights that the source speaks of first."""
    for names in names_in(source):
        text = f"an object of ours with .{names[0]} and .{names[1]}"
        yield text, functools.partial(LinearModel, names=names)


def plain_models(source: str) -> Iterator[tuple[str, Maker]]:
    """Yield mappings and lists of arrays."""
    for names in names_in(source):
        text = f"a dictionary of {names[0]} and {names[1]}"
        yield text, functools.partial(_named, names)
    if "W2" in source:
        yield "a dictionary of W1, b1, W2 and b2", _two_layers
    yield "a list of weights and biases", lambda weights: list(_both(weights))


def _named(names: tuple[str, str], weights: np.ndarray) -> dict[str, np.ndarray]:
    return dict(zip(names, _both(weights), strict=True))


def names_in(source: str) -> list[tuple[str, str]]:
    """Return pairs of names, those that the source mentions first; at most three."""
    spoken = [pair for pair in PAIRS if all(name in source for name in pair)]
    return list(dict.fromkeys([*spoken, ("weights", "bias")]))[:3]


def _both(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.array(weights, dtype=float), biases_of(weights)


def _two_layers(weights: np.ndarray) -> dict[str, np.ndarray]:
    (first, bias), square = _both(weights), weights.T @ weights / len(weights)
    return {"W1": first, "b1": bias, "W2": square, "b2": 2 * bias}


def torch_linear(weights: np.ndarray) -> Any:
    """Return a linear layer of torch that holds these weights."""
    torch: Any = sys.modules["torch"]
    layer = torch.nn.Linear(*weights.shape)
    with torch.no_grad():
        layer.weight.copy_(torch.as_tensor(weights.T))
        layer.bias.copy_(torch.as_tensor(biases_of(weights)))
    return layer


def keras_network(inputs: int, outputs: int) -> Any:
    """Return two dense layers of Keras."""
    keras: Any = sys.modules["keras"]
    hidden = keras.layers.Dense(4, activation="tanh")
    return keras.Sequential([keras.layers.Input((inputs,)), hidden, keras.layers.Dense(outputs)])
