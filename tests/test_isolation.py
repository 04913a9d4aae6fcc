"""What a learner sets up for their own tests changes no verdict, and ours disturbs none of their tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import pytest_mlchecklist
from toy_pack import PLUGIN, RIGHT, Repo

CODE = """
import numpy as np


def relu(x):
    return np.maximum(x, 0)


def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, slope)
"""
DECLARED = '[code]\nrelu = "code_of_mine.py:relu"\nleaky_relu = "code_of_mine.py:leaky_relu"\n'

OWN = """
from hypothesis import given, settings, strategies


@given(strategies.integers())
def test_own_settings(number):
    assert settings.default.max_examples == 100
"""

HOSTILE = """
import os
import random
import warnings

import numpy as np
import pytest
from hypothesis import Phase, Verbosity, settings

collect_ignore_glob = ["*"]

warnings.simplefilter("error")
np.seterr(all="raise")
random.seed(0)
np.random.seed(0)
os.chdir("/")
os.environ["PYTHONWARNINGS"] = "error"
settings.register_profile(
    "mine", max_examples=1, deadline=1, phases=[Phase.explicit], derandomize=True, verbosity=Verbosity.debug
)
settings.load_profile("mine")


@pytest.fixture(autouse=True, scope="session")
def broken():
    raise RuntimeError("no database")


def pytest_ignore_collect(collection_path):
    return True


def pytest_itemcollected(item):
    item.function.__name__


def pytest_runtest_setup(item):
    item.fixturenames.append("x")


def pytest_runtest_call(item):
    item.function.__name__


def pytest_runtest_teardown(item, nextitem):
    item.function.__name__


def pytest_runtest_makereport(item, call):
    item.function.__name__
"""

MODIFYING = {
    "items dropped": ("", "items.clear()"),
    "items dropped last": ("@pytest.hookimpl(trylast=True)", "items.clear()"),
    "items of one kind only": (
        "@pytest.hookimpl(trylast=True)",
        "items.sort(key=lambda item: item.function.__name__)",
    ),
    "items filtered around all others": (
        "@pytest.hookimpl(wrapper=True)",
        "yield; items[:] = [item for item in items if item.function is None]",
    ),
}
"""Hooks of a conftest.py that choose among test functions: their marker and their body."""


@pytest.mark.parametrize(("marker", "body"), MODIFYING.values(), ids=MODIFYING)
def test_a_conftest_chooses_among_its_own_tests_only(repo: Repo, marker: str, body: str) -> None:
    """A hook that drops or sorts the learner's tests never sees a check, whenever it is called."""
    hook = f"import pytest\n\n{marker}\ndef pytest_collection_modifyitems(items):\n    {body}\n"
    repo.write(sums_py=RIGHT, conftest_py=hook, mlchecklist_toml="")
    repo.run("-k", "not squares_three").assert_outcomes(passed=3, deselected=1)


def test_a_hostile_conftest_changes_no_line_of_the_ledger(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fixtures, hooks, settings, seeds and warnings of the learner's leave outcomes and words alone."""
    monkeypatch.setenv("PYTHONPATH", str(Path(pytest_mlchecklist.__file__).parent.parent))
    repo.write(code_of_mine_py=CODE, mlchecklist_toml=DECLARED, test_own_py=OWN)
    _run(repo).assert_outcomes(passed=9 + 1, failed=3)
    alone = _lines(repo)
    repo.write(conftest_py=HOSTILE)
    _run(repo).assert_outcomes(passed=9, failed=3)
    assert alone == _lines(repo)


def _run(repo: Repo) -> pytest.RunResult:
    """Run the checklist with the standard pack in a process of its own."""
    chosen = "--mlchecklist-only=intermediate/*"  # not what is read: of it there is some in any repository
    options = ("-p", "no:randomly", "--mlchecklist", "--mlchecklist-effort=quick", chosen)
    return repo.pytester.runpytest_subprocess(*PLUGIN, *options)


def _lines(repo: Repo) -> list[tuple[Any, ...]]:
    """Return what the report says of every check of the parts that are shown."""
    parts = (part for skill in repo.report()["skills"] for part in skill["parts"] if part["binding"])
    told = ("name", "outcome", "examples", "message", "counterexample", "mistake")
    return [(part["name"], *(check[key] for key in told)) for part in parts for check in part["checks"]]
