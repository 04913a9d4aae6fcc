"""`mlchecklist completion`, and what it completes."""

from __future__ import annotations

import shutil

import pytest
from click.shell_completion import ShellComplete

from pytest_mlchecklist.cli import main


def _completed(words, typed):
    completer = ShellComplete(main, {}, "mlchecklist", "_MLCHECKLIST_COMPLETE")
    return [item.value for item in completer.get_completions(words, typed)]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(type_in, shell):
    """The script sets up the completion of the installed command."""
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("click asks bash itself for its version")
    result = type_in("completion", shell)
    assert (0, True) == (result.exit_code, f"_MLCHECKLIST_COMPLETE={shell}_complete" in result.output)


@pytest.mark.parametrize(
    ("words", "typed", "expected"),
    [
        ([], "exp", ["explain"]),
        (["explain"], "dense_n", ["dense_neural_networks", "dense_network"]),
        (["explain"], "entry/networks/d", ["entry/networks/dense_neural_networks"]),
        (["start"], "dense_", ["dense_layer", "dense_network"]),
        (["adapter"], "leaky", ["leaky_relu"]),
        (["completion"], "z", ["zsh"]),
    ],
)
def test_commands_skills_and_parts_are_completed(folder, words, typed, expected):
    """What is typed so far is completed from the catalogue."""
    assert expected == _completed(words, typed)


def test_a_broken_manifest_completes_nothing(folder):
    """While one types, there is no error."""
    (folder / "mlchecklist.toml").write_text("[", encoding="utf-8")
    assert [] == _completed(["start"], "dense_")
