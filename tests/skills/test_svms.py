"""Support vector machines as learners write them: what the list of samples can't say."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("symbol", "check"),
    [("Perceptron", "keeps_away_from_both_classes"), ("LeastSquares", "is_not_moved_by_points_far_away")],
)
def test_what_only_separates_fails_for_that_alone(show: Callable, symbol: str, check: str) -> None:
    """Code that separates the classes in some other way is refused for the width of its street."""
    assert [check] == list(show("svm", "svms/wrong_svms.py", symbol).failures())


def test_the_labels_that_it_wants_are_told(show: Callable) -> None:
    """Code for 0 and 1 gets 0 and 1, and that is said."""
    assert "takes the labels 0 and 1" in show("svm", "svms/right_classes.py", "ZeroOne").description


def test_single_precision_is_kept(show: Callable) -> None:
    """A module that turns its data into single precision keeps weights of single precision."""
    assert "in single precision" in show("svm", "svms/right_torch.py", "LinearSVM").description


def test_the_message_says_how_far_the_border_moved(show: Callable) -> None:
    """A border at which all points pull is shown by its way, in halves of the street."""
    failures = show("svm", "svms/wrong_svms.py", "LeastSquares").failures()
    message = failures["is_not_moved_by_points_far_away"].message
    expected = (
        "it gave      a border moved by 2.639 when one point went from 2.5 to 10.5\n"
        "we expected  at most 1\n"
        "to try       This is what one gets when every point pulls at the border, however far away it is. "
        "What does a row add to the loss when it is on the right side, far from the street?"
    )
    assert expected in message
