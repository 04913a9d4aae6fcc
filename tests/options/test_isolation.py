"""--mlchecklist-isolation says where the learner's code runs."""

from __future__ import annotations

import pytest

from toy_pack import RIGHT, InProcess


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], "process"),
        (["--mlchecklist-isolation=none"], "none"),
        (["--pdb"], "none"),
        (["--pdb", "--mlchecklist-isolation=process"], "process"),
    ],
)
def test_a_debugger_brings_the_code_into_this_process(repo, args, expected):
    """A process of its own is the default; --pdb does without unless told otherwise."""
    repo.write(sums_py=RIGHT)
    repo.run(*args)
    assert expected == InProcess.options["isolation"]


def test_no_third_way(repo):
    """Another word ends the run with status 4."""
    assert repo.run("--mlchecklist-isolation=docker").ret == pytest.ExitCode.USAGE_ERROR
