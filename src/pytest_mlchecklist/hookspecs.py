"""The hooks that other plugins, and a repository's conftest.py, may implement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytest_mlchecklist.renderers import Renderer


@pytest.hookspec
def pytest_mlchecklist_packs(config: pytest.Config) -> Sequence[Path]:  # type: ignore[empty-body]
    """Return folders of skills to add to the checklist.

    A pack is a folder whose files lie at ``level/category/name.py``, each one a skill as
    docs/write_a_skill.md describes it. An optional ``pack.toml`` beside the levels gives their
    order and which of them are never quite done::

        order = ["entry/sound/pitch", "entry/sound/tempo"]
        ongoing = ["advanced/sound/listening"]

    Ids and part names are unique over all packs. A pack without Python packaging is named in the
    manifest instead: ``packs = ["our_skills"]``.

    An implementation, in a plugin or a conftest.py::

        def pytest_mlchecklist_packs(config):
            return [Path(__file__).parent / "skills"]

    Args:
        config: The run's configuration.
    """


@pytest.hookspec
def pytest_mlchecklist_renderers(config: pytest.Config) -> Sequence[Renderer]:  # type: ignore[empty-body]
    """Return further forms of the report, for ``--mlchecklist-report=TYPE[:DEST]``.

    A renderer is a pure function from the frozen `Report` to a text, with the name of its type
    and of its file; a renderer without a file is printed. Of two with one type the later counts.

    An implementation, in a plugin or a conftest.py::

        def pytest_mlchecklist_renderers(config):
            return [Renderer("csv", "report.csv", render_csv)]

    Args:
        config: The run's configuration.
    """


@pytest.hookspec
def pytest_mlchecklist_progress(config: pytest.Config, seconds: float, line: str) -> None:
    """Be told how the learner's code gets on, many times a second while one call of it lasts.

    It comes in every process that runs checks. The terminal shows it from the first second on.

    Args:
        config: The run's configuration.
        seconds: How long the call has lasted.
        line: What the code printed last; '' while it has printed nothing.
    """
