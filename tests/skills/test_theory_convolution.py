"""Convolutions as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.report import Outcome
from pytest_mlchecklist.skill import Part

RIGHT = {
    ("right_numpy", "convolve2d"): (
        "corr2d convolve2d same_correlation full windows conv2d square_kernels_only with_scipy "
        "with_ndimage through_fourier border_repeated ndimage_as_it_comes with_a_mode"
    ),
    ("right_numpy", "convolve1d"): "conv1d full_1d same_1d",
    ("right_others", "convolve2d"): "on_lists corr2d through_torch Convolution",
    ("right_others", "convolve1d"): "conv1d",
}
WRONG = {
    ("convolve2d", "short"): "the last row and the last column are left out, and the kernel is not turned",
    ("convolve2d", "flipped_once"): "the kernel is turned over in one direction only: top to bottom",
    ("convolve2d", "averaged"): "the products are averaged instead of summed, and the kernel is not turned",
    ("convolve2d", "clipped"): "the result is cut off below 0 and above 255, and the kernel is not turned",
    ("convolve2d", "border_of_zeros"): "the border is left at zero, and the kernel is not turned",
    ("convolve2d", "indices_exchanged"): "the kernel is transposed, and not turned",
    ("convolve1d", "short_1d"): "the last place is left out, and the kernel is not turned",
    (
        "convolve1d",
        "averaged_1d",
    ): "the products are averaged instead of summed, and the kernel is not turned",
    ("convolve1d", "zeros_at_the_ends"): "the border is left at zero, and the kernel is not turned",
}


def cases() -> list[tuple[str, str, str]]:
    """Return each right sample as file, part and symbol."""
    return [(file, part, symbol) for (file, part), symbols in RIGHT.items() for symbol in symbols.split()]


@pytest.mark.parametrize(("file", "part", "symbol"), cases())
def test_right_ones_pass_every_required_check(show: Callable, file: str, part: str, symbol: str) -> None:
    """Right code is never refused, whatever way it is written."""
    assert {} == show(part, f"theory_convolution/{file}.py", symbol).failures()


@pytest.mark.parametrize(("part", "symbol", "mistake"), [(*which, name) for which, name in WRONG.items()])
def test_wrong_ones_fail_and_are_named(show: Callable, part: str, symbol: str, mistake: str) -> None:
    """Wrong code fails, and what was done is named."""
    failures = show(part, "theory_convolution/wrong_convolutions.py", symbol).failures()
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
