"""Two whole learners, one of each level: everything right, and the same with a mistake in every skill."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from pytest_mlchecklist.api import commit

HERE = Path(__file__).parent
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis", "mlchecklist-report")
MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Learner:
    """A learner of one level, with a folder of that name.

    Attributes:
        level: The level.
        size: How many skills it has.
        history: The messages of the commits, one a day.
        declared: The parts of which the manifest says where they are.
        attested: The skills that nobody can verify without a network.
    """

    level: str
    size: int
    history: tuple[str, ...]
    declared: frozenset[str]
    attested: frozenset[str] = frozenset()

    @cached_property
    def found(self) -> dict[str, str]:
        """Where each part is found."""
        return tomllib.loads((HERE / self.level / "found.toml").read_text("utf-8"))

    @cached_property
    def mistakes(self) -> list[dict[str, Any]]:
        """What may be done wrong, one thing for each skill at least."""
        return tomllib.loads((HERE / self.level / "mistakes.toml").read_text("utf-8"))["mistake"]

    def copied(self, folder: Path) -> Path:
        """Return a copy of the repository in a folder."""
        return Path(shutil.copytree(HERE / self.level / "repository", folder / "mine", ignore=LEFT_OUT))


ENTRY = Learner("entry", 25, ("Begin",), declared=frozenset({"load_dataset"}))
INTERMEDIATE = Learner(
    "intermediate",
    43,
    (
        "Copy the layers of assignment two",
        "Train with callbacks, and with two processes",
        "Recognise leaves, bird calls and the height of the river",
        "Find what was wrong with the katas",
        "Serve the leaf model",
    ),
    declared=frozenset({"image_project", "audio_project"}),
    attested=frozenset({"general/contributing_to_projects", "general/reading_papers"}),
)
LEARNERS = (ENTRY, INTERMEDIATE)
MISTAKES = [
    pytest.param(learner, mistake, id=f"{learner.level}-{mistake['part']}")
    for learner in LEARNERS
    for mistake in learner.mistakes
]
every_learner = pytest.mark.parametrize("learner", LEARNERS, ids=lambda learner: learner.level)


@pytest.fixture(scope="session")
def right(tmp_path_factory):
    """Return a function of a learner: the report's skills of the repository as it is, by id."""

    @_once
    def right_skills(learner: Learner) -> dict[str, dict[str, Any]]:
        return _checked(learner, learner.copied(tmp_path_factory.mktemp("right")), status=0)

    return right_skills


@pytest.fixture(scope="session")
def wrong(tmp_path_factory):
    """Return a function of a learner: the report's skills of the repository with all the mistakes, by id."""

    @_once
    def wrong_skills(learner: Learner) -> dict[str, dict[str, Any]]:
        root = learner.copied(tmp_path_factory.mktemp("wrong"))
        for mistake in learner.mistakes:
            path = root / mistake["file"]
            before, after = path.read_text("utf-8").split(mistake["old"])
            path.write_text(before + mistake["new"] + after, "utf-8")
        return _checked(learner, root, status=1)  # what is wrong is declared code too

    return wrong_skills


def _once(function):
    known: dict[str, dict[str, dict[str, Any]]] = {}

    def asked(learner: Learner) -> dict[str, dict[str, Any]]:
        if learner.level not in known:
            known[learner.level] = function(learner)
        return known[learner.level]

    return asked


def _checked(learner: Learner, root: Path, *, status: int) -> dict[str, dict[str, Any]]:
    for day, message in enumerate(learner.history):
        commit(root, message, when=MAY + day * DAY)
    command = [sys.executable, "-m", "pytest", "--mlchecklist", f"--mlchecklist-only={learner.level}/*"]
    options = ["--mlchecklist-report=json:report.json", "--mlchecklist-timeout=120", "-p", "no:randomly"]
    done = subprocess.run(command + options, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert status == done.returncode, done.stdout
    report = json.loads((root / "report.json").read_text("utf-8"))
    return {skill["id"]: skill for skill in report["skills"] if skill["level"] == learner.level}


def _ticked(skills, verdict):
    return [id_ for id_, skill in skills.items() if skill["verdict"] == verdict]


def _bindings(skills, how):
    """Return the targets of all parts that are bound so."""
    parts = [part for skill in skills.values() for part in skill["parts"] if part["binding"]]
    return {part["name"]: part["binding"]["target"] for part in parts if part["binding"]["how"] == how}


@every_learner
def test_all_that_is_right_is_ticked(learner, right):
    """Who has learnt a whole level has a tick for each skill; what nobody can verify is attested."""
    skills = right(learner)
    attested = {f"{learner.level}/{name}" for name in learner.attested}
    assert learner.size == len(skills)
    assert attested == {*_ticked(skills, "attested")}
    assert [id_ for id_ in skills if id_ not in attested] == _ticked(skills, "verified")


@every_learner
def test_what_can_be_found_is_found(learner, right):
    """Discovery finds every part where it is, and no other; the rest is declared."""
    skills = right(learner)
    discovered = {part: target for part, target in _bindings(skills, "discovered").items() if target != "."}
    declared = _bindings(skills, "declared")
    assert learner.declared == {*declared}
    assert learner.found == discovered | declared


@every_learner
def test_one_mistake_costs_the_tick(learner, wrong):
    """With a mistake in each skill there is no tick."""
    skills = wrong(learner)
    assert [] == _ticked(skills, "verified") + _ticked(skills, "attested")


@every_learner
def test_each_mistake_has_a_skill(learner, right):
    """The mistakes are for all the skills of the level."""
    assert {*right(learner)} == {mistake["skill"] for mistake in learner.mistakes}


@pytest.mark.parametrize(("learner", "mistake"), MISTAKES)
def test_each_mistake_is_named(learner, mistake, wrong):
    """A required check of the part fails, and the report says what was done wrong."""
    parts = {part["name"]: part for part in wrong(learner)[mistake["skill"]]["parts"]}
    checks = [check for check in parts[mistake["part"]]["checks"] if check["severity"] == "required"]
    assert mistake["named"] in {check["mistake"] for check in checks if check["outcome"] == "failed"}
