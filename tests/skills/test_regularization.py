"""Label smoothing of labels as learners have them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

NUMBERED = [("right_functions.py", "smooth_labels"), ("right_torch.py", "smooth_one_hot")]


@pytest.mark.parametrize(("file", "symbol"), NUMBERED)
def test_labels_may_go_in_as_numbers_of_classes(file: str, symbol: str, show: Callable) -> None:
    """Code that makes one-hot rows itself is told the number of classes."""
    assert (
        "targets as numbers of classes"
        in show("label_smoothing", f"regularization/{file}", symbol).description
    )


def test_spreading_over_the_other_classes_is_named(show: Callable) -> None:
    """The report says which of the two kinds of smoothing it is."""
    reports = show("label_smoothing", "regularization/right_functions.py", "smooth_one_hot").reports()
    notes = {note for report in reports.values() for note in report.notes}
    assert "this is the smoothing that spreads its share over the other classes only" in notes


def test_a_gradient_without_its_factor_is_named(show: Callable) -> None:
    """A gradient that is half of the slope is right, and said to be that."""
    report = show("l2_penalty", "regularization/right_classes.py", "L2Norm").reports()[
        "has_the_right_gradient"
    ]
    assert ("its gradient is half the slope of its value",) == report.notes
