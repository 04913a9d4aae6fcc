"""TensorFlow tensors, differentiated on TensorFlow's own tape."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class TensorFlowTensors:
    """Tensors of one precision; TensorFlow never mixes two, and most learners' constants are float32.

    Attributes:
        NAME: The type in words.
        dtype: The number type of what holds no whole numbers.
    """

    NAME: str
    dtype: str

    def wrap(self, value: Any) -> Any:
        """Return the array as a tensor."""
        if not isinstance(value, np.ndarray):
            return value
        tensorflow = sys.modules["tensorflow"]
        return tensorflow.constant(value, self.dtype if value.dtype.kind == "f" else None)

    def owns(self, value: Any) -> bool:
        """Return whether the value is a tensor or a variable."""
        return owns(value)

    def unwrap(self, value: Any) -> np.ndarray:
        """Return the tensor as an array."""
        return unwrap(value)

    def pullback(
        self,
        function: Callable[..., Any],
        inputs: Mapping[str, np.ndarray],
        upstream: np.ndarray | None = None,
    ) -> dict[str, np.ndarray]:
        """Return the gradient of the function's result, weighed by `upstream`, for every input.

        Raises:
            RuntimeError: The result does not depend on the inputs through TensorFlow.
        """
        tensorflow = sys.modules["tensorflow"]
        leaves = {name: self.wrap(np.asarray(value)) for name, value in inputs.items()}
        with tensorflow.GradientTape() as tape:
            tape.watch([leaf for leaf in leaves.values() if leaf.dtype.is_floating])
            result = function(**leaves)
        weights = None if upstream is None else tensorflow.cast(upstream, result.dtype)
        gradients = tape.gradient(result, leaves, output_gradients=weights)
        if all(gradient is None for gradient in gradients.values()):
            message = "its result does not depend on the input through TensorFlow"
            raise RuntimeError(message)
        return {
            name: np.zeros(leaves[name].shape) if gradient is None else unwrap(gradient)
            for name, gradient in gradients.items()
        }


DOUBLE = TensorFlowTensors("TensorFlow tensors", "float64")
SINGLE = TensorFlowTensors("TensorFlow tensors (float32)", "float32")


def is_loaded() -> bool:
    """Return whether the learner's code has imported TensorFlow."""
    return hasattr(sys.modules.get("tensorflow"), "GradientTape")


def owns(value: Any) -> bool:
    """Return whether the value is a tensor or a variable."""
    if not is_loaded():
        return False
    tensorflow = sys.modules["tensorflow"]
    return isinstance(value, (tensorflow.Tensor, tensorflow.Variable))


def is_variable(value: Any) -> bool:
    """Return whether the value is a variable."""
    return is_loaded() and isinstance(value, sys.modules["tensorflow"].Variable)


def is_module(value: Any) -> bool:
    """Return whether the value is a tf.Module, which knows its variables."""
    return is_loaded() and isinstance(value, sys.modules["tensorflow"].Module)


def alike(held: Any, array: np.ndarray) -> Any:
    """Return the array as a tensor of the number type of another."""
    return sys.modules["tensorflow"].constant(array, held.dtype)


def unwrap(value: Any) -> np.ndarray:
    """Return the tensor as an array; bfloat16, which NumPy lacks, as float32."""
    tensorflow = sys.modules["tensorflow"]
    value = tensorflow.convert_to_tensor(value)
    return np.array(tensorflow.cast(value, "float32") if value.dtype == "bfloat16" else value)
