"""Convolutions as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pytest_mlchecklist.report import Outcome


@pytest.mark.parametrize(
    ("symbol", "note"),
    {
        "corr2d": "cross-correlation, which does not turn the kernel, of all places where it fits ('valid')",
        "convolve2d": "convolution that gives the image's own size, with zeros around it ('same')",
        "full": "convolution of all places where the two touch ('full')",
        "border_repeated": "cross-correlation in the image's own size, its border repeated",
    }.items(),
)
def test_the_mode_and_the_turn_are_told(show: Callable, symbol: str, note: str) -> None:
    """The report says which of the right answers the code gives."""
    reports = show("convolve2d", "theory_convolution/right_numpy.py", symbol).reports()
    assert {f"this is the {note}"} == {note for report in reports.values() for note in report.notes}


def test_one_place_short_is_a_failure_with_a_name(show: Callable) -> None:
    """A result that is too small is called and fails, and what is missing is said."""
    failure = show("convolve2d", "theory_convolution/wrong_convolutions.py", "short").failures()
    assert "the last row and the last column are left out" in failure["agrees_with_the_reference"].message


def test_kernels_that_are_not_square_are_a_remark(show: Callable) -> None:
    """Code for square kernels keeps its tick, and is told."""
    reports = show("convolve2d", "theory_convolution/right_numpy.py", "square_kernels_only").reports()
    assert Outcome.FAILED is reports["takes_kernels_of_any_shape"].outcome
