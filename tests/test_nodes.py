"""The checklist's items behave as pytest's own do."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from toy_pack import RIGHT, WRONG

DOUBLE = "mlchecklist.toml::entry/sums/doubling::double"
SQUARE = "mlchecklist.toml::advanced/areas/squaring::square"
DECLARED = '[code]\ndouble = "sums.py:double"\nsquare = "sums.py:square"\n'


def _ids(result):
    return [line for line in result.outlines if line.startswith("mlchecklist.toml::")]


def test_every_check_of_shown_code_is_an_item(repo):
    """Ids name the manifest, the skill, the part and the check, also without a manifest."""
    repo.write(sums_py=RIGHT)
    expected = [
        f"{DOUBLE}::doubles_three",
        f"{DOUBLE}::keeps_zero",
        f"{DOUBLE}::takes_halves",
        f"{SQUARE}::squares_three",
    ]
    assert expected == _ids(repo.run("--collect-only", "-q"))


def test_unfinished_and_missing_code_gives_no_items(repo):
    """Only code that is there is checked."""
    repo.write(sums_py="def double(x):\n    pass\n")
    assert _ids(repo.run("--collect-only", "-q")) == []


def test_right_code_passes(repo):
    """All checks of right code pass."""
    repo.write(sums_py=RIGHT)
    repo.run().assert_outcomes(passed=4)


def test_wrong_declared_code_fails_and_a_remark_does_not(repo):
    """A required check of declared code fails the run; a remark is shown and fails nothing."""
    repo.write(sums_py=WRONG, mlchecklist_toml=DECLARED)
    result = repo.run()
    result.assert_outcomes(failed=2, xfailed=1, passed=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_wrong_discovered_code_is_not_there_yet(repo):
    """A failure of code that nobody declared fails nothing."""
    repo.write(sums_py=WRONG)
    result = repo.run("-rx")
    result.assert_outcomes(xfailed=3, passed=1)
    result.stdout.fnmatch_lines([f"XFAIL {DOUBLE}::doubles_three - not there yet: double(3) is not 6"])
    result.stdout.fnmatch_lines([f"XFAIL {DOUBLE}::takes_halves - remark: double(0.5) is not 1"])
    assert result.ret == pytest.ExitCode.OK


def test_runxfail_makes_every_failure_count(repo):
    """--runxfail means here what it means everywhere."""
    repo.write(sums_py=WRONG)
    repo.run("--runxfail").assert_outcomes(failed=3, passed=1)


def test_code_that_cannot_run_blocks_its_other_checks(repo):
    """One check says why; the others of the part are skipped without running."""
    repo.write(sums_py="raise OSError\n" + RIGHT, mlchecklist_toml=DECLARED)
    result = repo.run("-rs")
    result.assert_outcomes(failed=2, skipped=2)
    result.stdout.fnmatch_lines(["*blocked: double could not be run, see doubles_three*"])


def test_discovered_code_that_cannot_run_fails_nothing(repo):
    """The same for code that nobody declared."""
    repo.write(sums_py="raise OSError\n" + RIGHT)
    result = repo.run()
    result.assert_outcomes(xfailed=2, skipped=2)
    assert result.ret == pytest.ExitCode.OK


def test_a_remark_that_cannot_run_blocks_nothing(repo):
    """Only a required check ends the checks of its part."""
    repo.write(sums_py="raise OSError\n" + RIGHT, mlchecklist_toml=DECLARED)
    result = repo.run("-k", "takes_halves or square")
    result.assert_outcomes(failed=1, xfailed=1, deselected=2)


def test_a_failure_shows_the_message_and_none_of_our_frames(repo):
    """Between the heading and the end stand the message's lines alone."""
    repo.write(sums_py=WRONG, mlchecklist_toml=DECLARED)
    lines = repo.run("-k", "doubles_three").outlines
    heading = next(number for number, line in enumerate(lines) if "double: doubles_three ____" in line)
    assert lines[heading + 1] == "double(3) is not 6"
    assert not any(".py:" in line and "pytest_mlchecklist" in line for line in lines)


@pytest.mark.parametrize(
    ("args", "passed"),
    [
        (["-k", "keeps_zero"], 1),
        (["-k", "squaring"], 4),
        (["-m", "entry"], 3),
        (["-m", "entry and not remark"], 2),
        (["-m", "remark"], 1),
        (["-m", "areas"], 4),
        (["-m", "doubling"], 3),
        (["-m", "mlchecklist"], 4),
        (["--deselect", f"{DOUBLE}::keeps_zero"], 3),
        ([SQUARE], 1),
        ([f"{DOUBLE}::keeps_zero", SQUARE], 2),
        (["mlchecklist.toml::entry"], 3),
        (["mlchecklist.toml::advanced/areas/squaring"], 4),
        (["mlchecklist.toml"], 4),
    ],
)
def test_checks_are_chosen_as_tests_are(repo, args, passed):
    """-k, -m, --deselect and ids choose; a skill takes the parts that it needs from others along."""
    repo.write(sums_py=RIGHT)
    result = repo.run("--strict-markers", *args)
    assert passed == result.parseoutcomes()["passed"]


def test_an_unknown_id_is_an_error(repo):
    """A misspelt id is refused with the nearest right one."""
    repo.write(sums_py=RIGHT)
    result = repo.run(f"{DOUBLE}::keeps_zeros")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*there is no such skill, part or check; did you mean '*keeps_zero'?"])


def test_last_failed_runs_what_failed(repo):
    """--lf picks the checks that failed, and the learner's own tests that failed."""
    repo.write(sums_py=WRONG, mlchecklist_toml=DECLARED, test_own_py="def test_own():\n    assert False\n")
    repo.run()
    repo.run("--lf").assert_outcomes(failed=3)


def test_the_first_failure_ends_the_run_under_x(repo):
    """-x stops after one failure, and the report is written."""
    repo.write(sums_py=WRONG, mlchecklist_toml=DECLARED)
    repo.run("-x").assert_outcomes(failed=1)
    assert repo.report()["environment"]["interrupted"] is True


def test_junit_xml_names_part_and_check(repo):
    """JUnit XML holds our items and their properties."""
    repo.write(sums_py=WRONG)
    repo.run("--junit-xml=junit.xml")
    cases = ET.parse(repo.root / "junit.xml").getroot().iter("testcase")
    case = next(case for case in cases if case.get("name") == "doubles_three")
    found = {item.get("name"): item.get("value") for item in case.iter("property")}
    assert found == {
        "mlchecklist_skill": "entry/sums/doubling",
        "mlchecklist_part": "double",
        "mlchecklist_severity": "required",
        "mlchecklist_outcome": "failed",
    }
    assert case.find("skipped").get("message") == "not there yet: double(3) is not 6"


def test_verbose_output_names_the_learners_file(repo):
    """-vv shows the id and where the code stands."""
    repo.write(sums_py=RIGHT)
    repo.run("-vv").stdout.fnmatch_lines([f"{DOUBLE}::keeps_zero <- sums.py PASSED*"])


def test_durations_name_our_items(repo):
    """--durations lists checks like tests."""
    repo.write(sums_py=RIGHT)
    repo.run("--durations=0", "-vv").stdout.fnmatch_lines([f"*s call*{DOUBLE}::keeps_zero"])


def test_the_learners_own_tests_run_beside_ours(repo):
    """Both are run, and theirs count as always."""
    repo.write(sums_py=RIGHT, test_own_py="def test_own():\n    assert False\n")
    result = repo.run()
    result.assert_outcomes(passed=4, failed=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_a_test_file_that_cannot_be_collected_does_not_stop_ours(repo):
    """Ours run, then pytest stops as it always does."""
    repo.write(sums_py=RIGHT, test_own_py="import nothing_of_this_name\n")
    result = repo.run()
    result.assert_outcomes(passed=4, errors=1)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert repo.verdicts()["doubling"] == "verified"
    assert repo.report()["environment"]["interrupted"] is False


def test_a_conftest_that_expects_test_functions_never_meets_ours(repo):
    """Hooks that a learner wrote for their own tests can't stumble over our items."""
    hooks = "\n".join(
        f"def {name}(item): item.function.__name__"
        for name in ("pytest_runtest_setup", "pytest_itemcollected")
    )
    repo.write(
        sums_py=RIGHT,
        mlchecklist_toml="",
        conftest_py=f"{hooks}\ndef pytest_collection_modifyitems(items): [item.function for item in items]\n",
        test_own_py="def test_own():\n    pass\n",
    )
    repo.run().assert_outcomes(passed=5)


def test_testpaths_do_not_hide_the_checklist(repo):
    """Where pytest looks for tests says nothing about the checklist."""
    repo.write(sums_py=RIGHT, pytest_ini="[pytest]\ntestpaths = tests\n")
    (repo.root / "tests").mkdir()
    repo.run().assert_outcomes(passed=4)


def test_other_paths_leave_the_checklist_out(repo):
    """Who names one test file gets that file, and is told."""
    repo.write(sums_py=RIGHT, test_own_py="def test_own():\n    pass\n")
    result = repo.run("test_own.py")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["mlchecklist: not run, for other paths are named*"])
    assert not (repo.root / "mlchecklist-report").exists()


def test_the_folder_of_the_manifest_may_be_named(repo, monkeypatch):
    """A repository can be checked from outside; the ids then begin with its folder."""
    repo.write(sums_py=RIGHT, mlchecklist_toml="")
    monkeypatch.chdir(repo.root.parent)
    result = repo.run("repo", "-v")
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines([f"repo/{DOUBLE}::keeps_zero*"])
    assert repo.verdicts()["doubling"] == "verified"


def test_without_the_option_nothing_is_collected(pytester):
    """An installed plugin that isn't asked for does nothing."""
    pytester.makepyfile(sums=RIGHT, test_own="def test_own():\n    pass\n")
    from toy_pack import PLUGIN

    pytester.runpytest_inprocess(*PLUGIN).assert_outcomes(passed=1)
    assert not (pytester.path / "mlchecklist-report").exists()


def test_a_shuffled_run_is_the_same(repo):
    """pytest-randomly beside us changes no verdict."""
    repo.write(sums_py=RIGHT, test_own_py="def test_own():\n    pass\n")
    repo.run("-p", "randomly").assert_outcomes(passed=5)
    assert repo.verdicts()["squaring"] == "verified"


def test_maxfail_counts_ours(repo):
    """--maxfail stops after that many failures of any sort."""
    repo.write(sums_py=WRONG, mlchecklist_toml=DECLARED, test_own_py="def test_own():\n    assert False\n")
    repo.run("--maxfail=2").assert_outcomes(failed=2)


def test_a_fault_of_ours_is_not_taken_for_the_learners(repo, monkeypatch):
    """An error in the plugin fails loudly, also where a failed check would not."""
    repo.write(sums_py=RIGHT)
    monkeypatch.setattr("toy_pack.InProcess.check", lambda *_: 1 / 0)
    repo.run("-k", "keeps_zero").assert_outcomes(failed=1, deselected=3)


def test_a_debugger_begins_where_the_check_failed(repo):
    """--pdb shows the frame that raised, not ours that reports it."""
    repo.write(sums_py=WRONG, mlchecklist_toml=DECLARED)
    result = repo.run("--pdb", "--pdbcls=toys:Debugger", "-k", "doubles_three")
    result.stdout.fnmatch_lines(["the debugger begins in doubles_three"])


def test_a_debugger_is_not_called_for_what_fails_nothing(repo):
    """Code that nobody declared, and remarks, don't stop under --pdb."""
    repo.write(sums_py=WRONG)
    assert "the debugger begins" not in repo.run("--pdb", "--pdbcls=toys:Debugger").stdout.str()
