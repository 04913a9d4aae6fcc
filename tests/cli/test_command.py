"""The command as a whole: what it costs to start, and how it says no."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pytest_mlchecklist import cli

HEAVY = ("hypothesis", "jinja2", "msgspec", "numpy", "rich", "sklearn", "torch")
CHECKOUT = Path(__file__).parents[2]
COMMANDS = sorted(cli.main.commands)


def test_it_runs_as_a_process(repository):
    """Started like the installed script, it prints what was found, without colours."""
    words = [sys.executable, "-P", "-m", "pytest_mlchecklist.cli", "discover"]
    done = subprocess.run(words, cwd=repository, capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    assert "leaky_relu  nets.py:leaky_relu, line 2" in done.stdout
    assert "\x1b" not in done.stdout


def test_help_imports_nothing_heavy():
    """Whoever asks for help does not wait for NumPy."""
    script = f"import sys, pytest_mlchecklist.cli; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "[]\n" == done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_examples(type_in, name):
    """Each command shows how it is typed."""
    result = type_in(name, "--help")
    assert (0, True) == (result.exit_code, f"Examples:\n    mlchecklist {name}" in result.output)


@pytest.mark.parametrize("words", [["discover", "nowhere"], ["explain"], ["discover", "--yes"], ["dicsover"]])
def test_wrong_usage_ends_with_two(type_in, words):
    """What can't be typed so is told apart from what is refused."""
    assert 2 == type_in(*words).exit_code


def test_an_unreadable_manifest_is_said_in_one_line(type_in, folder):
    """The line names the file and the place in it."""
    (folder / "mlchecklist.toml").write_text("[code\n", encoding="utf-8")
    result = type_in("discover")
    assert 1 == result.exit_code
    assert 1 == result.stderr.count("\n")
    assert result.stderr.startswith("Error: mlchecklist.toml:1: is not valid TOML")


def test_a_broken_pack_is_said_in_one_line(type_in, folder):
    """The line names the pack's file."""
    (folder / "mlchecklist.toml").write_text('packs = ["ours"]\n', encoding="utf-8")
    page = folder / "ours/entry/sums/doubling.py"
    page.parent.mkdir(parents=True)
    page.write_text("no docstring", encoding="utf-8")
    result = type_in("list")
    assert (1, 1) == (result.exit_code, result.stderr.count("\n"))
    assert f"Error: {page}:1: SyntaxError" in result.stderr


def test_a_manifest_further_up_counts(type_in, repository, monkeypatch):
    """In a folder of the repository the whole of it is meant."""
    (repository / "mlchecklist.toml").write_text('[code]\nrelu = "nets.py:leaky_relu"\n', encoding="utf-8")
    (repository / "inner").mkdir()
    monkeypatch.chdir(repository / "inner")
    assert "relu  nets.py:leaky_relu" in type_in("discover").stdout


def test_a_terminal_without_our_signs_gets_its_own(type_in):
    """What ASCII can't show is written in other signs, not lost in an error."""
    result = type_in("explain", "dense_layer", charset="ascii")
    assert 0 == result.exit_code
    assert "weight - input + bias" in result.output


@pytest.mark.parametrize(("asked", "expected"), [("1", False), ("", True)])
def test_no_color_is_honoured(monkeypatch, asked, expected):
    """On a terminal there are colours, unless NO_COLOR holds any text."""
    from pytest_mlchecklist.commands import screen

    monkeypatch.setattr("sys.stdout", _Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", asked)
    screen.show([screen.heading("Found")])
    assert expected == ("\x1b[1m" in sys.stdout.text)


class _Terminal:
    encoding = "utf-8"
    text = ""

    def isatty(self):
        return True

    def write(self, text):
        self.text += text

    def flush(self):
        """Nothing waits."""


def test_every_command_is_described():
    """docs/command.md has a row for each."""
    page = (CHECKOUT / "docs/command.md").read_text("utf-8")
    assert COMMANDS == sorted(re.findall(r"^\| `mlchecklist (\w+)", page, re.MULTILINE))
