"""The text of a manifest: where it stands, and which line an error is about."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.errors import ManifestError

if TYPE_CHECKING:
    from pathlib import Path

PYPROJECT = "pyproject.toml"

_OUR_TABLE = re.compile(r"^\s*\[+\s*tool\s*\.\s*mlchecklist\b", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """The manifest's own text, so that an error can name the line.

    Attributes:
        name: The file's name.
        lines: Its lines.
        header: What the tables' headers begin with: '' or 'tool.mlchecklist'.
    """

    name: str
    lines: tuple[str, ...] = ()
    header: str = ""

    def error(self, table: str, key: str, problem: str) -> ManifestError:
        """Return the error that `key` of `table` has this problem."""
        label = f"[{table}] {key}".strip() if table else key
        return ManifestError(f"{self.name}:{self._line(table, key)}: {label}: {problem}")

    def _line(self, table: str, key: str) -> int:
        wanted, current = _join(self.header, table), ""
        spelling = re.compile(rf"""\s*(?:{re.escape(table)}\.)?["']?{re.escape(key)}["']?\s*[.=]""")
        for number, line in enumerate(self.lines, 1):
            if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
                current = header[1].replace('"', "").replace("'", "")
                if current == _join(wanted, key):
                    return number
            elif current in (wanted, self.header) and spelling.match(line):
                return number
        # An inline table, or a key spelt with escapes: the first line that mentions it.
        return next((number for number, line in enumerate(self.lines, 1) if key in line), 1)


def has_table(pyproject: Path) -> bool:
    """Whether this pyproject.toml says something to us; it need not be valid."""
    try:
        return _OUR_TABLE.search(pyproject.read_text("utf-8", "replace")) is not None
    except OSError:
        return False


def load(path: Path, *, header: str = "") -> tuple[Text, dict[str, Any]]:
    """Return the text of a TOML file and what it says.

    Raises:
        ManifestError: It cannot be read, is not UTF-8, or is not valid TOML.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return Text(path.name, tuple(text.splitlines()), header), tomllib.loads(text)
    except OSError as error:
        message = f"{path.name}: cannot be read: {error.strerror}"
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"{path.name}:{line}: is not UTF-8"
    except tomllib.TOMLDecodeError as error:
        message = _explain(path.name, str(error), text)
    raise ManifestError(message)


def _explain(name: str, problem: str, text: str) -> str:
    # tomllib ends its messages with '(at line 3, column 7)' or '(at end of document)'.
    words, _, place = problem.rstrip(")").rpartition(" (at ")
    number = re.search(r"line (\d+)", place)
    line = int(number[1]) if number else text.count("\n") + 1
    return f"{name}:{line}: is not valid TOML: {words}"


def _join(*tables: str) -> str:
    return ".".join(filter(None, tables))
