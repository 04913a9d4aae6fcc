"""Targets: how a manifest names an object of the repository, and where that object lies.

Everything is read from the syntax tree; nothing of the learner's is imported.
"""

from __future__ import annotations

import ast
import os
import sys
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_mlchecklist import definitions, sources
from pytest_mlchecklist.errors import ManifestError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FILES = (".py", ".ipynb")
_FORMS = "'path/file.py:Symbol', 'notebook.ipynb:Symbol' or 'package.module:Symbol'"


@dataclass(frozen=True)
class Target:
    """An object as a manifest names it.

    Attributes:
        place: A file's path from the root, or a module's dotted name.
        symbol: The object in it, such as 'Dense' or 'Dense.forward'; '' for a part that is read.
    """

    place: str
    symbol: str

    def __str__(self) -> str:
        return f"{self.place}:{self.symbol}"

    @property
    def module(self) -> str:
        """The module's dotted name, or '' when a file is named."""
        return "" if self.place.endswith(_FILES) else self.place


@dataclass(frozen=True)
class Definition:
    """What a file says about one symbol: its line, and whether it is only a placeholder."""

    line: int = 0
    unfinished: bool = False


def read_target(text: str) -> Target:
    """Return the target that `text` spells.

    Raises:
        ManifestError: It has none of the three forms.
    """
    place, _, symbol = text.strip().rpartition(":")
    target = Target(place.replace("\\", "/"), symbol)
    is_module = all(step.isidentifier() for step in place.split("."))
    if not (place.endswith(_FILES) or is_module) or not all(map(str.isidentifier, symbol.split("."))):
        raise refuse_form(text)
    return target


def read_place(text: str) -> Target:
    """Return the target of a part that is read: a file or a folder, without an object in it."""
    return Target(text.strip().replace("\\", "/"), "")


def refuse_form(text: str) -> ManifestError:
    """Return the error that a target has none of the three forms."""
    return ManifestError(f"{text!r} is not of the form {_FORMS}")


def locate(target: Target, root: Path) -> Path:
    """Return the file that holds the target.

    Raises:
        ManifestError: There is no such file or module.
    """
    if not target.module:
        return _locate_file(target.place, root)
    path = _find_module(target.module, root)
    if path is None:
        message = f"the module {target.module} isn't in this repository, nor installed here"
        raise ManifestError(message)
    return path


def find_definition(target: Target, path: Path, root: Path) -> Definition:
    """Return what the file says about the target's symbol.

    Raises:
        ManifestError: The file can be parsed and has no such symbol.
    """
    source = sources.read(path, root if path.is_relative_to(root) else path.parent)
    found, problems = definitions.define(source)
    methods = (method for item in found for method in item.methods)
    named = {item.qualified: item for item in (*found, *methods)}
    if target.symbol in named:
        return Definition(named[target.symbol].line, named[target.symbol].unfinished)
    trees = [tree for tree, _ in map(sources.parse, source.pieces) if tree]
    if source.problem or problems or any(_binds(tree, target.symbol) for tree in trees):
        return Definition()
    message = f"{target.place} has no {target.symbol}{nearest(target.symbol, named)}"
    raise ManifestError(message)


def _locate_file(place: str, root: Path) -> Path:
    path = Path(os.path.abspath(root / place))  # noqa: PTH100 - resolve() would follow links
    if path.is_file():
        return path
    known = [found.relative_to(root).as_posix() for found in sources.walk(root)]
    namesakes = [name for name in known if name.rsplit("/", 1)[-1] == Path(place).name]
    message = f"{place} isn't there{nearest(place, namesakes or known)}"
    raise ManifestError(message)


def _find_module(name: str, root: Path) -> Path | None:
    # PathFinder, unlike importlib.util.find_spec, does not import the parent packages.
    folders: Sequence[str] | None = [str(root), str(root / "src"), *sys.path]
    spec = None
    for step in name.split("."):
        spec = PathFinder.find_spec(step, folders) if folders else None
        if spec is None:
            return None
        folders = list(spec.submodule_search_locations or ())
    return Path(spec.origin) if spec and spec.origin and spec.origin.endswith(".py") else None


def _binds(tree: ast.Module, symbol: str) -> bool:
    """Whether the file brings the symbol in a way of which only running it would tell more."""
    first, *rest = symbol.split(".")
    brought = {name for node in _outer_nodes(tree.body) for name in _names_brought(node)}
    if first in brought or "*" in brought:
        return True
    nodes = _outer_nodes(tree.body)
    classes = [node for node in nodes if isinstance(node, ast.ClassDef) and node.name == first]
    # What a class inherits, or computes in its body, does not stand in its own text.
    return bool(rest) and any(node.bases or _assigns(node, rest[0]) for node in classes)


def _assigns(node: ast.ClassDef, name: str) -> bool:
    return any(name in _names_brought(inner) for inner in _outer_nodes(node.body))


def _outer_nodes(body: Sequence[ast.AST]) -> Iterator[ast.AST]:
    """Yield the nodes that lie in no function and no class of `body`, those two themselves included."""
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))


def _names_brought(node: ast.AST) -> list[str]:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [(alias.asname or alias.name).split(".")[0] for alias in node.names]
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return [node.id]
    return []
