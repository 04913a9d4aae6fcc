"""--mlchecklist-ratchet[=FILE] remembers ticks, and fails the run when one is lost."""

from __future__ import annotations

import json

import pytest

from toy_pack import RIGHT, WRONG

FILE = "mlchecklist-ratchet.json"


def _ticked(repo, name=FILE):
    return json.loads((repo.root / name).read_text())["ticked"]


def test_the_first_run_remembers(repo):
    """A file that isn't there is written."""
    repo.write(sums_py=RIGHT)
    result = repo.run("--mlchecklist-ratchet")
    assert result.ret == pytest.ExitCode.OK
    assert _ticked(repo) == ["advanced/areas/squaring", "entry/sums/doubling"]


def test_a_first_run_without_ticks_remembers_nothing(repo):
    """The file is written all the same, so that it can be committed."""
    repo.run("--mlchecklist-ratchet")
    assert _ticked(repo) == []


def test_a_lost_tick_fails_the_run_and_stays_remembered(repo):
    """The skill is named, and the file isn't touched."""
    repo.write(sums_py=RIGHT)
    repo.run("--mlchecklist-ratchet")
    repo.write(sums_py=WRONG)
    result = repo.run("--mlchecklist-ratchet")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["  entry/sums/doubling was ticked before and is failing: double (failing)"])
    assert "entry/sums/doubling" in _ticked(repo)


def test_a_new_tick_is_remembered(repo):
    """The file follows what is gained."""
    repo.write(sums_py=RIGHT.replace("square", "other"))
    repo.run("--mlchecklist-ratchet")
    before = _ticked(repo)
    repo.write(sums_py=RIGHT)
    repo.run("--mlchecklist-ratchet")
    assert (before, _ticked(repo)) == (
        ["entry/sums/doubling"],
        ["advanced/areas/squaring", "entry/sums/doubling"],
    )


@pytest.mark.parametrize(
    ("manifest", "name"), [("ratchet = true", FILE), ('ratchet = "ticks.json"', "ticks.json")]
)
def test_the_manifest_may_ask_for_it(repo, manifest, name):
    """[gate] ratchet is true or a file."""
    repo.write(mlchecklist_toml=f"[gate]\n{manifest}\n")
    repo.run()
    assert (repo.root / name).is_file()


def test_the_file_may_be_named(repo):
    """FILE is a path from the repository."""
    repo.run("--mlchecklist-ratchet=ticks.json")
    assert (repo.root / "ticks.json").is_file()


def test_a_path_of_tests_is_not_taken_for_the_file(repo):
    """What doesn't end in .json is refused, for the value may be left out."""
    result = repo.run("--mlchecklist-ratchet", "tests")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*write --mlchecklist-ratchet=FILE.json"])


def test_a_broken_file_is_refused(repo):
    """A foreign file is neither believed nor overwritten."""
    repo.write(ticks_json="[]")
    result = repo.run("--mlchecklist-ratchet=ticks.json")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert (repo.root / "ticks.json").read_text() == "[]"
