"""A part's contract in words for a learner."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np

from pytest_mlchecklist.contract import Array, Count, Given, IndexOf, OneOf, Pieces, Value
from pytest_mlchecklist.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_mlchecklist.contract import Argument
    from pytest_mlchecklist.skill import Part

_NUMBERS = {"float": "numbers", "int": "whole numbers"}
_MANY = 5
GIT = ".git"


def signature(part: Part) -> str:
    """Return how the part is called, such as 'leaky_relu(x, slope=0.01)'."""
    return f"{part.name}({', '.join(parameter(argument) for argument in part.contract.arguments)})"


def outlined(part: Part) -> list[tuple[str, str]]:
    """Return what a learner may begin with, each as it is defined and with what it is for.

    It is one function; or a class, and after it its methods.
    """
    begun = part.outline
    if not inspect.isclass(begun):
        return [_definition(begun, part.name)]
    methods = [method for method in vars(begun).values() if inspect.isfunction(method)]
    return [(begun.__name__, inspect.getdoc(begun) or ""), *map(_definition, methods)]


def _definition(function: Any, name: str = "") -> tuple[str, str]:
    return f"{name or function.__name__}{inspect.signature(function)}", inspect.getdoc(function) or ""


def parameter(argument: Argument) -> str:
    """Return an argument as a `def` names it, with its default."""
    return f"{argument.name}={argument.default!r}" if argument.optional else argument.name


def arguments(part: Part) -> list[tuple[str, str]]:
    """Return each argument's name and what it is."""
    return [(argument.name, _argument(argument)) for argument in part.contract.arguments]


def result(part: Part) -> str:
    """Return what the part gives, or '' where the contract leaves it open."""
    return type_in_words(part.contract.returns)


def lesson(part: Part) -> str:
    """Return the first paragraph of the part's docstring."""
    return " ".join((inspect.getdoc(part.reference) or "").split("\n\n")[0].split())


def looked_at(part: Part) -> list[tuple[str, str]]:
    """Return the files by which a part is known that is read, and where else they may lie, in words."""
    patterns = part.options.get("files") or [f"{part.name}.*"]
    here = [pattern.removeprefix("/") for pattern in patterns if pattern != GIT and "/" in pattern]
    anywhere = [pattern for pattern in patterns if pattern != GIT and "/" not in pattern]
    headings = {name: ", ".join(words) for name, words in part.options.get("sections", {}).items()}
    rows = [
        ("git", "the repository's own history" if GIT in patterns else ""),
        ("at the root", ", ".join(here)),
        ("in any folder", ", ".join(anywhere)),
        *((f"section {name!r}", f"also headed {words}") for name, words in headings.items()),
    ]
    return [(where, what) for where, what in rows if what]


def has_batch(part: Part) -> bool:
    """Whether an axis of the contract counts examples."""
    types = (*(argument.type for argument in part.contract.arguments), part.contract.returns)
    return any("n" in type_.axes for type_ in types if isinstance(type_, Array))


def _argument(argument: Argument) -> str:
    return type_in_words(argument.type) + (", or left out" if argument.optional else "")


def type_in_words(type_: Any) -> str:
    """Return what an annotation of a contract means; '' for one that means nothing here."""
    return next((words(type_) for kind, words in _WORDS.items() if isinstance(type_, kind)), "")


def _array(array: Array) -> str:
    if not array.axes:
        words = "a whole number" if array.kind == "int" else "a number"
    else:
        words = f"{_NUMBERS.get(array.kind, array.kind)} of shape ({', '.join(array.axes)})"
    if array.low is not None and array.high is not None:
        words += f", from {shown(array.low)} to {shown(array.high)}"
    return words


def _one_of(values: tuple[str, ...]) -> str:
    some = values[:_MANY]
    return f"such as {', '.join(some[:-1])} or {some[-1]}" if len(some) > 1 else f"such as {some[0]}"


def _given(given: Given) -> str:
    sizes = {axis: size for size, axis in enumerate(given.axes, 2)}
    try:
        return f"such as {shown(given.draw(sizes, np.random.default_rng(0)))}"
    except Exception:  # noqa: BLE001 - an author's own strategy may ask for more than an example has
        return "what each check makes for it"


def _count(number: Count) -> str:
    only = number.low == number.high
    return f"a whole number, such as {number.low}" + ("" if only else f" to {number.high}")


def _pieces(pieces: Pieces) -> str:
    return "; ".join(f"{name}: {type_in_words(piece)}" for name, piece in pieces.types.items())


_WORDS: dict[type, Callable[[Any], str]] = {
    Array: _array,
    IndexOf: lambda index: f"a position along {index.axis}, counted from 0",
    OneOf: lambda choice: _one_of(tuple(map(shown, choice.values))),
    Count: _count,
    Given: _given,
    Value: lambda value: "a plain value" if value.of == "anything" else value.of,
    Pieces: _pieces,
}
