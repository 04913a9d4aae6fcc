"""The katas: the programs are right before they are broken, and each fault shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_mlchecklist import bundled
from pytest_mlchecklist.commands.kata import PROGRAMS, broken, faults_of, katas
from pytest_mlchecklist.report import Outcome
from shown import show

FAULTS = [(name, number) for name in PROGRAMS for number in range(len(faults_of(name)))]


def _failed(part, path):
    """Return the outcome of each required check that did not pass."""
    return {name: report.outcome for name, report in show(part, path, part.name).failures().items()}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_without_a_fault_passes(name, parts):
    """What a learner gets by mending it in the plainest way is right."""
    assert {} == _failed(parts[name], bundled.folder("templates") / "katas" / f"{name}.py")


@pytest.mark.parametrize(("name", "number"), FAULTS)
def test_each_fault_shows(name, number, tmp_path, parts):
    """Every program that may be written runs, and fails at least one check."""
    path = tmp_path / f"{name}_{number}.py"
    path.write_text(broken(name, faults_of(name)[number]), "utf-8")
    assert {Outcome.FAILED} == {*_failed(parts[name], path).values()}


def test_the_pool_is_large():
    """Two learners hardly ever get the same three faults."""
    assert len(FAULTS) >= 8
    texts = {tuple(katas(str(seed)).values()) for seed in range(100)}
    assert len(texts) > 50


def test_the_programs_say_nothing_of_their_faults():
    """Nothing in a program tells which line was changed."""
    for name in PROGRAMS:
        head = broken(name, faults_of(name)[0]).split('"""')[1]
        assert (
            head
            == Path(bundled.folder("templates"), "katas", f"{name}.py").read_text("utf-8").split('"""')[1]
        )
