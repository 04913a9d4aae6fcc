"""What a written record points to: papers, changes, pages and days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_URL = re.compile(r"https?://[^\s<>\"'`|\]]+")
_ARXIV = re.compile(
    r"arxiv(?:\.org/(?:abs|pdf|html)/|\s*(?:id)?\s*[:=]?\s*)(?:\[|\")?"
    r"((?:\d{4}\.\d{4,5}|[a-z\-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?)(?!\d)",
    re.IGNORECASE,
)
_DOI = re.compile(r"\b(10\.\d{4,9}/[-._;()/:a-z0-9]+)", re.IGNORECASE)  # as Crossref recommends
_PULL = re.compile(
    r"https?://([\w.\-]+)/([\w.\-/]+?)/(?:-/)?(?:pull|pulls|pull-requests|merge_requests)/(\d+)(?!\d)"
)
_COMMIT = re.compile(r"https?://([\w.\-]+)/([\w.\-/]+?)/(?:-/)?commits?/([0-9a-f]{7,40})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = f"({'|'.join(_MONTHS)})[a-z]*"
_WORDED = re.compile(
    rf"\b(?:(\d{{1,2}})\.?\s+{_NAMED}|{_NAMED}\s+(\d{{1,2}})),?\s+(\d{{4}})\b", re.IGNORECASE
)
_NEW_ARXIV, _LONG_ARXIV = (2007, 4), (2015, 1)


@dataclass(frozen=True)
class Identifier:
    """What names one paper or one change, and nothing else.

    Attributes:
        kind: 'arxiv', 'doi', 'pull request' or 'commit'.
        value: Such as '1706.03762', '10.1038/nature14539', 'owner/name#12' or 'owner/name@1a2b3c4'.
        site: Where a change lies, such as 'github.com'; '' for a paper.
    """

    kind: str
    value: str
    site: str = ""


def links_in(text: str) -> tuple[str, ...]:
    """Return the addresses of pages, each once."""
    found = (match[0].rstrip(".,;:!?*_)") for match in _URL.finditer(text))
    return tuple(dict.fromkeys(found))


def identifiers_in(text: str) -> tuple[Identifier, ...]:
    """Return the identifiers that parse, each once; an arXiv id of month 13 does not."""
    return tuple(dict.fromkeys(_identifiers(text)))


def _identifiers(text: str) -> Iterator[Identifier]:
    for match in _ARXIV.finditer(text):
        if _is_arxiv(match[1]):
            yield Identifier("arxiv", match[1].lower())
    for match in _DOI.finditer(text):
        yield Identifier("doi", match[1].rstrip(".,;:)").lower())
    for match in _PULL.finditer(text):
        yield Identifier("pull request", f"{match[2]}#{match[3]}", match[1].lower())
    for match in _COMMIT.finditer(text):
        yield Identifier("commit", f"{match[2]}@{match[3]}", match[1].lower())


def _is_arxiv(text: str) -> bool:
    """Whether the month of an id exists, and its number has as many digits as that month's have."""
    new = re.match(r"(\d{2})(\d{2})\.(\d+)", text)
    if new is None:
        return True  # the old form: hep-th/9901001
    when = (2000 + int(new[1]), int(new[2]))
    digits = 5 if when >= _LONG_ARXIV else 4
    return when >= _NEW_ARXIV and 1 <= when[1] <= len(_MONTHS) and len(new[3]) == digits and int(new[3]) > 0


def arxiv_number(value: float) -> str:
    """Return an arXiv id that a parser of YAML or TOML took for a number, with the zeros at its end."""
    year, month = divmod(int(value), 100)
    return f"{value:.5f}" if (2000 + year, month) >= _LONG_ARXIV else f"{value:.4f}"


def dates_in(text: str) -> tuple[date, ...]:
    """Return the days that a text names: 2026-05-02, 2 May 2026, May 2, 2026."""
    found = [(int(year), int(month), int(day)) for year, month, day in _ISO.findall(text)]
    for day_before, month_after, month_before, day_after, year in _WORDED.findall(text):
        month = _MONTHS.index((month_after or month_before)[:3].lower()) + 1
        found.append((int(year), month, int(day_before or day_after)))
    return tuple(dict.fromkeys(day for given in found if (day := _day(*given))))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
