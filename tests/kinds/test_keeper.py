"""What writes predictions and what reads them: how a pair is found, and what comes back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pytest_mlchecklist import bundled, catalogue
from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.host.refusal import CannotRun
from pytest_mlchecklist.host.savers.columns import columns_of
from shown import show

PARTS = catalogue.load([bundled.folder("skills")]).parts
SAVED = ["prediction", "target"]
COLUMNS = [
    ({"y_true": [1], "y_pred": [2]}, {}),
    ([{"truth": 1, "guess": 2, "pred": 2}], {}),
    (([2], [1]), {}),
    (([1], [2]), {(0,): "labels", (1,): "preds"}),
    ([[2, 1]], {}),
    (np.array([(1, 2)], dtype=[("target", int), ("prediction", int)]), {}),
]


@pytest.mark.parametrize(("came", "names"), COLUMNS)
def test_names_tell_which_is_which_and_then_the_order(came: object, names: dict) -> None:
    """A mapping, records, a tuple, a table: two columns are found in each."""
    found = {role: list(np.ravel(column)) for role, column in columns_of(came, SAVED, names).items()}
    assert {"prediction": [2], "target": [1]} == found


@pytest.mark.parametrize("came", [None, [1, 2, 3], {"a": [1]}])
def test_one_column_is_no_pair(came: object) -> None:
    """Predictions without a truth can't be scored again."""
    with pytest.raises(ValueError, match="no predictions beside a truth"):
        columns_of(came, SAVED, {})


def test_what_saves_needs_what_loads(tmp_path: Path) -> None:
    """Where nothing reads it again, the code could not run, and is told what is sought."""
    (tmp_path / "a.py").write_text("def save_predictions(preds, labels, path):\n    open(path, 'w')\n")
    with pytest.raises(CannotRun, match="nothing that loads, such as load_predictions"):
        show(PARTS["save_predictions"], tmp_path / "a.py", "save_predictions")


def test_pairs_are_discovered(tmp_path: Path) -> None:
    """By their names and what they take; what saves a model is none of them."""
    wanted = [
        Wanted(name, "keeper", PARTS[name].names, SAVED) for name in ("save_predictions", "load_predictions")
    ]
    (tmp_path / "a.py").write_text(
        "def save_preds(y_true, y_pred, path):\n    open(path)\n\n\n"
        "def load_preds(path):\n    return open(path).read()\n\n\n"
        "def save_results(model, path):\n    open(path)\n"
    )
    found = {part: one.target for part, one in discover(tmp_path, tuple(wanted)).candidates.items()}
    assert {"save_predictions": "a.py:save_preds", "load_predictions": "a.py:load_preds"} == found
