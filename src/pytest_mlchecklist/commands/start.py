"""`mlchecklist start`: a file to begin a part with, its contract in the docstring."""

from __future__ import annotations

import inspect
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pytest_mlchecklist import bundled
from pytest_mlchecklist.commands import contract_words
from pytest_mlchecklist.commands.choice import find_part
from pytest_mlchecklist.commands.repository import write_new_code
from pytest_mlchecklist.errors import ChecklistError
from pytest_mlchecklist.report import Severity

if TYPE_CHECKING:
    from pytest_mlchecklist.catalogue import Catalogue
    from pytest_mlchecklist.commands.repository import Repository
    from pytest_mlchecklist.skill import Part

NOT_WRITTEN_AS_CODE = frozenset({"repository", "evidence"})
"""The kinds that are shown by a repository as a whole, or by a text."""

_FOLDER = "stubs"
_SIZES = ("inputs", "outputs")


def start(repository: Repository, name: str, file: Path | None) -> None:
    """Write a file that holds the place of a part.

    Raises:
        ChecklistError: The part has code already, or the file is there.
    """
    part = find_part(name, repository.catalogue)
    refuse_what_is_no_code(part)
    path = file or Path(f"{part.name}.py")
    _refuse_second(repository, part)
    write_new_code(path, stub(part, repository.catalogue))
    click.echo(f"{path} holds the place of {part.name}: open it, and write your own code there.")
    click.echo(f"`mlchecklist explain {part.name}` says more; `pytest --mlchecklist` checks it.")


def refuse_what_is_no_code(part: Part) -> None:
    """Refuse a part that nobody shows by a function or a class.

    Raises:
        ChecklistError: It is of such a kind.
    """
    if part.kind in NOT_WRITTEN_AS_CODE:
        message = f"{part.name} is not shown by a function; `mlchecklist explain {part.name}` says how it is"
        raise ChecklistError(message)


def stub(part: Part, catalogue: Catalogue) -> str:
    """Return the text of a file that holds the place of a part."""
    template = _environment().get_template(f"{_FOLDER}/{_form(part)}.py.j2")
    return template.render(part=part, skill=catalogue.skill_of[part.name], **_words(part), **_arguments(part))


def class_name(part: Part) -> str:
    """Return the part's name as a class is called: 'DenseLayer'."""
    return "".join(word.capitalize() for word in part.name.split("_"))


def _words(part: Part) -> dict[str, Any]:
    required = [check for check in part.checks if check.severity is Severity.REQUIRED]
    return {
        "class_name": class_name(part),
        "lesson": contract_words.lesson(part),
        "meanings": dict(contract_words.arguments(part)),
        "result": contract_words.result(part),
        "outlined": contract_words.outlined(part) if part.outline is not None else [],
        "is_class": inspect.isclass(part.outline),
        "promises": [" ".join(check.promise.split()) for check in required],
    }


def _arguments(part: Part) -> dict[str, Any]:
    """Return the contract's arguments as the templates group them."""
    arguments = part.contract.arguments
    kept = _parameters(part)
    return {
        "arguments": {argument.name: argument for argument in arguments},
        "first": arguments[0].name if arguments else "x",
        "chosen": arguments[1:],
        "kept": kept,
        "given": [argument.name for argument in arguments if argument.name not in kept],
        "needed": [argument for argument in arguments if not argument.optional],
        "optional": [argument for argument in arguments if argument.optional],
        "sizes": _SIZES,
    }


def _refuse_second(repository: Repository, part: Part) -> None:
    shown = repository.bindings.by_part.get(part.name)
    # The `fit` of a model that is not begun either is no place of the part's own.
    if shown is not None and not (shown.unfinished and "." in shown.symbol):
        begun = "is not started yet" if shown.unfinished else "is there"
        message = f"code for {part.name} {begun}, at {repository.place(shown)}; nothing was written"
        raise ChecklistError(message)


def _form(part: Part) -> str:
    """Return the template of a part: a function, unless classes are usual for its kind."""
    if part.outline is not None:
        return "outline"
    if part.kind == "layer" and not _has_two_sizes(part):
        return "function"
    return (
        part.kind
        if Path(bundled.folder("templates"), _FOLDER, f"{part.kind}.py.j2").is_file()
        else "function"
    )


def _has_two_sizes(part: Part) -> bool:
    """Whether a layer is built from the numbers of its inputs and outputs, as a dense one is."""
    kept = [argument.type for argument in part.contract.arguments if argument.name in _parameters(part)]
    return {axis for type_ in kept for axis in getattr(type_, "axes", ())} == {"i", "o"}


def _parameters(part: Part) -> tuple[str, ...]:
    """Return the names of the arguments that a layer keeps: all but its input, unless the part says more."""
    others = tuple(argument.name for argument in part.contract.arguments[1:])
    return tuple(part.options.get("parameters", others))


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701 - the text is Python, not HTML
        loader=FileSystemLoader(bundled.folder("templates")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["parameter"] = contract_words.parameter
    environment.filters["quoted"] = lambda text: text.replace("\\", "\\\\").replace('"""', "'''")
    return environment
