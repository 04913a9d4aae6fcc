"""What a command prints: as wide as the terminal, in colour only there, and in signs that it can show."""

from __future__ import annotations

import os
import shutil
import sys
from io import StringIO
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pytest_mlchecklist.renderers.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

_WIDEST = 100  # longer lines are hard to read
_IN_ASCII = str.maketrans(
    {"·": "-", "→": "->", "−": "-", "–": "-", "…": "...", "×": "x", "²": "^2", "√": "sqrt ", "≤": "<="}
    | {"≥": ">=", "✓": "+", "✗": "x", "✎": "*", "◐": "~", "○": "o", "“": '"', "”": '"', "°": " deg"}
)


def show(blocks: Iterable[RenderableType]) -> None:
    """Print blocks of text, one below the other."""
    coloured = _is_coloured()
    console = Console(
        file=StringIO(),
        width=min(shutil.get_terminal_size().columns, _WIDEST),
        force_terminal=coloured,
        color_system="standard" if coloured else None,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as captured:
        for block in blocks:
            console.print(block, crop=False)
    text = "\n".join(line.rstrip() for line in captured.get().split("\n"))
    click.echo(_encodable(text), nl=False, color=coloured)


def line(*pieces: str | tuple[str, str]) -> Text:
    """Return one line; a piece is a text, or a text and its style."""
    cleaned = [plain(piece) if isinstance(piece, str) else (plain(piece[0]), piece[1]) for piece in pieces]
    return Text.assemble(*cleaned)


def heading(text: str) -> Text:
    """Return a heading with an empty line above."""
    return line("\n", (text, "bold"))


def unbroken(*pieces: str | tuple[str, str]) -> Text:
    """Return one line that stays whole, so that a path in it can be copied."""
    text = line(*pieces)
    text.no_wrap, text.overflow = True, "ignore"
    return text


def indented(block: RenderableType, by: int = 2) -> Padding:
    """Return a block that stands further to the right."""
    return Padding(block, (0, 0, 0, by), expand=False)


def columns(rows: Iterable[tuple[str, str]], style: str = "bold", by: int = 2) -> Padding:
    """Return two columns: short words, and beside them what may run over several lines."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style=style)
    table.add_column(overflow="fold")
    for left, right in rows:
        table.add_row(line(left), line(right))
    return indented(table, by)


def _is_coloured() -> bool:
    # https://no-color.org: any text that is not empty
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _encodable(text: str) -> str:
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_IN_ASCII).encode(encoding, "replace").decode(encoding)
    return text
