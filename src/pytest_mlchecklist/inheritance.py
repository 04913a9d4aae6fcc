"""What a class inherits from the learner's other classes, also from those of other files."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pytest_mlchecklist.definitions import Definition, define

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pytest_mlchecklist.sources import Piece, Source

_CLASS = re.compile(r"^\s*class\s+(\w+)\s*(?:\(([^)]*)\))?", re.MULTILINE)
_CLASS_OR_METHOD = re.compile(
    r"^\s*class\s+(\w+)|^\s+def\s+(\w+)\s*\(\s*self\s*,\s*(?!mode\b)\w", re.MULTILINE
)


def with_heirs(chosen: set[Piece], pieces: Iterable[Piece], is_wanted: Callable[[str], bool]) -> set[Piece]:
    """Return the chosen pieces, and those whose classes may inherit a wanted method from one of theirs.

    A `fit` that a base defines is the method of each class below it, in whatever file.
    """
    pieces = tuple(pieces)
    known = {name for piece in chosen for name in _classes_with(piece, is_wanted)}
    bases = [(name, bases) for piece in pieces for name, bases in _classes(piece)]
    while heirs := {name for name, above in bases if above & known} - known:
        known |= heirs
    return chosen | {piece for piece in pieces if any(above & known for _, above in _classes(piece))}


def _classes_with(piece: Piece, is_wanted: Callable[[str], bool]) -> Iterator[str]:
    """Yield the names of the classes that seem to have a wanted method; one that sets a mode is none."""
    owner = ""
    for match in _CLASS_OR_METHOD.finditer(piece.text):
        owner = match[1] or owner
        if owner and match[2] and is_wanted(match[2]):
            yield owner


def _classes(piece: Piece) -> list[tuple[str, set[str]]]:
    """Return the names of the classes in a text, each with the names that stand among its bases."""
    return [(match[1], set(re.findall(r"\w+", match[2] or ""))) for match in _CLASS.finditer(piece.text)]


class Bases:
    """The classes of a repository by their names; a file is parsed only when one of its classes is a base."""

    def __init__(self) -> None:
        self._places: dict[str, list[Source]] = {}
        self._classes: dict[str, dict[str, Definition]] = {}

    def add(self, source: Source) -> None:
        """Note which classes a file defines."""
        for name in {name for piece in source.pieces for name, _ in _classes(piece)}:
            self._places.setdefault(name, []).append(source)

    def complete(self, definition: Definition, source: Source) -> Definition:
        """Return the class with the methods that it inherits; anything else as it is."""
        if definition.kind != "class" or not definition.bases:
            return definition
        methods: dict[str, Definition] = {}
        for base in self._ancestors(definition, source, {definition.name}):
            for method in base.methods:
                methods.setdefault(method.name, method)
        own = {method.name for method in definition.methods}
        inherited = tuple(
            replace(method, qualified=f"{definition.name}.{name}", line=definition.line, cell=definition.cell)
            for name, method in methods.items()
            if name not in own
        )
        return _with_inherited(definition, inherited)

    def _ancestors(self, definition: Definition, source: Source, seen: set[str]) -> Iterator[Definition]:
        """Yield the learner's own classes above this one, the nearest first."""
        for name in definition.bases:
            place = self._nearest(name, source)
            if place is None or name in seen:
                continue
            base = self._read(place).get(name)
            if base is not None:
                seen.add(name)
                yield base
                yield from self._ancestors(base, place, seen)

    def _nearest(self, name: str, source: Source) -> Source | None:
        """Return the file that most likely defines this base: the same one, or else one close by."""
        places = self._places.get(name, [])
        return max(places, key=lambda place: _common(place.name, source.name), default=None)

    def _read(self, source: Source) -> dict[str, Definition]:
        if source.name not in self._classes:
            found, _ = define(source)
            self._classes[source.name] = {item.name: item for item in found if item.kind == "class"}
        return self._classes[source.name]


def _with_inherited(definition: Definition, inherited: Iterable[Definition]) -> Definition:
    found = tuple(inherited)
    constructor = next((method for method in found if method.name == "__init__"), None)
    if constructor is None:
        return replace(definition, inherited=found)
    return replace(
        definition,
        inherited=found,
        arguments=constructor.arguments,
        optional=constructor.optional,
        variadic=constructor.variadic,
    )


def _common(one: str, other: str) -> tuple[bool, int]:
    steps = zip(one.split("/"), other.split("/"), strict=False)
    shared = 0
    for mine, theirs in steps:
        if mine != theirs:
            break
        shared += 1
    return one == other, shared
