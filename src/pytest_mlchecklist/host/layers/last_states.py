"""Layers that give the last state of a sequence only: the states are the last ones of its beginnings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..refusal import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..shapes import Signature

TIME = "t"


def signature_of_the_last(signature: Signature) -> Signature | None:
    """Return the contract of a layer that gives the last state only; None where it gives no states."""
    axes, plain = signature.returns or (), signature.result
    if TIME not in axes or plain is None:
        return None
    left = tuple(axis for axis in axes if axis != TIME)
    return replace(
        signature, returns=left, result={**plain, "axes": list(left)}, example=_unshaped(signature)
    )


def _unshaped(signature: Signature) -> dict[str, Any]:
    return {name: value for name, value in signature.example.items() if name not in ("shapes", "mistaken")}


@dataclass
class LastStateConvention:
    """A layer that is asked with every beginning of a sequence.

    Attributes:
        whole: How it is asked once.
        signature: The contract, whose result has all states.
    """

    whole: Any
    signature: Signature

    @property
    def description(self) -> str:
        """The convention in words."""
        return f"{self.whole.description}, gives the last state only, so it is asked after every step"

    @property
    def facts(self) -> dict[str, Any]:
        """What checks need to know."""
        facts: dict[str, Any] = self.whole.facts
        return facts

    def run(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run an operation, a call once for every step."""
        if operation == "inputs_after":
            return self.whole.run(operation, args, kwargs)
        if operation != "call":
            raise Unavailable(operation)
        first = next(item for item in self.signature.arguments if TIME in (item.axes or ()))
        at, out = (axes.index(TIME) for axes in (first.axes or (), self.signature.returns or ()))
        steps = range(1, np.shape(kwargs[first.name])[at] + 1)
        beginnings = (np.take(kwargs[first.name], range(step), axis=at) for step in steps)
        states = [self.whole.run("call", args, {**kwargs, first.name: one}) for one in beginnings]
        return np.stack(states, axis=out)
