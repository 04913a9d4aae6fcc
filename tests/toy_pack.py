"""A small pack, a learner's repository for it, and a stand-in for the engine, shared by the tests."""

from __future__ import annotations

import importlib.metadata
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest_mlchecklist
from pytest_mlchecklist.report import BindingReport, CheckReport, Outcome

if TYPE_CHECKING:
    import pytest

    from pytest_mlchecklist.binding import Binding
    from pytest_mlchecklist.skill import Check, Part

DOUBLING = '''
"""Doubling: twice a number.

Why it matters: two is the first number that is more than one.
"""

from pytest_mlchecklist.api import Float, all_of, kind, skill


@kind("function")(names=["twice"])
def double(x: Float[""]) -> Float[""]:
    """Add it to itself."""
    return x + x


@double.check(hint="Multiply by two.")
def doubles_three(double):
    """Three becomes six."""
    assert double(3) == 6, "double(3) is not 6"


@double.check(hint="Twice nothing is nothing.")
def keeps_zero(double):
    """Nothing stays nothing."""
    assert double(0) == 0, "double(0) is not 0"


@double.check(hint="Do not convert to an int.", severity="remark")
def takes_halves(double):
    """A half becomes one."""
    assert double(0.5) == 1, "double(0.5) is not 1"


skill(needs=all_of(double))
'''

SQUARING = '''
"""Squaring: a number times itself.

Why it matters: areas are made of it.
"""

from pytest_mlchecklist.api import Float, all_of, any_of, kind, skill


@kind("function")(names=[])
def square(x: Float[""]) -> Float[""]:
    """Take it times itself."""
    return x * x


@square.check(hint="Three times three.")
def squares_three(square):
    """Three becomes nine."""
    assert square(3) == 9, "square(3) is not 9"


skill(needs=all_of(square, "double"))
'''

LISTENING = '''
"""Listening: never quite done.

Why it matters: others know things.
"""
'''

FILES = {
    "entry/sums/doubling": DOUBLING,
    "advanced/areas/squaring": SQUARING,
    "advanced/areas/listening": LISTENING,
}
PACK_TOML = (
    'order = ["entry/sums/doubling", "advanced/areas/squaring"]\nongoing = ["advanced/areas/listening"]\n'
)

RIGHT = """
def double(x):
    return 2 * x


def square(x):
    return x * x
"""
WRONG = RIGHT.replace("2 * x", "x + 2")

# What a plugin of others may give; the stand-in is put in place in the workers of pytest-xdist too.
PLUGIN_TEXT = '''
from pathlib import Path

import pytest_mlchecklist.engine
from pytest_mlchecklist import renderers
from toy_pack import InProcess

pytest_mlchecklist.engine.Run = InProcess


def pytest_mlchecklist_packs():
    return [Path({pack!r})]


def pytest_mlchecklist_renderers():
    return renderers.BUILTIN


class Debugger:
    """Says where it was called, for --pdbcls."""

    quitting = False

    def __init__(self, **settings):
        pass

    def reset(self):
        pass

    def interaction(self, frame, error):
        place = getattr(error, "__traceback__", error)
        while place.tb_next:
            place = place.tb_next
        print("the debugger begins in", place.tb_frame.f_code.co_name)
'''

# An installed plugin is loaded already; from a bare checkout it must be named.
PLUGIN = (
    ()
    if importlib.metadata.entry_points(group="pytest11", name="mlchecklist")
    else ("-p", "pytest_mlchecklist.plugin")
)
ALONE = (*PLUGIN, "-p", "no:mlchecklist-standard", "-p", "no:randomly", "--mlchecklist")


def write_pack(folder: Path, files: dict[str, str] | None = None, pack_toml: str = PACK_TOML) -> Path:
    """Write a pack into `folder`: by default the toy pack."""
    for id_, text in (FILES if files is None else files).items():
        path = folder / f"{id_}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), encoding="utf-8")
    (folder / "pack.toml").write_text(pack_toml if files is None else "", encoding="utf-8")
    return folder


class InProcess:
    """Stands in for the engine: runs the learner's code in this process, without drawing anything."""

    options: ClassVar[dict[str, Any]] = {}

    def __init__(self, root: Path, **options: Any) -> None:
        self.root = root
        self.error: BaseException | None = None
        type(self).options = options

    def check(self, part: Part, check: Check, binding: Binding) -> CheckReport:
        try:
            names: dict[str, Any] = {}
            exec(compile(binding.path.read_text("utf-8"), str(binding.path), "exec"), names)
            code = names[binding.symbol]
        except Exception as error:
            message = f"your code could not be loaded: {error!r}"
            return CheckReport(check.name, check.severity, Outcome.COULD_NOT_RUN, message)
        try:
            check.function(code)
        except AssertionError as error:
            self.error = error
            return CheckReport(check.name, check.severity, Outcome.FAILED, str(error), examples=1)
        return CheckReport(check.name, check.severity, Outcome.PASSED, examples=1)

    def binding_report(self, part: Part, binding: Binding) -> BindingReport:
        return BindingReport(binding.target(self.root), binding.how, convention=f"{part.name}(x)")

    def close(self) -> None:
        """Do nothing: no process was started."""


class Repo:
    """A learner's repository under pytester, checked against the toy pack."""

    def __init__(self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pytester, self.root = pytester, pytester.path / "repo"
        pack = write_pack(pytester.path / "pack")
        self.root.mkdir()
        (pytester.path / "toys.py").write_text(PLUGIN_TEXT.format(pack=str(pack)), encoding="utf-8")
        pytester.syspathinsert(pytester.path)
        for path in (Path(pytest_mlchecklist.__file__).parent.parent, Path(__file__).parent, pytester.path):
            monkeypatch.setenv("PYTHONPATH", str(path), prepend=os.pathsep)
        monkeypatch.setattr("pytest_mlchecklist.engine.Run", InProcess, raising=False)
        monkeypatch.chdir(self.root)

    def write(self, **files: str) -> None:
        """Write files; `_` before the ending stands for its dot: sums_py is sums.py."""
        for name, text in files.items():
            stem, _, ending = name.rpartition("_")
            (self.root / f"{stem}.{ending}").write_text(text, encoding="utf-8")

    def run(self, *args: str) -> pytest.RunResult:
        """Run pytest with the checklist in the repository."""
        return self.pytester.runpytest_inprocess(*ALONE, "-p", "toys", *args, no_reraise_ctrlc=True)

    def run_apart(self, *args: str) -> pytest.RunResult:
        """Run it in a process of its own, which pytest-xdist needs to find our modules."""
        return self.pytester.runpytest_subprocess(*ALONE, "-p", "toys", *args)

    def report(self) -> dict[str, Any]:
        """Return what the JSON report says."""
        text = (self.root / "mlchecklist-report" / "report.json").read_text("utf-8")
        return json.loads(text)

    def verdicts(self) -> dict[str, str]:
        """Return the verdict of each skill, by the last step of its id."""
        return {skill["id"].rsplit("/", 1)[1]: skill["verdict"] for skill in self.report()["skills"]}
