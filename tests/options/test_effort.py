"""--mlchecklist-effort says how many inputs are tried."""

from __future__ import annotations

import pytest

from toy_pack import RIGHT, InProcess


@pytest.mark.parametrize(
    ("args", "manifest", "expected"),
    [
        ([], "", "standard"),
        ([], 'effort = "quick"', "quick"),
        (["--mlchecklist-effort=thorough"], 'effort = "quick"', "thorough"),
    ],
)
def test_the_command_line_wins_over_the_manifest(repo, args, manifest, expected):
    """The option, else the manifest, else the default reaches the engine."""
    repo.write(sums_py=RIGHT, mlchecklist_toml=manifest)
    repo.run(*args)
    assert expected == InProcess.options["effort"]


def test_nonsense_is_refused(repo):
    """A value that makes no sense ends the run with status 4."""
    assert repo.run("--mlchecklist-effort=-1").ret == pytest.ExitCode.USAGE_ERROR
