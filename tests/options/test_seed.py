"""--mlchecklist-seed chooses other inputs, and is said."""

from __future__ import annotations

from toy_pack import RIGHT, InProcess


def test_the_seed_reaches_the_engine_and_the_report(repo):
    """The header and the report name the seed of the run."""
    repo.write(sums_py=RIGHT)
    repo.run("--mlchecklist-seed=7").stdout.fnmatch_lines(["mlchecklist: *seed 7*"])
    assert (InProcess.options["seed"], repo.report()["environment"]["seed"]) == (7, 7)


def test_the_seed_is_nought_by_default(repo):
    """Runs are the same unless another seed is asked for."""
    repo.write(sums_py=RIGHT)
    repo.run()
    assert InProcess.options["seed"] == 0
