"""`mlchecklist adapter`."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pytest_mlchecklist import bundled, catalogue
from pytest_mlchecklist.commands.adapter import body

SKILLS = catalogue.load([bundled.folder("skills")])
PRINTED = """\
from nets import Dense


def dense_layer(x, weight, bias):
    # x has the axes (n, i); weight has the axes (i, o); bias has the axes (o) -> (n, o)
    return ...  # call your own code here
"""


def test_it_prints_what_can_be_pasted(type_in, repository):
    """The adapter goes to stdout alone; the manifest's line goes beside it."""
    result = type_in("adapter", "dense_layer", "nets.py:Dense")
    assert (0, PRINTED) == (result.exit_code, result.stdout)
    assert '[code]\ndense_layer = "path/to/your_file.py:dense_layer"\n' in result.stderr


def test_it_writes_a_new_file_only(type_in, repository):
    """With --file it is written once, and the manifest's line names it."""
    words = ("adapter", "dense_layer", "nets.py:Dense", "--file", "shown/mine.py")
    result = type_in(*words)
    assert ("", PRINTED) == (result.stdout, (repository / "shown/mine.py").read_text("utf-8"))
    assert 'dense_layer = "shown/mine.py:dense_layer"' in result.stderr
    assert "shown/mine.py is there already" in type_in(*words).stderr


@pytest.mark.parametrize("name", SKILLS.parts)
@pytest.mark.parametrize("source", ["", "import torch"])
def test_every_part_has_an_adapter(name, source):
    """It is Python, and defines the part's own name."""
    names = {}
    exec(compile(body(SKILLS.parts[name], source), "adapter.py", "exec"), names)
    assert name in names


def test_a_kind_of_others_has_an_adapter_too():
    """Where a kind gives none, the contract alone does."""
    part = replace(SKILLS.parts["relu"], kind="nobodys")
    assert body(part, "").startswith("def relu(x):\n")


def test_it_does_not_hide_what_it_calls(type_in, repository):
    """An object of the part's own name comes under another."""
    output = type_in("adapter", "leaky_relu", "nets.py:leaky_relu").stdout
    assert output.startswith("from nets import leaky_relu as own_leaky_relu\n")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("src/deep/nets.py", "from deep.nets import f\n"),
        ("nets/__init__.py", "from nets import f\n"),
        ("week 2/nets.py", 'f = runpy.run_path(str(Path(__file__).parent / "week 2/nets.py"))["f"]\n'),
        ("random.py", 'f = runpy.run_path(str(Path(__file__).parent / "random.py"))["f"]\n'),
    ],
)
def test_it_imports_from_wherever_the_object_is(type_in, folder, file, line):
    """A path that is no module's, or that Python's own module would hide, is read by its location."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("def f(x):\n    return x\n", encoding="utf-8")
    assert line in type_in("adapter", "relu", f"{file}:f").stdout


def test_a_notebook_keeps_its_adapter(type_in, folder):
    """No file can import from a notebook, so the adapter is pasted there."""
    cell = {"cell_type": "code", "source": "def f(x):\n    return x\n"}
    (folder / "a.ipynb").write_text(json.dumps({"cells": [cell], "nbformat": 4}), encoding="utf-8")
    result = type_in("adapter", "relu", "a.ipynb:f")
    assert result.stdout.startswith("# Paste this into a cell of a.ipynb, below f.\n")
    assert 'relu = "a.ipynb:relu"' in result.stderr
    assert "leave out --file" in type_in("adapter", "relu", "a.ipynb:f", "--file", "b.py").stderr


@pytest.mark.parametrize(
    ("part", "target", "said"),
    [
        ("dense_layer", "nets.py:Dnse", "nets.py has no Dnse; did you mean 'Dense'?"),
        ("dense_layer", "net.py:Dense", "net.py isn't there; did you mean 'nets.py'?"),
        ("dense_layer", "Dense", "is not of the form"),
        ("dense_leyer", "nets.py:Dense", "there is no part 'dense_leyer'; did you mean 'dense_layer'?"),
    ],
)
def test_a_slip_is_answered_with_the_nearest(type_in, repository, part, target, said):
    """What isn't there is refused."""
    result = type_in("adapter", part, target)
    assert (1, "", True) == (result.exit_code, result.stdout, said in result.stderr)
