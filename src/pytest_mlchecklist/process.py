"""One host process: asked, watched while it works, and ended with all that it started."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from pytest_mlchecklist.errors import HostLost
from pytest_mlchecklist.host.channel import CHANNEL_CLOSED, Channel
from pytest_mlchecklist.host.wire import WireError, dumps, loads
from pytest_mlchecklist.launch import descendants

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_mlchecklist.launch import Launcher

_HEAD = 16 << 10
_TAIL = 1 << 10
_FIRST_LOOK = 0.1
_TICK = 0.05
_PATIENCE = 0.5


@dataclass(frozen=True)
class Limits:
    """What one host may use, in bytes.

    Attributes:
        memory: Of it and of the processes that it started, together.
        output: Printed in one call.
    """

    memory: int = 4 << 30
    output: int = 64 << 20


Watch = Callable[[float, str], None]
"""Told, while the learner's code works, for how many seconds it has, and the last line that it printed."""


def nobody(seconds: float, line: str) -> None:
    """Watch nothing."""


class Output:
    """What a learner's file printed: a file of ours, of which the head is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept = self._cut = 0
        path.touch()

    @property
    def fresh(self) -> int:
        """How many bytes came since the last `trim`."""
        return self.path.stat().st_size - self._kept

    def last_line(self) -> str:
        """Return the last line that came since the last `trim`, as a terminal would show it; '' for none."""
        with self.path.open("rb") as file:
            file.seek(max(self._kept, self.path.stat().st_size - _TAIL))
            text = file.read().decode("utf-8", errors="replace")
        lines = (line for line in text.replace("\r", "\n").splitlines() if line.strip())
        return "".join(sign for sign in list(lines)[-1:] for sign in sign if sign.isprintable()).strip()

    def trim(self) -> None:
        """Cut the file to its head."""
        size = self._kept + self.fresh
        self._kept = min(size, _HEAD)
        if size > self._kept:
            os.truncate(self.path, self._kept)
            self._cut += size - self._kept

    def text(self) -> str:
        """Return the head, and how much more there was."""
        self.trim()
        head = self.path.read_bytes().decode("utf-8", errors="replace")
        return f"{head}… {self._cut} more bytes" if self._cut else head


class Host:
    """A host process and our end of its channel."""

    def __init__(self, launcher: Launcher, limits: Limits, output: Output, watch: Watch = nobody) -> None:
        self._watch = watch
        self._launcher = launcher
        self._limits = limits
        self._output = output
        self._folder = Path(tempfile.mkdtemp(dir=output.path.parent))
        self._serial = 0
        self._has_ended = False
        with output.path.open("ab") as file:
            self.pid, connection = launcher.start(self._folder, file)
        self._channel = Channel(connection)

    @property
    def is_usable(self) -> bool:
        """Whether it can be asked: between two calls it may have died of another host's mischief."""
        return not self._has_ended and self._launcher.is_alive and not self._channel.is_closed()

    def ask(self, message: Mapping[str, Any], timeout: float) -> dict[str, Any]:
        """Return the reply to a message.

        Raises:
            HostLost: The process died or had to be killed; it is not usable any more.
        """
        request = dumps(message)
        try:
            return self._exchange(request, timeout)
        except (HostLost, WireError, EOFError, OSError, psutil.Error) as error:
            lost = self._explained(error, timeout)
        except BaseException:
            # After Ctrl-C this reply would be taken for the next one.
            self.end()
            raise
        self.end()
        raise HostLost(lost)

    def end(self, patience: float = 0.0) -> int | None:
        """End the process and all that it started; return its exit status, if known."""
        if self._has_ended:
            return None
        self._has_ended = True
        strays = descendants(self.pid)
        status = self._launcher.reap(self.pid, patience)
        for stray in strays:
            with contextlib.suppress(psutil.Error):
                stray.kill()
        self._channel.close()
        self._output.trim()
        shutil.rmtree(self._folder, ignore_errors=True)
        return status

    def _exchange(self, request: bytes, timeout: float) -> dict[str, Any]:
        self._serial += 1
        deadline = time.monotonic() + timeout
        self._channel.send(self._serial, request, timeout)
        frame = self._awaited(deadline)
        self._check_output()
        self._output.trim()
        reply = loads(frame[1])
        if frame[0] != self._serial or type(reply) is not dict:
            raise WireError
        return reply

    def _awaited(self, deadline: float) -> tuple[int, bytes]:
        start = time.monotonic()
        next_look = start + _FIRST_LOOK
        while (frame := self._channel.receive(_TICK)) is None:
            now = time.monotonic()
            if now >= deadline:
                raise TimeoutError
            if now >= next_look:
                self._check_output()
                self._check_memory()
                self._watch(now - start, self._output.last_line())
                next_look = now + _TICK
        return frame

    def _check_output(self) -> None:
        if self._output.fresh > self._limits.output:
            message = f"your code printed more than {_size(self._limits.output)} in one call"
            raise HostLost(message)

    def _check_memory(self) -> None:
        if _memory_of(self.pid) > self._limits.memory:
            message = f"your code used more than {_size(self._limits.memory)} of memory"
            raise HostLost(message)

    def _explained(self, error: BaseException, timeout: float) -> str:
        if isinstance(error, HostLost):
            return error.message
        if isinstance(error, TimeoutError):
            return f"your code did not answer within {timeout:g} s; is there an endless loop?"
        if isinstance(error, WireError):
            return "your code wrote into the channel between it and the checklist"
        return _last_words(self.end(_PATIENCE), has_killed_parent=not self._launcher.is_alive)


class InProcess:
    """The same, without a process: for a debugger."""

    is_usable = True

    def __init__(self) -> None:
        # The learner's side is imported into this process only when it is asked for.
        from pytest_mlchecklist.host.serve import Server

        self._server = Server(is_alone=False)

    def ask(self, message: Mapping[str, Any], timeout: float) -> dict[str, Any]:
        """Return the reply to a message; see `Host.ask`. There is no time limit."""
        del timeout
        reply: dict[str, Any] = loads(self._server.answer(dumps(message)))
        return reply

    def end(self) -> None:
        """Do nothing; see `Host.end`."""


def _memory_of(pid: int) -> int:
    """Return the bytes that a process and its descendants use.

    Raises:
        EOFError: The process has died, and a child of its own holds the channel open.
        psutil.Error: It is gone altogether.
    """
    process = psutil.Process(pid)
    if process.status() == psutil.STATUS_ZOMBIE:
        raise EOFError
    total: int = process.memory_info().rss
    for child in descendants(pid):
        with contextlib.suppress(psutil.Error):
            # A forked child shares most pages with its parent: only its own count.
            total += child.memory_full_info().uss
    return total


def _last_words(status: int | None, *, has_killed_parent: bool) -> str:
    """Return how a host ended, from its exit status."""
    if has_killed_parent:
        return "your code ended the process that started it"
    if status == CHANNEL_CLOSED:
        return "your code closed the channel between it and the checklist"
    if status is None or status >= 0:
        return f"your code ended the process (exit status {status or 0}) instead of returning"
    if -status == signal.SIGKILL:
        return "your code was killed by the system; it may have used too much memory"
    name = (signal.strsignal(-status) or f"signal {-status}").lower()
    return f"your code crashed the interpreter ({name})"


def _size(count: int) -> str:
    """Return a number of bytes as people say it."""
    for unit, power in (("GB", 30), ("MB", 20), ("KB", 10)):
        if count >= 1 << power:
            return f"{count / (1 << power):.3g} {unit}"
    return f"{count} bytes"
