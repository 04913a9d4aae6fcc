"""Matrix operations as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.skill import Part

RIGHT = {
    ("right_lists", "matmul"): "matmul",
    ("right_lists", "transpose"): "transpose zipped lazy",
    ("right_lists", "bias_trick"): "bias_trick",
    ("right_numpy", "matmul"): "matrix_multiply mat_mul left_first Matrix.multiply",
    ("right_numpy", "transpose"): "transpose Matrix.transpose",
    ("right_numpy", "bias_trick"): "bias_trick bias_first as_dict",
    ("right_torch", "matmul"): "matmul",
    ("right_torch", "transpose"): "transpose",
    ("right_torch", "bias_trick"): "bias_trick",
}
WRONG = {
    ("matmul", "matmul_elementwise"): "numbers are multiplied place by place",
    ("matmul", "matmul_swapped"): "the factors are exchanged",
    ("matmul", "matmul_second_transposed"): "the second matrix is transposed",
    ("matmul", "matmul_transposed"): "the result is transposed",
    ("matmul", "matmul_overwrites"): "only the last product of each sum is kept",
    ("matmul", "matmul_short"): "the last product of each sum is left out",
    ("transpose", "transpose_reshape"): "the numbers are only laid out anew",
    ("transpose", "transpose_nothing"): "nothing is moved: the matrix comes back as it was",
    ("transpose", "transpose_rotated"): "the order of the rows is turned round as well",
    ("transpose", "transpose_zip_reversed"): "the order of the columns is turned round as well",
    ("bias_trick", "bias_zeros"): "the column is of zeros",
    ("bias_trick", "bias_two_ends"): "the ones stand in front, the biases at the end",
    ("bias_trick", "bias_ones_below"): "a row of ones is put where the biases belong",
}


def cases() -> list[tuple[str, str, str]]:
    """Return each right sample as file, part and symbol."""
    return [(file, part, symbol) for (file, part), symbols in RIGHT.items() for symbol in symbols.split()]


@pytest.mark.parametrize(("file", "part", "symbol"), cases())
def test_right_ones_pass_every_required_check(show: Callable, file: str, part: str, symbol: str) -> None:
    """A right operation is never refused, whatever way it is written."""
    assert {} == show(part, f"matrix_operations/{file}.py", symbol).failures()


@pytest.mark.parametrize(("part", "symbol", "mistake"), [(*which, name) for which, name in WRONG.items()])
def test_wrong_ones_fail_and_are_named(show: Callable, part: str, symbol: str, mistake: str) -> None:
    """A wrong operation fails, and what was done is named."""
    failures = show(part, "matrix_operations/wrong_matrices.py", symbol).failures()
    assert "agrees_with_the_reference" in failures
    assert {mistake} == {failure.mistake for failure in failures.values()}


@pytest.mark.parametrize("part", sorted({part for _, part in RIGHT}))
def test_an_exercise_not_begun_is_unfinished(parts: Mapping[str, Part], tmp_path: Path, part: str) -> None:
    """A stub is found by its name and said to be unfinished, not wrong."""
    arguments = ", ".join(argument.name for argument in parts[part].contract.arguments)
    text = f"def {part}({arguments}):\n    # TODO: your code here\n    raise NotImplementedError\n"
    (tmp_path / "exercise.py").write_text(text, encoding="utf-8")
    catalogue_part = Wanted(part, parts[part].kind, parts[part].names, tuple(arguments.split(", ")))
    assert discover(tmp_path, [catalogue_part]).candidates[part].unfinished


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
