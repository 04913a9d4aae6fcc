"""What can't be read or run costs one line each, and nothing else is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pytest_mlchecklist
from pytest_mlchecklist.host.loading import load
from pytest_mlchecklist.host.refusal import CannotRun
from toy_pack import PLUGIN, RIGHT

FIFTY_MEGABYTES = 50_000_000
GOOD = "import numpy as np\n\n\ndef tanh(x):\n    return np.tanh(x)\n"
FIRST = "from second import half\n\n\ndef sigmoid(x):\n    return half(x)\n"
SECOND = """
import numpy as np
from first import sigmoid


def half(x):
    return 1 / (1 + np.exp(-x))


def relu(x):
    return np.maximum(x, 0)
"""
ASKS_AT_IMPORT = """
import numpy as np

size = int(input("size? "))


def swish(x):
    return x / (1 + np.exp(-x))
"""
ASKS_IN_CONSTRUCTOR = """
import numpy as np


class Dense:
    def __init__(self, n_in, n_out):
        self.name = input("name? ")
        self.W, self.b = np.zeros((n_in, n_out)), np.zeros(n_out)

    def forward(self, x):
        return x @ self.W + self.b
"""
REPORTS = ("--mlchecklist-report=json:report.json", "--mlchecklist-report=term")
UNREADABLE = {
    "big.py": "is larger than 2 MB, so it was not read",
    "big.ipynb": "is larger than 20 MB, so it was not read",
    "broken.ipynb": "is not a notebook that can be read",
    "latin.py": "is not UTF-8, and names no encoding that fits it",
    "null.py": "holds a null byte, so it is no text",
}
"""What is said of each file that can't be read."""


def write_unreadable(root: Path) -> None:
    """Write the files that can't be read; the large ones take no room on the disk."""
    for name in ("big.py", "big.ipynb"):
        with (root / name).open("wb") as file:
            file.truncate(FIFTY_MEGABYTES)
    (root / "broken.ipynb").write_text("not json")
    (root / "latin.py").write_bytes(b"# caf\xe9\ndef elu(x): return x\n")
    (root / "null.py").write_bytes(b"def selu(x): return x\n\0")


def write_links(root: Path) -> None:
    """Write links to themselves and to folders above them."""
    (root / "sub").mkdir()
    (root / "self.py").symlink_to("self.py")
    (root / "again").symlink_to(".")
    (root / "sub" / "up").symlink_to("..")


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of bad files and a few good ones, with its reports and what a terminal showed."""
    root = tmp_path_factory.mktemp("bad")
    write_unreadable(root)
    write_links(root)
    texts = {"good": GOOD, "first": FIRST, "second": SECOND}
    texts |= {"asks": ASKS_AT_IMPORT, "asks_later": ASKS_IN_CONSTRUCTOR}
    for name, text in texts.items():
        (root / f"{name}.py").write_text(text)
    source = str(Path(pytest_mlchecklist.__file__).parent.parent)
    options = ("-p", "no:cacheprovider", "--mlchecklist", "--mlchecklist-effort=quick")
    run = subprocess.run(
        [sys.executable, "-B", "-m", "pytest", *PLUGIN, *options, *REPORTS],
        cwd=root,
        env={**os.environ, "PYTHONPATH": source},
        check=True,
        timeout=120,
        capture_output=True,
        text=True,
    )
    (root / "shown.txt").write_text(run.stdout)
    return root


@pytest.fixture(scope="module")
def report(checked: Path) -> dict[str, Any]:
    """Return the report of the run."""
    return json.loads((checked / "report.json").read_text("utf-8"))


def part(report: dict[str, Any], name: str) -> dict[str, Any]:
    """Return what the report says of a part."""
    return next(part for skill in report["skills"] for part in skill["parts"] if part["name"] == name)


def test_each_file_that_cannot_be_read_is_noted_in_a_line(report: dict[str, Any]) -> None:
    """Large files, other encodings, null bytes and broken notebooks have their line in the report."""
    assert sorted(f"{name} {problem}" for name, problem in UNREADABLE.items()) == sorted(
        report["environment"]["notes"]
    )


def test_each_file_that_cannot_be_read_is_named_on_the_terminal(checked: Path) -> None:
    """A learner who reads the summary alone sees what was passed over, and why."""
    shown = (checked / "shown.txt").read_text().splitlines()
    start = shown.index("Passed over") + 1
    assert sorted(f"  {name} {problem}" for name, problem in UNREADABLE.items()) == sorted(
        shown[start : start + len(UNREADABLE)]
    )


@pytest.mark.parametrize("name", ["tanh", "sigmoid", "relu", "swish"])
def test_what_can_run_is_verified_beside_them(report: dict[str, Any], name: str) -> None:
    """Files that import each other, and one that asks for input when imported, give what they define."""
    assert part(report, name)["verdict"] == "verified"


def test_a_constructor_that_asks_for_input_is_told_so(report: dict[str, Any]) -> None:
    """Nobody waits for an answer that cannot come."""
    shown = part(report, "dense_layer")
    said = "it asks for input('name? '), and nobody is there to answer"
    assert (shown["verdict"], said in shown["checks"][0]["message"]) == ("could not run", True)


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_declared_file_that_cannot_be_read_could_not_run(tmp_path: Path, name: str) -> None:
    """Its line is the whole message."""
    write_unreadable(tmp_path)
    with pytest.raises(CannotRun) as raised:
        load(tmp_path / name, "f", tmp_path)
    assert raised.value.message == f"{name} {UNREADABLE[name]}"


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ('double = "smus.py:double"', "double: smus.py isn't there; did you mean 'sums.py'?"),
        ('double = "sums.py:duoble"', "double: sums.py has no duoble; did you mean 'double'?"),
        ('duoble = "sums.py:double"', "duoble: there is no such part; did you mean 'double'?"),
        (
            'double = { target = "sums.py:double", axs = "features-first" }',
            "double: unknown field 'axs'; did you mean 'axes'?",
        ),
        (
            'double = { target = "sums.py:double", axes = "features" }',
            "double: axes: 'features' is none of features-first, examples-first",
        ),
        ('double = "self.py:double"', "double: self.py isn't there"),
    ],
)
def test_a_manifest_that_names_what_is_not_there_is_refused(repo, entry: str, line: str) -> None:
    """The line of the manifest and the nearest right spelling are named."""
    repo.write(sums_py=RIGHT, mlchecklist_toml=f"[code]\n{entry}\n")
    (repo.root / "self.py").symlink_to("self.py")
    result = repo.run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: mlchecklist.toml:2: [[]code] {line}"])
