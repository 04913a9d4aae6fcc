"""Contracts: a signature with named axes, spelt as jaxtyping spells them.

``Float["n i"]`` is an array of floats with the axes n and i; ``Float[""]`` is one number.
Axes of one name have one size throughout a contract. An axis written as a number has
that size.
"""

from __future__ import annotations

import inspect
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Array:
    """An array type: its kind of numbers, its named axes, and which values may be drawn.

    Attributes:
        kind: 'float' or 'int'.
        axes: The names of the axes, outermost first; () is a single number.
        low: The least value drawn, or None.
        high: The greatest value drawn, or None.
        avoided: Values that are never drawn, nor their close neighbours.
        least: The least size of an axis, where one is not enough.
        is_whole: Whether only whole numbers are drawn.
        is_shares: Whether the numbers along the last axis are shares: above zero, with the sum one.
    """

    kind: str
    axes: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    avoided: tuple[float, ...] = ()
    least: tuple[tuple[str, int], ...] = ()
    is_whole: bool = False
    is_shares: bool = False

    def between(self, low: float, high: float) -> Array:
        """Return this type with its drawn values limited to [low, high]."""
        return replace(self, low=low, high=high)

    def avoiding(self, *values: float) -> Array:
        """Return this type without the given values: where a derivative jumps, say."""
        return replace(self, avoided=values)

    def whole(self) -> Array:
        """Return this type with whole numbers alone: where no two sums may differ by rounding only."""
        return replace(self, is_whole=True)

    def shares(self) -> Array:
        """Return this type with shares along the last axis: probabilities, say."""
        return replace(self, low=0.0, high=1.0, is_shares=True)

    def at_least(self, **sizes: int) -> Array:
        """Return this type with longer axes: no line is fitted to a single point.

        An axis has its least size in every argument of the contract.
        """
        return replace(self, least=tuple(sizes.items()))


class Float:
    """``Float["n i"]``: floats with the axes n and i."""

    def __class_getitem__(cls, axes: str) -> Array:
        return Array("float", tuple(axes.split()))


class Int:
    """``Int["n"]``: whole numbers with the axis n."""

    def __class_getitem__(cls, axes: str) -> Array:
        return Array("int", tuple(axes.split()))


@dataclass(frozen=True)
class IndexOf:
    """A position along an axis."""

    axis: str


class Index:
    """``Index["o"]``: a position along the axis o, counted from 0."""

    def __class_getitem__(cls, axis: str) -> IndexOf:
        return IndexOf(axis)


@dataclass(frozen=True)
class OneOf:
    """One of a few plain values; the first is the simplest and is what shrinking aims at."""

    values: tuple[Any, ...]

    def __init__(self, *values: object) -> None:
        object.__setattr__(self, "values", values)


@dataclass(frozen=True)
class Count:
    """A whole number between low and high, both included."""

    low: int
    high: int


@dataclass(frozen=True)
class Given:
    """Anything that a strategy of the author's own draws.

    Attributes:
        draw: Called with the drawn sizes by axis and a NumPy generator; returns the value.
        axes: The axes whose sizes it needs.
    """

    draw: Callable[[Mapping[str, int], Any], Any]
    axes: tuple[str, ...] = ()


class Value:
    """``Value("mapping")``: a result that is no array of numbers.

    Args:
        of: 'text', 'number', 'truth' (True or False), 'list', 'list of text', 'list of numbers',
            'list of names' (each in its place, or a mapping between names and numbers),
            'mapping', 'records' (mappings of the same keys), or 'anything' plain.
    """

    KINDS = (
        "anything", "text", "number", "truth", "list", "list of text", "list of names", "list of numbers",
        "mapping", "records",
    )  # fmt: skip

    def __init__(self, of: str = "anything") -> None:
        if of not in self.KINDS:
            message = f"a Value is one of {', '.join(self.KINDS)}, not {of!r}"
            raise ValueError(message)
        self.of = of


class Pieces:
    """``Pieces(centroids=Float["k d"], labels=Int["n"])``: several results, told apart by shape and type.

    However the code returns them, in a tuple of any order, a mapping or attributes, a check
    gets a dictionary with these names.

    Args:
        types: The Array or Value of each piece; the shapes of arrays must differ.
    """

    def __init__(self, **types: Array | Value) -> None:
        self.types = types


@dataclass(frozen=True)
class Argument:
    """One argument of a contract.

    Attributes:
        name: Its name.
        type: An Array, IndexOf, OneOf, Count or Given.
        default: Its default value.
        optional: Whether the contract gives a default: then the learner's code may do
            without this argument.
    """

    name: str
    type: Any
    default: Any = None
    optional: bool = False


@dataclass(frozen=True)
class Contract:
    """The arguments and the result of a part."""

    arguments: tuple[Argument, ...]
    returns: Any

    def to_plain(self) -> dict[str, Any]:
        """Return the contract as plain values, for the host."""
        return {
            "arguments": [_plain_argument(argument) for argument in self.arguments],
            "returns": _plain_type(self.returns),
        }

    def bind(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments of a call by their names, as Python would bind them."""
        names = [argument.name for argument in self.arguments]
        return dict(zip(names, args, strict=False)) | kwargs


def read_contract(function: Callable[..., Any]) -> Contract:
    """Return the contract that a part function's annotated signature states.

    Raises:
        TypeError: An argument has no annotation of this module.
    """
    signature = inspect.signature(function, eval_str=True)
    arguments = tuple(_read_argument(function, item) for item in signature.parameters.values())
    returns = signature.return_annotation
    return Contract(arguments, None if returns is inspect.Signature.empty else returns)


def _read_argument(function: Callable[..., Any], parameter: inspect.Parameter) -> Argument:
    if not isinstance(parameter.annotation, (Array, IndexOf, OneOf, Count, Given)):
        message = (
            f"{function.__name__}: the argument {parameter.name!r} needs an axis type such as Float['n i']"
        )
        raise TypeError(message)
    optional = parameter.default is not inspect.Parameter.empty
    default = parameter.default if optional else None
    return Argument(parameter.name, parameter.annotation, default, optional)


def _plain_argument(argument: Argument) -> dict[str, Any]:
    return {
        "name": argument.name,
        "type": _plain_type(argument.type),
        "default": argument.default,
        "optional": argument.optional,
    }


def _plain_type(annotation: object) -> dict[str, Any] | None:
    if isinstance(annotation, Array):
        return {
            "is": "array",
            "kind": annotation.kind,
            "axes": list(annotation.axes),
            "low": annotation.low,
            "high": annotation.high,
            "shares": annotation.is_shares,
        }
    if isinstance(annotation, (OneOf, Count)):
        return {"is": type(annotation).__name__.lower(), **asdict(annotation)}
    if isinstance(annotation, Value):
        return {"is": "value", "of": annotation.of}
    if isinstance(annotation, Pieces):
        return {"is": "pieces", "types": {name: _plain_type(one) for name, one in annotation.types.items()}}
    return None
