"""The zygote: a small server that has imported what is slow and forks one host after another.

`multiprocessing` has a forkserver too. It is not used because there is one of it in a
process, and the learner's own tests may need it; because it imports `__main__` again; and
because it can't run another interpreter than the one that pytest runs in.

The zygote never imports the learner's code. When its control socket closes, however pytest
ended, it kills the hosts that are left, removes the run's folder and exits.
"""

from __future__ import annotations

import builtins
import contextlib
import ctypes
import faulthandler
import importlib
import json
import os
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from .reaping import kill_orphans, reap
from .serve import serve

if TYPE_CHECKING:
    from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_LONGEST_REQUEST = 1 << 16


def main(arguments: list[str]) -> None:
    """Serve as 'zygote CONTROL_FD FOLDER PRELOAD…', or as 'spawned PORT' where there is no fork."""
    entry, *rest = arguments
    if entry == "zygote":
        _run_zygote(*rest)
    else:
        _run_spawned(*rest)


def _run_zygote(control: str, folder: str, *preload: str) -> None:
    for name in preload:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    faulthandler.disable()
    # What a host's code starts in sessions of its own comes to us when the host ends, and ends too.
    _process_control()(_PR_SET_CHILD_SUBREAPER, 1)
    Zygote(socket.socket(fileno=int(control))).run()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)  # pytest waits for this process: to take all of torch apart first takes half a second


def _run_spawned(port: str) -> None:
    faulthandler.disable()
    connection = socket.create_connection(("127.0.0.1", int(port)))
    connection.sendall(os.environ.pop("MLCHECKLIST_TOKEN").encode())
    _settle(".")
    serve(connection)


class Zygote:
    """Forks hosts and reaps them, as the control socket asks."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._prctl = _process_control()
        self._hosts: set[int] = set()

    def run(self) -> None:
        """Answer requests until the control socket closes, then end every host."""
        while (asked := self._next_request()) is not None:
            request, fds = asked
            reply = self._fork(request["folder"], *fds) if fds else reap(request["pid"], request["patience"])
            if not fds:
                self._hosts.discard(request["pid"])
                kill_orphans(self._hosts)
            self._control.sendall(json.dumps(reply).encode())
        for pid in self._hosts:
            reap(pid, 0)
        kill_orphans(())

    def _next_request(self) -> tuple[dict[str, Any], list[int]] | None:
        try:
            text, fds, _, _ = socket.recv_fds(self._control, _LONGEST_REQUEST, 2)
        except ConnectionError:
            return None
        return (json.loads(text), fds) if text else None

    def _fork(self, folder: str, connection: int, output: int) -> int:
        pid = os.fork()
        if pid == 0:
            try:
                self._become_host(folder, connection, output)
            finally:
                os._exit(1)
        self._hosts.add(pid)
        os.close(connection)
        os.close(output)
        return pid

    def _become_host(self, folder: str, connection: int, output: int) -> None:
        os.setsid()
        self._prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        self._control.close()
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.close(output)
        os.set_inheritable(connection, False)  # noqa: FBT003 - positional only
        _settle(folder)
        serve(socket.socket(fileno=connection))


def _process_control() -> Callable[[int, int], object]:
    """Return Linux's prctl, or what does nothing on other systems."""
    try:
        prctl: Callable[[int, int], object] = ctypes.CDLL(None).prctl
    except (OSError, AttributeError, TypeError):
        return lambda _option, _value: None
    return prctl


def _asked(prompt: object = "", /) -> NoReturn:
    """Say what is wrong where a learner's code waits for somebody to type."""
    message = f"it asks for input({prompt!r}), and nobody is there to answer"
    raise EOFError(message)


def _settle(folder: str) -> None:
    """Give the host its folder and its streams, and nothing that points to the plugin."""
    os.chdir(folder)
    sys.argv = ["mlchecklist"]
    builtins.input = _asked
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)  # type: ignore[union-attr]
    with contextlib.suppress(ImportError, OSError, ValueError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # When memory runs out all the same, let the system end this process and not pytest.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
