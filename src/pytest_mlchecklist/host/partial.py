"""Loads the learner's modules statement by statement, leaving out what fails.

One package that is not installed, or one name that a newer library dropped, then costs
only the functions that need it, also when it is imported three files away.
"""

from __future__ import annotations

import ast
import importlib.machinery
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .neighbours import Neighbours
from .slicing import execute_slice, execute_statement, one_import_each

if TYPE_CHECKING:
    import types
    from collections.abc import Sequence


class WhatWorks(importlib.machinery.SourceFileLoader):
    """Executes a module as far as it goes; the whole of an `__init__`, the slice of others."""

    def exec_module(self, module: types.ModuleType) -> None:
        """Run the statements of the module one by one."""
        tree = ast.parse(self.get_source(self.name) or "")
        if Path(self.path).name != "__init__.py":
            execute_slice(tree, vars(module), self.path)
            return
        for statement in one_import_each(tree.body):
            execute_statement(statement, vars(module), self.path)


class Finder(importlib.machinery.PathFinder):
    """Finds modules below the learner's root and has them loaded as far as they go."""

    root = Path()

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of a module of the learner's, or None for all others."""
        spec = Neighbours.find_spec(fullname, path) or super().find_spec(fullname, path, target)
        if (
            spec is None
            or not spec.origin
            or not isinstance(spec.loader, importlib.machinery.SourceFileLoader)
        ):
            return None
        if not is_learners(Path(spec.origin), cls.root):
            return None
        spec.loader = WhatWorks(fullname, spec.origin)
        return spec


def is_learners(path: Path, root: Path) -> bool:
    """Return whether a file below `root` is the learner's own, and not an installed one."""
    return path.is_relative_to(root) and "site-packages" not in path.parts


def load_what_works(root: Path) -> None:
    """From now on, load the modules below `root` as far as they go."""
    Finder.root = root
    if Finder not in sys.meta_path:
        sys.meta_path.insert(0, Finder)
