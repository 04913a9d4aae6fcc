"""A target is found in the repository, or its nearest right spelling is named."""

from __future__ import annotations

import json

import pytest

from pytest_mlchecklist.errors import ManifestError
from pytest_mlchecklist.targets import Definition, Target, find_definition, locate, read_target

LAYERS = """
import numpy as np
from elsewhere import Brought as Renamed

SIGMOID = lambda z: z
if np:
    def guarded(x):
        return x

class Dense(Base):
    def forward(self, x):
        return x

class Plain:
    alias = 3

    def todo(self):
        raise NotImplementedError
"""


@pytest.mark.parametrize(
    ("text", "target", "module"),
    [
        ("src/layers.py:Dense", Target("src/layers.py", "Dense"), ""),
        ("week 1/a.ipynb:Dense.forward", Target("week 1/a.ipynb", "Dense.forward"), ""),
        ("pkg.layers:Dense", Target("pkg.layers", "Dense"), "pkg.layers"),
        (r"src\layers.py:Dense", Target("src/layers.py", "Dense"), ""),
    ],
)
def test_three_forms_are_read(text, target, module):
    """A target names a file, a notebook or a module."""
    assert target == read_target(text)
    assert target.module == module


@pytest.mark.parametrize(
    "text", ["", "layers", "layers.py", "layers.py:", ":Dense", "a.txt/x:Dense", "a.py:Den se", "a..b:c"]
)
def test_other_forms_are_refused(text):
    """What is none of the three forms is an error that names them."""
    with pytest.raises(ManifestError, match=r"is not of the form .path/file\.py:Symbol"):
        read_target(text)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "src" / "pkg").mkdir(parents=True)
    (tmp_path / "src" / "layers.py").write_text(LAYERS)
    (tmp_path / "src" / "pkg" / "__init__.py").write_text("raise SystemExit('imported')")
    (tmp_path / "src" / "pkg" / "deep.py").write_text("x = 1")
    return tmp_path


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("src/layers.py", "src/layers.py"),
        ("pkg.deep", "src/pkg/deep.py"),
        ("pkg", "src/pkg/__init__.py"),
        ("src.layers", "src/layers.py"),
    ],
)
def test_files_and_modules_are_located_without_importing_them(root, place, expected):
    """A module is found from the root or from src, and its package isn't run."""
    assert root / expected == locate(Target(place, "x"), root)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("src/layer.py", "src/layer.py isn't there; did you mean 'src/layers.py'?"),
        ("layers.py", "layers.py isn't there; did you mean 'src/layers.py'?"),
        ("pkg.nothing", "the module pkg.nothing isn't in this repository, nor installed here"),
    ],
)
def test_what_is_not_there_is_named(root, place, expected):
    """The nearest existing path is offered."""
    with pytest.raises(ManifestError) as raised:
        locate(Target(place, "x"), root)
    assert str(raised.value) == expected


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("guarded", Definition(7)),
        ("Dense", Definition(10)),
        ("Dense.forward", Definition(11)),
        ("Plain.todo", Definition(17, unfinished=True)),
        ("SIGMOID", Definition(5)),
        ("Renamed", Definition()),
        ("np.tanh", Definition()),
        ("Dense.inherited", Definition()),
        ("Plain.alias", Definition()),
    ],
)
def test_a_symbol_is_found_where_it_is_defined_or_brought(root, symbol, expected):
    """Definitions are found with their line; imported, assigned and inherited names are left to the host."""
    target = Target("src/layers.py", symbol)
    assert expected == find_definition(target, root / "src/layers.py", root)


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("Dens", "src/layers.py has no Dens; did you mean 'Dense'?"),
        ("Plain.nothing", "src/layers.py has no Plain.nothing"),
        ("Brought", "src/layers.py has no Brought"),
    ],
)
def test_a_symbol_that_is_not_there_is_named(root, symbol, expected):
    """The nearest definition is offered."""
    with pytest.raises(ManifestError) as raised:
        find_definition(Target("src/layers.py", symbol), root / "src/layers.py", root)
    assert str(raised.value).startswith(expected)


def test_a_file_that_cannot_be_parsed_is_left_to_the_host(root):
    """The host says what is wrong with a file, not the manifest."""
    (root / "broken.py").write_text("def (")
    assert Definition() == find_definition(Target("broken.py", "f"), root / "broken.py", root)


def test_a_file_outside_the_root_may_be_named(root):
    """A path may lead out of the repository."""
    (root / "inner").mkdir()
    path = locate(Target("../src/layers.py", "Dense"), root / "inner")
    assert Definition(10) == find_definition(Target("../src/layers.py", "Dense"), path, root / "inner")


def test_a_symbol_in_a_notebook_is_found(root):
    """The cells of a notebook are searched like a module."""
    cells = [
        {"cell_type": "code", "source": ["%matplotlib inline\n", "def twice(x):\n", "    return 2 * x\n"]}
    ]
    (root / "a.ipynb").write_text(json.dumps({"cells": cells}))
    assert Definition(2) == find_definition(Target("a.ipynb", "twice"), root / "a.ipynb", root)
