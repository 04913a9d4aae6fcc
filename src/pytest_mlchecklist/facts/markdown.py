"""Notes from Markdown: by headings, list items or rows of a table, however the learner divides them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from pytest_mlchecklist.facts.blanks import is_blank, without_comments
from pytest_mlchecklist.facts.headings import normal
from pytest_mlchecklist.facts.identifiers import identifiers_in, links_in
from pytest_mlchecklist.facts.notes import Note
from pytest_mlchecklist.facts.parsing import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from pytest_mlchecklist.facts.headings import Names

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_KEYED = re.compile(
    r"^\s*(?:[-*+]\s+)?[*_]{0,2}([^\W\d_][\w ]{0,30}?)[*_]{0,2}\s*:[*_]{0,2}[ \t]*(.*)$", re.MULTILINE
)
_MARKER = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?")
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]{1,2}")


@dataclass
class _Part:
    """A heading with what stands under it.

    Attributes:
        level: 1 for '#', 0 for the whole file.
        title: The heading.
        line: Its line, counted from 0.
        body: The lines between it and the next heading.
        items: The line and the text of each item of a list in the body.
        rows: The line and the cells of each row of a table in the body.
        parts: The deeper headings.
    """

    level: int
    title: str
    line: int
    body: str = ""
    items: list[tuple[int, str]] = field(default_factory=list)
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that stands under the heading."""
        inner = (f"{'#' * part.level} {part.title}\n{part.text}" for part in self.parts)
        return "\n".join([self.body, *inner]).strip()


def notes_of(path: str, text: str, names: Names) -> list[Note]:
    """Return the notes of a Markdown file.

    A heading whose inner headings are sections (Abstract, Conclusion …) is one note. Where there
    are no sections, each item of a list that points to something is one, or each row of a
    table, or else each innermost heading.

    Raises:
        Mismatch: What stands before the text, between lines of three dashes, is not valid YAML.
    """
    text = without_comments(text)
    front, text = _front_matter(path, text)
    outline = _outline(text, str(front.get("title", "")))
    return list(_Reader(path, _account(outline, names) | front, names).notes(outline))


def _account(top: _Part, names: Names) -> dict[str, Any]:
    """Return whose record it is, where that is said above all notes."""
    heads = [top, *(top.parts if len(top.parts) == 1 else ())]
    lines = (found for head in heads for found in _KEYED.findall(head.body))
    said = [value.strip() for key, value in lines if names.key(key) == "account"]
    return {"account": said[0]} if said else {}


def _front_matter(path: str, text: str) -> tuple[dict[str, Any], str]:
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    documents = read_yaml(path, "\n" + found[1])
    front = documents[0] if documents and isinstance(documents[0], dict) else {}
    return {str(key): value for key, value in front.items()}, "\n" * found[0].count("\n") + text[
        found.end() :
    ]


@dataclass(frozen=True)
class _Reader:
    """Divides one file into notes."""

    path: str
    front: dict[str, Any]
    names: Names

    def notes(self, part: _Part) -> Iterator[Note]:
        """Yield the notes under a heading."""
        inner = [note for child in part.parts for note in self.notes(child)]
        pieces = list(self._pieces(part))
        is_note = self._has_sections(part) and not self._has_notes(part)
        if is_note or (identifiers_in(f"{part.title}\n{part.body}") and not pieces):
            yield self._note(part)
        elif pieces or inner:
            yield from (*pieces, *inner)
        elif part.body.strip() or part.level:
            yield self._note(part)

    def _has_sections(self, part: _Part) -> bool:
        return any(self.names.section(child.title) for child in part.parts)

    def _has_notes(self, part: _Part) -> bool:
        """Whether headings with sections of their own lie deeper."""
        others = [child for child in part.parts if not self.names.section(child.title)]
        return any(self._has_sections(child) or self._has_notes(child) for child in others)

    def _note(self, part: _Part) -> Note:
        front = {self.names.key(key) or normal(key): value for key, value in self.front.items()}
        keyed = self._keyed(part.body)
        inner = {self.names.section(child.title) or normal(child.title): child.text for child in part.parts}
        told = {name: str(value) for name, value in front.items()} | keyed
        title = part.title or str(front.get("title", "")) or _first_words(part.body)
        return Note(title, part.text, told | inner, front | keyed, self.path, part.line + 1)

    def _pieces(self, part: _Part) -> Iterator[Note]:
        """Yield a note for each item that points somewhere, and for each row."""
        if not self._are_fields([item for _, item in part.items]):
            for line, item in part.items:
                if links_in(item) or identifiers_in(item):
                    told = self._shared | self._keyed(item)
                    yield Note(_first_words(item), item, told, told, self.path, line + 1)
        for line, cells in part.rows:
            told = {self.names.key(head) or normal(head): cell for head, cell in cells.items()}
            told = self._shared | told
            yield Note(
                next(iter(cells.values()), ""), "\n".join(cells.values()), told, told, self.path, line + 1
            )

    @property
    def _shared(self) -> dict[str, str]:
        """What is said above all notes and holds for each: whose they are."""
        return {"account": str(self.front["account"])} if "account" in self.front else {}

    def _keyed(self, text: str) -> dict[str, str]:
        found = ((self.names.key(key), value.strip()) for key, value in _KEYED.findall(text))
        return {key: value for key, value in found if key}

    def _are_fields(self, items: list[str]) -> bool:
        """Whether the items of a list are the facts of one note: each has a key, and no key comes twice."""
        heads = (_KEYED.match(_MARKER.sub("", item)) for item in items)
        keys = Counter(self.names.key(head[1]) if head else "" for head in heads)
        return "" not in keys and max(keys.values(), default=0) == 1


def _outline(text: str, title: str) -> _Part:
    lines, tokens = text.split("\n"), MarkdownIt("commonmark").enable("table").parse(text)
    top = _Part(0, title, 0)
    path, begin = [top], 0
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            path[-1].body = "\n".join(lines[begin : token.map[0]])
            part = _Part(int(token.tag[1]), _plain(tokens[index + 1].content), token.map[0])
            path = [*(outer for outer in path if outer.level < part.level), part]
            path[-2].parts.append(part)
            begin = token.map[1]
        elif token.type == "list_item_open" and token.level == 1 and token.map:
            path[-1].items.append((token.map[0], "\n".join(lines[slice(*token.map)])))
        elif token.type == "table_open":
            path[-1].rows += _rows(tokens[index:])
    path[-1].body = "\n".join(lines[begin:])
    return top


def _rows(tokens: list[Token]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line and the cells, by their columns' heads, of each row of the table that begins here."""
    line = 0
    heads: list[str] = []
    cells: list[str] = []
    for index, token in enumerate(tokens):
        if token.type == "table_close":
            return
        if token.type == "tr_open" and token.map:
            line, cells = token.map[0], []
        elif token.type == "th_open":
            heads.append(_plain(tokens[index + 1].content))
        elif token.type == "td_open":
            cells.append(tokens[index + 1].content)
        elif token.type == "tr_close" and cells:
            yield line, dict(zip(heads, cells, strict=False))


def _first_words(text: str) -> str:
    lines = (line for line in text.splitlines() if not is_blank(line) or links_in(line))
    return _plain(_MARKER.sub("", next(lines, "")))[:80]


def _plain(text: str) -> str:
    return _MARKUP.sub(lambda found: found[1] or "", text).strip()
