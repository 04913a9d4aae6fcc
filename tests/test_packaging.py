"""The wheel, installed alone, has all that a run needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pytest_mlchecklist import bundled

CHECKOUT = Path(__file__).parent.parent
ALL_SKILLS = 89


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the wheel, built from the checkout with what is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    _python("-m", "build", "--wheel", "--no-isolation", "--outdir", folder, CHECKOUT)
    return next(folder.glob("*.whl"))


def _python(*arguments, folder=None, **environment):
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def _names(wheel, prefix):
    with zipfile.ZipFile(wheel) as archive:
        names = (Path(name) for name in archive.namelist() if name.startswith(prefix))
        return {name.relative_to(prefix).as_posix() for name in names}


@pytest.mark.parametrize("folder", ["skills", "templates"])
def test_the_bundled_folders_are_in_the_wheel(wheel, folder):
    """What lies in a bundled folder of the checkout lies in the wheel, and nothing else does."""
    place = bundled.folder(folder)
    files = (path.relative_to(place) for path in place.rglob("*") if path.is_file())
    expected = {path.as_posix() for path in files if "__pycache__" not in path.parts}
    assert expected == _names(wheel, f"pytest_mlchecklist/{folder}/") - {"__init__.py"}


def test_the_wheel_works_alone_in_an_empty_folder(wheel, tmp_path):
    """Installed into a folder of its own, it reports all skills, from its own files."""
    site, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    _python("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel)
    # It comes before the checkout, which this interpreter knows too.
    alone = {"folder": empty, "PYTHONPATH": str(site)}
    _python("-m", "pytest", "--mlchecklist", **alone)
    report = json.loads((empty / "mlchecklist-report/report.json").read_text("utf-8"))
    assert ALL_SKILLS * ["not started"] == [skill["verdict"] for skill in report["skills"]]
    assert (empty / "mlchecklist-report/index.html").is_file()
    used = _python("-c", "from pytest_mlchecklist import bundled; print(bundled.folder('skills'))", **alone)
    assert str(site / "pytest_mlchecklist/skills") == used
