"""Under which name a file of the learner's is imported: as a module of its package, where it has one.

A file that imports its neighbours relatively has a package even if nobody wrote an
`__init__.py`: then the folders from the root on down are taken for packages.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def package_folder(path: Path) -> Path:
    """Return the outermost folder with an `__init__.py` above the file, or the file itself."""
    outermost = path
    for folder in path.parents:
        if not (folder / "__init__.py").is_file():
            break
        outermost = folder
    return outermost


def dotted(path: Path, tree: ast.Module, root: Path) -> list[str]:
    """Return the module's name in steps; an installed package of that name is not replaced."""
    package = package_folder(path)
    depth = len(path.relative_to(package).parts)
    if _furthest_step(tree) > depth and path.is_relative_to(root):
        inner = path.relative_to(root).with_suffix("").parts
        return [f"mlchecklist_{_digest(root)}", *(step.replace(".", "_") for step in inner)]
    if package == path:
        return [f"mlchecklist_{_digest(path)}_{path.stem}".replace(".", "_").replace("-", "_")]
    steps = [package.name, *path.relative_to(package).with_suffix("").parts]
    if _is_installed(package):
        steps[0] = f"mlchecklist_{_digest(package)}_{package.name}"
    return steps[:-1] if steps[-1] == "__init__" else steps


def outer_folders(path: Path, names: list[str]) -> Iterator[tuple[list[str], Path]]:
    """Yield the name and the folder of every package around the module, the outermost first."""
    inner = path.parent if path.name == "__init__.py" else path
    for depth in range(1, len(names)):
        yield names[:depth], inner.parents[len(names) - 1 - depth]


def _furthest_step(tree: ast.Module) -> int:
    """Return how many folders up the file's relative imports reach: 1 for `from .layers import Dense`."""
    return max((node.level for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)), default=0)


def _digest(path: Path) -> str:
    """Return what tells a file from others of its name: every chapter has a utils.py."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:8]


def _is_installed(package: Path) -> bool:
    found = sys.modules.get(package.name)
    origin = getattr(found, "__file__", None) or _origin(package.name)
    return origin is not None and Path(origin).parent != package


def _origin(name: str) -> str | None:
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    return spec.origin if spec else None
