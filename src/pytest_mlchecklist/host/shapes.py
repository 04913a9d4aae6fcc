"""The contract as the host knows it, probe inputs, and judging results by shape and type."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SIZES = (3, 5, 8, 12, 17, 23, 30, 38)
"""The sizes of the probe's axes: all differ by more than one, and none is 1, which broadcasts."""


WHOLE, ROWS, NUMBERS = "whole", "rows", "numbers"
"""What goes into one call: a whole batch, one row of it, or one number."""


@dataclass(frozen=True)
class Argument:
    """One argument of the contract; `axes` is None for what is not an array."""

    name: str
    axes: tuple[str, ...] | None
    kind: str
    default: Any
    optional: bool
    low: float | None = None
    high: float | None = None
    is_shares: bool = False


@dataclass(frozen=True)
class Signature:
    """A part's contract with all that its conventions need to know besides.

    Attributes:
        part: The part's name.
        arguments: Its arguments, in order.
        returns: The axes of its result, or None when that is no array.
        names: All names under which learners define it.
        options: The part's own options.
        binding: The options of the manifest, such as axes = 'features-first'.
        result: What it returns as the contract says it, plain; None where it says nothing.
        example: Sizes of axes, values of what is no array, and shapes of right and of mistaken answers.
    """

    part: str
    arguments: tuple[Argument, ...]
    returns: tuple[str, ...] | None
    names: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    binding: Mapping[str, Any] = field(default_factory=dict)
    result: Mapping[str, Any] | None = None
    example: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, request: Mapping[str, Any]) -> Signature:
        """Return the signature of a plain request."""
        contract = request["contract"]
        return cls(
            part=request["part"],
            arguments=tuple(_argument(plain) for plain in contract["arguments"]),
            returns=_axes(contract["returns"]),
            names=(request["part"], *request.get("names", ())),
            options=request.get("options", {}),
            binding=request.get("binding", {}),
            result=contract["returns"],
            example=request.get("example", {}),
        )

    @property
    def arrays(self) -> tuple[Argument, ...]:
        """The arguments that are always given."""
        return tuple(argument for argument in self.arguments if not argument.optional)

    @property
    def optional(self) -> tuple[Argument, ...]:
        """The arguments that the learner's code may do without."""
        return tuple(argument for argument in self.arguments if argument.optional)

    def pieces(self) -> dict[str, tuple[str, ...] | None]:
        """Return the axes of each piece of the result ('' names the only one), None where it is no array."""
        if self.result is None or self.result["is"] != "pieces":
            return {"": self.returns}
        return {name: _axes(plain) for name, plain in self.result["types"].items()}

    def sizes(self) -> dict[str, int]:
        """Return a size for each axis; all differ."""
        axes = dict.fromkeys(axis for argument in self.arrays for axis in argument.axes or ())
        return dict(zip(axes, SIZES, strict=False)) | dict(self.example.get("sizes", {}))

    def probe(self, seed: int = 0) -> dict[str, Any]:
        """Return inputs whose axes all differ in size; optional arguments have their defaults."""
        rng, sizes = np.random.default_rng(seed), self.sizes()
        values = {argument.name: _probe_value(argument, sizes, rng) for argument in self.arguments}
        return values | {name: copy.deepcopy(value) for name, value in self.example.get("values", {}).items()}

    def shapes(self, sizes: Mapping[str, int], piece: str = "") -> list[tuple[int, ...]]:
        """Return the shapes that a right result, or a piece of it, may have on the probe."""
        told = self.example.get("shapes", {}).get(piece)
        if told:
            return [tuple(shape) for shape in told]
        axes = self.pieces()[piece]
        return [tuple(int(axis) if axis.isdigit() else sizes[axis] for axis in axes or ())]

    def squared(self) -> Signature:
        """Return the signature with a probe whose axes all have one size."""
        sizes = dict.fromkeys(self.sizes(), SIZES[0])
        return replace(self, example={**self.example, "sizes": sizes, "shapes": {}})

    def mistaken(self) -> Iterator[Signature]:
        """Yield the signature with the shapes of known mistakes, where these have shapes of their own."""
        if self.example.get("mistaken"):
            yield replace(self, example={**self.example, "shapes": self.example["mistaken"]})

    def expected_shape(self, sizes: Mapping[str, int]) -> tuple[int, ...]:
        """Return the shape of the result for these sizes of the axes."""
        return tuple(int(axis) if axis.isdigit() else sizes[axis] for axis in self.returns or ())


def _argument(plain: Mapping[str, Any]) -> Argument:
    type_ = plain["type"] or {}
    return Argument(
        plain["name"],
        _axes(plain["type"]),
        type_.get("kind", ""),
        plain["default"],
        plain["optional"],
        low=type_.get("low"),
        high=type_.get("high"),
        is_shares=type_.get("shares", False),
    )


def _axes(plain: Mapping[str, Any] | None) -> tuple[str, ...] | None:
    return tuple(plain["axes"]) if plain and plain["is"] == "array" else None


def _probe_value(argument: Argument, sizes: Mapping[str, int], rng: np.random.Generator) -> Any:
    if argument.optional or argument.axes is None:
        return argument.default
    shape = tuple(int(axis) if axis.isdigit() else sizes[axis] for axis in argument.axes)
    if argument.kind == "int":
        return rng.integers(0, 2, size=shape)
    values = rng.uniform(0.25, 1.75, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    low = -math.inf if argument.low is None else argument.low
    high = math.inf if argument.high is None else argument.high
    if argument.is_shares:
        shares: np.ndarray = np.abs(values) / np.abs(values).sum(axis=-1, keepdims=True)
        return shares
    inside = (low <= values.min()) and (values.max() <= high)
    least = low if math.isinf(high) else max(low, high - 2)
    return values if inside else rng.uniform(least, min(high, least + 2), size=shape)


def sizes_of(signature: Signature, values: Mapping[str, Any]) -> dict[str, int]:
    """Return the size of each axis in the given arguments."""
    sizes: dict[str, int] = {}
    for argument in signature.arrays:
        if argument.axes is not None:
            sizes |= dict(zip(argument.axes, np.shape(values[argument.name]), strict=False))
    return sizes
