"""The controller writes one whole report, however the run was made and however it ended."""

from __future__ import annotations

import pytest

from toy_pack import RIGHT, WRONG

ALL = {"doubling": "verified", "squaring": "verified", "listening": "not started"}


def _without_environment(report):
    # How long a check took is all else that differs between two runs.
    checks = [check for skill in report["skills"] for part in skill["parts"] for check in part["checks"]]
    for check in checks:
        check["seconds"] = 0
    return report | {"environment": {}}


def test_the_report_holds_what_was_run(repo):
    """Bindings, checks and counts stand in the report."""
    repo.write(sums_py=RIGHT)
    repo.run()
    report = repo.report()
    part = report["skills"][0]["parts"][0]
    assert ALL == repo.verdicts()
    assert (report["project"], report["summary"]["verified"], report["summary"]["total"]) == ("repo", 2, 3)
    assert part["binding"]["target"] == "sums.py:double"
    assert part["binding"]["convention"] == "double(x)"
    assert [check["name"] for check in part["checks"]] == ["doubles_three", "keeps_zero", "takes_halves"]


def test_parts_that_were_not_run_keep_their_binding(repo):
    """What is chosen away by -k is shown as found but not run."""
    repo.write(sums_py=RIGHT)
    repo.run("-k", "square")
    skill = repo.report()["skills"][0]
    assert (skill["verdict"], skill["missing"]) == ("partial", "double (partial)")
    assert skill["parts"][0]["binding"]["target"] == "sums.py:double"
    assert {check["outcome"] for check in skill["parts"][0]["checks"]} == {"not run"}


def test_an_unfinished_part_is_not_started(repo):
    """A placeholder is shown where it stands, and nothing is checked."""
    repo.write(sums_py="def double(x):\n    pass\n")
    repo.run()
    part = repo.report()["skills"][0]["parts"][0]
    assert (part["verdict"], part["checks"], part["binding"]["target"]) == (
        "not started",
        [],
        "sums.py:double",
    )


def test_a_repository_in_which_nothing_is_started_is_no_failure(repo):
    """No code at all ends with status 0 and a whole report."""
    assert repo.run().ret == pytest.ExitCode.OK
    assert set(repo.verdicts().values()) == {"not started"}


def test_a_choice_that_leaves_nothing_is_pytests_own_concern(repo):
    """A misspelt -k ends with pytest's status for it."""
    repo.write(sums_py=RIGHT)
    assert repo.run("-k", "nothing_of_this_name").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_header_says_how_the_run_is_made(repo):
    """Version, seed, effort, isolation, manifest and bindings are said before anything runs."""
    repo.write(sums_py=RIGHT, mlchecklist_toml='[code]\ndouble = "sums.py:double"\n')
    repo.run().stdout.fnmatch_lines(
        [
            "mlchecklist: 0.1.0, seed 0, effort standard, isolation process",
            "mlchecklist: mlchecklist.toml, 1 part declared, 1 discovered",
        ]
    )


def test_an_interrupted_run_is_reported(repo):
    """Ctrl-C leaves a whole report, which says that it was cut short."""
    repo.write(sums_py=RIGHT, test_own_py="def test_own():\n    raise KeyboardInterrupt\n")
    result = repo.run()
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert repo.report()["environment"]["interrupted"] is True
    assert repo.verdicts() == {"doubling": "partial", "squaring": "partial", "listening": "not started"}


def test_two_workers_give_the_same_report_as_none(repo):
    """Under pytest-xdist the controller writes once what one process would."""
    repo.write(
        sums_py=WRONG,
        mlchecklist_toml='[code]\ndouble = "sums.py:double"\n',
        test_own_py="def test_own(): pass\n",
    )
    repo.run().assert_outcomes(passed=2, failed=2, xfailed=1)
    alone = _without_environment(repo.report())
    repo.run_apart("-n2").assert_outcomes(passed=2, failed=2, xfailed=1)
    assert alone == _without_environment(repo.report())


def test_a_worker_that_dies_leaves_a_whole_report(repo):
    """What other workers ran is reported, and the run is not green."""
    repo.write(sums_py=RIGHT, test_own_py="import os\ndef test_own():\n    os._exit(0)\n")
    result = repo.run_apart("-n1", "--max-worker-restart=2")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert ALL == repo.verdicts()


def test_ids_are_understood_by_workers(repo):
    """An id chooses the same checks under pytest-xdist."""
    repo.write(sums_py=RIGHT)
    repo.run_apart("-n1", "mlchecklist.toml::entry").assert_outcomes(passed=3)


def test_a_broken_test_file_stops_no_check_under_workers(repo):
    """A file that can't be collected leaves the checklist whole."""
    repo.write(sums_py=RIGHT, test_own_py="import nothing_of_this_name\n")
    result = repo.run_apart("-n1")
    assert result.ret != pytest.ExitCode.OK
    assert ALL == repo.verdicts()
