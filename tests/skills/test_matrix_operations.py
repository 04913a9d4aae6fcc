"""Matrix operations as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable


def test_a_product_with_a_shape_of_its_own_is_called_and_fails(show: Callable) -> None:
    """A result of the wrong shape is a failure with a name, not a refusal."""
    shown = show("matmul", "matrix_operations/wrong_matrices.py", "matmul_transposed")
    failure = shown.failures()["agrees_with_the_reference"]
    assert "This is what one gets when the result is transposed." in failure.message


def test_pieces_are_told_apart_in_any_order(show: Callable) -> None:
    """Weights may come before inputs, and the bias before the weights."""
    shown = show("bias_trick", "matrix_operations/right_numpy.py", "bias_first")
    reports = shown.reports()
    notes = {note for report in reports.values() for note in report.notes}
    assert {"this is the bias trick with the bias in front"} == notes
    assert "takes item 1 of what it returns as x" in shown.description
