"""--mlchecklist-no-discovery checks what is declared, and searches for nothing."""

from __future__ import annotations

import pytest

from toy_pack import RIGHT

DECLARED = '[code]\ndouble = "sums.py:double"\n'


@pytest.mark.parametrize(
    ("args", "manifest", "passed"),
    [
        ([], DECLARED, 4),
        (["--mlchecklist-no-discovery"], DECLARED, 3),
        ([], "discovery = false\n" + DECLARED, 3),
    ],
)
def test_only_declared_code_is_checked(repo, args, manifest, passed):
    """The option or the manifest turns discovery off."""
    repo.write(sums_py=RIGHT, mlchecklist_toml=manifest)
    repo.run(*args).assert_outcomes(passed=passed)
