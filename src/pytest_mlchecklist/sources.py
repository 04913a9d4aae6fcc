"""The learner's files: which belong to them, and what stands in each; nothing is imported."""

from __future__ import annotations

import ast
import io
import json
import os
import re
import tokenize
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pathspec import GitIgnoreSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

# A notebook carries its pictures with it, so it may be larger than a module.
_LARGEST = {".py": 2_000_000, ".ipynb": 20_000_000}

# Folders whose name begins with a dot (.git, .venv, .ipynb_checkpoints …) are never entered either.
_NOT_THEIRS = frozenset(
    {"__pycache__", "build", "dist", "node_modules", "site-packages", "third_party", "vendor", "vendored"}
    | {"mlchecklist-report"}
)
_ENVIRONMENT_MARKS = ("pyvenv.cfg", "conda-meta")

# After these cell magics comes Python whose definitions stay; after all others they do not.
_PLAIN_CELL_MAGICS = frozenset({"%%time", "%%capture"})
_MAGIC = re.compile(r"^(\s*)[%!?].*$", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """Text that is parsed in one go: a whole module, or one cell of a notebook.

    Attributes:
        text: The text, its lines ended by a newline alone.
        cell: Which cell of the notebook, counted from 0; None for a module.
    """

    text: str
    cell: int | None = None


@dataclass(frozen=True)
class Source:
    """What stands in one file.

    Attributes:
        path: The file.
        name: Its path from the root, with forward slashes.
        pieces: Its text; () when it could not be read.
        problem: Why it could not be read, in words that follow the name; '' when it could.
    """

    path: Path
    name: str
    pieces: tuple[Piece, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class _Ignored:
    """One .gitignore file."""

    folder: Path
    spec: GitIgnoreSpec

    def says(self, path: Path, *, is_folder: bool) -> bool | None:
        """Whether it leaves `path` out; None when it says nothing about it."""
        name = path.relative_to(self.folder).as_posix()
        return self.spec.check_file(name + "/" if is_folder else name).include


def walk(root: Path) -> Iterator[Path]:
    """Yield the learner's own .py and .ipynb files under `root`, in a fixed order.

    What a .gitignore leaves out, virtual environments, vendored and built code and links are passed over.
    """
    folders: list[tuple[Path, tuple[_Ignored, ...]]] = [(root, ())]
    while folders:
        folder, outer = folders.pop()
        ignored = (*outer, *_ignored_here(folder))
        inner = []
        for entry in _entries(folder):
            path = folder / entry.name
            if _is_theirs(entry) and not _is_ignored(path, ignored, is_folder=entry.is_dir()):
                if entry.is_dir():
                    inner.append((path, ignored))
                else:
                    yield path
        folders.extend(reversed(inner))


def read(path: Path, root: Path) -> Source:
    """Return what stands in `path`; whatever is wrong with it is said, never raised."""
    name = path.relative_to(root).as_posix()
    try:
        size, limit = path.stat().st_size, _LARGEST.get(path.suffix, _LARGEST[".py"])
        if size > limit:
            return Source(path, name, problem=f"is larger than {limit // 1_000_000} MB, so it was not read")
        text = _decode(path.read_bytes())
        pieces = tuple(_cells(text)) if path.suffix == ".ipynb" else (Piece(text),)
    except OSError as error:
        return Source(path, name, problem=f"cannot be read: {error.strerror}")
    except (SyntaxError, UnicodeError, LookupError):
        return Source(path, name, problem="is not UTF-8, and names no encoding that fits it")
    except (ValueError, TypeError, AttributeError, RecursionError):
        # Only _cells raises these: the JSON is broken, or something else than a notebook.
        return Source(path, name, problem="is not a notebook that can be read")
    return Source(path, name, pieces)


def parse(piece: Piece) -> tuple[ast.Module | None, str]:
    """Return the syntax tree of a piece and '', or None and why there is none."""
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


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_theirs(entry: os.DirEntry[str]) -> bool:
    # Links are left out: they loop, lead outside, or show a file a second time.
    if entry.is_symlink() or entry.name.startswith("."):
        return False
    if not entry.is_dir():
        return entry.is_file() and Path(entry.name).suffix in _LARGEST
    is_environment = any(Path(entry.path, mark).exists() for mark in _ENVIRONMENT_MARKS)
    return not (entry.name in _NOT_THEIRS or entry.name.endswith(".egg-info") or is_environment)


def _ignored_here(folder: Path) -> Iterator[_Ignored]:
    try:
        lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
        yield _Ignored(folder, GitIgnoreSpec.from_lines(lines))
    except (OSError, ValueError):
        return


def _is_ignored(path: Path, ignored: tuple[_Ignored, ...], *, is_folder: bool) -> bool:
    # The nearest .gitignore that says anything decides, as in git.
    said = (rules.says(path, is_folder=is_folder) for rules in reversed(ignored))
    return next((answer for answer in said if answer is not None), False)


def _decode(content: bytes) -> str:
    encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def _cells(text: str) -> Iterator[Piece]:
    for number, cell in enumerate(json.loads(text).get("cells", [])):
        code = _code_of(cell)
        magic, _, body = code.lstrip().partition("\n")
        if magic.split(" ")[0] in _PLAIN_CELL_MAGICS:
            yield Piece("\n" + body, number)
        elif code and not magic.startswith("%%"):
            yield Piece(code, number)


def _code_of(cell: dict[str, Any]) -> str:
    if cell.get("cell_type") != "code":
        return ""
    return "".join(cell.get("source", "")).replace("\r\n", "\n")


def _tree(text: str) -> ast.Module:
    with warnings.catch_warnings():
        # An unknown escape in a string is the learner's affair; under -W error it would even raise.
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _without_magics(text: str, problem: str) -> tuple[ast.Module | None, str]:
    try:
        # `pass` keeps the lines' numbers, and a block that held only a magic stays a block.
        return _tree(_MAGIC.sub(r"\1pass", text)), ""
    except SyntaxError as error:
        return None, _explain(error)
    except (ValueError, RecursionError, MemoryError):
        return None, problem


def _explain(error: SyntaxError) -> str:
    line = f"line {error.lineno or 1}"
    if "Missing parentheses in call" in error.msg or "multiple exception types" in error.msg:
        return f"is written for Python 2 ({line})"
    return f"is not valid Python ({line}: {error.msg})"
