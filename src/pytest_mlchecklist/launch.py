"""Starts host processes, by a zygote that forks them or, where there is no fork, one by one."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import psutil

from pytest_mlchecklist.errors import CannotRun
from pytest_mlchecklist.host.reaping import kill_group

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    _Popen = subprocess.Popen[bytes]

HOST = Path(__file__).parent / "host"
_NOT_STARTED = "the process for your code could not be started"
_LONGEST_REPLY = 1 << 10
_START_LIMIT = 120.0
_CLOSE_LIMIT = 10.0

# The interpreter may have nothing but NumPy: the folder is loaded as a package of its own.
_BOOTSTRAP = """
import sys, os
sys.path[:] = [place for place in sys.path if place not in ("", os.getcwd())]
from importlib import import_module, util
spec = util.spec_from_file_location("mlchecklist_host", sys.argv[1] + "/__init__.py")
sys.modules[spec.name] = util.module_from_spec(spec)
spec.loader.exec_module(sys.modules[spec.name])
import_module("mlchecklist_host.zygote").main(sys.argv[2:])
"""


@dataclass(frozen=True)
class Plan:
    """How hosts are started.

    Attributes:
        folder: The run's folder; the zygote removes it when pytest is gone.
        python: The interpreter.
        preload: Modules that are slow to import and needed by most hosts.
        host: The folder of the host's package.
    """

    folder: Path
    python: str = sys.executable
    preload: tuple[str, ...] = ()
    host: Path = HOST

    def command(self, *arguments: str) -> list[str]:
        """Return the command that runs the host's package with these arguments."""
        return [self.python, "-B", "-c", _BOOTSTRAP, str(self.host), *arguments]


class Launcher(Protocol):
    """Whoever starts hosts and tells how they ended."""

    @property
    def is_alive(self) -> bool:
        """Whether it can start hosts, and those it started can still be asked."""

    def start(self, folder: Path, output: BinaryIO) -> tuple[int, socket.socket]:
        """Return the process id of a new host that lives in `folder`, and our end of its channel."""

    def reap(self, pid: int, patience: float) -> int | None:
        """End a host that gets `patience` seconds to end by itself; return its exit status if known."""

    def close(self) -> None:
        """End every host."""


def launcher(plan: Plan) -> Launcher:
    """Return the launcher that suits this system."""
    return Forker(plan) if hasattr(os, "fork") else Spawner(plan)


class Forker:
    """Our end of a zygote."""

    def __init__(self, plan: Plan) -> None:
        self._log = plan.folder / "zygote.log"
        self._control, theirs = socket.socketpair()
        self._control.settimeout(_START_LIMIT)
        with theirs, self._log.open("wb") as log:
            self._process = _started(
                plan.command("zygote", str(theirs.fileno()), str(plan.folder), *plan.preload),
                pass_fds=[theirs.fileno()],
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=plan.folder,
            )

    @property
    def is_alive(self) -> bool:
        """Whether the zygote lives; its hosts die with it."""
        return self._control.fileno() >= 0 and self._process.poll() is None

    def start(self, folder: Path, output: BinaryIO) -> tuple[int, socket.socket]:
        """See `Launcher.start`."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                pid = self._ask({"folder": str(folder)}, theirs.fileno(), output.fileno())
            except (OSError, EOFError):
                ours.close()
                raise self._not_started() from None
        return pid, ours

    def reap(self, pid: int, patience: float) -> int | None:
        """See `Launcher.reap`."""
        try:
            status: int | None = self._ask({"pid": pid, "patience": patience})
        except (OSError, EOFError):
            kill_group(pid)
            return None
        return status

    def close(self) -> None:
        """See `Launcher.close`."""
        self._control.close()
        try:
            self._process.wait(_CLOSE_LIMIT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _ask(self, request: dict[str, Any], *fds: int) -> Any:
        try:
            socket.send_fds(self._control, [json.dumps(request).encode()], fds)
            reply = self._control.recv(_LONGEST_REPLY)
        except BaseException:
            # After Ctrl-C the next answer would belong to this question.
            self._control.close()
            self._process.kill()
            raise
        if not reply:
            raise EOFError
        return json.loads(reply)

    def _not_started(self) -> CannotRun:
        lines = self._log.read_text("utf-8", errors="replace").splitlines() or ["it gave no reason"]
        return CannotRun(_NOT_STARTED, tried=lines[-1:])


class Spawner:
    """Starts each host as a process of its own, for systems without fork."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._processes: dict[int, _Popen] = {}

    is_alive = True

    def start(self, folder: Path, output: BinaryIO) -> tuple[int, socket.socket]:
        """See `Launcher.start`."""
        token = secrets.token_hex()
        with socket.create_server(("127.0.0.1", 0)) as door:
            door.settimeout(_START_LIMIT)
            process = _started(
                self._plan.command("spawned", str(door.getsockname()[1])),
                stdout=output,
                stderr=output,
                cwd=folder,
                env={"MLCHECKLIST_TOKEN": token},
            )
            self._processes[process.pid] = process
            return process.pid, _admitted(door, token.encode())

    def reap(self, pid: int, patience: float) -> int | None:
        """See `Launcher.reap`."""
        process = self._processes.pop(pid)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
        for each in descendants(pid):
            with contextlib.suppress(psutil.Error):
                each.kill()
        process.kill()
        return process.wait()

    def close(self) -> None:
        """See `Launcher.close`."""
        for pid in list(self._processes):
            self.reap(pid, 0)


def descendants(pid: int) -> list[psutil.Process]:
    """Return the processes that a process has started, as far as they can be seen."""
    try:
        found: list[psutil.Process] = psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []
    return found


def _admitted(door: socket.socket, token: bytes) -> socket.socket:
    """Return the connection of the host that knows the token; any program may knock at a port."""
    while True:
        try:
            guest, _ = door.accept()
        except TimeoutError:
            raise CannotRun(_NOT_STARTED) from None
        if secrets.compare_digest(guest.recv(len(token), socket.MSG_WAITALL), token):
            return guest
        guest.close()


def _started(command: list[str], env: Mapping[str, str] | None = None, **options: Any) -> _Popen:
    """Start a process that knows no windows, one thread for mathematics, and the same order of sets."""
    usual = {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "TF_ENABLE_ONEDNN_OPTS": "0"}
    forced = {"MPLBACKEND": "Agg", "TF_CPP_MIN_LOG_LEVEL": "3"}
    environment = {**usual, **os.environ, **forced, **(env or {})}
    # In a session of its own: Ctrl-C is for pytest alone.
    options |= {"stdin": subprocess.DEVNULL, "env": environment, "start_new_session": True}
    try:
        return subprocess.Popen(command, **options)  # noqa: S603 - our own command
    except OSError as error:
        raise CannotRun(_NOT_STARTED, tried=[str(error)]) from None
