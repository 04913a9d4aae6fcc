"""`mlchecklist discover`: which code of the repository is shown for which part, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from pytest_mlchecklist.commands.screen import columns, heading, indented, line, show, unbroken
from pytest_mlchecklist.renderers.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from pytest_mlchecklist.binding import Binding
    from pytest_mlchecklist.commands.repository import Repository
    from pytest_mlchecklist.skill import Part

_SCHEMA_VERSION = 1
_SAID_IN_MANIFEST = "declared in the manifest"


def discover(repository: Repository, *, as_json: bool, everything: bool) -> None:
    """Print what was found, or the same as JSON; with `everything` also what was not found."""
    if as_json:
        click.echo(json.dumps(_plain(repository), indent=2))
    else:
        show(_page(repository, everything=everything))


def reasons(shown: Binding) -> str:
    """Return why an object was chosen, and what else was seen."""
    why = _SAID_IN_MANIFEST if shown.is_declared else shown.why
    return f"{why}; also seen: {', '.join(shown.also_seen)}" if shown.also_seen else why


def missing(repository: Repository) -> list[str]:
    """Return the names of the parts for which nothing was found, in the catalogue's order."""
    found = repository.bindings.by_part
    return [name for name in repository.catalogue.parts if name not in found]


def in_order(repository: Repository, *, unfinished: bool) -> list[Binding]:
    """Return the code that was found, in the catalogue's order: what is begun, or what is not yet."""
    shown = [_shown(repository, part) for part in repository.catalogue.parts.values() if not part.is_read]
    return [binding for binding in shown if binding and binding.unfinished == unfinished]


def read_in_order(repository: Repository) -> list[Binding]:
    """Return the parts that are read and have a file, such as a README, in the catalogue's order."""
    shown = [_shown(repository, part) for part in repository.catalogue.parts.values() if part.is_read]
    return [binding for binding in shown if binding]


def _shown(repository: Repository, part: Part) -> Binding | None:
    return repository.bindings.by_part.get(part.name)


def _plain(repository: Repository) -> dict[str, Any]:
    found = repository.bindings.by_part
    return {
        "schema_version": _SCHEMA_VERSION,
        "parts": [
            _plain_part(repository, found[name]) for name in repository.catalogue.parts if name in found
        ],
        "missing": missing(repository),
        "notes": list(repository.bindings.notes),
    }


def _plain_part(repository: Repository, shown: Binding) -> dict[str, Any]:
    return {
        "part": shown.part,
        "skill": repository.catalogue.skill_of[shown.part].id,
        "target": repository.place(shown),
        "line": shown.line,
        "how": shown.how,
        "why": shown.why,
        "also_seen": list(shown.also_seen),
        "started": not shown.unfinished,
    }


def _page(repository: Repository, *, everything: bool) -> Iterator[RenderableType]:
    begun = in_order(repository, unfinished=False)
    total, absent = sum(not part.is_read for part in repository.catalogue.parts.values()), missing(repository)
    yield line((f"Code for {len(begun)} of {count(total, 'part')} was found", "bold"))
    for shown in begun:
        yield from _finding(repository, shown)
    if idle := in_order(repository, unfinished=True):
        yield heading("Not started: only the place of an answer is there")
        for shown in idle:
            yield from _finding(repository, shown)
    if read := read_in_order(repository):
        yield heading("Looked at, not run: the files of the repository")
        yield columns((shown.part, repository.place(shown)) for shown in read)
    if repository.bindings.notes:
        yield heading("Left out")
        yield columns(("·", note) for note in repository.bindings.notes)
    if absent and everything:
        yield heading("Not found")
        yield columns((name, repository.catalogue.skill_of[name].title) for name in absent)
    elif absent:
        yield line(("\nmlchecklist discover --all names what was not found too.", "dim"))


def _finding(repository: Repository, shown: Binding) -> Iterator[RenderableType]:
    number = f", line {shown.line}" if shown.line else ""
    yield line()
    yield unbroken((shown.part, "bold"), "  ", (repository.place(shown), "cyan"), (number, "dim"))
    yield indented(line(reasons(shown)))
