"""PyTorch tensors, differentiated by torch's own autograd."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAME = "torch tensors"


def is_loaded() -> bool:
    """Return whether the learner's code has imported torch."""
    return "torch" in sys.modules


def wrap(value: Any) -> Any:
    """Return the array as a tensor of the same number type."""
    return sys.modules["torch"].tensor(value) if isinstance(value, np.ndarray) else value


def owns(value: Any) -> bool:
    """Return whether the value is a tensor."""
    return is_loaded() and isinstance(value, sys.modules["torch"].Tensor)


def unwrap(value: Any) -> np.ndarray:
    """Return the tensor as an array; bfloat16, which NumPy lacks, as float32."""
    torch = sys.modules["torch"]
    value = value.detach().cpu()
    array: np.ndarray = (value.float() if value.dtype == torch.bfloat16 else value).numpy().copy()
    return array


def pullback(
    function: Callable[..., Any], inputs: Mapping[str, np.ndarray], upstream: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    """Return the gradient of the function's result, weighed by `upstream`, for every input.

    Raises:
        RuntimeError: The result does not depend on the inputs through autograd.
    """
    torch = sys.modules["torch"]
    leaves = {name: wrap(value) for name, value in inputs.items()}
    for leaf in leaves.values():
        leaf.requires_grad_(leaf.is_floating_point())
    with torch.enable_grad():
        result = function(**leaves)
        weights = (
            torch.ones_like(result) if upstream is None else torch.as_tensor(upstream, dtype=result.dtype)
        )
        (result * weights).sum().backward()
    return {
        name: np.zeros(leaf.shape) if leaf.grad is None else unwrap(leaf.grad)
        for name, leaf in leaves.items()
    }
