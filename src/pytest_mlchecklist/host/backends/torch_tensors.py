"""PyTorch tensors, differentiated by torch's own autograd."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest import mock

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


def is_cut_off(function: Callable[..., Any], inputs: Mapping[str, np.ndarray]) -> bool:
    """Return whether a result comes whose way back to the inputs is cut: by `detach`, `no_grad` or `item`."""
    torch, taken = sys.modules["torch"], []
    item = torch.Tensor.item

    def watched(tensor: Any) -> Any:
        taken.append(tensor.requires_grad)
        return item(tensor)

    leaves = {name: wrap(value).requires_grad_() for name, value in inputs.items()}
    try:
        with torch.enable_grad(), mock.patch.object(torch.Tensor, "item", watched):
            result = function(**leaves)
    except Exception:  # noqa: BLE001 - then something else is the matter
        return False
    return not result.requires_grad if owns(result) else any(taken)


@dataclass(frozen=True)
class SinglePrecision:
    """Tensors of float32, for code that makes some of its own: torch's losses do not mix the two."""

    NAME: str = "torch tensors (float32)"

    def wrap(self, value: Any) -> Any:
        """Return the array as a tensor; what holds no fractions keeps its number type."""
        return wrap(_single(value))

    def owns(self, value: Any) -> bool:
        """Return whether the value is a tensor."""
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
        """Return the gradient of the function's result, weighed by `upstream`, for every input."""
        return pullback(function, {name: _single(value) for name, value in inputs.items()}, upstream)

    def is_cut_off(self, function: Callable[..., Any], inputs: Mapping[str, np.ndarray]) -> bool:
        """Return whether the way back from a result to the inputs is cut."""
        return is_cut_off(function, {name: _single(value) for name, value in inputs.items()})


SINGLE = SinglePrecision()


def _single(value: Any) -> Any:
    is_float = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return value.astype(np.float32) if is_float else value
