"""Shows sample files, written as learners write, for the parts of the bundled skills."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pytest_mlchecklist import bundled, catalogue
from pytest_mlchecklist.skill import Part
from shown import Shown
from shown import show as show_object

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def parts() -> Mapping[str, Part]:
    """Return all parts of the bundled skills, by name."""
    return catalogue.load([bundled.folder("skills")]).parts


@pytest.fixture
def show(parts: Mapping[str, Part]) -> Callable[..., Shown]:
    """Return a function that opens an object of a sample file for a part."""

    def open_sample(name: str, file: str, symbol: str = "", **binding: Any) -> Shown:
        return show_object(parts[name], HERE / file, symbol or name, **binding)

    return open_sample
