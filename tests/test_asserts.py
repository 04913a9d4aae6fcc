"""Assertions: tolerances follow the number type, and both sides are told."""

from __future__ import annotations

import numpy as np
import pytest

from pytest_mlchecklist.asserts import (
    Mismatch,
    assert_close,
    assert_equal,
    assert_finite,
    assert_that,
    difference_quotient,
    epsilon_of,
    is_close,
)

DOUBLE, SINGLE = float(np.finfo(np.float64).eps), float(np.finfo(np.float32).eps)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([0.1, 1 / 3]), DOUBLE),
        (np.array([0.1, 1 / 3], dtype=np.float32), SINGLE),
        (np.array([0.1, 1 / 3], dtype=np.float32).astype(float), SINGLE),
        (np.array([1.0, -2.0, 0.5]), DOUBLE),
        (np.array([1, 2]), DOUBLE),
    ],
    ids=["double", "single", "rounded to single", "whole numbers", "integers"],
)
def test_epsilon_is_that_of_the_arithmetic(values: np.ndarray, expected: float) -> None:
    """Values that were rounded to float32 on their way are recognised as such."""
    assert expected == epsilon_of(values)


@pytest.mark.parametrize(
    ("came", "expected", "close"),
    [
        ([1.0], [1.0 + 1e-13], True),
        ([1.0 / 3], [1.0 / 3 + 1e-9], False),
        (np.float32([1 / 3]), [1 / 3], True),
        ([np.nan], [np.nan], True),
        ([np.nan], [1.0], False),
        ([np.inf], [np.inf], True),
        ([np.inf], [1e308], False),
        ([[1.0]], [1.0], False),
        ([], [], True),
        (["1"], [1.0], False),
    ],
)
def test_closeness(came: object, expected: object, *, close: bool) -> None:
    """Two arrays are close when they agree in shape and, up to rounding, in value."""
    assert close is is_close(np.asarray(came), np.asarray(expected))


def test_a_mismatch_tells_both_sides() -> None:
    """A failure shows what came and what was expected, in few digits."""
    with pytest.raises(Mismatch) as caught:
        assert_close(np.array([[1.0, 2.5]]), np.array([[1.0, 3.0]]))
    assert ("[[1, 2.5]]", "[[1, 3]]") == (caught.value.came, caught.value.expected)


def test_a_wrong_shape_is_told_as_such() -> None:
    """Where shapes differ, they are shown."""
    with pytest.raises(Mismatch) as caught:
        assert_close(np.zeros(2), np.zeros((2, 1)))
    assert caught.value.came.endswith("with shape (2,)")


def test_the_other_assertions_raise_mismatches() -> None:
    """Each assertion fails with the same kind of error."""
    for fails in (
        lambda: assert_equal([1], [2], what="labels"),
        lambda: assert_finite([np.inf]),
        lambda: assert_that(False, came="this", expected="that", mistake="a slip"),
    ):
        with pytest.raises(Mismatch):
            fails()


def test_a_difference_quotient_is_precise() -> None:
    """The five-point quotient is right to ten digits for a smooth function."""
    x = np.array([[-2.0, 0.5, 3.0]])
    assert np.max(np.abs(difference_quotient(np.sin, x) - np.cos(x))) < 1e-10
