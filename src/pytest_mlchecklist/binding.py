"""Bindings: which object of the repository is shown for a part."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.errors import ManifestError
from pytest_mlchecklist.targets import find_definition, locate, read_target

if TYPE_CHECKING:
    from pytest_mlchecklist.catalogue import Catalogue
    from pytest_mlchecklist.discovery import Candidate
    from pytest_mlchecklist.manifest import Entry, Manifest
    from pytest_mlchecklist.skill import Part

DECLARED, DISCOVERED = "declared", "discovered"


@dataclass(frozen=True)
class Binding:
    """The object that is shown for one part.

    Attributes:
        part: The part's name.
        path: The file that holds the object, absolute.
        symbol: The object in it, such as 'Dense'.
        how: 'declared' or 'discovered'.
        module: The module's dotted name when the manifest names a module, else ''.
        line: The line of its definition, or 0 when only running the file would tell.
        why: Why discovery chose it.
        also_seen: Other places that define the same.
        unfinished: Whether it is only a placeholder yet.
        options: What the manifest tells the convention besides.
    """

    part: str
    path: Path
    symbol: str
    how: str
    module: str = ""
    line: int = 0
    why: str = ""
    also_seen: tuple[str, ...] = ()
    unfinished: bool = False
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def is_declared(self) -> bool:
        """Whether the manifest names it, so that a failure is the learner's concern at once."""
        return self.how == DECLARED

    def target(self, root: Path) -> str:
        """Return the object as a manifest at `root` would name it."""
        return f"{self.module or Path(os.path.relpath(self.path, root)).as_posix()}:{self.symbol}"


@dataclass(frozen=True)
class Bindings:
    """What is shown for each part.

    Attributes:
        by_part: The binding of every bound part, by the part's name.
        notes: What a reader should know, such as the files that could not be read.
    """

    by_part: dict[str, Binding] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def started(self, part: str) -> Binding | None:
        """Return the binding of a part that is bound to more than a placeholder."""
        binding = self.by_part.get(part)
        return None if binding is None or binding.unfinished else binding

    def to_json(self) -> str:
        """Return the bindings as a text, for another process."""
        return msgspec.json.encode(self, enc_hook=str).decode()

    @staticmethod
    def from_json(text: str) -> Bindings:
        """Return the bindings that `to_json` wrote."""
        return msgspec.json.decode(text, type=Bindings, dec_hook=lambda _, value: Path(value))


def bind(manifest: Manifest, catalogue: Catalogue, root: Path, *, discovery: bool = True) -> Bindings:
    """Return what the repository shows for each part: what is declared, and else what is found.

    Raises:
        ManifestError: A declared object isn't there.
    """
    declared = {name: _bind_declared(name, manifest, root) for name in manifest.code}
    if not discovery:
        return Bindings(declared)
    # Declared parts too: a comment `# mlchecklist: name` may name them.
    wanted = [_want(part) for part in catalogue.parts.values()]
    packs = [root / folder for folder in manifest.settings.packs]
    found = discover(root, wanted, excluded=packs)
    discovered = {name: _bind_candidate(candidate, root) for name, candidate in found.candidates.items()}
    return Bindings(discovered | declared, found.notes)


def _want(part: Part) -> Wanted:
    arguments = tuple(argument.name for argument in part.contract.arguments)
    return Wanted(part.name, part.kind, part.names, arguments)


def _bind_declared(name: str, manifest: Manifest, root: Path) -> Binding:
    entry: Entry = manifest.code[name]
    try:
        path = locate(entry.target, root)
        definition = find_definition(entry.target, path, root)
    except ManifestError as error:
        raise manifest.text.error("code", name, str(error)) from None
    return Binding(
        name,
        path,
        entry.target.symbol,
        DECLARED,
        module=entry.target.module,
        line=definition.line,
        unfinished=definition.unfinished,
        options=entry.options,
    )


def _bind_candidate(candidate: Candidate, root: Path) -> Binding:
    target = read_target(candidate.target)
    path = root / target.place
    return Binding(
        candidate.part,
        path,
        target.symbol,
        DISCOVERED,
        line=find_definition(target, path, root).line,
        why=candidate.why,
        also_seen=candidate.also_seen,
        unfinished=candidate.unfinished,
    )
