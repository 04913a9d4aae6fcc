"""Published learners' packages, with manifests of ours and without: each answer was confirmed by reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from packages import Package, packages
from trials import find, verify

if TYPE_CHECKING:
    from pathlib import Path


def of_each(those: list[Package]) -> pytest.MarkDecorator:
    """Run a test once for each package."""
    return pytest.mark.parametrize("package", those, ids=[package.folder.name for package in those])


@of_each(packages())
def test_each_verdict_is_the_one_that_reading_gives(package: Package, tmp_path: Path) -> None:
    """Right code of a published package is ticked, and its natural bugs are found."""
    parts = verify(package.unpack(tmp_path))
    told = {
        name: "\n".join(check["message"] for check in parts[name]["checks"] if check["message"])
        for name in parts
    }
    came = {name: parts[name]["verdict"] for name in package.verdicts}
    assert package.verdicts == came, "\n\n".join(
        told[name] for name in came if came[name] != package.verdicts[name]
    )


@of_each([package for package in packages() if package.present])
def test_discovery_finds_what_reading_finds(package: Package, tmp_path: Path) -> None:
    """Without a manifest each part that is there is found, and nothing else is proposed."""
    finds = find(package, package.unpack_alone(tmp_path))
    unexpected = {part: target for part, target in finds.wrong.items() if part in package.findable}
    assert (package.findable, {}, set(package.besides)) == (finds.right, unexpected, set(finds.besides))
