"""The kind `autograd`: expressions are built of the learner's own objects."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pytest_mlchecklist import bundled, catalogue
from pytest_mlchecklist.host.refusal import CannotRun
from shown import Shown, show

HERE = Path(__file__).parent
PART = catalogue.load([HERE.parent / "packs" / "autograd_pack"]).parts["sloped_number"]


def shown(symbol: str) -> Shown:
    """Return a class of the samples as it is shown."""
    return show(PART, HERE / "autograd" / "numbers.py", symbol)


@pytest.mark.parametrize("symbol", ["Plain", "Named", "OfArrays"])
def test_each_way_to_hold_a_number_is_understood(symbol: str) -> None:
    """Operators or methods, floats or arrays, a backward that wants its gradient or not."""
    assert {} == shown(symbol).failures()


def test_what_a_class_can_do_is_found_out() -> None:
    """Functions beside the class are its operations too; what raises an error is none."""
    assert shown("Plain").convention.facts["operations"] == ["+", "*", "relu"]


def test_steps_are_followed_in_their_order() -> None:
    """A line names what it makes; a later line may use it, and its gradient adds up."""
    came = shown("Plain").ask("call", {"leaves": np.array([2.0]), "steps": ["b = a * a", "c = b + a"]})
    assert (6.0, [5.0]) == (came["value"], came["gradients"].tolist())


@pytest.mark.parametrize(("symbol", "why"), [("NoBackward", "backward"), ("OnlySums", "Unavailable|mul")])
def test_a_class_that_can_not_is_refused(symbol: str, why: str) -> None:
    """What can't go backward, or not multiply, is no failure: it could not be run."""
    with pytest.raises(CannotRun, match=why):
        shown(symbol)


def test_arrays_keep_their_shapes() -> None:
    """Of a part about tensors each gradient comes as the array that it is."""
    arrays = HERE.parent / "skills" / "backpropagation" / "right_arrays.py"
    part = catalogue.load([bundled.folder("skills")]).parts["autograd_tensor"]
    given = {"leaves": [np.ones((3, 2)), np.ones((2, 4))], "steps": ["c = a @ b", "d = sum c"]}
    came = show(part, arrays, "Tensor").ask("call", given)
    assert came["value"] == 24.0
    assert [(3, 2), (2, 4)] == [np.shape(gradient) for gradient in came["gradients"]]
