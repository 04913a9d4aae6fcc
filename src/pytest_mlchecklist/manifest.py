"""The manifest: what a repository's mlchecklist.toml says, or its [tool.mlchecklist] table."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import msgspec

from pytest_mlchecklist.errors import ManifestError, nearest
from pytest_mlchecklist.targets import Target, read_target

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pytest_mlchecklist.catalogue import Catalogue

FILE_NAME = "mlchecklist.toml"

Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]
Effort = Literal["quick", "standard", "thorough"]


_FREE_TABLES = {"code": str | dict[str, Any], "excuse": str, "gate.level_under": Percent}
_WORDS = {
    "int": "a number",
    "float": "a number",
    "str": "a text",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}


class Gate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The [gate] table; its options are described in docs/manifest.md."""

    fail_under: Percent | None = None
    require: tuple[str, ...] = ()
    level_under: dict[str, Percent] = {}
    ratchet: bool | str = False


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole manifest, as it is written."""

    python: str | None = None
    timeout: Annotated[float, msgspec.Meta(gt=0)] | None = None
    strict: bool = False
    discovery: bool = True
    packs: tuple[str, ...] = ()
    effort: Effort | None = None
    code: dict[str, str | dict[str, Any]] = {}
    gate: Gate = Gate()
    excuse: dict[str, str] = {}


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


@dataclass(frozen=True)
class Entry:
    """One line of [code]: the object shown for a part, and what its convention is told besides."""

    target: Target
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """A manifest that has been read.

    Attributes:
        settings: Its settings; the defaults when there is no manifest.
        code: What is shown for each part, by the part's name.
        text: Its text, to name a line in an error.
        exists: Whether the repository has one.
    """

    settings: Settings = field(default_factory=Settings)
    code: dict[str, Entry] = field(default_factory=dict)
    text: Text = field(default_factory=lambda: Text(FILE_NAME))
    exists: bool = False


def has_manifest(folder: Path) -> bool:
    """Whether the folder holds a manifest, in a file of its own or in its pyproject.toml."""
    return (folder / FILE_NAME).is_file() or _PYPROJECT_TABLE.search(_pyproject_text(folder)) is not None


def read(root: Path) -> Manifest:
    """Return the manifest of the repository at `root`, or the defaults when it has none.

    Raises:
        ManifestError: It cannot be read, or says what no manifest can say.
    """
    file, pyproject = root / FILE_NAME, root / "pyproject.toml"
    in_pyproject = _PYPROJECT_TABLE.search(_pyproject_text(root)) is not None
    if file.is_file() and in_pyproject:
        message = f"{FILE_NAME} and [tool.mlchecklist] in pyproject.toml are both there; keep one of them"
        raise ManifestError(message)
    if in_pyproject:
        lines, table = _load(pyproject)
        return _convert(Text(pyproject.name, lines, "tool.mlchecklist"), table["tool"]["mlchecklist"])
    return _convert(*_load_own(file)) if file.is_file() else Manifest()


_PYPROJECT_TABLE = re.compile(r"^\s*\[+\s*tool\s*\.\s*mlchecklist\b", re.MULTILINE)


def _pyproject_text(folder: Path) -> str:
    try:
        return (folder / "pyproject.toml").read_text("utf-8", "replace")
    except OSError:
        return ""


def _load_own(file: Path) -> tuple[Text, dict[str, Any]]:
    lines, table = _load(file)
    return Text(file.name, lines), table


def _load(path: Path) -> tuple[tuple[str, ...], dict[str, Any]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return tuple(text.splitlines()), tomllib.loads(text)
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


def _convert(text: Text, table: dict[str, Any]) -> Manifest:
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise _name_field(text, table, str(error)) from None
    for id_, reason in settings.excuse.items():
        if not reason.strip():
            raise text.error("excuse", id_, "say why, in a few words")
    code = {part: _read_entry(text, part, value) for part, value in settings.code.items()}
    return Manifest(settings, code, text, exists=True)


def _name_field(text: Text, table: dict[str, Any], problem: str) -> ManifestError:
    """Turn msgspec's "Expected `int`, got `str` - at `$.gate.fail_under`" into ours."""
    said, _, path = problem.partition(" - at `$")
    steps = re.findall(r"\w+", re.sub(r"\[.*?\]", "", path))
    if unknown := re.match(r"Object contains unknown field `(.*)`", said):
        known = (Gate if steps == ["gate"] else Settings).__struct_fields__
        return text.error(".".join(steps), unknown[1], f"unknown field{nearest(unknown[1], known)}")
    if "[...]" in path:
        steps.append(_wrong_key(table, steps))
    return text.error(".".join(steps[:-1]), steps[-1], _reword(said))


def _wrong_key(table: dict[str, Any], steps: list[str]) -> str:
    """Return the key whose value msgspec refuses; of a table with free keys it does not say which."""
    for step in steps:
        table = table[step]
    return next(key for key, value in table.items() if not _fits(value, _FREE_TABLES[".".join(steps)]))


def _fits(value: object, wanted: Any) -> bool:
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError:
        return False
    return True


def _reword(said: str) -> str:
    if said.startswith("Invalid enum value"):
        return f"{said.split()[-1]} is none of {', '.join(get_args(Effort))}"
    words = re.sub(r"`([\w |]+)`", lambda types: _in_words(types[1]), said)
    return words[0].lower() + words[1:]


def _in_words(types: str) -> str:
    return " or ".join(_WORDS[name] for name in types.split(" | ") if name != "null")


def _read_entry(text: Text, part: str, value: str | dict[str, Any]) -> Entry:
    options = dict(value) if isinstance(value, dict) else {"target": value}
    target = options.pop("target", None)
    if not isinstance(target, str):
        raise text.error("code", part, 'needs target = "path/file.py:Symbol"')
    try:
        return Entry(read_target(target), options)
    except ManifestError as error:
        raise text.error("code", part, str(error)) from None



def _join(*tables: str) -> str:
    return ".".join(filter(None, tables))


def refuse_unknown(manifest: Manifest, catalogue: Catalogue) -> None:
    """Refuse names of parts, skills and levels that the catalogue does not have.

    Raises:
        ManifestError: The first such name, with the nearest right spelling.
    """
    ids, gate = [skill.id for skill in catalogue.skills], manifest.settings.gate
    known: tuple[tuple[str, str, Iterable[str], Iterable[str]], ...] = (
        ("code", "part", manifest.code, catalogue.parts),
        ("excuse", "skill", manifest.settings.excuse, ids),
        ("gate.level_under", "level", gate.level_under, catalogue.levels),
    )
    for table, word, names, right in known:
        for name in names:
            if name not in right:
                raise manifest.text.error(table, name, f"there is no such {word}{nearest(name, right)}")
    for pattern in gate.require:
        if not catalogue.matching(pattern):
            raise manifest.text.error("gate", "require", f"no skill matches {pattern}{nearest(pattern, ids)}")
