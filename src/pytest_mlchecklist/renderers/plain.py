"""Plain text: what a learner's code printed, without anything that a terminal or a page would obey."""

from __future__ import annotations

import dataclasses
import re
from typing import TypeVar

T = TypeVar("T")

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor movements
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # titles, hyperlinks
    r"|\x1b[ -/]*[0-Z\\^_`a-~]"  # everything else of two bytes or three
)
# Controls but for tab and newline, marks that turn the direction of text, and halves of surrogate pairs.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return the text without escape sequences, control characters and lone surrogates."""
    unescaped = _ESCAPES.sub("", text)
    return _UNPRINTABLE.sub("", unescaped.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(value: T) -> T:
    """Return the same report, or any part of one, with every text in it plain."""
    return _cleaned(value)  # type: ignore[return-value]


def _cleaned(value: object) -> object:
    if type(value) is str:
        return plain(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(item) for item in value)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value, **{field.name: _cleaned(getattr(value, field.name)) for field in dataclasses.fields(value)}
        )
    return value


def shortened(text: str, limit: int) -> str:
    """Return the text, or its first `limit` characters and how many more there are."""
    left_out = len(text) - limit
    return text if left_out <= 0 else f"{text[:limit]}… ({left_out:,} more characters)"


def one_line(text: str, limit: int = 300) -> str:
    """Return the text on one line, shortened."""
    return shortened(" ".join(text.split()), limit)
