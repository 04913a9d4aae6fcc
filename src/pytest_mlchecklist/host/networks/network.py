"""A learner's network, whichever way it is built and asked."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.arrays import to_array
from ..callees import FORWARD_METHODS, in_double_precision, is_torch_module, written_method
from ..picking import OUTPUTS
from ..seeding import reseed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..loading import Loaded
    from .image_buildings import ImageBuilding
    from .sizes import Building


@dataclass
class Network:
    """How a learner's network is built and asked.

    Attributes:
        loaded: The learner's object.
        building: How it is built from sizes; None for a model whose sizes are fixed.
        forward: The name of its forward method.
        backend: The array type that it takes.
        columns: Whether examples lie in columns.
        one_by_one: Whether examples go in one at a time.
        inputs: How many inputs a fixed model takes.
    """

    loaded: Loaded
    building: Building | ImageBuilding
    forward: str
    backend: Any
    columns: bool = False
    one_by_one: bool = False
    inputs: int = 0

    def new(self, sizes: Sequence[int], seed: int = 0) -> Any:
        """Return a new model with these sizes; the one object there is, when it is ready made."""
        reseed(seed)
        return in_double_precision(self.building.build(self.loaded.value, sizes))

    def outputs(self, model: Any, x: np.ndarray) -> np.ndarray:
        """Return the model's outputs, one row for each example."""
        raw = [self._answer(model, self.backend.wrap(piece)) for piece in self.pieces(x)]
        arrays = [to_array(item) for item in raw]
        if self.one_by_one:
            return np.array([np.ravel(array) for array in arrays])
        array = arrays[0].T if self.columns else arrays[0]
        return array[:, None] if array.ndim == 1 else array

    def raw(self, model: Any, x: Any) -> Any:
        """Return the model's answer as it gives it, to arrays of its own type."""
        return self._answer(model, x)

    def laid(self, x: np.ndarray) -> np.ndarray:
        """Return a batch as the learner's own training takes it, where examples lie in rows."""
        return x

    def pieces(self, x: np.ndarray) -> Iterator[np.ndarray]:
        """Return what goes into each call for a batch; a fixed model's inputs are filled with zeros."""
        wide = x if not self.inputs else np.pad(x, ((0, 0), (0, max(0, self.inputs - x.shape[1]))))
        yield from wide if self.one_by_one else [wide.T if self.columns else wide]

    def _answer(self, model: Any, piece: Any) -> Any:
        if is_torch_module(type(model)):
            model.eval()
        came = getattr(model, self.forward)(piece)
        if came is None:
            came = next(getattr(model, name) for name in OUTPUTS if hasattr(model, name))
        if isinstance(came, tuple):
            came = came[0]
        return came


def forward_methods(model: Any) -> list[str]:
    """Return the methods by which a model may be asked, the likeliest first."""
    if isinstance(model, (dict, list, tuple, np.ndarray)) or inspect.isroutine(model):
        return []
    if written_method(type(model)):
        return ["__call__"]
    defined = {name for base in type(model).__mro__[:-1] for name in vars(base)}
    # Of the class: a property of the object would run here.
    return [name for name in FORWARD_METHODS if name in defined and callable(getattr(type(model), name))]
