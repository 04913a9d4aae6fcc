"""The forms that are objects: parameters with a gradient of their own, and layers; they change in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array
from .forms import two
from .stand_ins import Layer, Model, Network

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .forms import Arrays


_TOLD = {"weights", "gradients", "params", "grads"}


@dataclass
class Objects:
    """Parameter objects that hold their own gradient.

    Attributes:
        make: Returns an object for an array.
        give: Puts a gradient into an object.
        text: Which objects, in words.
        named: Whether they lie in a dictionary.
        held: The objects, once they are laid out.
    """

    make: Callable[[np.ndarray], Any]
    give: Callable[[Any, np.ndarray], None]
    text: str
    named: bool = False
    held: Sequence[Any] = ()

    def lay(self, weights: Arrays) -> dict[str, Any]:
        """Lay out a list of objects; a model that holds them for who asks for one."""
        self.held = [self.make(np.array(item)) for item in weights]
        for item in self.held:
            self.give(item, np.zeros_like(to_array(item)))
        return self._roles()

    def renew(self, gradients: Arrays) -> dict[str, Any]:
        """Put the gradients into the objects."""
        for item, gradient in zip(self.held, gradients, strict=True):
            self.give(item, np.array(gradient))
        return self._roles()

    def _roles(self) -> dict[str, Any]:
        gradients = [getattr(item, "grad", None) for item in self.held]
        pairs = list(zip(gradients, self.held, strict=True))
        weights = dict(zip("Wb", self.held, strict=False)) if self.named else list(self.held)
        return {"weights": weights, "layer": Model(self.held), "pairs": pairs, "gradients": gradients}

    def fits(self, piece: Any) -> bool:
        """Return False: the objects are changed in place."""
        del piece
        return False

    def take(self, piece: Any) -> None:
        """Objects are changed in place."""

    def read(self) -> Arrays:
        """Return what the objects hold."""
        return [np.array(to_array(item), dtype=float) for item in self.held]


@dataclass
class InLayer:
    """A layer that holds weights, a bias and their gradients under the names that the code asks for.

    Attributes:
        names: What each of its attributes holds.
        place: 'layer' alone, in a 'list', or in a 'network'.
        layer: The layer, once it is laid out.
    """

    names: Mapping[str, str]
    place: str = "layer"
    layer: Any = None

    @property
    def text(self) -> str:
        """The names in words."""
        told = [name for name, role in self.names.items() if role.removesuffix("()") in _TOLD]
        places = {"layer": "a layer", "list": "layers", "network": "a network of layers"}
        return f"on {places[self.place]} with {', '.join(f'.{name}' for name in told)}"

    def lay(self, weights: Arrays) -> dict[str, Any]:
        """Lay out a layer."""
        self.layer = Layer(self.names, *(np.array(item) for item in two(weights)))
        return self._roles()

    def renew(self, gradients: Arrays) -> dict[str, Any]:
        """Put the gradients into the layer."""
        self.layer.put_gradients(*(np.array(item) for item in two(gradients)))
        return self._roles()

    def _roles(self) -> dict[str, Any]:
        places = {"layer": self.layer, "list": [self.layer], "network": Network([self.layer])}
        return {"layer": places[self.place], "weights": [self.layer]}

    def fits(self, piece: Any) -> bool:
        """Return False: the layer is changed in place."""
        del piece
        return False

    def take(self, piece: Any) -> None:
        """The layer is changed in place."""

    def read(self) -> Arrays:
        """Return what the layer holds."""
        return [np.array(to_array(item), dtype=float) for item in self.layer.held()]
