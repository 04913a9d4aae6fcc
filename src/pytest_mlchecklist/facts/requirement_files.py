"""The packages that a repository asks for, from the files in which pip, uv, Poetry and conda look."""

from __future__ import annotations

import ast
import configparser
import contextlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from packaging.requirements import InvalidRequirement, Requirement

from pytest_mlchecklist.asserts import Mismatch
from pytest_mlchecklist.facts.parsing import read_toml, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILES = (
    "/pyproject.toml", "/requirements*.txt", "/requirements*.in", "/requirements/*.txt", "/requirements/*.in",
    "/environment*.yml", "/environment*.yaml", "/conda*.yml", "/conda*.yaml", "/Pipfile",
    "/setup.cfg", "/setup.py",
)  # fmt: skip
"""Where they lie, as patterns for `Repository.files`."""

_SETTING = re.compile(r"\s--[a-z].*$")  # --hash=… after a requirement
_ADDRESS = re.compile(r"^(?:[a-z+]+://|[a-z+]*git\+|\.{0,2}/|\.$|[\w.\-/]+\.whl$)", re.IGNORECASE)


def read_requirements(name: str, text: str) -> list[Requirement]:
    """Return the packages that a file asks for; what it takes from an address is left out.

    Raises:
        Mismatch: It does not parse, or a line of it names no package.
    """
    base = PurePosixPath(name).name.lower()
    if base.endswith((".yml", ".yaml")):
        return list(_read(name, _of_conda(read_yaml(name, text))))
    if base == "pyproject.toml":
        return list(_read(name, _of_pyproject(read_toml(name, text))))
    if base == "pipfile":
        return list(_read(name, _of_tables(read_toml(name, text), "packages", "dev-packages")))
    if base == "setup.cfg":
        return list(_read(name, _of_setup_cfg(text)))
    return list(_read(name, _of_setup_py(text) if base == "setup.py" else _of_pip(text)))


def _read(name: str, lines: Iterable[tuple[int, str]]) -> Iterator[Requirement]:
    for number, line in lines:
        try:
            yield Requirement(line)
        except InvalidRequirement:
            place = f"{name}:{number}" if number else name
            raise Mismatch(f"{place}: {line!r} names no package", "a package and its versions") from None


def _of_pip(text: str) -> Iterator[tuple[int, str]]:
    lines = re.sub(r"\\\n", " ", text.removeprefix("\ufeff")).splitlines()
    for number, line in enumerate(lines, 1):
        bare = _SETTING.sub("", re.sub(r"(^|\s)#.*$", "", line)).strip()
        if bare and not bare.startswith("-") and not _ADDRESS.match(bare):
            yield number, bare


def _of_pyproject(table: dict[str, Any]) -> Iterator[tuple[int, str]]:
    project, tool = _table(table, "project"), _table(table, "tool")
    groups = [*_lists(_table(project, "optional-dependencies")), *_lists(_table(table, "dependency-groups"))]
    for group in (_list(project, "dependencies"), *groups):
        yield from ((0, item) for item in group if isinstance(item, str))
    poetry = _table(tool, "poetry")
    yield from _of_tables(poetry, "dependencies", "dev-dependencies")
    for group in _table(poetry, "group").values():
        yield from _of_tables(group, "dependencies")


def _of_setup_cfg(text: str) -> Iterator[tuple[int, str]]:
    settings = configparser.RawConfigParser(strict=False)
    with contextlib.suppress(configparser.Error):
        settings.read_string(text)
    asked = settings.get("options", "install_requires", fallback="")
    yield from ((0, line.strip()) for line in asked.splitlines() if line.strip())


def _of_setup_py(text: str) -> Iterator[tuple[int, str]]:
    """Yield what `setup(install_requires=[…])` asks for in so many words; the file is not run."""
    with contextlib.suppress(SyntaxError, ValueError):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.keyword) and node.arg == "install_requires":
                items = (item for item in ast.walk(node.value) if isinstance(item, ast.Constant))
                yield from ((item.lineno, item.value) for item in items if isinstance(item.value, str))


def _of_tables(table: dict[str, Any], *keys: str) -> Iterator[tuple[int, str]]:
    """Yield the names alone: Poetry and Pipenv spell versions in their own ways."""
    for key in keys:
        yield from ((0, name) for name in _table(table, key) if name != "python")


def _of_conda(documents: list[Any]) -> Iterator[tuple[int, str]]:
    asked = _list(documents[0], "dependencies") if documents and isinstance(documents[0], dict) else []
    for item in asked:
        if isinstance(item, dict):
            yield from ((0, line) for line in _list(item, "pip") if not str(line).startswith(("-", ".")))
        else:
            # `conda-forge::numpy=1.26=py311` asks for numpy.
            yield 0, re.split(r"[\s=<>!~\[]", str(item).rpartition("::")[2].strip(), maxsplit=1)[0]


def _table(table: Any, key: str) -> dict[str, Any]:
    found = table.get(key) if isinstance(table, dict) else None
    return found if isinstance(found, dict) else {}


def _list(table: Any, key: str) -> list[Any]:
    found = table.get(key) if isinstance(table, dict) else None
    return found if isinstance(found, list) else []


def _lists(table: dict[str, Any]) -> list[list[Any]]:
    return [value for value in table.values() if isinstance(value, list)]
