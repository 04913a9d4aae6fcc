"""How a model is asked for its predictions, before it is saved and after it is loaded."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends import keras_objects
from ..backends.arrays import to_array
from ..callees import FORWARD_METHODS
from ..dialects import backends_for
from ..training.leaves import leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..loading import Loaded

    Ask = Callable[[Any, np.ndarray], np.ndarray]

METHODS = ("predict_proba", "decision_function", *FORWARD_METHODS)
"""Shares and distances come first: labels alone may stay the same where weights do not."""


HOLDERS = ("state_dict", "get_weights", "parameters", "params", "get_parameters")
"""Methods that give the weights: where nothing is known of its inputs, these stand for what a model says."""


def is_torch(model: Any) -> bool:
    """Return whether a model is a torch module."""
    torch: Any = sys.modules.get("torch")
    return torch is not None and isinstance(model, getattr(torch.nn, "Module", ()))


def askings(model: Any, loaded: Loaded) -> Iterator[tuple[str, Ask]]:
    """Yield the ways to ask a model, the likeliest first, each with its words."""
    if isinstance(model, (Mapping, list, tuple)):
        yield "x·W + b of its arrays", ask_arrays
    elif is_torch(model):
        yield "its outputs", _ask_torch
        yield "its weights", partial(_held_by, "state_dict")
    elif keras_objects.is_layer(type(model)):
        yield "its outputs", _ask_keras
    else:
        methods = [name for name in METHODS if callable(getattr(type(model), name, None))]
        for name in methods:
            for backend in backends_for(loaded):
                yield f".{name}(x)", partial(_ask_method, name, backend)
        for name in (one for one in HOLDERS if callable(getattr(type(model), one, None))):
            yield f"its weights, .{name}()", partial(_held_by, name)


def ask_arrays(model: Any, x: np.ndarray) -> np.ndarray:
    """Return x·W + b of the arrays of a mapping or a list, one layer after another."""
    items = sorted(model.items()) if isinstance(model, Mapping) else list(enumerate(model))
    arrays = [np.asarray(to_array(value), dtype=float) for _, value in items]
    weights = [array for array in arrays if array.ndim == 2]
    biases = [array for array in arrays if array.ndim == 1]
    if not weights or len(biases) not in (0, len(weights)):
        message = f"holds no weights, but {', '.join(str(name) for name, _ in items) or 'nothing'}"
        raise ValueError(message)
    for index, weight in enumerate(weights):
        x = x @ weight + (biases[index] if biases else 0)
    return x


def _ask_torch(model: Any, x: np.ndarray) -> np.ndarray:
    torch: Any = sys.modules["torch"]
    model.eval()
    like = next((item for item in model.parameters()), torch.zeros(1))
    with torch.no_grad():
        came = model(torch.as_tensor(x).to(like.dtype))
    return to_array(came[0] if isinstance(came, tuple) else came)


def _held_by(name: str, model: Any, x: np.ndarray) -> np.ndarray:
    """Return all weights in a row."""
    del x
    held = getattr(model, name)()
    items = held.values() if isinstance(held, Mapping) else held
    return np.concatenate([np.ravel(to_array(item)) for item in items])


def _ask_keras(model: Any, x: np.ndarray) -> np.ndarray:
    return to_array(model(x.astype(np.float32)))


def _ask_method(name: str, backend: Any, model: Any, x: np.ndarray) -> np.ndarray:
    came = getattr(model, name)(backend.wrap(x))
    return np.asarray(to_array(came[0] if isinstance(came, tuple) else came), dtype=float)


def widths(model: Any, asked: int) -> list[int]:
    """Return how many inputs a model may take: as asked, or what its weights suggest."""
    if isinstance(model, (Mapping, list, tuple)):
        return [asked]
    shapes = [leaf.shape for leaf in leaves(model).values() if leaf.ndim in (1, 2)]
    return list(dict.fromkeys([asked, *(size for shape in shapes[:3] for size in shape)]))


def fitted_to(x: np.ndarray, width: int) -> np.ndarray:
    """Return the inputs with as many columns as a model takes, filled with ones."""
    missing = max(0, width - x.shape[1])
    return np.pad(x, ((0, 0), (0, missing)), constant_values=1.0)[:, :width]
