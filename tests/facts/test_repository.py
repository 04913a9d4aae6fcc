"""A check reads facts of a repository, each with its place."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta, timezone

import psutil
import pytest

from pytest_mlchecklist.asserts import Mismatch
from pytest_mlchecklist.errors import CannotRun, NotStarted
from pytest_mlchecklist.facts.repository import Repository
from pytest_mlchecklist.histories import commit

MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def repo(tmp_path):
    """Return a repository of a few files."""
    for name, text in {
        "README.md": "# Nets\n",
        "train.py": "import nets\n",
        "nets/layers.py": "def twice(x:\n",
        "nets/old.py": "print 1\n",
        ".gitignore": "*.log\nsecret/\n",
        ".github/workflows/test.yml": "on: push\n",
        "a.log": "",
        "secret/key.py": "",
        ".venv/lib/x.py": "",
        "env/pyvenv.cfg": "",
        "env/lib/x.py": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    repository = Repository(tmp_path)
    yield repository
    repository.close()


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["*.py"], ["train.py", "nets/layers.py", "nets/old.py"]),
        (["/*.py"], ["train.py"]),
        (["/readme*"], ["README.md"]),
        (["nets/*.py", "!*old*"], ["nets/layers.py"]),
        (["*.yml"], [".github/workflows/test.yml"]),
        (["*.log", "*.cfg"], []),
    ],
)
def test_files_are_the_learners_own(repo, patterns, expected):
    """What .gitignore leaves out and what lies in environments is passed over; settings are not."""
    assert expected == repo.files(*patterns)


def test_syntax_trees_and_what_has_none(repo):
    """Modules that parse have a tree, and of the others it is said why not."""
    assert ["train.py"] == list(repo.trees())
    broken = {
        "nets/layers.py": "is not valid Python (line 1: '(' was never closed)",
        "nets/old.py": "is written for Python 2 (line 1)",
    }
    assert broken == repo.broken()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "requirements.txt",
            "numpy>=1.26  # arrays\n-r more.txt\n\ntorch \\\n  ; python_version>'3'\n",
            "numpy torch",
        ),
        ("requirements.txt", "a==1 --hash=sha256:00\n-e .\nhttps://x.org/y.whl\ngit+https://x.org/y\n", "a"),
        ("pyproject.toml", '[project]\ndependencies = ["a>1"]\n[dependency-groups]\ntest = ["b"]\n', "a b"),
        ("pyproject.toml", '[project.optional-dependencies]\nx = ["c[d]"]\n', "c"),
        ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3"\nnumpy = "^1"\n', "numpy"),
        (
            "environment.yml",
            "dependencies:\n- conda-forge::numpy=1.26\n- pip:\n  - torch>=2\n",
            "numpy torch",
        ),
        ("Pipfile", '[packages]\nnumpy = "*"\n', "numpy"),
        ("pyproject.toml", '[project]\ndependencies = "a"\n', ""),
    ],
)
def test_requirements_are_read_in_every_form(repo, name, text, expected):
    """The names are those that pip, uv, Poetry and conda would look for."""
    (repo.root / name).write_text(text, encoding="utf-8")
    assert expected.split() == [one.name for one in repo.requirements(name)]


@pytest.mark.parametrize(
    ("read", "name", "content", "problem"),
    [
        (
            "requirements",
            "requirements.txt",
            b"numpy\npip install x\n",
            "requirements.txt:2: 'pip install x' names no",
        ),
        ("toml", "a.toml", b"a = 1\nb = ", "a.toml:2: Invalid value"),
        ("yaml", "a.yml", b"a: 1\n b: 2\n", "a.yml:2: mapping values are not allowed here"),
        ("json", "a.json", b'{\n"a": 1,\n}', "a.json:3: "),
        ("text", "a.txt", b"x\n\xff", "a.txt:2 is not UTF-8"),
        ("text", "none.txt", None, "none.txt cannot be read: No such file"),
    ],
)
def test_a_file_that_does_not_parse_is_named_with_its_line(repo, read, name, content, problem):
    """It fails the check that reads it."""
    if content is not None:
        (repo.root / name).write_bytes(content)
    with pytest.raises(Mismatch) as raised:
        getattr(repo, read)(name)
    assert raised.value.came.startswith(problem)


def test_without_git_nothing_of_it_is_started(repo):
    """A missing history is no wrong history."""
    for ask in (repo.commits, repo.tracked, lambda: repo.ignored("a.log")):
        with pytest.raises(NotStarted, match="there is no git repository"):
            ask()


def test_the_history_is_read(repo):
    """Commits come newest first, with author, date, message and files."""
    commit(repo.root, "Begin\n\nWith a net.", when=MAY)
    (repo.root / "train.py").write_text("import nets.layers\n")
    commit(repo.root, "Train", when=MAY.astimezone(timezone(timedelta(hours=2))) + timedelta(days=1))
    last, first = repo.commits()
    assert ("Train", ("train.py",)) == (last.subject, last.files)
    assert ("2026-05-02T14:00:00+02:00", "A Learner <learner@example.org>") == (
        last.date.isoformat(),
        last.author,
    )
    assert "Begin\n\nWith a net." == first.message
    assert "nets/layers.py" in first.files


def test_what_git_keeps_and_what_it_ignores(repo):
    """Tracked files have sizes and contents; rules hold for files that are not there too."""
    commit(repo.root, "Begin", when=MAY)
    tracked = {one.path: one for one in repo.tracked()}
    assert "a.log" not in tracked
    assert (12, b"import nets\n") == (tracked["train.py"].size, repo.blob(tracked["train.py"]))
    assert [True, True, False] == [repo.ignored(path) for path in ("b.log", "secret/", "src/")]


def test_a_folder_of_a_git_repository_has_its_own_share(repo):
    """Looked at alone, a folder has the commits and the files that are its own."""
    commit(repo.root, "Begin", when=MAY)
    (repo.root / "train.py").write_text("")
    commit(repo.root, "Train", when=MAY)
    inner = Repository(repo.root / "nets")
    assert ["Begin"] == [one.subject for one in inner.commits()]
    assert ["layers.py", "old.py"] == [one.path for one in inner.tracked()]
    assert inner.ignored("b.log")
    inner.close()


def test_a_history_that_was_cut_off_is_not_judged(repo):
    """A shallow clone, as continuous integration makes it, can't tell."""
    commit(repo.root, "Begin", when=MAY)
    newest = repo.commits()[0].id
    (repo.root / ".git" / "shallow").write_text(f"{newest}\n")
    with pytest.raises(CannotRun, match="only the end of its history"):
        Repository(repo.root).commits()


def test_an_empty_git_repository_is_not_started(repo):
    """A history without a commit is none yet."""
    from dulwich.repo import Repo

    Repo.init(str(repo.root)).close()
    with pytest.raises(NotStarted, match="no commit yet"):
        repo.commits()


def test_a_command_runs_at_the_root(repo):
    """Its output and status come back; 'python' is the interpreter of the learner's code."""
    code = (
        "import os, sys; print(os.path.exists('train.py'), sys.executable); "
        "print('e', file=sys.stderr); sys.exit(3)"
    )
    came = repo.run(["python", "-c", code])
    assert (3, False) == (came.status, came.is_good)
    assert [f"True {sys.executable}", "e"] == sorted(came.output.split("\n"))[1:]


def test_a_command_that_hangs_is_ended_with_its_children(repo):
    """What it started ends too, and the message says how long it had."""
    script = (
        "import subprocess, sys, time, pathlib\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "pathlib.Path('child').write_text(str(child.pid))\n"
        "time.sleep(60)"
    )
    with pytest.raises(CannotRun, match=r"did not end within 1\.5 s"):
        repo.run(["python", "-c", script], timeout=1.5)
    child = int((repo.root / "child").read_text())
    assert not psutil.pid_exists(child) or psutil.Process(child).wait(5) is None


def test_a_command_that_is_not_there(repo):
    """One line says so."""
    with pytest.raises(CannotRun, match="`no-such-command` could not be started"):
        repo.run(["no-such-command"])


def test_a_command_that_prints_without_end_is_ended(repo):
    """Its output does not fill the disk."""
    with pytest.raises(CannotRun, match="printed more than 8 MB"):
        repo.run(["python", "-c", "while True: print('x' * 10_000)"])
