"""Ends a host and everything that it started."""

from __future__ import annotations

import contextlib
import os
import signal
import time

_TICK = 0.005


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
