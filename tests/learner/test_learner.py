"""A whole learner of the entry level: everything right, and the same with a mistake in every skill."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pytest_mlchecklist.api import commit

HERE = Path(__file__).parent
MISTAKES = tomllib.loads((HERE / "mistakes.toml").read_text("utf-8"))["mistake"]
FOUND = tomllib.loads((HERE / "found.toml").read_text("utf-8"))
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis", "mlchecklist-report")
MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)
LEVEL = 25


@pytest.fixture(scope="session")
def right(tmp_path_factory):
    """Return the report's skills of the repository as it is, by id."""
    return _checked(_copied(tmp_path_factory.mktemp("right")), status=0)


@pytest.fixture(scope="session")
def wrong(tmp_path_factory):
    """Return the report's skills of the repository with all the mistakes, by id; one is of declared code."""
    root = _copied(tmp_path_factory.mktemp("wrong"))
    for mistake in MISTAKES:
        path = root / mistake["file"]
        before, after = path.read_text("utf-8").split(mistake["old"])
        path.write_text(before + mistake["new"] + after, "utf-8")
    return _checked(root, status=1)


def _copied(folder: Path) -> Path:
    return Path(shutil.copytree(HERE / "repository", folder / "first-steps", ignore=LEFT_OUT))


def _checked(root: Path, *, status: int) -> dict[str, dict[str, Any]]:
    commit(root, "Begin", when=MAY)
    command = [sys.executable, "-m", "pytest", "--mlchecklist", "--mlchecklist-only=entry/*"]
    options = ["--mlchecklist-report=json:report.json", "--mlchecklist-timeout=60", "-p", "no:randomly"]
    done = subprocess.run(command + options, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert status == done.returncode, done.stdout
    report = json.loads((root / "report.json").read_text("utf-8"))
    return {skill["id"]: skill for skill in report["skills"] if skill["level"] == "entry"}


def _verified(skills):
    return [id_ for id_, skill in skills.items() if skill["verdict"] == "verified"]


def _bindings(skills, how):
    """Return the targets of all parts that are bound so."""
    parts = [part for skill in skills.values() for part in skill["parts"] if part["binding"]]
    return {part["name"]: part["binding"]["target"] for part in parts if part["binding"]["how"] == how}


def test_all_that_is_right_is_ticked(right):
    """Who has learnt the whole entry level has 25 ticks of 25."""
    assert LEVEL == len(right)
    assert list(right) == _verified(right)


def test_all_but_the_loader_is_found_by_itself(right):
    """Discovery finds every part where it is; what loads the data is called only because it is declared."""
    discovered = {part: target for part, target in _bindings(right, "discovered").items() if target != "."}
    assert {"load_dataset": FOUND["load_dataset"]} == _bindings(right, "declared")
    assert FOUND == discovered | _bindings(right, "declared")


def test_one_mistake_costs_the_tick(wrong):
    """With a mistake in each skill there is no tick."""
    assert [] == _verified(wrong)


def test_each_mistake_has_a_skill(right):
    """The mistakes are for all the skills of the level."""
    assert set(right) == {mistake["skill"] for mistake in MISTAKES}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["part"])
def test_each_mistake_is_named(wrong, mistake):
    """A required check of the part fails, and the report says what was done wrong."""
    parts = {part["name"]: part for part in wrong[mistake["skill"]]["parts"]}
    checks = [check for check in parts[mistake["part"]]["checks"] if check["severity"] == "required"]
    assert mistake["named"] in {check["mistake"] for check in checks if check["outcome"] == "failed"}
