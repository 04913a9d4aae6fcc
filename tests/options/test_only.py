"""--mlchecklist-only=ID runs the checks of some skills."""

from __future__ import annotations

import pytest

from toy_pack import RIGHT


@pytest.mark.parametrize(("only", "passed"), [("entry/*", 3), ("advanced/areas/squaring", 4), ("*", 4)])
def test_only_these_skills_are_checked(repo, only, passed):
    """A skill brings the parts along that it needs from others."""
    repo.write(sums_py=RIGHT)
    repo.run(f"--mlchecklist-only={only}").assert_outcomes(passed=passed)


def test_the_report_stays_whole(repo):
    """What wasn't run is shown as such, not left out."""
    repo.write(sums_py=RIGHT)
    repo.run("--mlchecklist-only=entry/*")
    assert repo.verdicts() == {"doubling": "verified", "squaring": "partial", "listening": "not started"}


def test_a_glob_that_matches_nothing_is_refused(repo):
    """A misspelt id ends the run with status 4."""
    result = repo.run("--mlchecklist-only=entry/sums/dubling")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*no skill matches this; did you mean 'entry/sums/doubling'?"])
