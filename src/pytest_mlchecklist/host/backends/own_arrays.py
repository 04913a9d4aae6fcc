"""An array type of the learner's own: a `Tensor`, `Variable` or `Value` class with a backward.

Inputs are wrapped in the class that the learner's own package defines, results unwrapped
through the attribute that holds the numbers, and gradients come through its own backward.
"""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .arrays import to_array
from .holders import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

GRADIENTS = ("grad", "gradient", "_grad", "g")
BACKWARDS = ("backward", "backprop", "backpropagate", "compute_gradients", "backward_pass")


@dataclass(frozen=True)
class OwnArrays:
    """One such class.

    Attributes:
        type: The class.
        holds_arrays: Whether one object holds an array; otherwise it holds one number.
        single: Whether plain numbers are held in single precision, so that arrays are best too.
    """

    type: type
    holds_arrays: bool
    single: bool = False

    @property
    def NAME(self) -> str:  # noqa: N802 - as the other backends spell it
        """The class's own name."""
        return f"{self.type.__name__} objects"

    def wrap(self, value: Any) -> Any:
        """Return the array in the learner's own class."""
        if not isinstance(value, np.ndarray):
            return value
        if self.holds_arrays:
            return self.type(self._copy(value))
        return [self.wrap(item) for item in value] if value.ndim else self.type(float(value))

    def _copy(self, value: Any) -> np.ndarray:
        copy = np.array(value)
        return copy.astype(np.float32) if self.single and copy.dtype.kind == "f" else copy

    def wrap_number(self, value: float) -> Any:
        """Return one number in the learner's own class."""
        return self.type(value)

    def owns(self, value: Any) -> bool:
        """Return whether the value is of the learner's class."""
        return isinstance(value, self.type)

    def unwrap(self, value: Any) -> np.ndarray:
        """Return the numbers that the value holds."""
        return np.asarray(contents(value))

    def pullback(
        self,
        function: Callable[..., Any],
        inputs: Mapping[str, np.ndarray],
        upstream: np.ndarray | None = None,
    ) -> dict[str, np.ndarray]:
        """Return the gradient of the function's result, weighed by `upstream`, for every input."""
        leaves = {name: self._leaf(value) for name, value in inputs.items()}
        self.run_backward(function(**leaves), upstream)
        if all(_held_gradient(leaf) is None for leaf in leaves.values()):
            message = "its backward leaves no gradient at the input"
            raise RuntimeError(message)
        return {name: self._gradients(leaf) for name, leaf in leaves.items()}

    def _leaf(self, value: Any) -> Any:
        """Return a wrapped input that asks for its gradient, where the class wants that said."""
        wrapped = self.wrap(value)
        if not self.holds_arrays or not hasattr(wrapped, "requires_grad"):
            return wrapped
        try:
            return self.type(self._copy(value), requires_grad=True)
        except TypeError:
            wrapped.requires_grad = True
            return wrapped

    def run_backward(self, result: Any, upstream: np.ndarray | None) -> None:
        """Send gradients back from a result, weighed by `upstream`, to all that it was made of."""
        if not self.holds_arrays:
            return self._sum_backward(result, upstream)
        if upstream is not None:
            result = result * self.wrap(np.asarray(upstream))
        if upstream is not None or np.size(contents(result)) > 1:
            result = _total(result)
        _method(result, BACKWARDS)()
        return None

    def _sum_backward(self, result: Any, upstream: np.ndarray | None) -> None:
        flat = list(_flat(result))
        weights = np.ones(len(flat)) if upstream is None else np.ravel(upstream)
        total = flat[0] * float(weights[0])
        for item, weight in zip(flat[1:], weights[1:], strict=True):
            total = total + item * float(weight)
        _method(total, BACKWARDS)()

    def _gradients(self, leaf: Any) -> np.ndarray:
        if isinstance(leaf, list):
            return np.array([self._gradients(item) for item in leaf])
        held = _held_gradient(leaf)
        return np.zeros(np.shape(contents(leaf))) if held is None else to_array(held)


def own_array_types(namespace: Mapping[str, Any]) -> Iterator[OwnArrays]:
    """Yield the array classes that a learner's file, or the package it lies in, defines."""
    seen: set[type] = set()
    for candidate in _classes(namespace):
        if candidate not in seen and any(callable(getattr(candidate, name, None)) for name in BACKWARDS):
            seen.add(candidate)
            yield from _as_array_type(candidate)


def _classes(namespace: Mapping[str, Any]) -> Iterator[type]:
    yield from (value for value in list(namespace.values()) if inspect.isclass(value))
    top = str(namespace.get("__name__", "")).split(".")[0]
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{top}.") and module is not None:
            yield from (value for value in list(vars(module).values()) if inspect.isclass(value))


def _held_gradient(leaf: Any) -> Any:
    if isinstance(leaf, list):
        return leaf
    return next((getattr(leaf, name) for name in GRADIENTS if getattr(leaf, name, None) is not None), None)


def _as_array_type(candidate: type) -> Iterator[OwnArrays]:
    """Yield how the class may hold an array: as one object, as one object a number, or both."""
    if candidate.__module__.split(".")[0] in {"torch", "tensorflow", "keras", "jax"}:
        return
    number, array = _held(candidate, 1.5), _held(candidate, np.ones((2, 3)))
    if number is not None and type(_gradient_at_first(candidate)) in (int, float):
        yield OwnArrays(candidate, holds_arrays=False)
    if np.shape(array) == (2, 3):
        single = getattr(number, "dtype", None) == np.float32
        yield OwnArrays(candidate, holds_arrays=True, single=single)


def _held(candidate: type, value: Any) -> Any:
    """Return what an object of the class holds after it was made from the value, or None."""
    try:
        made = candidate(value)
        return contents(made) if any(hasattr(made, name) for name in GRADIENTS) else None
    except Exception:  # noqa: BLE001 - a class that can't hold an array is no array type
        return None


def _gradient_at_first(candidate: type) -> Any:
    made = candidate(1.5)
    return next(getattr(made, name) for name in GRADIENTS if hasattr(made, name))


def _total(result: Any) -> Any:
    for name in ("sum", "mean"):
        method = getattr(result, name, None)
        if name == "sum" and callable(method):
            return method()
    return result


def _method(value: Any, names: tuple[str, ...]) -> Any:
    return next(getattr(value, name) for name in names if callable(getattr(value, name, None)))


def _flat(result: Any) -> Iterator[Any]:
    if isinstance(result, (list, tuple)):
        for item in result:
            yield from _flat(item)
    else:
        yield result
