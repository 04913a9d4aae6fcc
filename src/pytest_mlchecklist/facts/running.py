"""Runs a command of a repository: watched, limited, and ended with all that it started."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import psutil

from pytest_mlchecklist.errors import CannotRun
from pytest_mlchecklist.host.reaping import kill_group
from pytest_mlchecklist.launch import descendants

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    _Process = subprocess.Popen[bytes]

MOST_OUTPUT = 8 << 20
_TICK = 0.02
_OURS = ("PYTEST_", "COV_", "COVERAGE_")
_FORCED = {"PYTHONDONTWRITEBYTECODE": "1", "MPLBACKEND": "Agg", "NO_COLOR": "1", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True)
class Finished:
    """A command that has ended.

    Attributes:
        status: Its exit status; below zero, the signal that ended it.
        output: What it printed, errors included.
        seconds: How long it took.
    """

    status: int
    output: str
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether it says that all went well."""
        return self.status == 0


def in_words(command: Sequence[str]) -> str:
    """Return a command as somebody would type it; a script among its words is only hinted at."""
    return " ".join("…" if "\n" in word else word for word in command)


def run(command: Sequence[str], folder: Path, *, timeout: float) -> Finished:
    """Run a command in a folder and return what came of it.

    Raises:
        CannotRun: There is no such command, it did not end in time, or it printed without end.
    """
    start = time.monotonic()
    with tempfile.TemporaryFile() as printed:
        process = _started(command, folder, printed)
        try:
            _watch(process, printed, start + timeout)
        except CannotRun as error:
            raise CannotRun(f"`{in_words(command)}` {error.message.format(timeout=timeout)}") from None
        finally:
            _end(process)
        printed.seek(0)
        text = printed.read().decode("utf-8", "replace").replace("\r\n", "\n")
    return Finished(process.returncode, text, time.monotonic() - start)


def _started(command: Sequence[str], folder: Path, printed: IO[bytes]) -> _Process:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    try:
        return subprocess.Popen(  # noqa: S603 - the author of a page names the command, in separate words
            command,
            cwd=folder,
            env=kept | {"OMP_NUM_THREADS": "1"} | _FORCED,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise CannotRun(f"`{command[0]}` could not be started: {error.strerror}") from None


def _watch(process: _Process, printed: IO[bytes], deadline: float) -> None:
    while process.poll() is None:
        if time.monotonic() >= deadline:
            raise CannotRun("did not end within {timeout:g} s")
        if os.fstat(printed.fileno()).st_size > MOST_OUTPUT:
            raise CannotRun("printed more than 8 MB")
        time.sleep(_TICK)


def _end(process: _Process) -> None:
    """End the process and what it started, also what it left behind."""
    strays = descendants(process.pid)
    if hasattr(os, "killpg"):
        kill_group(process.pid)
    process.kill()
    for stray in strays:
        with contextlib.suppress(psutil.Error):
            stray.kill()
    process.wait()
