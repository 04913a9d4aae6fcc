"""Reports in which every text is hostile: the worst that a learner's repository may hold."""

from __future__ import annotations

import dataclasses
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st

from .sample import sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_mlchecklist.report import Report

FRAGMENTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</pre></details></li></ul>",
    "\"' onmouseover=alert(1) x='",
    "<!-- ",
    "]]>",
    "&lt;b&gt; &amp; &#60;i>",
    "{{ report }}{% raw %}",
    "[bold red]x[/] [link=https://evil.example]y[/link] :smile:",
    "![a](https://evil.example/a.png) [b](javascript:alert(1)) <https://evil.example>",
    "https://evil.example www.evil.example someone@evil.example",
    " | | |\n|---|---|\n",
    "```\n~~~\n````",
    "`` ` ``",
    "\n\n# heading\n\n- [x] item\n\n> quote\n\n---\n\n",
    "\n\n[a]: https://evil.example 'title'\n\n",
    "\x1b[31mred\x1b[0m\x1b]8;;https://evil.example\x07link\x1b]8;;\x07\x1b[2J",
    "\x9b31m\x00\x07\x08\x7f",
    "\u202egnp.exe\u2066",
    "\ud800",
    "\r\noverwritten\r",
    "漢字🙂é\u200d\u0301",
    "\\",
    "*_~",
    "w" * 500,
)

hostile_texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=20), max_size=4).map("".join)
few = settings(max_examples=40, deadline=None, derandomize=True, database=None)


def rewritten(report: Report, text: Callable[[str], str]) -> Report:
    """Return the report with every text that it holds replaced, enumerations apart."""
    result: Report = _rewritten(report, text)
    return result


def filled(text: str) -> Report:
    """Return the sample with this text, numbered and between letters, in the place of every text."""
    number = count()
    return rewritten(sample(), lambda _: f"a{next(number)}{text}z")


def _rewritten(value: Any, text: Callable[[str], str]) -> Any:
    if type(value) is str:
        return text(value) if value else value
    if isinstance(value, tuple):
        return tuple(_rewritten(item, text) for item in value)
    if isinstance(value, dict):
        return {text(key): _rewritten(item, text) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            field.name: _rewritten(getattr(value, field.name), text) for field in dataclasses.fields(value)
        }
        return dataclasses.replace(value, **fields)
    return value
