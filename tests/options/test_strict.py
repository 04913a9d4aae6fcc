"""--mlchecklist-strict makes remarks required."""

from __future__ import annotations

import pytest

from toy_pack import RIGHT

HALVES = RIGHT.replace("2 * x", "2 * int(x)")
DECLARED = '[code]\ndouble = "sums.py:double"\n'


def test_a_remark_leaves_the_tick(repo):
    """Without the option a corner that doesn't hold is shown beside the tick."""
    repo.write(sums_py=HALVES, mlchecklist_toml=DECLARED)
    assert repo.run().ret == pytest.ExitCode.OK
    assert repo.verdicts()["doubling"] == "verified"
    assert repo.report()["skills"][0]["parts"][0]["remarks"] == ["takes halves: double(0.5) is not 1"]


@pytest.mark.parametrize(("args", "manifest"), [(["--mlchecklist-strict"], ""), ([], "strict = true\n")])
def test_a_remark_takes_the_tick_under_strict(repo, args, manifest):
    """The option or the manifest makes every remark count."""
    repo.write(sums_py=HALVES, mlchecklist_toml=manifest + DECLARED)
    result = repo.run(*args)
    result.assert_outcomes(passed=3, failed=1)
    assert repo.verdicts()["doubling"] == "failing"
