"""Inputs: drawn from sizes, a seed and a rung; small whole numbers first."""

from __future__ import annotations

import importlib

import hypothesis
import numpy as np
import pytest

from pytest_mlchecklist.contract import Argument, Count, Float, Given, Index, Int, OneOf
from pytest_mlchecklist.strategies import WIDE, Drawn, axes_of, draws, exact, few_draws, realise, simple_draws

ARGUMENTS = (
    Argument("x", Float["n i"]),
    Argument("label", Int["n"].between(1, 3)),
    Argument("place", Index["i"]),
    Argument("rate", OneOf(0.5, 0.25)),
    Argument("count", Count(2, 4)),
    Argument("sizes", Given(lambda axes, rng: [axes["i"], axes["h"]], axes=("i", "h"))),
)


def test_axes_are_named_once_each() -> None:
    """An axis that several arguments share has one size."""
    assert ("n", "i", "h") == axes_of(ARGUMENTS)


@pytest.mark.parametrize("rung", range(WIDE + 1))
def test_values_follow_the_contract(rung: int) -> None:
    """Every value has the shape, the type and the bounds that its argument states."""
    drawn = realise(ARGUMENTS, ((4, 3, 2), 7, rung))
    assert (4, 3) == drawn["x"].shape
    assert set(drawn["label"]) <= {1, 2, 3}
    assert drawn["place"] in range(3)
    assert drawn["rate"] in (0.5, 0.25)
    assert drawn["count"] in (2, 3, 4)
    assert [3, 2] == drawn["sizes"]


def test_the_same_draw_gives_the_same_values() -> None:
    """A counterexample can be made again from its three numbers."""
    one, other = (realise(ARGUMENTS, ((2, 2, 2), 5, WIDE))["x"] for _ in range(2))
    assert np.array_equal(one, other)


@pytest.mark.parametrize("rung", range(WIDE + 1))
def test_bounds_and_gaps_are_kept(rung: int) -> None:
    """Bounded values stay inside; avoided values and their neighbours never come."""
    argument = Argument("x", Float["n"].between(-20, 20).avoiding(0))
    values = np.concatenate([realise((argument,), ((5,), seed, rung))["x"] for seed in range(50)])
    assert np.abs(values).max() <= 20
    assert np.abs(values).min() >= 1 / 16


def test_every_float_is_exact_in_single_precision() -> None:
    """Code that keeps its weights in float32 computes with the same numbers."""
    values = realise((Argument("x", Float["n"]),), ((5,), 3, WIDE))["x"]
    assert np.array_equal(values, exact(values))


def test_the_simplest_inputs_come_first() -> None:
    """The first inputs are single small whole numbers, and each of them occurs."""
    first = [realise((Argument("x", Float["n i"]),), drawn)["x"] for drawn in simple_draws(ARGUMENTS[:1], 12)]
    assert {(1, 1)} == {values.shape for values in first}
    assert {-1.0, 0.0, 1.0, 2.0} <= {float(values[0, 0]) for values in first}


def test_a_costly_check_gets_as_many_inputs_as_it_asks_for() -> None:
    """Few inputs are listed, the same for the same seed."""
    assert list(few_draws(ARGUMENTS, 4, 1)) == list(few_draws(ARGUMENTS, 4, 1))
    assert len(list(few_draws(ARGUMENTS, 4, 1))) == 4


def test_what_is_searched_does_not_depend_on_what_is_loaded(tmp_path, monkeypatch) -> None:
    """A module full of numbers, loaded by somebody else, changes no input that Hypothesis tries."""
    before = _searched()
    (tmp_path / "numbers_of_others.py").write_text(f"NUMBERS = {list(range(2000, 4000, 3))}")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("numbers_of_others")
    assert before == _searched()
    assert {drawn[0] for drawn in before} >= {(1, 1, 1), (2, 2, 2)}


def _searched() -> list[Drawn]:
    tried = []

    @hypothesis.seed(0)
    @hypothesis.settings(max_examples=400, database=None, phases=(hypothesis.Phase.generate,))
    @hypothesis.given(draws(ARGUMENTS))
    def search(drawn: Drawn) -> None:
        tried.append(drawn)

    search()
    return tried
