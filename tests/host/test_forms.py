"""The forms in which vectors go in: columns, rows, and labels as scores of the classes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.asking import request_for
from pytest_mlchecklist.host.conventions import open_convention
from pytest_mlchecklist.host.refusal import CannotRun

PACK = Path(__file__).parents[1] / "packs" / "forms_pack"


def _described(tmp_path: Path, part: str, text: str) -> str:
    """Return how the function `f` of a file with this text is called."""
    path = tmp_path / "sample.py"
    path.write_text("import numpy as np\n\n\n" + text, encoding="utf-8")
    found = catalogue.load([PACK]).parts[part]
    request = request_for(found, path, "f", {}) | {"root": str(tmp_path)}
    return open_convention(request).description


@pytest.mark.parametrize(
    ("body", "form"),
    {
        "np.mean(t == p)": "",
        "np.mean(t == p.argmax(axis=1))": ", predictions as scores of the classes",
        "np.mean(t == p.argmax(axis=-1))": ", predictions as scores of the classes",
        "np.mean(t == p.argmax(axis=0))": ", predictions as scores of the classes in columns",
        "np.mean(t.argmax(-1) == p.argmax(-1))": ", both as scores of the classes",
        "np.mean(t.argmax(0) == p.argmax(0))": ", both as scores of the classes in columns",
        "np.sum(t == p) / t.shape[1]": ", vectors as (1, n)",
        "np.sum(t[:, 0] == p[:, 0]) / len(t)": ", vectors as (n, 1)",
    }.items(),
)
def test_labels_go_in_as_the_code_reads_them(tmp_path: Path, body: str, form: str) -> None:
    """Shapes tell the form, and where they do not what a changed label does."""
    came = _described(tmp_path, "share", f"def f(t, p):\n    return {body}\n")
    assert f"called as f(t, p), on NumPy arrays{form}" == came


def test_code_for_two_classes_may_refuse_a_third(tmp_path: Path) -> None:
    """Labels that only a probe has are no reason to refuse code."""
    text = "def f(t, p):\n    assert set(t) <= {0, 1}\n    return np.mean(t == p)\n"
    assert "called as f(t, p), on NumPy arrays" == _described(tmp_path, "share", text)


def test_a_column_comes_back_as_a_vector(tmp_path: Path) -> None:
    """A result in the form of the arguments is one of the contract's shape."""
    text = "def f(v):\n    n, one = v.shape\n    assert one == 1\n    return 2 * v\n"
    assert "called as f(v), on NumPy arrays, vectors as (n, 1)" == _described(tmp_path, "doubled", text)


def test_what_a_mistake_gives_is_called(tmp_path: Path) -> None:
    """Code whose result has the shape of a known mistake is not refused: it is called, and fails."""
    text = "def f(t, p):\n    return [float(a == b) for a, b in zip(t, p)]\n"
    assert "called as f(t, p), on NumPy arrays" == _described(tmp_path, "share", text)


def test_a_list_of_numbers_holds_no_single_result(tmp_path: Path) -> None:
    """The first number of a list is not taken for the number that was expected."""
    with pytest.raises(CannotRun):
        _described(tmp_path, "total", "def f(v):\n    return [float(x) for x in v]\n")


def test_what_comes_one_by_one_is_an_array(tmp_path: Path) -> None:
    """A zip, a map or a generator is taken as a list of its items."""
    assert "called as f(a), on NumPy arrays" == _described(
        tmp_path, "swapped", "def f(a):\n    return zip(*a)\n"
    )


def test_one_number_in_an_array_is_a_number(tmp_path: Path) -> None:
    """Code for one row may give its number as (1, 1) or (1,), as a product of matrices does."""
    for body in ("np.dot(t, p.T) / t.shape[1]", "np.sum(t == p, axis=1) / t.shape[1]"):
        came = _described(tmp_path, "share", f"def f(t, p):\n    return {body}\n")
        assert "called as f(t, p), on NumPy arrays, vectors as (1, n)" == came


def test_an_array_of_one_for_each_row_is_no_number(tmp_path: Path) -> None:
    """What a whole row gives as one example is an answer for each example, as on plain vectors."""
    text = "def f(t, p):\n    return np.array([np.mean(a == b) for a, b in zip(t, p)])\n"
    assert "called as f(t, p), on NumPy arrays" == _described(tmp_path, "share", text)
