"""`mlchecklist adapter`: a function of the part's own signature that brings the learner's object in."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pytest_mlchecklist.commands.choice import find_part
from pytest_mlchecklist.commands.repository import write_new_code
from pytest_mlchecklist.commands.start import class_name, refuse_what_is_no_code
from pytest_mlchecklist.errors import ChecklistError
from pytest_mlchecklist.host.attempts import adapter_for
from pytest_mlchecklist.host.shapes import Signature
from pytest_mlchecklist.targets import find_definition, locate, read_target

if TYPE_CHECKING:
    from pytest_mlchecklist.commands.repository import Repository
    from pytest_mlchecklist.skill import Part
    from pytest_mlchecklist.targets import Target

_KINDS = "pytest_mlchecklist.host.kinds"
_YOUR_FILE = "path/to/your_file.py"


@dataclass(frozen=True)
class _Place:
    """Where the learner's object stands, and where its adapter will.

    Attributes:
        target: The object, as the learner names it.
        path: Its file.
        root: The repository.
        file: The adapter's file, or None when it is only printed.
    """

    target: Target
    path: Path
    root: Path
    file: Path | None

    @property
    def is_notebook(self) -> bool:
        """Whether the object stands in a notebook, from which no file can import."""
        return self.path.suffix == ".ipynb"

    def dotted(self) -> str:
        """Return the file's module as an adapter can import it, or '' when its path can't be spelt so."""
        source = self.root / "src"
        top = source if self.path.is_relative_to(source) else self.root
        if not self.path.is_relative_to(top):
            return ""
        steps = self.path.relative_to(top).with_suffix("").parts
        # The learner's folders come last on the search path: a module of Python's own would be found first.
        usual = all(map(str.isidentifier, steps)) and steps[0] not in sys.stdlib_module_names
        return ".".join(steps).removesuffix(".__init__") if usual else ""

    def from_adapter(self) -> str:
        """Return the object's file as the adapter's folder sees it."""
        folder = Path(os.path.abspath(self.file)).parent if self.file else self.root  # noqa: PTH100 - links stay
        return Path(os.path.relpath(self.path, folder)).as_posix()

    def of_adapter(self) -> str:
        """Return the adapter's file as the manifest names it."""
        if self.file is not None:
            return Path(os.path.relpath(self.file, self.root)).as_posix()
        return self.target.place if self.is_notebook else _YOUR_FILE


def adapter(repository: Repository, name: str, target: str, file: Path | None) -> None:
    """Print an adapter for a part, or write it into a new file, and say the manifest's line.

    Raises:
        ChecklistError: There is no such part or object, or the file is there.
    """
    part = find_part(name, repository.catalogue)
    refuse_what_is_no_code(part)
    place = _find(target, repository.root, file)
    text = _head(place, part.name) + body(part, place.path.read_text("utf-8", "replace"))
    if file is None:
        click.echo(text, nl=False)
    else:
        write_new_code(file, text)
    click.echo("Finish it, and name it in mlchecklist.toml:\n\n[code]", err=True)
    click.echo(f'{part.name} = "{place.of_adapter()}:{part.name}"', err=True)


def _find(target: str, root: Path, file: Path | None) -> _Place:
    wanted = read_target(target)
    place = _Place(wanted, locate(wanted, root), root, file)
    find_definition(wanted, place.path, root)
    if file is not None and place.is_notebook:
        message = f"no file can import from {wanted.place}: leave out --file, and paste it into a cell there"
        raise ChecklistError(message)
    return place


def body(part: Part, source: str) -> str:
    """Return the adapter that a report gives when such code could not be called.

    Args:
        part: What it is an adapter for.
        source: The text of the file that holds the learner's object.
    """
    name = f"{_KINDS}.{part.kind}"
    module = import_module(name) if find_spec(name) else None  # a pack may have a kind of its own
    names = ("TORCH_ADAPTER", "ADAPTER") if "torch" in source else ("ADAPTER",)
    text = next((getattr(module, name) for name in names if hasattr(module, name)), "")
    if not text:
        plain = {"part": part.name, "contract": part.contract.to_plain(), "options": dict(part.options)}
        text = adapter_for(Signature.of(plain))
    if "{part}" in text:  # as the kind itself fills it
        return text.format(part=part.name, name=class_name(part))
    return re.sub(r"^def [^(]+", f"def {part.name}", text, count=1, flags=re.MULTILINE)


def _head(place: _Place, part: str) -> str:
    """Return the lines that bring the learner's object in."""
    name = place.target.symbol.split(".")[0]
    # Under its own name the adapter would hide what it is to call.
    own = f"own_{name}" if name == part else name
    if place.is_notebook:
        return f"# Paste this into a cell of {place.target.place}, below {name}.\n\n"
    if module := place.target.module or place.dotted():
        renamed = "" if own == name else f" as {own}"
        return f"from {module} import {name}{renamed}\n\n\n"
    return (
        "import runpy\nfrom pathlib import Path\n\n"
        f'{own} = runpy.run_path(str(Path(__file__).parent / "{place.from_adapter()}"))["{name}"]\n\n\n'
    )
