"""--mlchecklist-require=ID fails the run when a skill isn't ticked."""

from __future__ import annotations

import pytest

from toy_pack import RIGHT, WRONG


@pytest.mark.parametrize(
    ("ids", "status"),
    [
        (["entry/sums/doubling"], 0),
        (["entry/*", "advanced/areas/squaring"], 0),
        (["advanced/*"], 1),
        (["entry/*", "advanced/areas/listening"], 1),
    ],
)
def test_every_match_must_be_ticked(repo, ids, status):
    """Ids and globs may be repeated; each match counts."""
    repo.write(sums_py=RIGHT)
    assert status == repo.run(*(f"--mlchecklist-require={id_}" for id_ in ids)).ret


def test_discovered_code_counts_when_it_is_required(repo):
    """A failure that fails nothing by itself still misses the gate."""
    repo.write(sums_py=WRONG)
    result = repo.run("--mlchecklist-require=entry/sums/doubling")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["  entry/sums/doubling is required and is failing: double (failing)"])


def test_an_id_that_matches_nothing_is_refused(repo):
    """A misspelt id can't open the gate."""
    result = repo.run("--mlchecklist-require=entry/sums/dubling")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*no skill matches this; did you mean 'entry/sums/doubling'?"])
