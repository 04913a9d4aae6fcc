"""Learners' files that misbehave cost their own parts a verdict, and nothing else.

Each file in `misbehaving` defines `double`. One run checks all of them beside right code.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

import pytest_mlchecklist
from pytest_mlchecklist import bundled
from toy_pack import PLUGIN

FILES = Path(__file__).parent / "misbehaving"
LOST = "could not run"

COSTS = {
    "answers_differently": ("failing", "it gave      the second time: "),
    "crashes": (LOST, "your code crashed the interpreter (segmentation fault)"),
    "crashes_at_import": (LOST, "your code crashed the interpreter (segmentation fault)"),
    "crashes_on_one_number": (LOST, "your code crashed the interpreter (segmentation fault)"),
    "divides_at_import": (LOST, "ZeroDivisionError: division by zero (line 3)"),
    "equals_everything": (LOST, "could not be called"),
    "equals_everything_as_an_array": ("failing", "it gave      [[2]]\nwe expected  [[0]]"),
    "exits": (LOST, "your code ended the process (exit status 0) instead of returning"),
    "exits_at_import": (LOST, "your code ended the process (exit status 0) instead of returning"),
    "exits_on_one_number": (LOST, "your code ended the process (exit status 0) instead of returning"),
    "hoards_in_children": (LOST, "your code used more than 600 MB of memory"),
    "hoards_memory": (LOST, "your code used more than 600 MB of memory"),
    "kills_its_group": (LOST, "your code was killed by the system"),
    "kills_its_parent": (LOST, "your code ended the process that started it"),
    "loops_at_import": (LOST, "is there an endless loop?"),
    "loops_on_one_number": (LOST, "is there an endless loop?"),
    "patches_everything": ("failing", "it gave      [[2]]\nwe expected  [[0]]"),
    "patches_python": (LOST, "your code"),
    "prints_a_gigabyte": (LOST, "your code printed more than 64 MB in one call"),
    "quits_at_import": (LOST, "ends the program when it is imported (SystemExit)"),
    "raises_at_import": (LOST, "RuntimeError: please run setup.py first (line 3)"),
    "raises_keyboard_interrupt": (LOST, "your code raised KeyboardInterrupt"),
    "raises_mutely": ("failing", "it gave      an error, Mute: (its message could not be read)"),
    "raises_mutely_at_import": (LOST, ""),
    "raises_on_one_number": ("failing", "it gave      an error, KeyboardInterrupt"),
    "recurses": (LOST, "RecursionError: maximum recursion depth exceeded"),
    "skips_itself": ("failing", "it gave      an error, Skipped: not today"),
    "stops_pytest": ("failing", "it gave      an error, Exit: enough"),
    "swallows_everything": (LOST, "is there an endless loop?"),
}
"""The verdict on the part of each file, and what its checks say of it."""

HARMLESS = {
    "changes_dtypes",
    "closes_its_output",
    "ignores_signals",
    "leaves_children",
    "leaves_daemons",
    "moves_away",
    "warns_as_errors",
    "writes_files",
}
"""Right code, whatever else it does."""

GOOD = """
import numpy as np


def relu(x):
    return np.maximum(x, 0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))
"""
GOOD_TORCH = """
import torch


def tanh(x):
    return torch.tanh(x)
"""
RIGHT = {"relu": "good.py", "sigmoid": "good.py", "tanh": "good_torch.py"}

SKILL = '''
"""Doubling: {name}.

Why it matters: one file must not cost another its verdict.
"""

from pytest_mlchecklist.api import Float, all_of, assert_close, function, skill


@function(names=[])
def {name}(x: Float["n i"]) -> Float["n i"]:
    """Twice the number."""
    return 2 * x


skill(needs=all_of({name}))
'''

PACK = """
import functools
from pathlib import Path

from pytest_mlchecklist import engine

engine.Hosts = functools.partial(engine.Hosts, load_timeout=2.5, memory=600 << 20)


def pytest_mlchecklist_packs():
    return [Path(__file__).with_name("pack")]
"""

OPTIONS = (
    *("-p", "no:randomly", "-p", "no:cacheprovider", "-p", "doubles"),
    *("--mlchecklist", "--mlchecklist-timeout=1", "--mlchecklist-effort=quick"),
)


@dataclass(frozen=True)
class Finished:
    """A run that has ended.

    Attributes:
        status: Its exit status.
        root: The learner's repository.
        report: What the JSON report says.
        survivors: The processes that it left behind.
    """

    status: int
    root: Path
    report: dict[str, Any]
    survivors: list[psutil.Process]

    def parts(self) -> dict[str, dict[str, Any]]:
        """Return what the report says of each part that is shown."""
        parts = (part for skill in self.report["skills"] for part in skill["parts"])
        return {part["name"]: part for part in parts if part["binding"]}


def finished_run(folder: Path, names: set[str]) -> Finished:
    """Run the checklist on the right code and, declared beside it, the misbehaving files of these names."""
    root = folder / "repo"
    root.mkdir()
    (root / "good.py").write_text(GOOD)
    (root / "good_torch.py").write_text(GOOD_TORCH)
    for name in names:
        shutil.copy(FILES / f"{name}.py", root)
    targets = {name: f"{name}.py:double" for name in sorted(names)}
    targets |= {name: f"{file}:{name}" for name, file in RIGHT.items()}
    lines = (f'{name} = "{target}"' for name, target in targets.items())
    (root / "mlchecklist.toml").write_text("\n".join(["[code]", *lines]))
    _write_pack(folder, names)
    return _run(folder, root)


def _write_pack(folder: Path, names: set[str]) -> None:
    skills = folder / "pack" / "entry" / "misbehaving"
    skills.mkdir(parents=True)
    for name in names:
        (skills / f"{name}.py").write_text(SKILL.format(name=name).lstrip())
    (folder / "pack" / "pack.toml").touch()
    (folder / "doubles.py").write_text(PACK)


def _run(folder: Path, root: Path) -> Finished:
    mark = uuid.uuid4().hex
    source = Path(pytest_mlchecklist.__file__).parent.parent
    path = os.pathsep.join([str(source), str(folder)])
    command = [sys.executable, "-B", "-m", "pytest", *PLUGIN, *OPTIONS]
    ended = subprocess.run(
        command, cwd=root, env={**os.environ, "PYTHONPATH": path, "MLCHECKLIST_MARK": mark}, check=False
    )
    text = (root / "mlchecklist-report" / "report.json").read_text("utf-8")
    return Finished(ended.returncode, root, json.loads(text), list(_marked(mark)))


def _marked(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("MLCHECKLIST_MARK") == mark:
                found.append(process)
        except psutil.Error:
            continue
    return found


def _said(part: dict[str, Any]) -> str:
    return "\n".join(check["message"] for check in part["checks"] if check["severity"] == "required")


@pytest.fixture(scope="module")
def misbehaved(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Return the run in which every file misbehaves."""
    return finished_run(tmp_path_factory.mktemp("misbehaving"), COSTS.keys() | HARMLESS)


def test_every_file_has_its_line_here() -> None:
    """No file of the folder is left out."""
    assert COSTS.keys() | HARMLESS == {path.stem for path in FILES.glob("*.py")}


def test_misbehaving_costs_a_part_its_verdict(misbehaved: Finished) -> None:
    """A wrong result fails, and what can't be run says why, in each file for itself."""
    parts = misbehaved.parts()
    expected = {name: verdict for name, (verdict, _) in COSTS.items()}
    assert expected == {name: parts[name]["verdict"] for name in COSTS}
    said = {name: _said(parts[name]) for name in COSTS}
    assert {} == {name: said[name] for name, (_, words) in COSTS.items() if words not in said[name]}


def test_right_code_is_verified_whatever_else_it_does(misbehaved: Finished) -> None:
    """Files, output, signals, dtypes, warnings and children are no reason to refuse right code."""
    parts = misbehaved.parts()
    assert dict.fromkeys(HARMLESS, "verified") == {name: parts[name]["verdict"] for name in HARMLESS}


def test_no_other_part_notices(misbehaved: Finished, tmp_path: Path) -> None:
    """Right code gets the very lines in the ledger that it gets alone."""
    alone, beside = finished_run(tmp_path, set()), misbehaved.parts()
    assert pytest.ExitCode.OK == alone.status
    for name in RIGHT:
        assert _timeless(alone.parts()[name]) == _timeless(beside[name])
        assert "verified" == beside[name]["verdict"]


def test_the_report_is_whole_and_the_run_fails(misbehaved: Finished) -> None:
    """Every skill of the checklist is in the report, and a declared part's failure is the run's."""
    ids = {path.relative_to(bundled.folder("skills")).with_suffix("").as_posix() for path in _skill_files()}
    assert 89 == len(ids)
    assert ids <= {skill["id"] for skill in misbehaved.report["skills"]}
    assert misbehaved.report["environment"]["interrupted"] is False
    assert pytest.ExitCode.TESTS_FAILED == misbehaved.status


def test_nothing_is_left_behind(misbehaved: Finished) -> None:
    """No file appears in the repository, and no process outlives the run."""
    own = {f"{name}.py" for name in COSTS.keys() | HARMLESS} | set(RIGHT.values())
    # Hypothesis keeps a folder of its own, which git ignores.
    left = {path.name for path in misbehaved.root.iterdir()} - {".hypothesis"}
    assert {*own, "mlchecklist.toml", "mlchecklist-report"} == left
    assert [] == misbehaved.survivors


def test_undeclared_code_that_misbehaves_fails_nothing(tmp_path: Path) -> None:
    """What was merely discovered is shown as not there yet."""
    (tmp_path / "repo").mkdir()
    (tmp_path / "repo" / "activations.py").write_text(GOOD)
    (tmp_path / "repo" / "tanh.py").write_text("import os\n\n\ndef tanh(x):\n    os._exit(0)\n    return x\n")
    _write_pack(tmp_path, set())
    run = _run(tmp_path, tmp_path / "repo")
    expected = {"relu": "verified", "sigmoid": "verified", "tanh": LOST}
    assert expected == {name: run.parts()[name]["verdict"] for name in expected}
    assert pytest.ExitCode.OK == run.status


def _skill_files() -> list[Path]:
    return list(bundled.folder("skills").glob("*/*/*.py"))


def _timeless(part: dict[str, Any]) -> dict[str, Any]:
    checks = [{**check, "seconds": 0} for check in part["checks"]]
    return {**part, "checks": checks}
