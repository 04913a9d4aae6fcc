"""Pictures as learners read them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("PIL")
NOTED = {
    "always_rgb": {"scaled to 0..1", "grey pictures get three channels", "the alpha channel is dropped"},
    "tensor": {"scaled to 0..1", "channels first"},
    "load_image": set(),
}


@pytest.mark.parametrize("symbol", NOTED)
def test_how_pixels_come_is_told(show: Callable, symbol: str) -> None:
    """Scale, layout and channels of the pixels are said beside the verdict."""
    file = "right_torch" if symbol == "tensor" else "right_images"
    reports = show("load_image", f"image_data/{file}.py", symbol).reports()
    assert NOTED[symbol] == {note for report in reports.values() for note in report.notes}


def test_a_picture_is_described_in_a_counterexample(show: Callable) -> None:
    """The file is gone when a learner reads of it, so the message says what was in it."""
    failures = show("load_image", "image_data/wrong_images.py", "load_image").failures()
    lines = failures["reads_colours_exactly"].message.splitlines()
    assert "we called    load_image(path=<a PNG of 1 × 1 pixels, RGB [[[95, 130, 194]]]>)" == lines[0]
    assert "it gave      [[[194, 130, 95]]] with shape (1, 1, 3)" == lines[1]
