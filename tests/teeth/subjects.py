"""What is put to the test here: every part of the bundled catalogue, and the files that define them."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from pytest_mlchecklist import bundled, catalogue

if TYPE_CHECKING:
    from types import ModuleType

    from pytest_mlchecklist.skill import Part, Skill

CATALOGUE = catalogue.load([bundled.folder("skills")])
PARTS = tuple(CATALOGUE.parts.values())
MISTAKES = tuple((part, mistake) for part in PARTS for mistake in part.mistakes)


def skill_of(part: Part) -> Skill:
    """Return the skill whose file defines the part."""
    return CATALOGUE.skill_of[part.name]


def module_of(part: Part) -> ModuleType:
    """Return the skill file that defines the part, as a module."""
    return importlib.import_module(part.reference.__module__)
