"""Keras: its layers, its variables, and the tensors of whichever framework it runs on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from . import jax_arrays, tensorflow_tensors, torch_tensors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def is_loaded() -> bool:
    """Return whether the learner's code has imported Keras."""
    return hasattr(sys.modules.get("keras"), "Layer")


def is_layer(cls: type) -> bool:
    """Return whether the class is a layer or a model of Keras."""
    return is_loaded() and issubclass(cls, sys.modules["keras"].Layer)


def owns(value: Any) -> bool:
    """Return whether the value is a variable of Keras."""
    return is_loaded() and isinstance(value, sys.modules["keras"].Variable)


def unwrap(value: Any) -> np.ndarray:
    """Return what a variable holds as an array."""
    return np.array(sys.modules["keras"].ops.convert_to_numpy(value))


def weights(layer: Any) -> Iterator[tuple[str, Any]]:
    """Yield the variables that a layer or model trains, with how they are reached.

    Their own names count layers that were made before, so the learner's attributes come first.
    """
    layers = getattr(layer, "_flatten_layers", lambda: [layer])()
    held = [item for each in layers for item in vars(each).items() if not item[0].startswith("_")]
    names = {id(variable): name for name, variable in held}
    for index, variable in enumerate(layer.trainable_weights):
        name = names.get(id(variable), variable.name)
        if name.startswith("variable"):  # it was given no name: its shape says what it is for
            name = "kernel" if len(variable.shape) > 1 else "bias"
        is_own = getattr(layer, name, None) is variable
        yield f".{name}" if is_own else f".weights[{index}].{name}", variable


def tensors() -> Sequence[Any]:
    """Return the array types of the framework that Keras runs on, that of its own layers first."""
    keras = sys.modules["keras"]
    precisions = tensorflow_tensors.SINGLE, tensorflow_tensors.DOUBLE
    return {
        "tensorflow": precisions[:: -1 if keras.config.floatx() == "float64" else 1],
        "jax": (jax_arrays,),
        "torch": (torch_tensors,),
    }.get(keras.backend.backend(), ())
