"""Runs a function in forked processes at once: what each gave, or which was lost and how.

This process has loaded torch and the learner's code already, so a rank starts in a few milliseconds and
needs no pickle. A rank that dies or hangs is named, and all are killed with what they started.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

from ..refusal import CannotRun, LearnerRaised
from ..wire import dumps, loads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PR_SET_PDEATHSIG = 1
_CHUNK = 1 << 16
_GRACE = 1.0
"""How many seconds the other ranks get once one is lost: most wait for it in vain."""


def run_forked(jobs: Mapping[str, Callable[[], Any]], *, limit: float) -> dict[str, Any]:
    """Run each job in a process of its own, all at once; return what each gave, by its name.

    Args:
        jobs: What each process runs; it returns a plain value.
        limit: How many seconds they may take together.

    Raises:
        CannotRun: This system has no fork.
        LearnerRaised: A job raised, died, or was not done in time.
    """
    if not hasattr(os, "fork"):
        message = (
            "this check starts several processes, which needs a system that can fork (Linux, macOS, WSL)"
        )
        raise CannotRun(message)
    sys.stdout.flush()
    processes = {name: _Process(job) for name, job in jobs.items()}
    try:
        lost = _gather(processes, limit)
    finally:
        for process in processes.values():
            process.end()
    _raise_first(processes, lost, limit)
    return {name: process.reply["value"] for name, process in processes.items()}


class _Process:
    """One forked process and the pipe on which its reply comes."""

    def __init__(self, job: Callable[[], Any]) -> None:
        self.pipe, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _become(job, self.pipe, writing)
        os.close(writing)
        with contextlib.suppress(OSError):
            os.setpgid(self.pid, self.pid)
        self.came = b""
        self.is_open = True
        self.status: int | None = None
        self.reply: dict[str, Any] = {}

    def read(self) -> None:
        """Take in what has come; at its end, read the reply."""
        piece = os.read(self.pipe, _CHUNK)
        self.came += piece
        if not piece:
            self.is_open = False
            with contextlib.suppress(Exception):
                self.reply = loads(self.came)

    def end(self) -> None:
        """Kill it, if it lives, and all that it started."""
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(OSError):
                kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
        os.close(self.pipe)


def _become(job: Callable[[], Any], reading: int, writing: int) -> None:
    """Run the job, send its reply and end: nothing of the parent's may go on here."""
    status = 1
    try:
        os.setpgid(0, 0)
        _die_with_parent()
        os.close(reading)
        reply = dumps(_reply(job))
        sys.stdout.flush()
        while reply:
            reply = reply[os.write(writing, reply) :]
        status = 0
    finally:
        os._exit(status)


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _reply(job: Callable[[], Any]) -> dict[str, Any]:
    try:
        return {"value": job()}
    except LearnerRaised as error:
        return {"raised": [error.kind, error.text]}
    except BaseException as error:  # noqa: BLE001 - the learner's code may raise anything, SystemExit too
        if isinstance(error, SystemExit) and not error.code:
            return {"raised": ["SystemExit", "it ended its process"]}
        return {"raised": [type(error).__name__, str(error)[:2000]]}


def _gather(processes: Mapping[str, _Process], limit: float) -> list[str]:
    """Read all replies; return the names of those that were lost, the first one first."""
    deadline, lost = time.monotonic() + limit, []
    while waiting := {item.pipe: name for name, item in processes.items() if item.is_open}:
        ready, _, _ = select.select(list(waiting), [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            break
        for pipe in ready:
            name = waiting[pipe]
            processes[name].read()
            if not processes[name].is_open and "value" not in processes[name].reply:
                lost.append(name)
                deadline = min(deadline, time.monotonic() + _GRACE)
    return lost


def _raise_first(processes: Mapping[str, _Process], lost: list[str], limit: float) -> None:
    for name in lost:
        reply = processes[name].reply
        if "raised" in reply:
            kind, text = reply["raised"]
            raise LearnerRaised(kind, f"{text} (in {name})")
        raise LearnerRaised("ProcessLost", f"{name} died with exit status {processes[name].status}")
    hanging = [name for name, process in processes.items() if "value" not in process.reply]
    if hanging:
        who = " and ".join(hanging)
        raise LearnerRaised("TimeoutError", f"{who} did not end within {limit:g} s, and had to be killed")
