"""Data sets as learners load them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable


def test_how_much_was_loaded_is_told(show: Callable) -> None:
    """The number of examples and their size are said beside the verdict."""
    reports = show("load_dataset", "small_datasets/right_data.py", "load_iris").reports()
    assert ("150 examples in 0.006 MB",) == reports["fits_into_memory"].notes
