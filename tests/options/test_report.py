"""--mlchecklist-report=TYPE[:DEST] says which reports are written, and where."""

from __future__ import annotations

import pytest


def _files(repo):
    return sorted(path.name for path in (repo.root / "mlchecklist-report").glob("*"))


def test_everything_is_written_by_default(repo):
    """Without the option every form is written into one folder."""
    repo.run()
    expected = ["badge.svg", "index.html", "report.json", "report.md", "shields.json"]
    assert expected == _files(repo)


def test_only_what_is_asked_for_is_written(repo):
    """The option may be repeated."""
    repo.run("--mlchecklist-report=json", "--mlchecklist-report=badge")
    assert ["badge.svg", "report.json"] == _files(repo)


def test_a_report_may_go_elsewhere(repo):
    """A destination is a path from the repository."""
    result = repo.run("--mlchecklist-report=json:out/ticks.json")
    assert (repo.root / "out" / "ticks.json").is_file()
    result.stdout.fnmatch_lines(["report: *ticks.json"])


def test_none_writes_nothing(repo):
    """No file, no folder, no summary."""
    result = repo.run("--mlchecklist-report=none")
    assert not (repo.root / "mlchecklist-report").exists()
    assert "skills ticked" not in result.stdout.str()


def test_the_terminal_is_a_report_too(repo):
    """`term` alone prints, and writes no file."""
    result = repo.run("--mlchecklist-report=term")
    result.stdout.fnmatch_lines(["*of 3 skills ticked*"])
    assert _files(repo) == []


def test_an_unknown_type_is_refused_before_anything_runs(repo):
    """A misspelt type ends the run with status 4 and the nearest right one."""
    result = repo.run("--mlchecklist-report=jsn")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*no report is called 'jsn'; did you mean 'json'*"])


def test_collecting_only_writes_nothing(repo):
    """--collect-only leaves the last report as it is."""
    repo.run("--collect-only")
    assert not (repo.root / "mlchecklist-report").exists()


def test_a_place_that_cannot_be_written_fails_the_run(repo):
    """The reason is said, and the run isn't green."""
    (repo.root / "taken").write_text("")
    result = repo.run("--mlchecklist-report=json:taken/report.json")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["mlchecklist: the json report can't be written to *"])


@pytest.mark.parametrize(("args", "is_shown"), [([], False), (["--mlchecklist-report=term"], True)])
def test_a_quiet_run_shows_the_summary_only_when_asked(repo, args, is_shown):
    """Under -q the place of the report is said, and no more."""
    assert is_shown == ("skills ticked" in repo.run("-q", *args).stdout.str())
