"""Notes: what a learner has written down, one piece for each thing that it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.facts.blanks import is_blank, own_words
from pytest_mlchecklist.facts.headings import normal
from pytest_mlchecklist.facts.identifiers import arxiv_number, dates_in, identifiers_in, links_in

if TYPE_CHECKING:
    from datetime import date

    from pytest_mlchecklist.facts.identifiers import Identifier

_HEADS = re.compile(
    r"^\s*(?:#.*$|(?:[-*+]\s+)?[*_]{0,2}[^\W\d_][\w ]{0,30}[*_]{0,2}\s*:(?!//))", re.MULTILINE
)


@dataclass(frozen=True)
class Note:
    """What is written about one paper, one change, one day.

    Attributes:
        title: Its heading, or its first words.
        text: All of it, as it is written.
        sections: The text under each inner heading, by what the heading means, such as 'abstract',
            or by the heading itself in small letters.
        fields: Its short facts, such as 'date' or 'identifier', by their names.
        path: Its file, from the root.
        line: The line where it begins.
    """

    title: str
    text: str
    sections: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    path: str = ""
    line: int = 1

    @property
    def place(self) -> str:
        """Where it stands, such as 'notes/papers.md:12'."""
        return f"{self.path}:{self.line}"

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses that it holds."""
        return links_in(self._all)

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """The papers and changes that it names, by identifiers that parse."""
        return identifiers_in(self._all)

    @property
    def dates(self) -> tuple[date, ...]:
        """The days that it names."""
        return dates_in(self._all)

    @property
    def is_blank(self) -> bool:
        """Whether it is only a template yet: no words beside headings and keys, and no paper or change."""
        return not self.identifiers and is_blank(_HEADS.sub("", self.text))

    def said(self, *names: str) -> str:
        """Return what a section or field of one of these names says, the first that says anything, or ''."""
        for name in names:
            text = str(self.sections.get(name) or self.fields.get(name) or "")
            if not is_blank(text) or identifiers_in(text) or dates_in(text):
                return text.strip()
        return ""

    def words(self, *names: str) -> list[str]:
        """Return the words that somebody wrote in a section; without a name, in the whole note."""
        return own_words(self.said(*map(normal, names)) if names else f"{self.title}\n{self.text}")

    @property
    def _all(self) -> str:
        facts = "\n".join(_in_words(name, value) for name, value in self.fields.items())
        return f"{self.title}\n{facts}\n{self.text}"


def _in_words(name: str, value: Any) -> str:
    """Return a fact as a line; what stands alone under 'id' is the number of a paper."""
    if name not in {"arxiv", "identifier"}:
        return f"{name}: {value}"
    return f"arxiv: {arxiv_number(value) if isinstance(value, float) else value}"
