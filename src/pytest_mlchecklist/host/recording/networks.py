"""The networks that are watched: they know themselves what each of their layers gave."""

from __future__ import annotations

import importlib
import re
import sys
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WIDTHS = (3, 2)
_NAMED = re.compile(r"\b(?:model|net|network|backbone|module)\.([a-zA-Z_]\w*)")


@dataclass
class Network:
    """A network and what its layers gave.

    Attributes:
        model: What the learner's code gets as a model.
        layers: Its layers, by their names.
        run: Lets it work on rows; gives its outputs.
        given: What each layer gave in the last pass, by its name, in the order of the calls.
        hooked: The names of the layers that somebody else had hooked into.
    """

    model: Any
    layers: dict[str, Any]
    run: Callable[[np.ndarray], np.ndarray]
    given: dict[str, np.ndarray] = field(default_factory=dict)
    hooked: set[str] = field(default_factory=set)

    @property
    def names(self) -> dict[int, str]:
        """The name of each layer, by its id: some keep a layer as the key."""
        return {id(layer): name for name, layer in self.layers.items()}

    def watched(self) -> list[tuple[str, np.ndarray]]:
        """Return what was given by the layers that are hooked into; by the outermost if none is."""
        names = self.hooked or {name for name in self.given if name and "." not in name}
        return [(name, given) for name, given in self.given.items() if name in names]

    def as_input(self, x: np.ndarray) -> Any:
        """Return rows as the model takes them."""
        torch = sys.modules.get("torch")
        return x if isinstance(self.model, Chain) else torch.tensor(x, dtype=torch.float32)  # type: ignore[union-attr]

    def as_array(self, held: Any) -> np.ndarray:
        """Return what was kept as an array."""
        return np.array(held.detach().cpu().numpy() if hasattr(held, "detach") else held, dtype=float)


def names_in(source: str) -> list[str]:
    """Return the names of layers that a file speaks of as attributes of a model."""
    known = dir(importlib.import_module("torch.nn").Sequential)
    return [name for name in dict.fromkeys(_NAMED.findall(source)) if name not in known and name != "layers"]


def torch_network(names: Sequence[str], features: int, *, in_place: bool) -> Network:
    """Return a network of torch whose layers have these names, or usual ones."""
    nn: Any = importlib.import_module("torch.nn")
    first, second = WIDTHS
    layers = [nn.Linear(features, first), nn.ReLU(inplace=in_place), nn.Linear(first, second)]
    usual = ["fc1", "relu", "fc2"]
    named = [*names[:3], *(name for name in usual if name not in names)][:3]
    model = nn.Sequential(OrderedDict(zip(named, layers, strict=True)))
    network = Network(model, {name: layer for name, layer in model.named_modules() if name}, lambda x: x)
    network.run = lambda x: network.as_array(model(network.as_input(x)))
    for name, layer in model.named_modules():
        layer.register_forward_hook(partial(_hear, network, name))
    return network


def _hear(network: Network, name: str, layer: Any, _: Any, output: Any) -> None:
    if name in network.given:
        network.given.pop(name)
    network.given[name] = network.as_array(output)
    if len(layer._forward_hooks) + len(layer._forward_pre_hooks) > 1:  # noqa: SLF001 - ours is one of them
        network.hooked.add(name)


class Layer:
    """A layer of NumPy: W x, or what is above zero, in place if it is told so."""

    def __init__(self, name: str, weight: np.ndarray | None, network: Network, *, in_place: bool) -> None:
        self.name, self._weight, self._network, self._in_place = name, weight, network, in_place

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Return its output."""
        out = x @ self._weight if self._weight is not None else self._rectified(x)
        self._network.given.pop(self.name, None)
        self._network.given[self.name] = out.copy()
        return out

    __call__ = forward

    def _rectified(self, x: np.ndarray) -> np.ndarray:
        out: np.ndarray = np.maximum(x, 0, out=x if self._in_place else None)
        return out


class Chain:
    """A network of NumPy: layers, one after another."""

    def __init__(self, layers: list[Layer]) -> None:
        self.layers = layers

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Return the output of the last layer."""
        for layer in self.layers:
            x = layer.forward(x)
        return x

    __call__ = predict = forward

    def __iter__(self) -> Iterator[Layer]:
        """Yield the layers."""
        return iter(self.layers)


def array_network(features: int, *, in_place: bool) -> Network:
    """Return a network of NumPy."""
    rng, (first, second) = np.random.default_rng(0), WIDTHS
    weights = {"dense1": rng.normal(size=(features, first)), "relu": None}
    network = Network(None, {}, lambda x: x)
    held = {**weights, "dense2": rng.normal(size=(first, second))}
    network.layers = {name: Layer(name, weight, network, in_place=in_place) for name, weight in held.items()}
    network.model = Chain(list(network.layers.values()))
    network.run = lambda x: np.array(network.model(x))
    return network
