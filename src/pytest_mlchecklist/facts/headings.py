"""What the pieces of a written record are called, and what is meant by it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "abstract": ("summary", "in my words", "in my own words", "tldr", "tl dr", "overview", "main idea"),
    "claim": ("claims", "main claim", "main contribution", "hypothesis"),
    "conclusion": ("conclusions", "takeaway", "takeaways", "what i learned", "what i learnt", "findings"),
    "evidence": ("experiments", "support", "proof"),
    "limitation": ("limitations", "weakness", "weaknesses", "criticism", "critique", "caveats"),
    "method": ("methods", "approach", "how it works"),
    "question": ("questions", "open question", "open questions", "unclear"),
    "result": ("results",),
    "why": ("why it matters", "motivation"),
}
"""Sections of a note by the name that a check asks for."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "account": ("my account", "github", "gitlab", "codeberg", "github account", "username", "login"),
    "arxiv": ("arxiv id",),
    "author": ("authors", "by"),
    "change": ("pr", "pull request", "merge request", "commit", "issue"),
    "code": ("implementation",),
    "date": ("read on", "day", "when"),
    "doi": (),
    "identifier": ("id",),
    "link": ("links", "url", "source", "paper", "reference", "references"),
    "project": ("repository", "repo"),
    "role": ("status",),
    "title": ("name",),
    "what": ("what i did", "description", "note", "notes"),
    "year": ("venue",),
}
"""Short facts of a note by the name that a check asks for."""

_LONGEST = 4


class Names:
    """The names that a record's pieces may have: those known here, and a page's own."""

    def __init__(self, further: Mapping[str, Iterable[str]] | None = None) -> None:
        given = further or {}
        sections = dict(SECTIONS) | {name: (*SECTIONS.get(name, ()), *words) for name, words in given.items()}
        self._sections = dict(_meanings(sections))
        self._known = dict(_meanings(FIELDS)) | self._sections

    def section(self, heading: str) -> str:
        """Return which section a heading opens, or '' when it is the title of something."""
        words = normal(heading)
        if words in self._sections:
            return self._sections[words]
        if len(words.split()) > _LONGEST:
            return ""
        inside = (name for word, name in self._sections.items() if f" {word} " in f" {words} ")
        return next(inside, "")

    def key(self, text: str) -> str:
        """Return which section or field a key names, or ''."""
        return self._known.get(normal(text), "")


def _meanings(names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    return ((word, name) for name, words in names.items() for word in (name, *words))


def normal(heading: str) -> str:
    """Return a heading in small letters, without numbers and marks: '2. *Unclear*?' as 'unclear'."""
    return " ".join(re.findall(r"[^\W\d_]+", heading.lower().replace("'", "")))
