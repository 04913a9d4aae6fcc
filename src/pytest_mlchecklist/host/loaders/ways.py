"""The ways to come by what gives the batches: a function, a class, one of its methods, an object."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch
from ..callees import without_self
from .parameters import Given, given_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..loading import Loaded
    from ..shapes import Signature

METHODS = (
    "batches", "get_batches", "iter_batches", "minibatches", "iterate", "epoch", "generate", "generator",
    "flow", "stream", "records", "read", "load", "load_data", "load_dataset", "get_data", "get_dataset",
    "as_dataset", "next_batch", "get_batch", "get_next_batch", "__call__",
)  # fmt: skip
NEXT = ("next_batch", "get_batch", "get_next_batch")


@dataclass(frozen=True)
class NextBatch:
    """An object that hands out one batch at each call."""

    next: Callable[[], Any]


@dataclass(frozen=True)
class Way:
    """One way to come by what gives the batches.

    Attributes:
        text: The way in words.
        open: Returns what gives them, for the contract's values.
        taken: The arguments of the contract that it takes.
    """

    text: str
    open: Callable[[Mapping[str, Any]], Any]
    taken: frozenset[str]


DATASET = "dataset"
"""What some loaders take in place of the contract's arrays: all examples, each a tuple."""


def missing_of(way: Way, signature: Signature, pieces: tuple[str, ...]) -> list[str]:
    """Return the arguments that a way needs and does not take.

    One of the arrays may be enough: for who gives positions, or takes all of them as one data set.
    """
    needed = [argument.name for argument in signature.arrays if argument.name not in way.taken]
    is_enough = bool(way.taken & {DATASET, *pieces[:1]})
    return [name for name in needed if not (is_enough and name in pieces)]


def ways(loaded: Loaded, signature: Signature, pieces: tuple[str, ...] = ()) -> Iterator[Way]:
    """Yield the ways, the likeliest first.

    Args:
        loaded: What is shown for the part.
        signature: The contract.
        pieces: The names of the arrays that batches are made of.

    Raises:
        NoMatch: When there is none: why not.
    """
    refusals, found = [], False
    for candidate in _candidates(loaded, signature):
        try:
            way = candidate()
        except NoMatch as error:
            refusals.append(str(error))
            continue
        missing = missing_of(way, signature, pieces)
        if missing:
            refusals.append(f"it takes no argument for {', '.join(missing)}")
            continue
        found = True
        yield way
    if not found and refusals:
        raise NoMatch(refusals[0])


def _candidates(loaded: Loaded, signature: Signature) -> Iterator[Callable[[], Way]]:
    value, name = loaded.value, loaded.name
    if isinstance(loaded.owner, type) and not _is_static(loaded.owner, name):
        yield lambda: _of_method(loaded.owner, name, signature)  # type: ignore[arg-type]
    elif inspect.isclass(value):
        if gives_items(value):
            yield lambda: _of_class(value, signature)
        for method in filter(lambda method: _defines(value, method), METHODS):
            yield lambda method=method: _of_method(value, method, signature)  # type: ignore[misc]
        yield lambda: _of_class(value, signature)
    elif inspect.isroutine(value):
        yield lambda: _of_function(value, name, signature)
    else:
        every = frozenset(argument.name for argument in signature.arguments)
        yield lambda: Way(name, lambda _: value, every)  # an object has its data already


def gives_items(kind: type) -> bool:
    """Return whether its objects can be gone through."""
    return hasattr(kind, "__iter__") or (hasattr(kind, "__getitem__") and hasattr(kind, "__len__"))


def _defines(kind: type, name: str) -> bool:
    return any(name in vars(base) for base in kind.__mro__[:-1])


def _is_static(owner: type, name: str) -> bool:
    return isinstance(inspect.getattr_static(owner, name), (staticmethod, classmethod))


def _names(signature: Signature) -> tuple[list[str], list[str]]:
    names = [item.name for item in signature.arguments]
    return [*names, *([DATASET] if len(names) > 1 else [])], [item.name for item in signature.arrays]


def _of_function(function: Callable[..., Any], name: str, signature: Signature) -> Way:
    wanted, must = _names(signature)
    given = given_to(function, wanted, must=must)
    text = f"{name}({', '.join(given.names)})"
    return Way(text, lambda values: given.call(function, values), frozenset(given.names.values()))


def _of_class(kind: type, signature: Signature) -> Way:
    return _of_function(kind, kind.__name__, signature)


def _of_method(kind: type, method: str, signature: Signature) -> Way:
    wanted, must = _names(signature)
    asked = without_self(getattr(kind, method))
    first = given_to(asked, wanted)
    made = _made(kind, [name for name in wanted if name not in first.names.values()], must)
    later = given_to(asked, wanted, must=[name for name in must if name not in made.names.values()])
    text = f"{kind.__name__}({', '.join(made.names)}).{method}({', '.join(later.names)})"

    def open_method(values: Mapping[str, Any]) -> Any:
        function = getattr(made.call(kind, values), method)
        if method in NEXT:
            return NextBatch(lambda: later.call(function, values))
        return later.call(function, values)

    return Way(text, open_method, frozenset((*made.names.values(), *later.names.values())))


def _made(kind: type, left: list[str], must: list[str]) -> Given:
    """Return what a constructor is given: what the method does not take."""
    return given_to(kind, left, must=[name for name in must if name in left])
