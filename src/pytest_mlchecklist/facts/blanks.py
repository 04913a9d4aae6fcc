"""Text that stands for text still to be written."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FORMS = re.compile(
    r"<[^<>\n]{1,80}>"  # <your words>; an address in pointed brackets is no word either
    r"|\[(?!\d+\])[^\[\]\n]{0,80}\](?![(\[:])"  # [your words], but no link and no [1]
    r"|\{\{.*?\}\}|\$\{.*?\}"
    r"|https?://\S+"
    r"|\b(?:write|put|add|insert|fill in|your)\b[^.\n]{0,40}\bhere\b"
    r"|\b(?:coming soon|to be (?:done|written|added))\b"
    r"|\b(?:TODO|TBD|TBA|FIXME|XXX+)\b.*",
    re.IGNORECASE,
)
_LOREM = "lorem ipsum"
_DENSE = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"  # no blanks between words
_WORD = re.compile(rf"[{_DENSE}]{{2}}|[^\W\d_{_DENSE}]{{2,}}")


def without_comments(text: str) -> str:
    """Return the text as a reader of the page sees it; its lines keep their numbers."""
    return _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)


def own_words(text: str) -> list[str]:
    """Return the words that somebody wrote: not those of a template, lorem ipsum, a TODO or an address.

    Where a script sets no words apart, as in Chinese, two letters count as one.
    """
    seen = without_comments(text)
    return [] if _LOREM in seen.lower() else _WORD.findall(_FORMS.sub(" ", seen))


def is_blank(text: str) -> bool:
    """Whether nobody has written anything yet."""
    return not own_words(text)
