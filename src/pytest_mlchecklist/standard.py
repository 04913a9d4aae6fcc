"""The bundled pack and the bundled renderers, given through the same hooks as anyone's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pytest_mlchecklist import bundled, renderers
from pytest_mlchecklist.renderers import terminal

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pytest_mlchecklist.renderers import Renderer
    from pytest_mlchecklist.report import Report

NAME = "mlchecklist-standard"
"""Its name as a plugin: ``-p no:mlchecklist-standard`` leaves only what others give."""


def pytest_mlchecklist_packs() -> list[Path]:
    """Return the folder of the bundled skills."""
    return [bundled.folder("skills")]


def pytest_mlchecklist_renderers(config: pytest.Config) -> list[Renderer]:
    """Return the bundled forms of the report; what is printed is as wide as the terminal, in its colours."""
    return [renderer if renderer.file else _on_screen(renderer, config) for renderer in renderers.BUILTIN]


def _on_screen(renderer: Renderer, config: pytest.Config) -> Renderer:
    def render(report: Report) -> str:
        screen = config.get_terminal_writer()  # there is none yet while plugins are set up
        return terminal.render(report, width=screen.fullwidth, colour=screen.hasmarkup)

    return replace(renderer, render=render)
