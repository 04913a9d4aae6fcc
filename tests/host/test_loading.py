"""Learners' files are loaded by location, whatever surrounds them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.host.loading import load
from pytest_mlchecklist.host.neighbours import Neighbours
from pytest_mlchecklist.host.partial import Finder
from pytest_mlchecklist.host.refusal import CannotRun

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Undo what loading does to the process."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    ours = (Finder, Neighbours)
    monkeypatch.setattr(sys, "meta_path", [finder for finder in sys.meta_path if finder not in ours])
    before = dict(sys.modules)
    yield
    # In place: Python itself looks into this very dictionary.
    for name in sys.modules.keys() - before.keys():
        del sys.modules[name]
    sys.modules.update(before)


def write(root: Path, **files: str) -> Path:
    """Write modules by their names, and return the root."""
    root.mkdir(exist_ok=True)
    for name, text in files.items():
        (root / f"{name}.py").write_text(text, encoding="utf-8")
    return root


def answer(path: Path, root: Path, symbol: str = "f") -> object:
    """Load a function and return what it gives."""
    return load(path, symbol, root).value()


def test_a_plain_file_is_imported_as_a_whole(tmp_path: Path) -> None:
    """A file that only defines names is run as it is."""
    write(tmp_path, plain="K = 2\ndef f(): return K\n")
    loaded = load(tmp_path / "plain.py", "f", tmp_path)
    assert (2, "") == (loaded.value(), loaded.how)


def test_a_folder_with_spaces_is_no_hindrance(tmp_path: Path) -> None:
    """A path that no dotted name could spell is loaded all the same."""
    root = write(tmp_path / "my first-repo", week1="def f(): return 1\n")
    assert answer(root / "week1.py", root) == 1


def test_relative_imports_work_in_a_package(tmp_path: Path) -> None:
    """A module of a package may import its siblings, near and far."""
    sub = tmp_path / "pkg" / "sub"
    sub.mkdir(parents=True)
    (tmp_path / "pkg" / "__init__.py").touch()
    (sub / "__init__.py").touch()
    (tmp_path / "pkg" / "base.py").write_text("K = 3\n")
    (sub / "mod.py").write_text("from ..base import K\ndef f(): return K\n")
    assert answer(sub / "mod.py", tmp_path) == 3


def test_a_sibling_named_like_the_standard_library_does_no_harm(tmp_path: Path) -> None:
    """A learner's grp.py or statistics.py does not hide the real module."""
    root = write(
        tmp_path,
        statistics="mean = None\n",
        mine="import statistics\ndef f(): return statistics.mean([1, 3])\n",
    )
    assert answer(root / "mine.py", root) == 2


def test_a_script_that_trains_when_imported_is_sliced(tmp_path: Path) -> None:
    """Only the definitions and the constants that they need are run."""
    work = "for i in range(3):\n    open('w.txt', 'w')\n"
    text = f"import numpy as np\nK = np.sqrt(4)\n{work}def f(): return K\nf()\n"
    loaded = load(write(tmp_path, script=text) / "script.py", "f", tmp_path)
    assert (2, "only its definitions were loaded") == (loaded.value(), loaded.how)


def test_a_missing_package_costs_only_what_needs_it(tmp_path: Path) -> None:
    """What a file can do without an absent package, it can do here."""
    text = "import not_there_at_all\ndef f(): return 4\n"
    loaded = load(write(tmp_path, needy=text) / "needy.py", "f", tmp_path)
    assert loaded.value() == 4
    assert "not_there_at_all" in loaded.how


def test_a_package_missing_three_files_away_costs_only_what_needs_it(tmp_path: Path) -> None:
    """A package whose own __init__ can't be imported still gives the function."""
    package = tmp_path / "deep"
    package.mkdir()
    (package / "__init__.py").write_text("from .plots import draw\nfrom .core import K\n")
    (package / "plots.py").write_text("import not_there_at_all\ndef draw(): pass\n")
    (package / "core.py").write_text("K = 5\n")
    (package / "wanted.py").write_text("from deep import K\nimport deep.plots\ndef f(): return K\n")
    assert answer(package / "wanted.py", tmp_path) == 5


def test_a_guarded_import_keeps_its_fallback(tmp_path: Path) -> None:
    """A file that handles a missing package itself is left to do so."""
    guard = "try:\n    import not_there\n    FAST = True\nexcept ImportError:\n    FAST = False\n"
    text = f"{guard}print(1)\ndef f(): return FAST\n"
    assert answer(write(tmp_path, guarded=text) / "guarded.py", tmp_path) is False


def test_the_main_guard_is_not_run(tmp_path: Path) -> None:
    """What stands under the main guard is left alone."""
    text = "def f(): return 1\nif __name__ == '__main__':\n    raise SystemExit\n"
    assert answer(write(tmp_path, main=text) / "main.py", tmp_path) == 1


def test_an_error_of_its_own_is_told_with_its_line(tmp_path: Path) -> None:
    """A file that raises at import could not run, and the line is named."""
    write(tmp_path, broken="x = 1\n1 / 0\ndef f(): pass\n")
    with pytest.raises(CannotRun, match=r"broken\.py can't be imported: ZeroDivisionError: .* \(line 2\)"):
        load(tmp_path / "broken.py", "f", tmp_path)


@pytest.mark.parametrize("line", ["raise RuntimeError('stop')", "import sys; sys.exit(0)"])
def test_a_file_that_ends_its_own_import_could_not_run(tmp_path: Path, line: str) -> None:
    """A statement that ends the program is taken at its word."""
    write(tmp_path, final=f"def f(): pass\n{line}\n")
    with pytest.raises(CannotRun, match=r"final\.py"):
        load(tmp_path / "final.py", "f", tmp_path)


def test_python_2_is_said_to_be_so(tmp_path: Path) -> None:
    """A Python 2 file is named as such, in one line."""
    write(tmp_path, old="print 'hello'\ndef f(): pass\n")
    with pytest.raises(CannotRun, match="Python 2"):
        load(tmp_path / "old.py", "f", tmp_path)


def test_text_that_is_not_utf8_is_said_to_be_so(tmp_path: Path) -> None:
    """A file in another encoding is named, in one line."""
    (tmp_path / "latin.py").write_bytes(b"# caf\xe9\ndef f(): pass\n")
    with pytest.raises(CannotRun, match="UTF-8"):
        load(tmp_path / "latin.py", "f", tmp_path)


def test_a_name_that_is_missing_is_said(tmp_path: Path) -> None:
    """A symbol that the file does not define is named."""
    write(tmp_path, small="def g(): pass\n")
    with pytest.raises(CannotRun, match="'f'"):
        load(tmp_path / "small.py", "f", tmp_path)


def test_a_notebook_gives_its_definitions(tmp_path: Path) -> None:
    """Magics are dropped, broken cells skipped and named, work left out."""
    cells = [
        "%matplotlib inline\nimport math",
        "def f():\n    !ls\n    return math.floor(6.5)",
        "not python (",
        "while True: pass",
    ]
    notebook = {"cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    path = tmp_path / "a notebook.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    loaded = load(path, "f", tmp_path)
    assert loaded.value() == 6
    assert "left out cell 3" in loaded.how


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Two chapters may each have a utils.py, and each is judged by its own."""
    for number, folder in enumerate(("chapter1", "chapter2")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "utils.py").write_text(f"def f(): return {number}\n")
    answers = [answer(tmp_path / folder / "utils.py", tmp_path) for folder in ("chapter1", "chapter2")]
    assert [0, 1] == answers


def test_a_lambda_is_a_definition(tmp_path: Path) -> None:
    """What a lambda would call is not called at import, so such a file is imported whole."""
    write(tmp_path, short="import math\ng = lambda x: math.factorial(x)\ndef f(): return g(3)\n")
    loaded = load(tmp_path / "short.py", "f", tmp_path)
    assert (6, "") == (loaded.value(), loaded.how)


def test_a_broken_neighbour_costs_only_what_needs_it(tmp_path: Path) -> None:
    """A file that imports one with a syntax error still gives what does not need it."""
    write(tmp_path, neighbour="def broken(:\n", healthy="from neighbour import broken\ndef f(): return 7\n")
    assert answer(tmp_path / "healthy.py", tmp_path) == 7


def write_tree(root: Path, files: dict[str, str]) -> Path:
    """Write files by their paths, and return the root."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


NOTHING = {"nets/__init__.py": ""}


@pytest.mark.parametrize(
    ("wanted", "text", "others"),
    [
        # Several roots in one repository.
        ("week 1/src/run.py", "from nets.a import K", {"week 1/src/nets/a.py": "K = 1"}),
        ("lib/src/nets/deep/b.py", "from nets.a import K", {"lib/src/nets/a.py": "K = 1"}),
        ("apps/run.py", "from nets.a import K", {"lib/src/nets/a.py": "K = 1"}),
        # Relative imports where nobody wrote an __init__.py.
        ("my-code v1.0/b.py", "from .a import K", {"my-code v1.0/a.py": "K = 1"}),
        ("week 2/nets/b.py", "from ..a import K", {"week 2/a.py": "K = 1"}),
        ("nets/sub/b.py", "from ...a import K", {**NOTHING, "nets/sub/__init__.py": "", "a.py": "K = 1"}),
        ("nets/sub/__init__.py", "from ..a import K", {**NOTHING, "nets/a.py": "K = 1"}),
        # Folders and files that are called like real modules.
        ("code/b.py", "from code.a import K", {"code/__init__.py": "", "code/a.py": "K = 1"}),
        ("code/b.py", "import code.a\nK = code.a.K", {"code/__init__.py": "", "code/a.py": "K = 1"}),
        ("b.py", "from psutil import K", {"psutil.py": "K = 1"}),
        ("b.py", "import psutil\nK = psutil.K", {"psutil.py": "K = 1"}),
        ("b.py", "from a import K", {"a.py": "from psutil import K", "psutil/__init__.py": "K = 1"}),
        ("b.py", "import psutil\nK = psutil.Error and 1", {"psutil.py": "K = 2"}),
        ("statistics.py", "from statistics import mean\nK = mean([1, 1])", {}),
    ],
)
@pytest.mark.parametrize("work", ["", "print('work')"])
def test_an_import_finds_what_its_author_meant(
    tmp_path: Path, wanted: str, text: str, others: dict[str, str], work: str
) -> None:
    """Wherever their own module lies and whatever it is called, it is found, whole and as a slice."""
    write_tree(tmp_path, {**others, wanted: f"{text}\n{work}\ndef f(): return K\n"})
    assert answer(tmp_path / wanted, tmp_path) == 1


@pytest.mark.parametrize("work", ["", "print('work')\n"])
def test_each_file_gets_its_own_neighbour(tmp_path: Path, work: str) -> None:
    """Two chapters that import `utils` each get the one that lies beside them, whole or as a slice."""
    for number in (1, 2):
        files = {"utils.py": f"K = {number}\n", "main.py": f"from utils import K\n{work}def f(): return K\n"}
        write_tree(tmp_path / f"chapter{number}", files)
    answers = [answer(tmp_path / f"chapter{number}" / "main.py", tmp_path) for number in (1, 2)]
    assert [1, 2] == answers


def test_files_that_import_each_other_give_what_they_define(tmp_path: Path) -> None:
    """A circle that Python can't import whole is no hindrance to the definitions."""
    one, two = "from two import g\ndef f(): return g()\n", "from one import f\ndef g(): return 8\n"
    write(tmp_path, one=one, two=two)
    assert answer(tmp_path / "one.py", tmp_path) == 8


def test_a_package_that_everything_needs_is_named(tmp_path: Path) -> None:
    """Where nothing is left without a missing package, one line says which."""
    write(tmp_path, needy="from not_there_at_all import Base\nclass f(Base): pass\n")
    with pytest.raises(CannotRun) as raised:
        load(tmp_path / "needy.py", "f", tmp_path)
    expected = "needy.py can't be imported: it imports 'not_there_at_all', which is not installed"
    assert expected == raised.value.message


def test_a_private_name_is_found_where_its_class_keeps_it(tmp_path: Path) -> None:
    """Python renames what begins with two underscores."""
    write(tmp_path, model="class Net:\n    def __cost(self): return 4\n")
    loaded = load(tmp_path / "model.py", "Net.__cost", tmp_path)
    assert loaded.value(loaded.owner) == 4


def test_a_package_sets_operators_on_its_class_though_a_part_of_it_fails(tmp_path: Path) -> None:
    """What a package does to its classes when it is imported is done to the one that is shown."""
    package = write(
        tmp_path / "pkg",
        __init__="from pkg.core import Number, set_up\nimport pkg.plots\nimport pkg.extra\nset_up()\n",
        core="import pkg\nclass Number:\n    def __init__(self, held): self.held = held\n"
        "    def back(self): return pkg.extra.K\n\ndef add(a, b): return Number(a.held + b.held)\n\n"
        "def set_up(): Number.__add__ = add\n",
        plots="import no_such_package_for_plots\n",
        extra="K = 7\n",
    )
    number = load(package / "core.py", "Number", tmp_path).value
    assert ((number(1) + number(2)).held, number(1).back()) == (3, 7)
