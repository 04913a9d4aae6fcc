"""The text of a learner's file, parsed as a whole or cell by cell; nothing is run."""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A notebook carries its pictures with it, so it may be larger than a module.
LARGEST = {".py": 2_000_000, ".ipynb": 20_000_000}

# After these cell magics comes Python whose definitions stay; after all others they do not.
_PLAIN_CELL_MAGICS = frozenset({"%%time", "%%capture"})
# `!ls`, `%time x`, `?x`, `x?`, and `x = !ls`; a line that ends in a backslash goes on.
_MAGIC = re.compile(
    r"^([ \t]*)(?:(\w+[ \t]*=[ \t]*)[%!]|[%!?]|[\w.]+\?\??[ \t]*$)((?:.*\\\n)*).*$", re.MULTILINE
)


class Unreadable(Exception):
    """A file that can't be read; the message follows its name."""


@dataclass(frozen=True)
class Piece:
    """Text that is parsed in one go: a whole module, or one cell of a notebook.

    Attributes:
        text: The text, its lines ended by a newline alone.
        cell: Which cell of the notebook, counted from 0; None for a module.
    """

    text: str
    cell: int | None = None


def read_pieces(path: Path) -> tuple[Piece, ...]:
    """Return the text of a module, or of each cell of a notebook that holds Python.

    Raises:
        Unreadable: It is too large, no text, or no notebook.
    """
    try:
        size, limit = path.stat().st_size, LARGEST.get(path.suffix, LARGEST[".py"])
        if size > limit:
            message = f"is larger than {limit // 1_000_000} MB, so it was not read"
            raise Unreadable(message)
        text = _decode(path.read_bytes())
        return tuple(_cells(text)) if path.suffix == ".ipynb" else (Piece(text),)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise Unreadable(message) from error
    except (SyntaxError, UnicodeError, LookupError) as error:
        message = "is not UTF-8, and names no encoding that fits it"
        raise Unreadable(message) from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        # Only _cells raises these: the JSON is broken, or something else than a notebook.
        message = "is not a notebook that can be read"
        raise Unreadable(message) from error


def parse(piece: Piece) -> tuple[ast.Module | None, str]:
    """Return the syntax tree of a piece and '', or None and why there is none."""
    if "\0" in piece.text:
        # Python's own words for it differ from version to version.
        return None, "holds a null byte, so it is no text"
    try:
        return _tree(piece.text), ""
    except SyntaxError as error:
        problem = _explain(error)
    except (ValueError, RecursionError, MemoryError):
        problem = "holds what Python cannot parse"
    if piece.cell is None:
        return None, problem
    # Only now: a line may begin with % or ! in the middle of an ordinary expression.
    return _without_magics(piece.text, problem)


def _decode(content: bytes) -> str:
    encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def _cells(text: str) -> Iterator[Piece]:
    notebook = json.loads(text)
    # Format 3, of before 2015, keeps the cells on worksheets.
    sheets = notebook.get("worksheets", ()) if notebook.get("cells") is None else (notebook,)
    for number, cell in enumerate(cell for sheet in sheets for cell in sheet["cells"]):
        code = _code_of(cell)
        magic, _, body = code.lstrip().partition("\n")
        if magic.split(" ")[0] in _PLAIN_CELL_MAGICS:
            yield Piece("\n" + body, number)
        elif code and not magic.startswith("%%"):
            yield Piece(code, number)


def _code_of(cell: dict[str, Any]) -> str:
    if cell.get("cell_type") != "code":
        return ""
    return "".join(cell.get("source", cell.get("input", ""))).replace("\r\n", "\n")


def _tree(text: str) -> ast.Module:
    with warnings.catch_warnings():
        # An unknown escape in a string is the learner's affair; under -W error it would even raise.
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _without_magics(text: str, problem: str) -> tuple[ast.Module | None, str]:
    try:
        return _tree(_MAGIC.sub(_nothing, text)), ""
    except SyntaxError as error:
        return None, _explain(error)
    except (ValueError, RecursionError, MemoryError):
        return None, problem


def _nothing(magic: re.Match[str]) -> str:
    """Return what keeps the lines' numbers, and a block that held only a magic a block."""
    indent, assigned, continued = magic.groups()
    kept = f"{assigned}None" if assigned else "pass"
    return indent + kept + "\n" * continued.count("\n")


def _explain(error: SyntaxError) -> str:
    line = f"line {error.lineno or 1}"
    if "Missing parentheses in call" in error.msg or "multiple exception types" in error.msg:
        return f"is written for Python 2 ({line})"
    return f"is not valid Python ({line}: {error.msg})"
