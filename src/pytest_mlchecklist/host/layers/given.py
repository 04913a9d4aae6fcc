"""Layers that are functions: given their weights at every call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..arguments import NoMatch, plain, words_for
from ..callees import Callee, callees
from ..mappings import flattened, squared
from ..modes import translated
from .arrangements import given_arrangements, plain_arrangements
from .packed import packed_layers
from .running import forget, with_memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..loading import Loaded
    from ..shapes import Signature
    from .anatomy import Anatomy
    from .arrangements import Arrangement


@dataclass
class GivenLayer:
    """A function of inputs and weights.

    Attributes:
        callee: What is called.
        arrangement: How the axes lie.
        backend: The array type that it takes.
        function: What it was found from, which may carry statistics from call to call.
    """

    callee: Callee
    arrangement: Arrangement
    backend: Any
    function: Any = None

    @property
    def text(self) -> str:
        """How it is called, in words."""
        return self.callee.text

    @property
    def spelt(self) -> dict[str, str]:
        """The learner's name for each argument of the contract."""
        return self.callee.spelt

    @property
    def lacks(self) -> tuple[str, ...]:
        """The optional arguments that it does not take."""
        return self.callee.lacks

    def call(self, values: Mapping[str, Any]) -> tuple[Any, Any]:
        """Return what the function gives for the contract's arguments, and its object, if it is a method."""
        return self.in_turn([dict(values)])

    def in_turn(self, several: list[dict[str, Any]]) -> tuple[Any, Any]:
        """Return what came last, of several calls that remember each other's statistics."""
        forget(self.function)
        came: tuple[Any, Any] = (None, None)
        for values in several:
            came = self.callee.call(self.wrapped(values))
        return came

    def call_wrapped(self, values: Mapping[str, Any], wrapped: Mapping[str, Any]) -> None:
        """Call it with arguments that are wrapped already."""
        del values
        forget(self.function)
        self.callee.call(wrapped)

    def ask_wrapped(self, instance: Any, wrapped: Mapping[str, Any]) -> Any:
        """Return what it gives for arguments that are wrapped already."""
        del instance
        forget(self.function)
        return self.callee.call(wrapped)[0]

    def wrapped(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments as the learner lays them, in their array type."""
        return self.arrangement.wrapped(values, self.backend)


def given_layers(
    loaded: Loaded, signature: Signature, roles: Anatomy, backends: list[Any], tried: list[str]
) -> Iterator[GivenLayer]:
    """Yield the ways to call what is given its weights."""
    possible = replace(
        signature,
        arguments=tuple(
            replace(item, optional=item.optional or item.name == "training") for item in signature.arguments
        ),
    )
    prepared = _prepared(loaded, possible)
    ways = list(packed_layers(loaded, signature))
    try:
        ways += callees(prepared, possible)
    except NoMatch as error:
        if not ways and not isinstance(loaded.value, type):  # of a class we have said so already
            tried.append(f"{loaded.name}: {error}")
    for callee in ways:
        for backend in backends:
            for bare in plain_arrangements(roles, signature, loaded):
                for one in given_arrangements(bare, signature):
                    yield GivenLayer(callee, one, backend, prepared.value)


def _prepared(loaded: Loaded, signature: Signature) -> Loaded:
    """Return a function that takes dictionaries, modes and running statistics as the contract has them."""
    if loaded.owner is not None or isinstance(loaded.value, type):
        return loaded
    known = {
        word for item in signature.arguments for word in (plain(item.name), *words_for(item.name, signature))
    }
    value = flattened(with_memory(loaded.value, known=known), loaded.source, known=known)
    return replace(loaded, value=translated(squared(value)))
