"""--mlchecklist-fail-under=PERCENT fails the run when fewer skills are ticked."""

from __future__ import annotations

import pytest

from toy_pack import PLUGIN, RIGHT


@pytest.mark.parametrize(
    ("percent", "status"), [("0", 0), ("66.6", 0), ("200/3", 0), ("66.7", 1), ("100", 1)]
)
def test_the_share_decides(repo, percent, status):
    """Two of three skills are ticked; the comparison is exact."""
    repo.write(sums_py=RIGHT)
    assert status == repo.run(f"--mlchecklist-fail-under={percent}").ret


def test_the_reason_is_said(repo):
    """The terminal and the report say what was asked and what there is."""
    reason = "0 of 3 skills are ticked; 50 % takes 2"
    repo.run("--mlchecklist-fail-under=50").stdout.fnmatch_lines(["gate: missed", f"  {reason}"])
    assert repo.report()["gate"] == {"asked": True, "met": False, "reasons": [reason]}


def test_excused_skills_are_left_out(repo):
    """An excuse in the manifest takes a skill out of both counts."""
    repo.write(sums_py=RIGHT, mlchecklist_toml='[excuse]\n"advanced/areas/listening" = "deaf"\n')
    assert repo.run("--mlchecklist-fail-under=100").ret == 0


def test_the_command_line_replaces_the_manifest(repo):
    """What is given here counts, not [gate]."""
    repo.write(mlchecklist_toml="[gate]\nfail_under = 100\n")
    assert (repo.run().ret, repo.run("--mlchecklist-fail-under=0").ret) == (1, 0)


def test_what_does_not_run_is_not_ticked(repo):
    """A choice by -k can't open the gate."""
    repo.write(sums_py=RIGHT)
    assert repo.run("-k", "keeps_zero", "--mlchecklist-fail-under=30").ret == pytest.ExitCode.TESTS_FAILED


@pytest.mark.parametrize("percent", ["", "x", "-1", "101", "nan", "1/0", "50%"])
def test_what_is_no_percentage_is_refused(repo, percent):
    """A percentage is a number from 0 to 100."""
    result = repo.run(f"--mlchecklist-fail-under={percent}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        [f"*--mlchecklist-fail-under={percent}: a percentage is a number from 0 to 100"]
    )


def test_the_gate_does_nothing_without_the_checklist(pytester):
    """Who forgets --mlchecklist is told, instead of passing a gate that nobody keeps."""
    result = pytester.runpytest_inprocess(*PLUGIN, "--mlchecklist-fail-under=50")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--mlchecklist-fail-under does nothing without --mlchecklist"])
