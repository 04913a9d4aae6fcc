"""Resizing and padding as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable


def test_the_order_of_a_pair_is_found_and_told(show: Callable) -> None:
    """Who takes a size as (width, height), as Pillow does, is understood."""
    shown = show("resize_image", "simple_preprocessing/right_pillow.py", "resize_with_pillow")
    assert (
        "called as resize_with_pillow(img) with size = (width, height), on NumPy arrays, pixels as bytes"
        == (shown.description)
    )


def test_the_side_that_is_padded_is_told(show: Callable) -> None:
    """Either side is right, and the report says which."""
    reports = show("pad_sequence", "simple_preprocessing/right_sequences.py", "pad_sequences").reports()
    assert ("it pads in front",) == reports["keeps_the_values"].notes
    assert ("it cuts in front",) == reports["cuts_at_one_end"].notes
