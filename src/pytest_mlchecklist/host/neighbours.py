"""The learner's own modules that are called like others: which of the two an import means.

Python looks first in the folder of a script, so `import utils` means the file beside it. Here
the learner's folders come last, so that their `random.py` hides no real one. So what they
import is looked up before: where theirs and another exist, theirs is meant if it has all
the names that are asked of it, unless it is the standard library's and that has them too.
"""

from __future__ import annotations

import ast
import importlib
import importlib.machinery
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from .texts import Unreadable, parse, read_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType


class Neighbours:
    """Finds the modules that lie beside the learner's file."""

    places: ClassVar[dict[str, Path]] = {}

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of a module that the file means by this name, or None for all others."""
        del target
        place = cls.places.get(fullname) if path is None else None
        if place is None:
            return None
        inner = [str(place.parent)] if place.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(fullname, place, submodule_search_locations=inner)


def prefer_own(tree: ast.Module, path: Path, root: Path) -> None:
    """From now on let imports find the modules that this file, and those that it imports, mean."""
    places: dict[str, Path] = {}
    _collect(tree, path, root, places=places)
    for name, place in places.items():
        if name in sys.modules and getattr(sys.modules[name], "__file__", None) != str(place):
            for loaded in [one for one in sys.modules if one == name or one.startswith(f"{name}.")]:
                del sys.modules[loaded]
    Neighbours.places = places
    if Neighbours not in sys.meta_path:
        sys.meta_path.insert(0, Neighbours)


def _collect(tree: ast.Module, path: Path, root: Path, *, places: dict[str, Path]) -> None:
    for name, asked in _asked_of_others(tree).items():
        place = _beside(name, path, root)
        if place is None or name in places or not _is_meant(name, asked, place, root=root):
            continue
        places[name] = place
        _collect(_read(place), path, root, places=places)


def _asked_of_others(tree: ast.Module) -> dict[str, set[str]]:
    """Return what the file asks of each module that it imports, by the module's first name."""
    asked: dict[str, set[str]] = {}
    called: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and node.module:
            first, *rest = node.module.split(".")
            names = rest[:1] or [alias.name for alias in node.names if alias.name != "*"]
            asked.setdefault(first, set()).update(names)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                first, *rest = alias.name.split(".")
                asked.setdefault(first, set()).update(rest[:1])
                called[alias.asname or first] = first
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in called:
            asked[called[node.value.id]].add(node.attr)
    return asked


def _beside(name: str, path: Path, root: Path) -> Path | None:
    """Return the learner's module of this name that is nearest to the file."""
    folders = [folder for folder in path.parents if folder.is_relative_to(root)]
    places = (place for folder in folders for place in (folder / f"{name}.py", folder / name / "__init__.py"))
    return next((place for place in places if place.is_file() and place != path), None)


def _is_meant(name: str, asked: set[str], place: Path, *, root: Path) -> bool:
    elsewhere = [folder for folder in sys.path if not _is_learners(Path(folder), root)]
    is_standard = name in sys.stdlib_module_names
    if not is_standard and importlib.machinery.PathFinder.find_spec(name, elsewhere) is None:
        return True
    if not asked or not asked <= _names_in(place):
        return False
    return not is_standard or any(not hasattr(importlib.import_module(name), one) for one in asked)


def _is_learners(folder: Path, root: Path) -> bool:
    return folder.is_relative_to(root) and "site-packages" not in folder.parts


def _names_in(place: Path) -> set[str]:
    """Return the names that a module has: what it defines, imports and assigns, and its submodules."""
    names = set(_names_bound(_read(place)))
    if place.name == "__init__.py":
        names |= {inner.stem for inner in place.parent.iterdir()}
    return names


def _names_bound(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.alias):
            yield node.asname or node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _read(place: Path) -> ast.Module:
    try:
        trees = [parse(piece)[0] for piece in read_pieces(place)]
    except Unreadable:
        trees = []
    return next((tree for tree in trees if tree), ast.Module([], type_ignores=[]))
