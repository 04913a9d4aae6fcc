"""Ends a host and everything that it started."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_TICK = 0.005
_MOST_ROUNDS = 50


def reap(pid: int, patience: float) -> int | None:
    """End a host and the rest of its process group; return its exit status, negative for a signal.

    Args:
        pid: The host.
        patience: How many seconds it gets to end by itself.
    """
    deadline = time.monotonic() + patience
    try:
        done, status = os.waitpid(pid, os.WNOHANG)
        while not done and time.monotonic() < deadline:
            time.sleep(_TICK)
            done, status = os.waitpid(pid, os.WNOHANG)
        if not done:
            os.kill(pid, signal.SIGKILL)
        kill_group(pid)
        if not done:
            done, status = os.waitpid(pid, 0)
    except ChildProcessError:
        return None
    return os.waitstatus_to_exitcode(status)


def kill_group(pid: int) -> None:
    """Kill what a host started, and the host itself if it lives."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def kill_orphans(hosts: Collection[int]) -> None:
    """Kill this process's children that are no hosts: what a host left behind when it ended.

    They come to this process only where it has said that it takes orphans in. Each may
    leave children of its own, so this goes on until there are none.
    """
    for _ in range(_MOST_ROUNDS):
        orphans = [pid for pid in _children() if pid not in hosts]
        if not orphans:
            return
        for pid in orphans:
            kill_group(pid)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _children() -> list[int]:
    own = os.getpid()
    with contextlib.suppress(OSError):
        return [int(pid) for pid in Path(f"/proc/{own}/task/{own}/children").read_text("ascii").split()]
    return []
