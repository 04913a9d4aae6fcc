"""Files that are written for programs, each read by a well-kept parser."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import yaml

from pytest_mlchecklist.asserts import Mismatch

if TYPE_CHECKING:
    from collections.abc import Callable


def read_toml(name: str, text: str) -> dict[str, Any]:
    """Return what a TOML file says.

    Raises:
        Mismatch: It is not valid TOML; so do the others here.
    """
    table: dict[str, Any] = _parsed(tomllib.loads, name, text, "TOML")
    return table


def read_json(name: str, text: str) -> Any:
    """Return what a JSON file says; lines that are comments, as editors allow them, are passed over."""
    bare = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    return _parsed(json.loads, name, bare, "JSON")


def read_yaml(name: str, text: str) -> list[Any]:
    """Return the documents of a YAML file."""
    documents: list[Any] = _parsed(lambda given: list(yaml.safe_load_all(given)), name, text, "YAML")
    return documents


def _parsed(parse: Callable[[str], Any], name: str, text: str, form: str) -> Any:
    try:
        return parse(text.removeprefix("\ufeff"))
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        place = f"{name}:{_line_of(error, text)}"
        raise Mismatch(f"{place}: {_reason(error)}", f"{name} to be valid {form}") from None


def _line_of(error: Exception, text: str) -> int:
    """Return the line of a parser's error; each parser keeps it elsewhere."""
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    said = re.search(r"line (\d+)", str(error))
    return int(said[1]) if said else getattr(error, "lineno", text.count("\n") + 1)


def _reason(error: Exception) -> str:
    said = getattr(error, "problem", None) or str(error) or type(error).__name__
    return " ".join(str(said).split("\n")[0].partition(" (at ")[0].split())
