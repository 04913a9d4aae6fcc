"""Data sets as learners load them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from pytest_mlchecklist.binding import DECLARED, Binding
from pytest_mlchecklist.engine import Run
from pytest_mlchecklist.skill import Part

DATA = Path(__file__).parent / "small_datasets" / "right_data.py"


def test_how_much_was_loaded_is_told(show: Callable) -> None:
    """The number of examples and their size are said beside the verdict."""
    reports = show("load_dataset", "small_datasets/right_data.py", "load_iris").reports()
    assert ("150 examples in 0.006 MB",) == reports["fits_into_memory"].notes


def test_the_manifest_may_set_how_much_is_small(parts: Mapping[str, Part]) -> None:
    """What is too large for one repository is small for another."""
    part = parts["load_dataset"]
    check = next(check for check in part.checks if check.name == "fits_into_memory")
    binding = Binding(part.name, DATA, "load_iris", DECLARED, options={"most_megabytes": 0.005})
    run = Run(DATA.parent, isolation="none")
    try:
        message = run.check(part, check, binding).message
    finally:
        run.close()
    assert "it gave      0.006 MB\nwe expected  at most 0.005 MB\n" in message
