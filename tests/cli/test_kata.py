"""`mlchecklist kata`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pytest_mlchecklist import binding, bundled, catalogue
from pytest_mlchecklist.commands import kata as command
from pytest_mlchecklist.histories import commit
from pytest_mlchecklist.manifest import Manifest

NAMES = ["kata_classifier", "kata_evaluation", "kata_regression"]


BEGUN = datetime(2026, 1, 1, tzinfo=UTC)


def _written(folder):
    return {path.stem: path.read_text("utf-8") for path in sorted((folder / "katas").glob("*.py"))}


def test_it_writes_three_programs_that_are_found(type_in, folder):
    """Each of them is a part, found by its name."""
    result = type_in("kata")
    assert (0, NAMES) == (result.exit_code, sorted(_written(folder)))
    assert "Find out why" in result.output
    skills = catalogue.load([bundled.folder("skills")])
    found = binding.bind(Manifest(), skills, folder).by_part
    assert {name: f"katas/{name}.py" for name in NAMES} == {
        name: found[name].path.relative_to(folder).as_posix() for name in NAMES
    }


def test_each_program_has_one_fault(type_in, folder):
    """Of each a line or two differ from a program that is right."""
    type_in("kata")
    for name, text in _written(folder).items():
        right = (bundled.folder("templates") / "katas" / f"{name}.py").read_text("utf-8")
        assert text in [command.broken(name, fault) for fault in command.faults_of(name)]
        assert text != right


def test_nothing_is_overwritten(type_in, folder):
    """Where one of the programs is there, none is written."""
    (folder / "katas").mkdir()
    (folder / "katas/kata_regression.py").write_text("mine = 1\n")
    result = type_in("kata")
    assert (1, ["kata_regression"]) == (result.exit_code, list(_written(folder)))
    assert "katas/kata_regression.py is there already; nothing was written" in result.output


def test_the_same_repository_gets_the_same_faults(tmp_path):
    """The seed is the repository's, and new commits do not change it."""
    (tmp_path / "a.py").write_text("a = 1\n")
    commit(tmp_path, "Begin", when=BEGUN, author="Ada <ada@example.org>")
    first = command.seed_of(tmp_path)
    (tmp_path / "b.py").write_text("b = 1\n")
    commit(tmp_path, "Go on", when=BEGUN + timedelta(days=1), author="Ada <ada@example.org>")
    assert first == command.seed_of(tmp_path)


def test_two_learners_get_different_faults(tmp_path):
    """Two repositories, or two who work on copies of one, have seeds of their own."""
    (tmp_path / "a.py").write_text("a = 1\n")
    commit(tmp_path, "Begin", when=BEGUN, author="Ada <ada@example.org>")
    hers = command.seed_of(tmp_path)
    commit(tmp_path, "Go on", when=BEGUN + timedelta(days=1), author="Bob <bob@example.org>")
    assert len({hers, command.seed_of(tmp_path), command.seed_of(tmp_path / "elsewhere")}) == 3


@pytest.mark.parametrize("name", command.PROGRAMS)
def test_every_fault_can_be_planted(name):
    """The lines of each fault stand in its program, once."""
    texts = {command.broken(name, fault) for fault in command.faults_of(name)}
    assert len(texts) == len(command.faults_of(name)) >= 3
