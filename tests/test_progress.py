"""What the learner's code prints while it works is told, and shown on a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import pytest_mlchecklist
from pytest_mlchecklist.process import Output
from toy_pack import PLUGIN, write_pack

SLOW = """
import time


def double(x):
    for epoch in range(5):
        print("epoch", epoch, "\\x1b[2J", flush=True)
        time.sleep(0.3)
    return 2 * x
"""


@pytest.mark.parametrize(
    ("printed", "last"),
    [
        ("", ""),
        ("epoch 1\nepoch 2\n", "epoch 2"),
        ("epoch 1\n\n  \n", "epoch 1"),
        ("10%\r20%\r30%", "30%"),
        ("a\x1b[2Jb\x07\n", "a[2Jb"),
        ("x" * 5000 + "\nlast", "last"),
    ],
)
def test_the_last_line_is_what_a_terminal_would_show(printed, last, tmp_path):
    """It is the last one that says something, and it can't move the cursor."""
    output = Output(tmp_path / "output")
    output.path.write_text(printed)
    assert last == output.last_line()


def test_what_came_before_is_not_told_again(tmp_path):
    """A new call begins with nothing."""
    output = Output(tmp_path / "output")
    output.path.write_text("epoch 9\n")
    output.trim()
    assert "" == output.last_line()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_it_is_shown_on_a_terminal_and_wiped_away(tmp_path):
    """While a check takes longer than a second, its last line stands behind pytest's own."""
    said = _on_a_terminal(tmp_path)
    assert "\x1b7\x1b[K 1 s  epoch 3 [2J\x1b8" in said
    assert "\x1b[K" in said.rpartition("\x1b8")[2]
    assert "3 passed" in said


def _on_a_terminal(folder: Path) -> str:
    import pty

    write_pack(folder / "pack")
    (folder / "sums.py").write_text(SLOW)
    (folder / "mlchecklist.toml").write_text('packs = ["pack"]\n[code]\ndouble = "sums.py:double"\n')
    ours, theirs = pty.openpty()
    place = str(Path(pytest_mlchecklist.__file__).parent.parent)
    settings = {"PYTHONPATH": place, "TERM": "xterm", "COLUMNS": "100"}
    command = [sys.executable, "-m", "pytest", *PLUGIN, "-p", "no:cacheprovider", "--mlchecklist"]
    chosen = ["--mlchecklist-only=entry/sums/doubling", "--mlchecklist-report=none"]
    running = subprocess.Popen(
        [*command, *chosen], cwd=folder, stdout=theirs, stderr=theirs, stdin=theirs, env=os.environ | settings
    )
    os.close(theirs)
    said = b"".join(iter(lambda: _read(ours), b""))
    running.wait()
    os.close(ours)
    return said.decode("utf-8", "replace")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is gone
        return b""
