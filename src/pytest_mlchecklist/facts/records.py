"""Written records: notes, whatever form their files have.

Understood are Markdown, TOML and YAML. In Markdown a note may be what stands below a heading, an item of a
list, a row of a table, or a file of its own, with or without front matter; in the others, a table or an
item of a list. A section is known by what its heading means, and places that are still to be filled in are
passed over.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.asserts import Mismatch
from pytest_mlchecklist.facts.headings import Names, normal
from pytest_mlchecklist.facts.notes import Note
from pytest_mlchecklist.facts.parsing import read_toml, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pytest_mlchecklist.facts.repository import Repository

FORMS = ("*.md", "*.markdown", "*.txt", "*.toml", "*.yaml", "*.yml")
"""The files in which a record may stand."""


def read_notes(
    repo: Repository, files: Iterable[str], sections: Mapping[str, Iterable[str]] | None = None
) -> list[Note]:
    """Return the notes of some files; templates that nobody has filled in are left out.

    Args:
        repo: Where the files lie.
        files: Their paths.
        sections: Further headings by the section that they open.

    Raises:
        Mismatch: A file cannot be read.
    """
    names = Names(sections)
    found = (note for path in files for note in _of_file(path, repo.text(path), names))
    return [note for note in found if not note.is_blank]


def is_unfinished(repo: Repository, files: Iterable[str], sections: Mapping[str, Iterable[str]]) -> bool:
    """Whether the files are only templates yet; one that can't be read is more than that."""
    try:
        return not read_notes(repo, files, sections)
    except Mismatch:
        return False


def _of_file(path: str, text: str, names: Names) -> list[Note]:
    match PurePosixPath(path).suffix.lower():
        case ".toml":
            return list(_of_tables(path, text, [read_toml(path, text)], names))
        case ".yaml" | ".yml":
            return list(_of_tables(path, text, read_yaml(path, text), names))
    from pytest_mlchecklist.facts.markdown import notes_of

    return notes_of(path, text, names)


def _of_tables(path: str, text: str, documents: list[Any], names: Names) -> Iterator[Note]:
    account = _account(documents, names)
    for title, table in _tables(documents):
        known = {names.key(str(key)) or normal(str(key)): value for key, value in table.items()}
        known = account | known
        told = "\n".join(f"{key}: {value}" for key, value in table.items() if names.key(str(key)) != "title")
        heading = str(known.get("title") or title or next(iter(table.values()), ""))
        sections = {key: str(value) for key, value in known.items()}
        yield Note(heading, told, sections, known, path, _line_of(heading, text))


def _account(documents: list[Any], names: Names) -> dict[str, str]:
    """Return whose record it is, where that is said beside all tables."""
    items = (item for top in documents if isinstance(top, dict) for item in top.items())
    said = [value for key, value in items if names.key(str(key)) == "account" and isinstance(value, str)]
    return {"account": said[0]} if said else {}


def _tables(value: Any, title: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the innermost tables, those that hold plain values."""
    inner = list(value.items()) if isinstance(value, dict) else []
    if isinstance(value, list):
        inner = [(title, item) for item in value]
    nested = [(str(key), item) for key, item in inner if _is_nested(item)]
    if nested:
        for key, item in nested:
            yield from _tables(item, key)
    elif isinstance(value, dict) and value:
        yield title, value


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_is_nested, value)))


def _line_of(title: str, text: str) -> int:
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if title and title in line), 1)
