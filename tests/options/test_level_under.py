"""--mlchecklist-level-under=LEVEL=PERCENT counts one level alone."""

from __future__ import annotations

import pytest

from toy_pack import RIGHT


@pytest.mark.parametrize(("asked", "status"), [("entry=100", 0), ("advanced=50", 0), ("advanced=51", 1)])
def test_the_level_is_counted_alone(repo, asked, status):
    """One of one entry skill is ticked, one of two advanced ones."""
    repo.write(sums_py=RIGHT)
    assert status == repo.run(f"--mlchecklist-level-under={asked}").ret


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("entri=5", "no level is called 'entri'; did you mean 'entry'?"),
        ("entry", "a percentage is a number from 0 to 100"),
        ("entry=x", "a percentage is a number from 0 to 100"),
    ],
)
def test_nonsense_is_refused(repo, asked, expected):
    """An unknown level or share ends the run with status 4."""
    result = repo.run(f"--mlchecklist-level-under={asked}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*{expected}"])
