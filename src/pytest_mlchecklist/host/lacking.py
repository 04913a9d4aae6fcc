"""Libraries that are not installed: told by the names that a slice goes without."""

from __future__ import annotations

import ast
import importlib.util
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNDEFINED = re.compile(r"name '(\w+)' is not defined")


def lacking(text: str, source: str) -> str:
    """Return " (No module named 'pandas')" where a text says that a name of that library is not defined.

    Args:
        text: What is told of an error.
        source: The text of the file.
    """
    found = _UNDEFINED.search(text)
    module = next((module for name, module in _imported(source) if name == found[1]), "") if found else ""
    return f" (No module named {module!r})" if module and not _is_there(module) else ""


def _imported(source: str) -> Iterator[tuple[str, str]]:
    """Yield each name that the file imports, with the library that it is of."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):  # a notebook with a broken cell
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((alias.asname or alias.name, node.module.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.Import):
            parts = [(alias.asname, alias.name.split(".")[0]) for alias in node.names]
            yield from ((name or module, module) for name, module in parts)


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False
