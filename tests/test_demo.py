"""The example repository: what `make demo` shows, and what the README says that it shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
WIDE = {"COLUMNS": "100"}  # as wide as the README


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Return a copy of the example, checked once, and what the terminal said."""
    root = tmp_path_factory.mktemp("demo") / "first_repo"
    left_out = shutil.ignore_patterns("__pycache__", ".*", "mlchecklist-report")
    shutil.copytree(CHECKOUT / "docs/examples/first_repo", root, ignore=left_out)
    command = [sys.executable, "-m", "pytest", "--mlchecklist", "-p", "no:randomly"]
    done = subprocess.run(
        command, cwd=root, env=os.environ | WIDE, capture_output=True, encoding="utf-8", check=False
    )
    return root, done


@pytest.fixture(scope="module")
def skills(demo):
    """Return the report's skills by id."""
    report = json.loads((demo[0] / "mlchecklist-report/report.json").read_text("utf-8"))
    return {skill["id"]: skill for skill in report["skills"]}


def test_it_ends_well(demo):
    """Nothing is declared, so nothing fails, and the page is there."""
    root, done = demo
    assert done.returncode == 0, done.stdout
    assert (root / "mlchecklist-report/index.html").is_file()


def test_what_is_right_is_ticked(skills):
    """Six skills have their tick: five by code, one by the files of the repository."""
    expected = [
        "entry/networks/dense_neural_networks",
        "entry/general/learning_the_toolset",
        "intermediate/networks/custom_layers",
        "intermediate/training/custom_training_loops",
        "intermediate/theory/backpropagation",
        "intermediate/general/creating_splits",
    ]
    assert expected == [id_ for id_, skill in skills.items() if skill["verdict"] == "verified"]


def test_nothing_is_taken_for_what_it_is_not(skills):
    """Whatever was found could be called."""
    verdicts = {part["name"]: part["verdict"] for skill in skills.values() for part in skill["parts"]}
    assert [] == [name for name, verdict in verdicts.items() if verdict == "could not run"]


def test_the_page_in_the_readme_counts_alike(skills):
    """The words for its picture say how many skills are ticked."""
    ticked = sum(skill["verdict"] in ("verified", "attested") for skill in skills.values())
    assert f"![The page: {ticked} of {len(skills)} skills ticked" in (CHECKOUT / "README.md").read_text(
        "utf-8"
    )


def test_the_wrong_leaky_relu_is_named(skills):
    """It fails on an input of one number, by the name of its mistake."""
    parts = {part["name"]: part for part in skills["intermediate/theory/activation_functions"]["parts"]}
    failed = [check for check in parts["leaky_relu"]["checks"] if check["outcome"] == "failed"]
    assert [("the slope itself is returned below zero, not slope · x", "[[-1]]")] == [
        (check["mistake"], check["counterexample"]["x"]) for check in failed
    ]


def test_the_unfinished_exercise_is_not_started(skills):
    """A function that only raises NotImplementedError is no failure."""
    parts = {part["name"]: part for part in skills["intermediate/theory/activation_functions"]["parts"]}
    assert parts["gelu"]["verdict"] == "not started"


def test_the_readme_shows_what_comes(demo):
    """The failure in the README is the one that the terminal shows."""
    block = re.search(
        r"^```text\n(.*?)^```$", (CHECKOUT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert block[1] in demo[1].stdout
