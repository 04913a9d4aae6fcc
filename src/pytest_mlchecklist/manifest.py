"""The manifest: what a repository's mlchecklist.toml says, or its [tool.mlchecklist] table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import msgspec

from pytest_mlchecklist.errors import ManifestError, nearest
from pytest_mlchecklist.manifest_text import PYPROJECT, Text, has_table, load
from pytest_mlchecklist.targets import Target, read_place, read_target, refuse_form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pytest_mlchecklist.catalogue import Catalogue
    from pytest_mlchecklist.skill import Part

FILE_NAME = "mlchecklist.toml"
ENTRY_OPTIONS = {"axes": ("features-first", "examples-first")}
"""What a line of [code] may say of any part besides its target, and the values that it may have."""

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
    return (folder / FILE_NAME).is_file() or has_table(folder / PYPROJECT)


def read(root: Path) -> Manifest:
    """Return the manifest of the repository at `root`, or the defaults when it has none.

    Raises:
        ManifestError: It cannot be read, or says what no manifest can say.
    """
    own, shared = (root / FILE_NAME).is_file(), has_table(root / PYPROJECT)
    if own and shared:
        message = f"{FILE_NAME} and [tool.mlchecklist] in {PYPROJECT} are both there; keep one of them"
        raise ManifestError(message)
    if shared:
        text, table = load(root / PYPROJECT, header="tool.mlchecklist")
        return _convert(text, table["tool"]["mlchecklist"])
    return _convert(*load(root / FILE_NAME)) if own else Manifest()


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
        return f"{said.rsplit(maxsplit=1)[-1]} is none of {', '.join(get_args(Effort))}"
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
        # Whether a part is read, so that it has no symbol, the catalogue knows: see refuse_unknown.
        return Entry(read_target(target) if ":" in target else read_place(target), options)
    except ManifestError as error:
        raise text.error("code", part, str(error)) from None


def _refuse_other_form(text: Text, part: Part, target: Target) -> None:
    """Refuse an object for a part that is read, and a mere file for one that is run."""
    if part.is_read and target.symbol:
        example = "'.'" if part.kind == "repository" else "'notes/papers.md'"
        problem = (
            f"{str(target)!r} names an object; this part is read: name a file or folder, such as {example}"
        )
        raise text.error("code", part.name, problem)
    if not part.is_read and not target.symbol:
        raise text.error("code", part.name, str(refuse_form(target.place)))


def _refuse_options(text: Text, part: Part, options: dict[str, Any]) -> None:
    """Refuse what a line says besides its target, unless all parts know it, or the part's page does."""
    own = part.options.get("settings", {})
    for name, value in options.items():
        if name in ENTRY_OPTIONS:
            if value not in ENTRY_OPTIONS[name]:
                raise text.error(
                    "code", part.name, f"{name}: {value!r} is none of {', '.join(ENTRY_OPTIONS[name])}"
                )
        elif name not in own:
            near = nearest(name, ("target", *ENTRY_OPTIONS, *own))
            raise text.error("code", part.name, f"unknown field {name!r}{near}")
        elif isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
            raise text.error("code", part.name, f"{name}: {value!r} is no number above zero")


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
    for name, entry in manifest.code.items():
        _refuse_other_form(manifest.text, catalogue.parts[name], entry.target)
        _refuse_options(manifest.text, catalogue.parts[name], entry.options)
    for pattern in gate.require:
        if not catalogue.matching(pattern):
            raise manifest.text.error("gate", "require", f"no skill matches {pattern}{nearest(pattern, ids)}")
