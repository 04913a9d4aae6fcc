"""Finding and reading the learner's files."""

from __future__ import annotations

import ast
import json
import os
from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.sources import Piece, parse, read, walk

if TYPE_CHECKING:
    from pathlib import Path


def _write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x = 1\n")


def _walked(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in walk(root)]


def _notebook(*cells: str | list[str]) -> str:
    return json.dumps({"cells": [{"cell_type": "code", "source": source} for source in cells]})


def test_yields_modules_and_notebooks_in_a_fixed_order(tmp_path: Path) -> None:
    """Modules and notebooks come in the order of their names, and nothing else does."""
    _write(tmp_path, "week 2/nets.ipynb", "b.py", "a.py", "notes.txt", "c/d/e.py")

    assert _walked(tmp_path) == ["a.py", "b.py", "c/d/e.py", "week 2/nets.ipynb"]


@pytest.mark.parametrize(
    "folder",
    [".git", ".venv", ".ipynb_checkpoints", "site-packages", "node_modules", "build", "vendor", "a.egg-info"],
)
def test_never_enters_what_is_not_theirs(tmp_path: Path, folder: str) -> None:
    """Code in folders of tools, builds and other people is passed over."""
    _write(tmp_path, f"{folder}/a.py", f"src/{folder}/b.py", "mine.py")

    assert _walked(tmp_path) == ["mine.py"]


def test_enters_env_only_when_it_is_no_virtual_environment(tmp_path: Path) -> None:
    """A folder `env` is theirs unless it holds pyvenv.cfg: reinforcement learners call their worlds so."""
    _write(tmp_path, "env/world.py", "tools/pyvenv.cfg", "tools/lib.py")

    assert _walked(tmp_path) == ["env/world.py"]


def test_honours_gitignore_at_every_level(tmp_path: Path) -> None:
    """The nearest .gitignore that says anything about a file decides."""
    _write(
        tmp_path, "draft.py", "data/x.py", "deep/keep.py", "deep/scrap_1.py", "deep/draft.py", "scrap_1.py"
    )
    (tmp_path / ".gitignore").write_text("draft.py\n/data/\n")
    (tmp_path / "deep" / ".gitignore").write_text("scrap_*.py\n!draft.py\n")

    assert _walked(tmp_path) == ["scrap_1.py", "deep/draft.py", "deep/keep.py"]


def test_passes_over_links_pipes_and_folders_named_like_modules(tmp_path: Path) -> None:
    """A link into its own folder, a link to itself, a pipe and a folder x.py neither hang nor appear."""
    _write(tmp_path, "mine.py", "x.py/inner.py")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.py").symlink_to(tmp_path / "self.py")
    os.mkfifo(tmp_path / "pipe.py")

    assert _walked(tmp_path) == ["mine.py", "x.py/inner.py"]


def test_reads_a_module_with_its_name_from_the_root(tmp_path: Path) -> None:
    """A module is one piece, its lines ended by a newline alone."""
    path = tmp_path / "src" / "a.py"
    path.parent.mkdir()
    path.write_bytes(b"x = 1\r\ny = 2\r\n")

    source = read(path, tmp_path)

    assert ("src/a.py", (Piece("x = 1\ny = 2\n"),), "") == (source.name, source.pieces, source.problem)


def test_reads_the_encoding_that_a_module_declares(tmp_path: Path) -> None:
    """Latin-1 is read as such when the first line says so."""
    path = tmp_path / "a.py"
    path.write_bytes(b"# coding: latin-1\nname = '\xe9'\n")

    assert "é" in read(path, tmp_path).pieces[0].text


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.py", b"name = '\xe9'\n", "is not UTF-8, and names no encoding that fits it"),
        ("a.py", b"# coding: klingon\n", "is not UTF-8, and names no encoding that fits it"),
        ("a.py", b"# coding: zlib\n", "is not UTF-8, and names no encoding that fits it"),
        ("a.py", b"#" * 2_000_001, "is larger than 2 MB, so it was not read"),
        ("a.ipynb", b"not json", "is not a notebook that can be read"),
        ("a.ipynb", b"[1, 2]", "is not a notebook that can be read"),
        ("a.ipynb", b'{"cells": [3]}', "is not a notebook that can be read"),
        ("a.ipynb", b'{"cells": 3}', "is not a notebook that can be read"),
        ("a.ipynb", b"[" * 200_000, "is not a notebook that can be read"),
    ],
)
def test_says_why_a_file_cannot_be_read(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    """What is wrong with a file is said in one line, never raised."""
    (tmp_path / name).write_bytes(content)

    assert problem == read(tmp_path / name, tmp_path).problem


def test_says_that_a_file_is_gone(tmp_path: Path) -> None:
    """A file that vanished since the walk is named with the system's reason."""
    assert read(tmp_path / "gone.py", tmp_path).problem == "cannot be read: No such file or directory"


def test_reads_a_notebook_cell_by_cell(tmp_path: Path) -> None:
    """Code cells keep their number, whether their source is a text or a list of lines."""
    cells = [
        {"cell_type": "markdown", "source": "# Title"},
        {"cell_type": "code", "source": ["a = 1\n", "b = 2"]},
        {"cell_type": "code", "source": "c = 3"},
    ]
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": cells}))

    assert read(tmp_path / "n.ipynb", tmp_path).pieces == (Piece("a = 1\nb = 2", 1), Piece("c = 3", 2))


def test_reads_a_notebook_of_the_old_format(tmp_path: Path) -> None:
    """Before format 4 the cells lay on worksheets, and their text was called input."""
    cells = [{"cell_type": "heading", "source": "T"}, {"cell_type": "code", "input": ["a = 1\n", "b = 2"]}]
    notebook = {"nbformat": 3, "worksheets": [{"cells": cells}, {"cells": cells[1:]}]}
    (tmp_path / "n.ipynb").write_text(json.dumps(notebook))

    assert read(tmp_path / "n.ipynb", tmp_path).pieces == (Piece("a = 1\nb = 2", 1), Piece("a = 1\nb = 2", 2))


def test_passes_over_cells_that_are_not_code(tmp_path: Path) -> None:
    """Raw cells, headings, texts and cells without a source hold no Python."""
    cells = [{"cell_type": kind, "source": "x ="} for kind in ("raw", "markdown", "heading")]
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": [*cells, {"cell_type": "code"}]}))

    assert read(tmp_path / "n.ipynb", tmp_path).pieces == ()


def test_drops_cells_in_other_languages(tmp_path: Path) -> None:
    """A cell after %%bash is no Python; one after %%time is, and keeps its lines' numbers."""
    (tmp_path / "n.ipynb").write_text(_notebook("%%bash\nls", "%%time\nx = 1", "%%timeit\ny = 2"))

    assert read(tmp_path / "n.ipynb", tmp_path).pieces == (Piece("\nx = 1", 1),)


@pytest.mark.parametrize(
    "text",
    [
        "%matplotlib inline\nx = 1",
        "!pip install x\nx = 1",
        "!pip install x \\\n    y \\\n    z\nx = 1",
        "?print\nx = 1",
        "print?\nx = 1",
        "np.dot??\nx = 1",
        "if True:\n    !ls\nx = 1",
        "files = !ls\nx = files",
        "if True:\n    now = %time\nx = 1",
        "x = await fetch()",
        "%time y = 1\nx = y",
    ],
)
def test_parses_a_cell_without_its_magics(text: str) -> None:
    """Magics are taken out of a cell, also where one is all that a block holds."""
    tree, problem = parse(Piece(text, 0))

    assert (tree is not None, problem) == (True, "")
    assert tree.body[-1].lineno == text.count("\n") + 1


def test_keeps_a_line_that_begins_with_an_operator() -> None:
    """A line that begins with % in the middle of an expression is no magic."""
    tree, _ = parse(Piece("x = (7\n% 4)", 0))

    assert tree is not None
    assert ast.unparse(tree) == "x = 7 % 4"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("print 'hello'", "is written for Python 2 (line 1)"),
        ("x = 1\ndef f(:\n", "is not valid Python (line 2: invalid syntax)"),
        ("x = '\ud800'", "holds what Python cannot parse"),
        ("-" * 100_000 + "1", "holds what Python cannot parse"),
    ],
)
def test_says_why_a_module_cannot_be_parsed(text: str, problem: str) -> None:
    """A module that is no Python 3 gives one line, never an exception."""
    assert parse(Piece(text)) == (None, problem)


def test_survives_null_bytes() -> None:
    """A null byte is a problem of the file, not ours."""
    tree, problem = parse(Piece("x = 1\0"))

    assert tree is None
    assert problem


@pytest.mark.filterwarnings("error")
def test_parses_an_unknown_escape_without_a_warning() -> None:
    """A learner's careless string does not warn, and does not raise where warnings are errors."""
    tree, _ = parse(Piece("x = '\\d'"))

    assert tree is not None
