"""Published learners' packages, declared in manifests of ours: every verdict was confirmed by reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from packages import Package, packages


def verify(root: Path) -> dict[str, dict]:
    """Run the plugin in a folder; return its part reports by name."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--mlchecklist",
        "-q",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
    ]
    options = ["--mlchecklist-report=json:report.json", "mlchecklist.toml"]
    subprocess.run(
        [*command, *options], cwd=root, check=False, capture_output=True, env=os.environ | {"CI": "1"}
    )
    report = json.loads((root / "report.json").read_text(encoding="utf-8"))
    return {part["name"]: part for skill in report["skills"] for part in skill["parts"]}


@pytest.mark.parametrize("package", packages(), ids=lambda package: package.name)
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
