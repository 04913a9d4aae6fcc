"""A learner's repository in which the command is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from pytest_mlchecklist.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

NETS = """
def leaky_relu(x, slope=0.01):
    return [[max(v, slope * v) for v in row] for row in x]


def softmax(z):
    raise NotImplementedError


class Dense:
    def __init__(self, inputs, outputs):
        self.weight, self.bias = make(inputs, outputs), make(1, outputs)

    def forward(self, x):
        return x @ self.weight + self.bias
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty repository, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.fixture
def repository(folder: Path) -> Path:
    """Return a repository with two parts, and a third that is not begun."""
    (folder / "nets.py").write_text(NETS, encoding="utf-8")
    return folder


@pytest.fixture
def type_in(folder: Path) -> Callable[..., Result]:
    """Return what runs `mlchecklist` with these words."""

    def run(*words: str, answer: str | None = None, charset: str = "utf-8") -> Result:
        return CliRunner(charset=charset).invoke(main, words, input=answer, catch_exceptions=False)

    return run
