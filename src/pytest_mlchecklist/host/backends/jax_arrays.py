"""JAX arrays, differentiated by JAX.

Their precision stays as the learner has it, float32 unless `jax_enable_x64` is set: the
tolerance of a check follows the number type of what comes back.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAME = "JAX arrays"


def is_loaded() -> bool:
    """Return whether the learner's code has imported JAX."""
    return hasattr(sys.modules.get("jax"), "vjp") and "jax.numpy" in sys.modules


def wrap(value: Any) -> Any:
    """Return the array as one of JAX's, in the precision that JAX is set to.

    NumPy changes the precision: JAX would compile a program for each new shape.
    """
    if not isinstance(value, np.ndarray):
        return value
    jax = sys.modules["jax"]
    return jax.numpy.asarray(value.astype(jax.dtypes.canonicalize_dtype(value.dtype)))


def owns(value: Any) -> bool:
    """Return whether the value is an array of JAX's."""
    return is_loaded() and isinstance(value, sys.modules["jax"].Array)


def unwrap(value: Any) -> np.ndarray:
    """Return a copy as a NumPy array; bfloat16 and its like, which NumPy lacks, as float32."""
    array = np.array(value)
    return array if array.dtype.kind in "biufc" else array.astype(np.float32)


def pullback(
    function: Callable[..., Any], inputs: Mapping[str, np.ndarray], upstream: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    """Return the gradient of the function's result, weighed by `upstream`, for every input.

    Compiled as one program, where the function allows that: to compile its operations one
    by one takes ten times as long.
    """
    leaves = {name: wrap(np.asarray(value)) for name, value in inputs.items()}
    smooth = {name: leaf for name, leaf in leaves.items() if leaf.dtype.kind == "f"}

    def pulled(varied: dict[str, Any]) -> Any:
        return _pulled(lambda **given: function(**{**leaves, **given}), varied, upstream)

    if all(leaf.ndim for leaf in leaves.values()):
        try:
            gradients = sys.modules["jax"].jit(pulled)(smooth)
        except Exception:  # noqa: BLE001 - a function that looks at its numbers can't be compiled
            gradients = pulled(smooth)
    else:
        gradients = pulled(smooth)
    return {
        name: unwrap(gradients[name]) if name in gradients else np.zeros(leaf.shape)
        for name, leaf in leaves.items()
    }


def _pulled(function: Callable[..., Any], varied: dict[str, Any], upstream: np.ndarray | None) -> Any:
    jax = sys.modules["jax"]
    result, pull = jax.vjp(lambda given: function(**given), varied)
    weights = np.ones(result.shape) if upstream is None else np.asarray(upstream)
    return pull(jax.numpy.asarray(weights.astype(result.dtype)))[0]
