"""The client and real hosts, on learners' files that misbehave."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
import pytest

from pytest_mlchecklist import client, launch
from pytest_mlchecklist.client import Hosts
from pytest_mlchecklist.errors import CannotRun, HostLost, LearnerError, Unavailable
from pytest_mlchecklist.host import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

CONVENTIONS = '''
"""The plainest convention: a name in a file, called with what comes."""
import importlib.util, os
from .refusal import Unavailable

class Plain:
    description = "called as it is"

    def __init__(self, function):
        self.function = function
        self.facts = {"host": os.getpid()}

    def run(self, operation, args, kwargs):
        if operation != "call":
            raise Unavailable(operation)
        self.description = f"called with {len(args)}"
        return self.function(*args, **kwargs)

def load_object(request):
    spec = importlib.util.spec_from_file_location("learner", request["path"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, request["symbol"])

def convention_of(loaded, request):
    return Plain(loaded)
'''


class Learning:
    """One learner's repository and the hosts that run it."""

    def __init__(self, root: Path, hosts: Hosts) -> None:
        self.root = root
        self.hosts = hosts

    def write(self, source: str, name: str = "code.py") -> None:
        (self.root / name).write_text(textwrap.dedent(source))

    def open(self, symbol: str = "f", name: str = "code.py") -> str:
        key = f"{self.root / name}:{symbol}"
        self.hosts.open(key, {"path": str(self.root / name), "symbol": symbol})
        return key

    def call(self, *args: Any, symbol: str = "f", name: str = "code.py") -> Any:
        return self.hosts.call(self.open(symbol, name), "call", args, {})


@pytest.fixture(scope="session")
def host_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the host's package with the plainest conventions."""
    folder = tmp_path_factory.mktemp("package") / "host"
    folder.mkdir()
    for module in launch.HOST.glob("*.py"):
        shutil.copy(module, folder)
    (folder / "conventions.py").write_text(CONVENTIONS)
    return folder


@pytest.fixture(scope="module")
def shared_hosts(host_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosts]:
    """One zygote for all tests that do it no harm."""
    hosts = Hosts(
        root=tmp_path_factory.getbasetemp(),
        folder=host_folder,
        timeout=1.0,
        load_timeout=1.0,
        memory=128 << 20,
        output_limit=8 << 20,
    )
    yield hosts
    hosts.close()


@pytest.fixture
def learner(shared_hosts: Hosts, tmp_path: Path) -> Learning:
    """Return a learner with a repository of their own."""
    return Learning(tmp_path, shared_hosts)


def test_a_call_takes_and_gives_plain_values(learner: Learning) -> None:
    """Arrays go to the learner's code and its result comes back."""
    learner.write("def f(x, y): return x @ y")
    assert [[11.0]] == learner.call(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]])).tolist()


def test_facts_and_convention_are_told(learner: Learning) -> None:
    """The convention is the one that the last call left."""
    learner.write("def f(x): return x")
    key = learner.open()
    assert "called as it is" == learner.hosts.convention(key)
    learner.call(1)
    assert "called with 1" == learner.hosts.convention(key)
    assert ["host"] == list(learner.hosts.facts(key))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("while True: pass", "your code did not answer within 1 s; is there an endless loop?"),
        ("os._exit(0)", "your code ended the process (exit status 0) instead of returning"),
        ("ctypes.string_at(0)", "your code crashed the interpreter (segmentation fault)"),
        ("os.abort()", "your code crashed the interpreter (aborted)"),
        ("while True: os.write(1, b'x' * 65536)", "your code printed more than 8 MB in one call"),
        ("os.write(1, b'x' * (9 << 20))", "your code printed more than 8 MB in one call"),
        ("hoard()", "your code used more than 128 MB of memory"),
        ("os.kill(os.getppid(), 9); time.sleep(60)", "your code ended the process that started it"),
        ("os.closerange(3, 256)", "your code closed the channel between it and the checklist"),
        ("scribble()", "your code wrote into the channel between it and the checklist"),
        (
            "os.kill(os.getpid(), signal.SIGSTOP)",
            "your code did not answer within 1 s; is there an endless loop?",
        ),
        (
            "os.fork() or time.sleep(60); os._exit(3)",
            "your code ended the process (exit status 3) instead of returning",
        ),
        (
            "ctypes.CDLL(None).fork() or time.sleep(60); os._exit(3)",
            "your code ended the process (exit status 3) instead of returning",
        ),
    ],
)
def test_a_lost_host_costs_one_call(learner: Learning, body: str, message: str) -> None:
    """Whatever ends the host is told in one line, and the next call finds a new one."""
    learner.write(f"""
        import ctypes, os, signal, socket, time

        def hoard():
            kept = []
            while True:
                kept.append(b"x" * (1 << 24))

        def scribble():
            for fd in range(3, 64):
                try:
                    socket.socket(fileno=os.dup(fd)).send(b"a message that is none" * 4)
                except OSError:
                    pass

        def f():
            {body}

        def good():
            return 1
        """)
    with pytest.raises(HostLost) as lost:
        learner.call()
    assert message == lost.value.message
    assert 1 == learner.call(symbol="good")


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("raise ValueError('too small')", "ValueError", "too small"),
        ("sys.exit('bye')", "SystemExit", "bye"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", ""),
        ("raise Mute", "Mute", "(its message could not be read)"),
        ("raise ValueError('x' * 9999)", "ValueError", "x" * 2000),
        ("f()", "RecursionError", "maximum recursion depth exceeded"),
    ],
)
def test_an_exception_is_told(learner: Learning, body: str, kind: str, text: str) -> None:
    """Kind, text and the line in the learner's own file come back, whatever was raised."""
    learner.write(f"""\
        import sys
        class Mute(BaseException):
            def __str__(self): raise SystemExit
        def f():
            {body}
        """)
    with pytest.raises(LearnerError) as raised:
        learner.call()
    relative = (learner.root / "code.py").relative_to(learner.hosts.root).as_posix()
    assert (kind, text, f"{relative}:5") == (raised.value.kind, raised.value.text, raised.value.where)


@pytest.mark.parametrize(
    ("body", "type_name"),
    [
        ("(i for i in range(3))", "builtins.generator"),
        ("Equal()", "learner.Equal"),
        ("{1, 2}", "builtins.set"),
    ],
)
def test_what_is_not_plain_stays_there(learner: Learning, body: str, type_name: str) -> None:
    """A value that isn't plain is the learner's error, and names its type."""
    learner.write(f"""
        class Equal:
            __eq__ = lambda self, other: True
            __hash__ = lambda self: 0
            __class__ = float
        def f(): return {body}
        """)
    with pytest.raises(
        LearnerError, match=f"your code returns a value of type {type_name}, which is not plain"
    ):
        learner.call()


@pytest.mark.parametrize(
    ("top", "message"),
    [
        (
            "while True: pass",
            "while it was imported, your code did not answer within 1 s; is there an endless loop?",
        ),
        (
            "os._exit(0)",
            "while it was imported, your code ended the process (exit status 0) instead of returning",
        ),
        ("1 / 0", "while it was imported, your code raised ZeroDivisionError: division by zero"),
        ("sys.exit()", "while it was imported, your code raised SystemExit"),
    ],
)
def test_a_file_that_cannot_be_loaded_is_refused_again(learner: Learning, top: str, message: str) -> None:
    """The same refusal comes at every call, and the file is not run a second time."""
    learner.write(f"""
        import os, sys
        open({str(learner.root / "runs")!r}, "a").write("x")
        {top}
        """)
    for _ in range(2):
        with pytest.raises(CannotRun) as refused:
            learner.open()
        assert message == refused.value.message.partition(" (code.py")[0].partition(" (test")[0]
    assert "x" == (learner.root / "runs").read_text()


def test_a_file_that_never_loads_is_given_up(learner: Learning) -> None:
    """After two lost hosts, further parts of the file are refused without a wait."""
    learner.write(f"open({str(learner.root / 'runs')!r}, 'a').write('x')\nimport os; os._exit(0)")
    for symbol in "abcd":
        with pytest.raises(CannotRun):
            learner.open(symbol)
    assert "xx" == (learner.root / "runs").read_text()


def test_one_file_cannot_spoil_another(learner: Learning) -> None:
    """Monkeypatches of NumPy and json, and seeds, stay in the file's own host."""
    learner.write("""
        import json, numpy, random
        numpy.allclose = numpy.asarray = numpy.dtype = json.dumps = json.loads = lambda *_, **__: True
        json.JSONEncoder = json.JSONDecoder = numpy.ndarray = None
        random.seed(1)
        def f(x): return x, numpy.allclose(0, 1)
        """)
    learner.write("import numpy, random\ndef f(): return numpy.allclose(0, 1), random.random()", "other.py")
    value, patched = learner.call(np.arange(3))
    assert ([0, 1, 2], True) == (value.tolist(), patched)
    assert [False, random.Random(0).random()] == learner.call(name="other.py")


def test_every_call_starts_from_the_same_seed(learner: Learning) -> None:
    """Random numbers are the same at each call, and differ with the seed."""
    learner.write("import numpy as np, random\ndef f(): return random.random(), np.random.rand()")
    key = learner.open()
    first, again = learner.call(), learner.call()
    other = learner.hosts.call(key, "call", [], {}, seed=7)
    assert first == again
    assert first != other


def test_what_the_code_prints_is_kept_apart(learner: Learning, capfd: pytest.CaptureFixture[str]) -> None:
    """Prints, also those of C code and of child processes, are kept; of much output, the head."""
    learner.write("""
        import os, sys
        def f(): print("hello"); os.system("echo from a shell"); print("oh", file=sys.stderr)
        def much(): print("x" * 100_000)
        """)
    learner.call()
    assert "hello\nfrom a shell\noh\n" == learner.hosts.output(learner.open())
    learner.call(symbol="much")
    text = learner.hosts.output(learner.open("much"))
    assert "… 83639 more bytes" == text[16384:]
    assert ("", "") == capfd.readouterr()


def test_files_are_written_into_a_folder_that_goes(
    learner: Learning, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The code runs in an empty folder of its own, which is removed with the host."""
    monkeypatch.chdir(learner.root)
    learner.write("import os\ndef f(): open('model.pt', 'w').close(); return os.getcwd(), os.listdir()")
    folder, names = learner.call()
    assert ["model.pt"] == names
    assert ["code.py"] == [path.name for path in learner.root.iterdir()]
    learner.hosts.close()
    assert not Path(folder).exists()


def test_the_surroundings_are_quiet(learner: Learning) -> None:
    """No arguments of pytest's, no current folder on the path, no input, no windows, no .pyc files."""
    learner.write("""
        import os, sys
        def f():
            folders = "" in sys.path, os.getcwd() in sys.path
            return sys.argv, folders, sys.stdin.read(), os.environ["MPLBACKEND"]
        """)
    assert [["mlchecklist"], [False, False], "", "Agg"] == learner.call()
    assert ["code.py"] == [path.name for path in learner.root.iterdir()]


def test_children_of_the_code_end_with_it(learner: Learning) -> None:
    """A forked child, and one in a session of its own, are killed with the host."""
    learner.write("""
        import os, subprocess, sys, time
        def f():
            forked = os.fork()
            if not forked:
                time.sleep(600)
            sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
            return forked, subprocess.Popen(sleeper, start_new_session=True).pid
        """)
    children = [psutil.Process(pid) for pid in learner.call()]
    learner.hosts.close()
    assert [] == _alive(children)


def test_a_forked_child_does_not_answer(learner: Learning) -> None:
    """When the code forks and both return, only the parent's reply counts."""
    learner.write("import os\ndef f(x): return x, os.fork() == 0")
    assert [[i, False] for i in range(3)] == [learner.call(i) for i in range(3)]


def test_the_hosts_least_recently_used_end(learner: Learning, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many hosts live at a time, and a file whose host has ended is loaded again."""
    monkeypatch.setattr(client, "_MOST_HOSTS", 2)
    hosts = []
    for name in ("a.py", "b.py", "c.py", "a.py"):
        learner.write(f"def f(): return {name!r}", name)
        assert name == learner.call(name=name)
        hosts.append(psutil.Process(learner.hosts.facts(learner.open(name=name))["host"]))
    assert [False, False, True, True] == [_runs(host) for host in hosts]


def test_a_missing_operation_is_unavailable(learner: Learning) -> None:
    """What the convention does not have is told apart from an error of the learner's."""
    learner.write("def f(): pass")
    with pytest.raises(Unavailable, match="derivative"):
        learner.hosts.call(learner.open(), "derivative", [], {})


def test_ctrl_c_leaves_no_host_behind(learner: Learning, monkeypatch: pytest.MonkeyPatch) -> None:
    """KeyboardInterrupt passes through a wait, and its late reply is never taken for another."""
    learner.write("""
        import os, signal, time
        def f(pid): os.kill(pid, signal.SIGINT); time.sleep(600)
        def good(): return 1
        """)
    for name in ("timeout", "load_timeout"):  # none of it is about time
        monkeypatch.setattr(learner.hosts, name, 60.0)
    host = psutil.Process(learner.hosts.facts(learner.open())["host"])
    with pytest.raises(KeyboardInterrupt):
        learner.call(os.getpid())
    assert [] == _alive([host])
    assert 1 == learner.call(symbol="good")


def test_without_isolation_the_same_errors_come(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """For a debugger the code runs in this process; only its limits are gone."""
    namespace: dict[str, Any] = {"__package__": "pytest_mlchecklist.host"}
    exec(CONVENTIONS, namespace)
    for name in ("load_object", "convention_of"):
        monkeypatch.setattr(serve, name, namespace[name])
    hosts = Hosts(root=tmp_path, isolated=False)
    learner = Learning(tmp_path, hosts)
    learner.write("import os\ndef f(x): return os.getpid() // x")
    assert os.getpid() == learner.call(1)
    with pytest.raises(LearnerError, match="ZeroDivisionError"):
        learner.call(0)
    hosts.close()


def test_hosts_can_be_started_without_fork(
    host_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no fork, each host is a process of its own and behaves the same."""
    monkeypatch.setattr(client, "launcher", launch.Spawner)
    hosts = Hosts(root=tmp_path, folder=host_folder, timeout=1.0)
    learner = Learning(tmp_path, hosts)
    learner.write("import os\ndef f(x): print('hello'); return x + 1\ndef bad(): os._exit(4)")
    assert 2 == learner.call(1)
    assert "hello\n" == hosts.output(learner.open())
    with pytest.raises(HostLost, match="exit status 4"):
        learner.call(symbol="bad")
    assert 3 == learner.call(2)
    host = psutil.Process(hosts.facts(learner.open())["host"])
    hosts.close()
    assert [] == _alive([host])


def test_an_interpreter_that_cannot_start_is_told(host_folder: Path, tmp_path: Path) -> None:
    """The reason why the process could not be started is the last line that it wrote."""
    (tmp_path / "code.py").write_text("")
    (tmp_path / "python").write_text("#!/bin/sh\necho 'no numpy here' >&2\n")
    (tmp_path / "python").chmod(0o755)
    for python, reason in ((tmp_path / "python", "no numpy here"), (tmp_path / "none", "No such file")):
        hosts = Hosts(root=tmp_path, folder=host_folder, python=str(python))
        with pytest.raises(CannotRun, match="the process for your code could not be started") as refused:
            Learning(tmp_path, hosts).open()
        assert reason in refused.value.tried[0]
        hosts.close()


def test_nothing_outlives_a_pytest_that_is_killed(host_folder: Path, tmp_path: Path) -> None:
    """When the process that asked is killed, the zygote, a busy host and their folders go."""
    (tmp_path / "code.py").write_text(f"""
import os, pathlib, time
def f():
    pathlib.Path({str(tmp_path / "pids")!r}).write_text(f"{{os.getpid()}} {{os.getppid()}}\\n")
    while True: time.sleep(0.01)
""")
    script = f"""
from pathlib import Path
from pytest_mlchecklist.client import Hosts
hosts = Hosts(root=Path({str(tmp_path)!r}), folder=Path({str(host_folder)!r}), timeout=600)
hosts.open("f", {{"path": {str(tmp_path / "code.py")!r}, "symbol": "f"}})
hosts.call("f", "call", [], {{}})
"""
    (tmp_path / "temporary").mkdir()
    places = {"PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path / "temporary")}
    asker = psutil.Popen([sys.executable, "-c", script], env={**os.environ, **places})
    pids = tmp_path / "pids"
    while asker.is_running() and not (pids.exists() and pids.read_text().endswith("\n")):
        time.sleep(0.01)
    processes = [psutil.Process(int(pid)) for pid in pids.read_text().split()]
    asker.send_signal(signal.SIGKILL)
    asker.wait()
    assert [] == _alive(processes)
    assert [] == list((tmp_path / "temporary").iterdir())


def _alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Return the processes that do not end; one that waits to be reaped has ended."""
    deadline = time.monotonic() + 10
    while (left := [process for process in processes if _runs(process)]) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
