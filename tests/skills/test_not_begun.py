"""Exercises that are not begun: nothing there yet is no fault."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.facts.judging import ask_written
from pytest_mlchecklist.report import Outcome, Severity
from pytest_mlchecklist.skill import Part
from written import writer, writers

HERE = Path(__file__).parent
STUBS = {
    ("callbacks/unfinished", "early_stopping"): "EarlyStopping",
    ("callbacks/unfinished", "model_checkpoint"): "ModelCheckpoint",
    ("clustering/stub", "kmeans"): "kmeans",
    ("data_analysis/stubs", "summarize"): "summarize",
    ("regression/stub", "linear_regression"): "LinearRegression",
    ("saving_and_loading_models/unfinished", "save_model"): "save_model",
    ("saving_and_loading_models/unfinished", "load_model"): "load_model",
    ("supervised_data/stubs", "encode_labels"): "encode_labels",
    ("supervised_data/stubs", "pair_labels"): "pair_labels",
    ("supervised_data/stubs", "one_hot"): "one_hot",
    ("svms/stub", "svm"): "SVM",
    ("working_with_metadata_files/stubs", "read_csv_metadata"): "read_csv_metadata",
    ("working_with_metadata_files/stubs", "read_json_metadata"): "read_json_metadata",
}
EMPTY = [(path.parent.name, name) for path in HERE.glob("*/not_begun.py") for name in writers(path)]


@pytest.mark.parametrize(("file", "part"), STUBS)
def test_a_stub_is_unfinished(parts: Mapping[str, Part], tmp_path: Path, file: str, part: str) -> None:
    """A stub is found by its name and said to be unfinished, not wrong."""
    (tmp_path / "mine.py").write_text((HERE / f"{file}.py").read_text("utf-8"), encoding="utf-8")
    arguments = tuple(argument.name for argument in parts[part].contract.arguments)
    wanted = Wanted(part, parts[part].kind, parts[part].names, arguments)
    found = discover(tmp_path, [wanted]).candidates[part]
    assert (f"mine.py:{STUBS[file, part]}", True) == (found.target, found.unfinished)


@pytest.mark.parametrize(("skill", "name"), sorted(EMPTY))
def test_a_repository_with_nothing_yet_is_not_started(
    parts: Mapping[str, Part], skill: str, name: str
) -> None:
    """What is read, and is not there, has not been started."""
    write = writer(HERE / skill / "not_begun.py", name)
    reports = ask_written(parts[name.partition("__")[0]], write)
    required = [report for report in reports if report.severity is Severity.REQUIRED]
    assert "not started" in "".join(report.message for report in required)
    assert Outcome.FAILED not in [report.outcome for report in required]
