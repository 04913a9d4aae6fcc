"""What whole runs of pytest cost."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from figures import Figure

ROOT = Path(__file__).parent.parent
FIRST_REPO = ROOT / "docs" / "examples" / "first_repo"
LEARNERS = ROOT / "tests" / "learner"
NUMBERS_OF_CHECKS = (50, 100, 200, 400)
CHECKS_OF_A_PART = 4

SKILL = '''
"""Doubling: twice a number.

Why it matters: it is quickly done.
"""

from pytest_mlchecklist.api import Float, all_of, function, skill
'''
PART = """

@function(names=[])
def {name}(x: Float["n"]) -> Float["n"]:
    return x + x
"""
PLUGIN = """
from pathlib import Path

def pytest_mlchecklist_packs():
    return [Path(__file__).with_name("pack")]
"""

LOADING = """
import time
from _pytest.config import get_config

config = get_config([])
start = time.perf_counter()
from pytest_mlchecklist import plugin
config.pluginmanager.register(plugin, "mlchecklist")
print(time.perf_counter() - start)
"""

IMPORTING = """
import time

start = time.perf_counter()
import torch
print(time.perf_counter() - start)
"""


@dataclass(frozen=True)
class Took:
    """What a run took, in seconds.

    Attributes:
        wall: By the clock on the wall.
        cpu: Of processor time, with all the processes that it started.
    """

    wall: float
    cpu: float


def start_up(rounds: int = 40) -> Iterator[Figure]:
    """Yield what the installed but unused plugin adds to a run of pytest."""
    usual = ("--collect-only", "-q", "-p", "no:cacheprovider", "test_empty.py")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "test_empty.py").touch()
        took: dict[tuple[str, ...], list[float]] = {("-p", "no:mlchecklist"): [], (): []}
        for turn in range(rounds):  # each goes first in every other turn
            for options in (*took,) if turn % 2 else reversed((*took,)):
                took[options].append(_pytest(folder, *usual, *options).cpu)
    alone, installed = (statistics.median(times) for times in took.values())
    added = installed - alone
    yield Figure("pytest without the plugin, processor time", 1e3 * alone, "ms")
    yield Figure("the unused plugin adds", 1e3 * added, "ms", target=5)
    loading = statistics.median(_loading() for _ in range(rounds))
    yield Figure("importing and registering it takes", 1e3 * loading, "ms", target=5)


def _loading() -> float:
    """Return how long it takes to import and register the plugin, measured from within."""
    return _told([sys.executable, "-c", LOADING])


def _told(command: list[str]) -> float:
    told = subprocess.run(command, capture_output=True, check=True, text=True, env=_environment())
    return float(told.stdout)


def demo(rounds: int = 3) -> Iterator[Figure]:
    """Yield how long the whole run in the first repository takes."""
    for options in ([], ["-n", "2"]):
        took = statistics.median(_in_a_copy(FIRST_REPO, *options).wall for _ in range(rounds))
        yield Figure(" ".join(["the whole run of the demo", *options]), took, "s")


def entry(rounds: int = 3) -> Iterator[Figure]:
    """Yield how long it takes to check all skills of the entry level, in the code of one who has them all."""
    took = _level("entry", rounds)
    importing = statistics.median(_told([sys.executable, "-c", IMPORTING]) for _ in range(rounds))
    yield Figure("the whole entry level, one process", took, "s")
    yield Figure("the same once torch is imported", took - importing, "s", target=20)


def intermediate(rounds: int = 3) -> Iterator[Figure]:
    """Yield the same of the intermediate level."""
    yield Figure("the whole intermediate level, one process", _level("intermediate", rounds), "s", target=60)


def _level(name: str, rounds: int) -> float:
    repository = LEARNERS / name / "repository"
    times = [_in_a_copy(repository, f"--mlchecklist-only={name}/*").wall for _ in range(rounds)]
    return statistics.median(times)


def _in_a_copy(original: Path, *options: str) -> Took:
    with tempfile.TemporaryDirectory() as folder:
        repo = Path(folder, "repo")
        shutil.copytree(original, repo, ignore=shutil.ignore_patterns(".*", "mlchecklist-report"))
        return _pytest(repo, "-q", "-p", "no:randomly", "--mlchecklist", *options)


def growth() -> Iterator[Figure]:
    """Yield the time of runs with more and more checks, and by how much a check more costs more."""
    took = {count: _run_of(count) for count in NUMBERS_OF_CHECKS}
    for count, seconds in took.items():
        yield Figure(f"a run of {count} checks, processor time", seconds, "s")
    first, _, third, last = NUMBERS_OF_CHECKS
    early = (took[third] - took[first]) / (third - first)
    late = (took[last] - took[third]) / (last - third)
    yield Figure("a further check among many, against among few", late / early, "×", target=1.3)


def _run_of(count: int, rounds: int = 3) -> float:
    names = [f"twice_{number}" for number in range(count // CHECKS_OF_A_PART)]
    with tempfile.TemporaryDirectory() as folder:
        _write_pack(Path(folder), names)
        repo = Path(folder, "repo")
        repo.mkdir()
        (repo / "theirs.py").write_text("\n".join(f"def {name}(x):\n    return 2 * x\n" for name in names))
        options = ("-p", "growing", "-p", "no:mlchecklist-standard", "-p", "no:randomly", "--mlchecklist")
        return statistics.median(_pytest(repo, *options, path=folder).cpu for _ in range(rounds))


def _write_pack(folder: Path, names: list[str]) -> None:
    skills = folder / "pack" / "entry" / "sums"
    skills.mkdir(parents=True)
    parts = "".join(PART.format(name=name) for name in names)
    (skills / "doubling.py").write_text(
        f"{SKILL.lstrip()}{parts}\n\nskill(needs=all_of({', '.join(names)}))\n"
    )
    (folder / "pack" / "pack.toml").touch()
    (folder / "growing.py").write_text(textwrap.dedent(PLUGIN))


def _pytest(folder: str | Path, *options: str, path: str = "") -> Took:
    """Run pytest in a folder, and tell what it took.

    Raises:
        RuntimeError: It ended otherwise than a run of right code ends.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *options],
        cwd=folder,
        env=_environment(path),
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    took = Took(time.perf_counter() - start, used.ru_utime + used.ru_stime)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 5):  # 5: no tests were collected
        message = f"pytest {' '.join(options)} ended with status {process.returncode}"
        raise RuntimeError(message)
    return took


def _environment(path: str = "") -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), path])}
