"""The repository that a command is about: its manifest, its skills, and what it shows for them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_mlchecklist import binding, bundled, catalogue, manifest
from pytest_mlchecklist.errors import ChecklistError

if TYPE_CHECKING:
    from pytest_mlchecklist.binding import Binding, Bindings
    from pytest_mlchecklist.catalogue import Catalogue
    from pytest_mlchecklist.manifest import Manifest


@dataclass(frozen=True)
class Repository:
    """A learner's repository.

    Attributes:
        root: Its folder.
        manifest: What it declares.
        catalogue: The bundled skills, and those of the packs that its manifest names.
    """

    root: Path
    manifest: Manifest
    catalogue: Catalogue

    @cached_property
    def bindings(self) -> Bindings:
        """What it shows for each part: what is declared, and else what is found."""
        return binding.bind(self.manifest, self.catalogue, self.root)

    def place(self, shown: Binding) -> str:
        """Return where an object stands, such as 'nets/layers.py:Dense'."""
        return shown.target(self.root)


def open_repository(path: Path | None = None) -> Repository:
    """Return the repository at `path`, or the one that the current folder lies in.

    Raises:
        ChecklistError: Its manifest or one of its packs cannot stand as it is.
    """
    root = _absolute(path) if path else _find_root(Path.cwd())
    read = manifest.read(root)
    packs = [bundled.folder("skills"), *(root / folder for folder in read.settings.packs)]
    skills = catalogue.load(packs)
    manifest.refuse_unknown(read, skills)
    return Repository(root, read, skills)


def write_new_code(path: Path, text: str) -> None:
    """Write a Python file that is not there yet.

    Raises:
        ChecklistError: It is no Python file, is there already, or cannot be written.
    """
    if path.suffix != ".py":
        message = f"{path} would hold Python, so let its name end in .py"
        raise ChecklistError(message)
    write_new(path, text)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet.

    Raises:
        ChecklistError: It is there already, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        message = f"{path} is there already, and is left as it is"
        raise ChecklistError(message) from None
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise ChecklistError(message) from None


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def _find_root(cwd: Path) -> Path:
    """Return the nearest folder with a manifest, from `cwd` up to the top of its repository; else `cwd`."""
    for folder in (cwd, *cwd.parents):
        if manifest.has_manifest(folder):
            return folder
        if (folder / ".git").exists():
            break
    return cwd
