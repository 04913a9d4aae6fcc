"""Repositories that functions of sample files write, as learners keep them."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Callable
from pathlib import Path


def writers(path: Path) -> list[str]:
    """Return the functions of a sample file that write a repository; the others help them."""
    functions = [
        node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)
    ]
    return [node.name for node in functions if len(node.args.args) == 1 and not node.name.startswith("_")]


def writer(path: Path, name: str) -> Callable[[Path], None]:
    """Return a function of a sample file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)
