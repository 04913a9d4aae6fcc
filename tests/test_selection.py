"""A command line names a repository, and some or all of its checks."""

from __future__ import annotations

import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.errors import ChecklistError
from pytest_mlchecklist.selection import Selection, refuse_unknown_ids, select
from toy_pack import write_pack


@pytest.fixture
def top(tmp_path):
    """Return a folder that holds a repository with a manifest and one without."""
    for name in ("with/tests", "without"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "with" / "mlchecklist.toml").write_text("")
    return tmp_path


@pytest.mark.parametrize(
    ("cwd", "expected"),
    [("with", "with"), ("with/tests", "with"), ("without", "."), (".", ".")],
)
def test_the_nearest_manifest_upwards_makes_the_repository(top, cwd, expected):
    """Without arguments the manifest is searched from where pytest was started, else its root is taken."""
    assert Selection(top / expected) == select([str(top / cwd)], cwd=top / cwd, top=top, are_given=False)


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        (".", Selection),
        ("with", lambda top: Selection(top / "with")),
        ("without", lambda top: Selection(top, is_wanted=False)),
        ("with/tests", lambda top: Selection(top, is_wanted=False)),
        ("with/mlchecklist.toml", lambda top: Selection(top / "with")),
        ("with/mlchecklist.toml::entry/x", lambda top: Selection(top / "with", ("entry/x",))),
    ],
)
def test_an_argument_names_the_repository(top, argument, expected):
    """A folder that holds the manifest, or the manifest itself, asks for the checklist."""
    assert expected(top) == select([argument], cwd=top, top=top, are_given=True)


def test_a_pyproject_toml_makes_a_repository_too(top):
    """The manifest may stand in pyproject.toml."""
    (top / "without" / "pyproject.toml").write_text("[tool.mlchecklist]\n")
    assert Selection(top / "without") == select([], cwd=top / "without", top=top, are_given=False)


def test_the_manifest_beside_an_id_asks_for_everything(top):
    """Who names the whole and a part gets the whole."""
    arguments = ["with/mlchecklist.toml::entry/x", "with/mlchecklist.toml"]
    assert Selection(top / "with") == select(arguments, cwd=top, top=top, are_given=True)


@pytest.mark.parametrize(
    ("prefix", "is_chosen"),
    [
        ("entry", True),
        ("entry/sums", True),
        ("entry/sums/doubling", True),
        ("entry/sums/doubling::double", True),
        ("entry/sums/doubling::double::keeps_zero", True),
        ("ent", False),
        ("entry/sums/doubling::doub", False),
        ("entry/sums/doubling::double::keeps_zero::more", False),
    ],
)
def test_an_id_chooses_what_lies_below_it(tmp_path, prefix, is_chosen):
    """Whole steps count, not letters."""
    chosen = Selection(tmp_path, (prefix,))
    assert is_chosen == chosen.has("entry/sums/doubling::double::keeps_zero")


def test_an_unknown_id_is_refused(tmp_path):
    """The nearest right id is named."""
    skills = catalogue.load([write_pack(tmp_path)])
    with pytest.raises(ChecklistError) as raised:
        refuse_unknown_ids(Selection(tmp_path, ("entry/sums/doublin",)), skills)
    expected = (
        "mlchecklist.toml::entry/sums/doublin: there is no such skill, part or check; "
        "did you mean 'entry/sums/doubling'?"
    )
    assert str(raised.value) == expected
