"""The kind `backprop`: a learner's own network is asked for the gradients of its weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pytest_mlchecklist import catalogue
from pytest_mlchecklist.host.refusal import CannotRun
from shown import Shown, show

HERE = Path(__file__).parent
PART = catalogue.load([HERE.parent / "packs" / "backprop_pack"]).parts["straight_chain"]


def shown(symbol: str) -> Shown:
    """Return an object of the samples as it is shown."""
    return show(PART, HERE / "backprop" / "chains.py", symbol)


@pytest.mark.parametrize(
    "symbol", ["gradients", "without_biases", "of_what_came", "of_a_notebook", "Handed", "Standing"]
)
def test_each_way_to_give_gradients_is_understood(symbol: str) -> None:
    """Returned or kept, by name or by shape, of weights that are given, held or handed over."""
    assert {} == shown(symbol).failures()


def test_wrong_gradients_fail() -> None:
    """Nothing is supposed of a network, so it is the check that says what is wrong."""
    assert ["sends_the_error_back"] == list(shown("halved").failures())


def test_biases_that_are_not_there_are_told() -> None:
    """Biases that change nothing are lacking; those that matter and get no gradient are not."""
    assert ["b1", "b2"] == shown("without_biases").convention.facts["without"]
    forgetful = shown("forgets_a_bias")
    assert [] == forgetful.convention.facts["without"]
    rng = np.random.default_rng(0)
    given = {
        "w1": rng.normal(size=(3, 4)),
        "b1": np.zeros(4),
        "w2": rng.normal(size=(4, 2)),
        "b2": np.ones(2),
    }
    given |= {"x": rng.normal(size=(5, 3)), "labels": np.array([0, 1, 1, 0, 1])}
    assert {"w1", "b1", "w2"} == forgetful.ask("call", given).keys()


@pytest.mark.parametrize("symbol", ["only_a_loss", "wants_a_friend"])
def test_what_gives_no_gradients_is_refused(symbol: str) -> None:
    """It is no failure: it could not be run."""
    with pytest.raises(CannotRun, match=r"gradients|friend"):
        shown(symbol)
