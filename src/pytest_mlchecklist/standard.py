"""The bundled pack and the bundled renderers, given through the same hooks as anyone's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_mlchecklist import bundled, renderers

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_mlchecklist.renderers import Renderer

NAME = "mlchecklist-standard"
"""Its name as a plugin: ``-p no:mlchecklist-standard`` leaves only what others give."""


def pytest_mlchecklist_packs() -> list[Path]:
    """Return the folder of the bundled skills."""
    return [bundled.folder("skills")]


def pytest_mlchecklist_renderers() -> list[Renderer]:
    """Return the bundled forms of the report."""
    return list(renderers.BUILTIN)
