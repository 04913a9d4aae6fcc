from datetime import UTC, datetime
from pathlib import Path

from pytest_mlchecklist.api import commit

MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


def one_commit(folder: Path):
    (folder / "train.py").write_text("print(1)\n")
    commit(folder, "Begin", when=MAY)


def notebooks(folder: Path):
    (folder / "week 1").mkdir()
    (folder / "week 1" / "regression.ipynb").write_text('{"cells": [], "nbformat": 4, "nbformat_minor": 5}')
    commit(folder, "Week 1", when=MAY)


def with_new_files(folder: Path):
    (folder / "train.py").write_text("print(1)\n")
    commit(folder, "Begin", when=MAY)
    (folder / "plot.py").write_text("print(2)\n")


def shallow(folder: Path):
    one_commit_more(folder)
    head = (folder / ".git" / "refs" / "heads").glob("*")
    (folder / ".git" / "shallow").write_text(next(head).read_text())


def one_commit_more(folder: Path):
    (folder / "train.py").write_text("print(1)\n")
    commit(folder, "Begin", when=MAY)


def ignored_environment(folder: Path):
    (folder / ".gitignore").write_text(".venv/\n")
    (folder / ".venv" / "site-packages").mkdir(parents=True)
    (folder / ".venv" / "site-packages" / "six.py").write_text("")
    (folder / "train.py").write_text("print(1)\n")
    commit(folder, "Begin", when=MAY)


def submodule(folder: Path):
    from dulwich.index import IndexEntry
    from dulwich.repo import Repo

    (folder / "data").mkdir()
    (folder / ".gitmodules").write_text(
        '[submodule "data"]\n\tpath = data\n\turl = https://example.org/data.git\n'
    )
    (folder / "train.py").write_text("print(1)\n")
    commit(folder, "Begin", when=MAY)
    with Repo(str(folder)) as repo:
        index = repo.open_index()
        index[b"data"] = IndexEntry(0, 0, 0, 0, 0o160000, 0, 0, 0, repo.head())
        index.write()
