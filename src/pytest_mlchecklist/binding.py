"""Bindings: which object of the repository is shown for a part."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pytest_mlchecklist.contract import Array, Given
from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.errors import ManifestError
from pytest_mlchecklist.targets import find_definition, locate, read_target

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        files: The files that are read, from the root, for a part that is not run.
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
    files: tuple[str, ...] = ()

    @property
    def is_declared(self) -> bool:
        """Whether the manifest names it, so that a failure is the learner's concern at once."""
        return self.how == DECLARED

    def target(self, root: Path) -> str:
        """Return the object as a manifest at `root` would name it."""
        place = self.module or Path(os.path.relpath(self.path, root)).as_posix()
        return f"{place}:{self.symbol}" if self.symbol else place


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
    read = {name: part for name, part in catalogue.parts.items() if part.is_read}
    declared = {name: _bind_declared(name, manifest, root) for name in manifest.code if name not in read}
    seen = _bind_read(read, manifest, root, discovery=discovery) if read else {}
    if not discovery:
        return Bindings(declared | seen)
    packs = [root / folder for folder in manifest.settings.packs]
    # Declared parts too: a comment `# mlchecklist: name` may name them.
    found = discover(root, wanted(catalogue), excluded=packs)
    discovered = {name: _bind_candidate(candidate, root) for name, candidate in found.candidates.items()}
    return Bindings(discovered | declared | seen, found.notes)


def wanted(catalogue: Catalogue) -> list[Wanted]:
    """Return what discovery looks for among definitions: every part of the catalogue that is run."""
    return [_want(part) for part in catalogue.parts.values() if not part.is_read]


def _want(part: Part) -> Wanted:
    arguments = part.contract.arguments
    needed = sum(not item.optional and isinstance(item.type, (Array, Given)) for item in arguments)
    names = (*(item.name for item in arguments), *part.options.get("takes", ()))
    spelled = tuple((name, tuple(others)) for name, others in part.options.get("spelled", {}).items())
    return Wanted(part.name, part.kind, part.names, names, needed, spelled)


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


def _bind_read(
    parts: Mapping[str, Part], manifest: Manifest, root: Path, *, discovery: bool
) -> dict[str, Binding]:
    """Return the bindings of the parts that are read: facts of the repository, and written records."""
    from pytest_mlchecklist.facts import places
    from pytest_mlchecklist.facts.repository import Repository

    repo, found = Repository(root), {}
    for name, part in parts.items():
        entry, place = manifest.code.get(name), None
        try:
            if entry is not None:
                place = places.find_declared(part, entry.target.place, repo)
            elif discovery:
                place = places.find(part, repo)
        except ManifestError as error:
            raise manifest.text.error("code", name, str(error)) from None
        if place is None:
            continue
        found[name] = Binding(
            name,
            place.path,
            "",
            DISCOVERED if entry is None else DECLARED,
            unfinished=place.unfinished,
            options=entry.options if entry else {},
            files=place.files,
        )
    return found


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
