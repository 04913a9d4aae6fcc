"""Functions that draw: called like any function, from a state of the global generators that can be chosen.

Understood is what is understood of functions; what they draw comes from the generators of Python, NumPy or
torch.

Operations: those of a function; `drawn` and `slopes` (`seed` besides the arguments: what comes, and the
gradients of its sum, from that state).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..refusal import Unavailable
from ..seeding import reseed
from . import function

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..functions.convention import FunctionConvention
    from ..loading import Loaded
    from ..shapes import Signature


@dataclass
class SampledConvention:
    """How a function that draws is called."""

    inner: FunctionConvention

    @property
    def description(self) -> str:
        """The convention in words."""
        return str(self.inner.description)

    @property
    def facts(self) -> Mapping[str, Any]:
        """What checks need to know."""
        return self.inner.facts

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation; see the module's docstring."""
        given = {name: value for name, value in kwargs.items() if name != "seed"}
        if operation not in ("drawn", "slopes"):
            return self.inner.run(operation, args, given)
        reseed(int(kwargs["seed"]))
        if operation == "drawn":
            return self.inner.run("call", args, given)
        return self._slopes({name: np.asarray(value, dtype=float) for name, value in given.items()})

    def _slopes(self, given: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        if not hasattr(self.inner.backend, "pullback"):
            message = "gradients"
            raise Unavailable(message)

        def forward(**leaves: Any) -> Any:
            raw, instance = self.inner.callee.call(leaves)
            return self.inner.pick.of(raw, instance)

        try:
            pulled: dict[str, np.ndarray] = self.inner.backend.pullback(forward, dict(given), None)
        except RuntimeError:  # tensors know gradients: what came was cut off from them
            return {name: np.zeros(np.shape(value)) for name, value in given.items()}
        return pulled


def open_convention(loaded: Loaded, signature: Signature) -> SampledConvention:
    """Return the first convention that fits the function.

    Raises:
        CannotRun: None fits.
    """
    return SampledConvention(function.open_convention(loaded, signature))
