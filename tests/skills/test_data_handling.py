"""What is said of learners' data handling at the intermediate level, besides the verdict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FAMILIES = [
    ("right_libraries", "TorchScaler", "scaling by the standard deviation of a sample, with n - 1"),
    ("right_classes", "MinMaxScaler", "scaling to the range from 0 to 1"),
    ("right_classes", "AroundZero", "scaling to the range from -1 to 1"),
    ("right_classes", "Robust", "scaling by median and quartiles, which outliers do not move"),
]


@pytest.mark.parametrize(("file", "symbol", "family"), FAMILIES)
def test_the_way_of_scaling_is_named(show: Callable[..., Any], file: str, symbol: str, family: str) -> None:
    """Of several right ways to scale, the report names the one that was taken."""
    reports = show("normalizer", f"normalization/{file}.py", symbol).reports()
    notes = reports["brings_training_rows_to_one_scale"].notes
    assert f"this is the {family}" in notes


@pytest.mark.parametrize(
    ("part", "sample", "symbol", "remark"),
    [
        ("normalizer", "normalization/right_classes.py", "LeavesNaN", "copes_with_a_constant_feature"),
        ("undersample", "imbalanced_datasets/right_resampling.py", "first_ones", None),
        ("build_pipeline", "custom_pipelines/right_classes.py", "Compose", "names_the_stage_that_failed"),
    ],
)
def test_corners_are_remarked_upon(
    show: Callable[..., Any], part: str, sample: str, symbol: str, remark: str | None
) -> None:
    """Right code with a weak corner passes, with a remark."""
    reports = show(part, sample, symbol).reports()
    failed = [name for name, report in reports.items() if report.outcome == "failed"]
    assert [remark] * bool(remark) == failed


def test_a_leak_is_told_in_its_words(show: Callable[..., Any]) -> None:
    """Who measures the rows for testing too is told so."""
    report = show("normalizer", "normalization/wrong_scalers.py", "leaks").failures()
    message = report["measures_other_rows_by_the_training_rows"].message
    assert "training rows and other rows are measured together" in message


def test_a_file_that_is_hoarded_is_told_with_its_size(show: Callable[..., Any]) -> None:
    """The message of a reader that keeps everything compares a long file with a short one."""
    pytest.importorskip("pandas")
    report = show("stream_records", "large_datasets/wrong_streams.py", "hoards").failures()
    message = report["needs_no_more_memory_for_a_longer_file"].message
    assert "thousand bytes, where the short one took" in message


BY_FIELDS = """
import numpy as np

def collate(samples):
    fields = [name for name, value in samples[0].items() if isinstance(value, np.ndarray)]
    return {name: np.stack([sample[name] for sample in samples]) for name in fields}
"""


def test_a_batch_of_fields_that_are_not_ours_is_not_called_wrong(
    show: Callable[..., Any], tmp_path: Path
) -> None:
    """Who looks for fields by their names finds none in our samples: nothing can be said of that."""
    (tmp_path / "fields.py").write_text(BY_FIELDS)
    report = show("collate", str(tmp_path / "fields.py"), "collate").reports()["keeps_every_sample"]
    assert (report.outcome, "an empty batch" in report.message) == ("could not run", True)
