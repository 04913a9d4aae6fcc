"""The client of the hosts: opens the learner's code, asks it, and starts again what was lost.

The learner's code runs in a host only. Every file of theirs has a host of its own, so what
one file does to NumPy, to seeds or to default dtypes can't reach another's parts.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pytest_mlchecklist.errors import CannotRun, HostLost, LearnerError, Unavailable
from pytest_mlchecklist.launch import HOST, Launcher, Plan, launcher
from pytest_mlchecklist.process import Host, InProcess, Limits, Output, Watch, nobody

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_HOSTS = 8
_MOST_LOST_LOADS = 2
_TRIES = 3
_IMPORTED, _TRIED_OUT = "while it was imported", "while we tried out how to call it"


@dataclass
class _Opened:
    """What is known of one piece of the learner's code."""

    request: Mapping[str, Any]
    convention: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    refusal: CannotRun | None = None

    @property
    def path(self) -> str:
        return str(self.request["path"])


@dataclass
class _File:
    """One of the learner's files: its host, if it has one, and what is loaded there."""

    output: Output
    host: Host | InProcess | None = None
    loaded: set[str] = field(default_factory=set)
    has_loaded: bool = False
    lost_loads: list[CannotRun] = field(default_factory=list)

    def end(self) -> None:
        """End the host; the next call starts another."""
        self.loaded.clear()
        host, self.host = self.host, None
        if host is not None:
            host.end()


@dataclass(kw_only=True, eq=False)
class Hosts:
    """The hosts of one run.

    Attributes:
        root: The learner's repository.
        timeout: How many seconds a call may take.
        load_timeout: How many seconds loading may take.
        memory: How many bytes a host and its children may use.
        output_limit: How many bytes one call may print.
        python: The interpreter for the learner's code; None for pytest's own.
        preload: Modules that most of the learner's files import, such as 'torch'.
        isolated: Whether there are hosts at all; if not, the code runs in this process.
        seed: What the random generators start from at every call.
        folder: The folder of the host's package.
        watch: Told what the learner's code prints while it works.
    """

    root: Path
    timeout: float = 10.0
    load_timeout: float = 60.0
    memory: int = 4 << 30
    output_limit: int = 64 << 20
    python: str | None = None
    preload: tuple[str, ...] = ()
    isolated: bool = True
    seed: int = 0
    folder: Path = HOST
    watch: Watch = nobody
    _opened: dict[str, _Opened] = field(default_factory=dict, init=False, repr=False)
    _files: dict[str, _File] = field(default_factory=dict, init=False, repr=False)
    _launcher: Launcher | None = field(default=None, init=False, repr=False)
    _workspace: Path | None = field(default=None, init=False, repr=False)

    def open(self, key: str, request: Mapping[str, Any]) -> None:
        """Load a piece of the learner's code; from now on `key` stands for it.

        Args:
            key: Any name.
            request: What the host's `open_convention` needs, in plain values.

        Raises:
            CannotRun: It can't be loaded, or no convention fits it; the same again
                at every further call, without another try.
        """
        self._opened.setdefault(key, _Opened({"root": str(self.root), **request}))
        self._ready(key)

    def call(  # noqa: PLR0913 - what a call is made of
        self,
        key: str,
        operation: str,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        *,
        timeout: float | None = None,
        seed: int | None = None,
    ) -> Any:
        """Run an operation and return its plain value.

        Raises:
            LearnerError: The code raised.
            Unavailable: It has no such operation.
            CannotRun: It can't be loaded.
            HostLost: The process died or had to be killed.
        """
        message = {"do": "call", "operation": operation, "args": list(args), "kwargs": dict(kwargs)}
        seeds = {"key": key, "seed": self.seed if seed is None else seed}
        limit = self.timeout if timeout is None else timeout
        try:
            reply = self._ready(key).ask(message | seeds, limit)
        except HostLost:
            if self._launcher is None or self._launcher.is_alive:
                raise
            # The code of another file may have killed the zygote under this one: ask once more.
            reply = self._ready(key).ask(message | seeds, limit)
        return self._answer(self._opened[key], reply)["value"]

    def convention(self, key: str) -> str:
        """Return how the code is called, in words, as far as is known by now."""
        return self._opened[key].convention

    def facts(self, key: str) -> Mapping[str, Any]:
        """Return what the checks may know of the code."""
        return self._opened[key].facts

    def output(self, key: str) -> str:
        """Return the head of what the code's file printed, and how much more there was."""
        return self._file(self._opened[key].path).output.text()

    def close(self) -> None:
        """End every host and everything that the learner's code started."""
        for file in self._files.values():
            file.end()
        if self._launcher is not None:
            self._launcher.close()
        if self._workspace is not None:
            shutil.rmtree(self._workspace, ignore_errors=True)
        self._launcher = self._workspace = None
        self._files.clear()

    def _ready(self, key: str) -> Host | InProcess:
        """Return the host of the code's file, with the code loaded."""
        opened = self._opened[key]
        if opened.refusal is not None:
            raise _again(opened.refusal)
        file = self._file(opened.path)
        host = self._host(file)
        if key not in file.loaded:
            self._load(key, file, host)
        return host

    def _load(self, key: str, file: _File, host: Host | InProcess) -> None:
        opened, step = self._opened[key], _IMPORTED
        try:
            _refuse_if_hopeless(file)
            message = {"key": key, "request": opened.request, "seed": self.seed}
            self._answer(opened, host.ask({"do": "import", **message}, self.load_timeout))
            step = _TRIED_OUT
            reply = host.ask({"do": "load", **message}, _TRIES * self.timeout)
            opened.facts = self._answer(opened, reply)["facts"]
        except HostLost as lost:
            opened.refusal = CannotRun(f"{step}, {lost.message}")
            if step is _IMPORTED:
                file.lost_loads.append(opened.refusal)
        except LearnerError as error:
            place = f" ({error.where})" if error.where else ""
            opened.refusal = CannotRun(f"{step}, your code raised {error}{place}")
        except CannotRun as refusal:
            opened.refusal = refusal
        if opened.refusal is not None:
            raise _again(opened.refusal)
        file.loaded.add(key)
        file.has_loaded = True

    def _answer(self, opened: _Opened, reply: Mapping[str, Any]) -> Mapping[str, Any]:
        """Keep the convention that a reply tells; return the reply if it is a good one."""
        opened.convention = reply.get("convention", opened.convention)
        if (raised := reply.get("raised")) is not None:
            raise LearnerError(raised["kind"], raised["text"], where=raised["where"])
        if (refused := reply.get("cannot_run")) is not None:
            raise CannotRun(refused["message"], tried=refused["tried"], adapter=refused["adapter"])
        if (missing := reply.get("unavailable")) is not None:
            raise Unavailable(missing)
        return reply

    def _file(self, path: str) -> _File:
        """Return the file's entry, now the most recently used."""
        file = self._files.pop(path, None) or _File(Output(self._place() / str(len(self._files))))
        self._files[path] = file
        return file

    def _host(self, file: _File) -> Host | InProcess:
        if file.host is None or not file.host.is_usable:
            file.end()
            self._make_room()
            file.host = self._new_host(file.output) if self.isolated else InProcess()
        return file.host

    def _make_room(self) -> None:
        alive = [file for file in self._files.values() if file.host is not None]
        for file in alive[: max(0, len(alive) + 1 - _MOST_HOSTS)]:
            file.end()

    def _new_host(self, output: Output) -> Host:
        if self._launcher is None or not self._launcher.is_alive:
            if self._launcher is not None:
                self._launcher.close()
            plan = Plan(self._place(), self.python or sys.executable, self.preload, self.folder)
            self._launcher = launcher(plan)
        return Host(self._launcher, Limits(self.memory, self.output_limit), output, self.watch)

    def _place(self) -> Path:
        if self._workspace is None:
            self._workspace = Path(tempfile.mkdtemp(prefix="mlchecklist-"))
        return self._workspace


def _refuse_if_hopeless(file: _File) -> None:
    """Spare the wait for a file that has cost several hosts and never loaded."""
    if not file.has_loaded and len(file.lost_loads) >= _MOST_LOST_LOADS:
        raise file.lost_loads[-1]


def _again(refusal: CannotRun) -> CannotRun:
    """Return the refusal anew: one exception must not collect the tracebacks of every call."""
    return CannotRun(refusal.message, tried=refusal.tried, adapter=refusal.adapter)
