"""`mlchecklist init`: a manifest from what discovery finds, with a comment for every line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from pytest_mlchecklist.commands.contract_words import lesson
from pytest_mlchecklist.commands.discover import in_order, reasons
from pytest_mlchecklist.commands.repository import write_new
from pytest_mlchecklist.commands.screen import columns, heading, line, show
from pytest_mlchecklist.errors import ChecklistError, nearest
from pytest_mlchecklist.manifest import FILE_NAME
from pytest_mlchecklist.manifest_text import PYPROJECT
from pytest_mlchecklist.renderers.plain import one_line, plain
from pytest_mlchecklist.renderers.words import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pytest_mlchecklist.binding import Binding
    from pytest_mlchecklist.commands.repository import Repository
    from pytest_mlchecklist.skill import Part

_HEAD = """\
# What this repository shows of the machine-learning checklist. `pytest --mlchecklist` checks it.
#
# A part that is named under [code] is one that you stand for: from then on, a failed check of it
# fails the run. Take its line out, and it is searched for again, and a failure fails nothing.

[code]
"""
_TAIL = """\

# What a run has to reach, or else it fails:
#
# [gate]
# fail_under = 5                                          # percent of all skills
# require = ["entry/networks/dense_neural_networks"]      # these ids, or globs such as "entry/*"
# ratchet = true                                          # no tick may be lost

# Skills that you leave out, and why:
#
# [excuse]
# "advanced/training/multi_tpu_training" = "no TPU to be had here"
"""

_CODE = "path/to/your_file.py:your_code"
_EXAMPLES = {"repository": ".", "evidence": "path/to/your_notes.md"}


def init(repository: Repository, *, ask: bool) -> None:
    """Write a manifest into a repository that has none.

    Raises:
        ChecklistError: It has one.
    """
    path = repository.root / FILE_NAME
    if repository.manifest.exists or path.exists():
        place = repository.manifest.text.name if repository.manifest.exists else FILE_NAME
        table = " has a table [tool.mlchecklist]" if place == PYPROJECT else " is there"
        message = f"{place}{table} already, and is left as it is"
        raise ChecklistError(message)
    found = in_order(repository, unfinished=False)
    omitted = _ask(repository, found) if ask and found else frozenset()
    write_new(path, manifest_text(repository, omitted))
    declared = len(found) - len(omitted)
    click.echo(f"{FILE_NAME} names code for {count(declared, 'part')}. Next: pytest --mlchecklist")


def manifest_text(repository: Repository, omitted: Collection[str] = ()) -> str:
    """Return a manifest that declares what was found, but for the parts to leave out."""
    sections = []
    for skill in repository.catalogue.skills:
        lines = [entry for part in skill.parts for entry in _entry(part, repository, omitted)]
        if lines:
            sections.append("\n".join((f"# {one_line(skill.title)}: {skill.id}", *lines)))
    return f"{_HEAD}\n" + "\n\n".join(sections) + f"\n{_TAIL}"


def _entry(part: Part, repository: Repository, omitted: Collection[str]) -> Iterator[str]:
    shown = repository.bindings.by_part.get(part.name)
    if shown is None:
        example = _quoted(_EXAMPLES.get(part.kind, _CODE))
        yield f"# {part.name} = {example}  # not found: {_comment(lesson(part))}"
        return
    if part.is_read:
        yield f"# {part.name} = {_quoted(plain(repository.place(shown)))}  # looked at without a line too"
        return
    place = repository.place(shown)
    yield f"# {_comment(reasons(shown))}"
    if shown.unfinished:
        yield f"# {part.name} = {_quoted(place)}  # not started"
    elif part.name in omitted or not _can_be_written(shown, place):
        yield f"# {part.name} = {_quoted(plain(place))}  # left out"
    else:
        yield f"{part.name} = {_quoted(place)}"


def _can_be_written(shown: Binding, place: str) -> bool:
    """Whether a manifest can name the file: not if its name holds a control character or a backslash."""
    return plain(place) == place and shown.path.is_file()


def _comment(text: str) -> str:
    return one_line(plain(text))


def _quoted(text: str) -> str:
    # A string of JSON is one of TOML too.
    return json.dumps(text, ensure_ascii=False)


def _ask(repository: Repository, found: list[Binding]) -> frozenset[str]:
    """Show what was found, and return the parts that the learner leaves out."""
    show((heading("Found"), columns((shown.part, repository.place(shown)) for shown in found), line()))
    names = {shown.part for shown in found}
    while True:
        question = "Write these? Press Enter, or name the parts to leave out"
        answer = click.prompt(question, default="", show_default=False)
        omitted = frozenset(answer.replace(",", " ").split())
        if omitted <= names:
            return omitted
        for name in sorted(omitted - names):
            click.echo(f"{name} is not among them{nearest(name, names)}")
