"""Arrays that only follow the array API (data-apis.org), from whichever module makes them."""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WITH_BACKENDS = ("numpy", "jax", "torch", "tensorflow", "keras")
"""Modules whose arrays have a backend of their own."""


@dataclass(frozen=True)
class StandardArrays:
    """The arrays of one module.

    Attributes:
        module: The module, whose `asarray` makes them.
    """

    module: types.ModuleType

    @property
    def NAME(self) -> str:  # noqa: N802 - as the other backends spell it
        """The module's own name."""
        return f"{self.module.__name__} arrays"

    def wrap(self, value: Any) -> Any:
        """Return the array as one of the module's."""
        return self.module.asarray(np.array(value)) if isinstance(value, np.ndarray) else value

    def owns(self, value: Any) -> bool:
        """Return whether the value is an array of the module's."""
        return owns(value) and value.__array_namespace__() is self.module

    def unwrap(self, value: Any) -> np.ndarray:
        """Return the array as a NumPy array."""
        return unwrap(value)


def owns(value: Any) -> bool:
    """Return whether the value is an array of any module that follows the standard."""
    return hasattr(type(value), "__array_namespace__") and not isinstance(value, (np.ndarray, np.generic))


def alike(held: Any, array: np.ndarray) -> Any:
    """Return the array in the module and the number type of another."""
    return held.__array_namespace__().asarray(np.array(array), dtype=held.dtype)


def unwrap(value: Any) -> np.ndarray:
    """Return the array as a NumPy array, by whichever door it has: some stand on other devices.

    Raises:
        TypeError: It has none.
    """
    for door in (np.asarray, np.from_dlpack, lambda array: array.get(), lambda array: array.tolist()):
        try:
            array = np.array(door(value))
        except Exception:  # noqa: BLE001, S112 - the next door may be open
            continue
        if array.dtype.kind in "biufc":
            return array
    message = f"{type(value).__name__} can't be read as a NumPy array"
    raise TypeError(message)


def array_modules(namespace: Mapping[str, Any]) -> Iterator[StandardArrays]:
    """Yield the modules that the learner's file knows and that make such arrays."""
    modules = {id(value): value for value in list(namespace.values()) if isinstance(value, types.ModuleType)}
    for module in modules.values():
        if module.__name__.split(".")[0] not in WITH_BACKENDS and _makes_arrays(module):
            yield StandardArrays(module)


def _makes_arrays(module: types.ModuleType) -> bool:
    try:
        return owns(module.asarray([1.0]))
    except Exception:  # noqa: BLE001 - no `asarray`, or not one that we know
        return False
