"""Metrics as learners write them: right ones pass, wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from sklearn import metrics

from pytest_mlchecklist.discovery import Wanted, discover
from pytest_mlchecklist.skill import Part

RIGHT = {
    ("right_lists", "accuracy"): "accuracy accuracy_from_counts",
    ("right_lists", "mean_squared_error"): "mse",
    ("right_lists", "precision"): "precision",
    ("right_lists", "recall"): "recall",
    ("right_numpy", "accuracy"): (
        "accuracy accuracy_of_scores accuracy_last_axis accuracy_one_hot accuracy_in_columns "
        "accuracy_thresholded accuracy_of_rows"
    ),
    ("right_numpy", "mean_squared_error"): "mean_squared_error halved cost_of_rows unnamed",
    ("right_numpy", "precision"): "precision precision_in_percent",
    ("right_numpy", "recall"): "recall recall_of_booleans",
    ("right_classes", "accuracy"): "Accuracy",
    ("right_classes", "mean_squared_error"): "MSE MeanSquaredError MSELoss",
    ("right_classes", "precision"): "BinaryMetrics.precision",
    ("right_classes", "recall"): "BinaryMetrics.recall",
    ("right_libraries", "accuracy"): "accuracy_score accuracy accuracy_fn accuracy_last_axis",
    ("right_libraries", "mean_squared_error"): "mean_squared_error MSELoss MSE mse_loss",
    ("right_libraries", "precision"): "precision",
    ("right_libraries", "recall"): "recall",
}
WRONG = {
    ("accuracy", "accuracy_count"): "the right ones are counted, but not divided by how many there are",
    ("accuracy", "accuracy_errors"): "this is the share of wrong predictions",
    ("accuracy", "accuracy_of_positives"): "only right ones of class 1 are counted",
    ("accuracy", "accuracy_each"): "for each sample it says whether it is right, without taking the mean",
    ("accuracy", "accuracy_whole_division"): "whole numbers are divided without a rest",
    (
        "accuracy",
        "accuracy_of_wrong_axis",
    ): "the right ones are counted, but not divided by how many there are",
    (
        "mean_squared_error",
        "mse_absolute",
    ): "the errors are averaged without squares: this is the mean absolute error",
    ("mean_squared_error", "mse_root"): "the root is taken: this is the root mean squared error",
    ("mean_squared_error", "mse_sum"): "the squares are added up, but not divided by how many there are",
    (
        "mean_squared_error",
        "mse_half_sum",
    ): "half the squares are added up, but not divided by how many there are",
    (
        "mean_squared_error",
        "mse_square_of_mean",
    ): "the mean is squared instead of each error: errors of both signs cancel",
    ("mean_squared_error", "mse_each"): "for each sample the square is given, without taking the mean",
    (
        "mean_squared_error",
        "mse_squares",
    ): "the squares of both are compared, not the square of what lies between",
    ("precision", "precision_as_recall"): "it is divided by what is positive: this is recall",
    ("precision", "precision_as_accuracy"): "right ones of both classes are counted: this is accuracy",
    ("precision", "precision_over_all"): "it is divided by how many samples there are",
    (
        "precision",
        "precision_with_true_negatives",
    ): "right ones of both classes are divided by what was called positive",
    ("recall", "recall_as_precision"): "it is divided by what was called positive: this is precision",
    ("recall", "recall_over_all"): "it is divided by how many samples there are",
    ("recall", "recall_missed"): "missed ones are divided, not found ones: this is one less recall",
    ("recall", "recall_count"): "true positives are counted, but not divided",
}


def cases() -> list[tuple[str, str, str]]:
    """Return each right sample as file, part and symbol."""
    return [(file, part, symbol) for (file, part), symbols in RIGHT.items() for symbol in symbols.split()]


@pytest.mark.parametrize(("file", "part", "symbol"), cases())
def test_right_ones_pass_every_required_check(show: Callable, file: str, part: str, symbol: str) -> None:
    """A right metric is never refused, whatever way it is written."""
    assert {} == show(part, f"simple_metrics/{file}.py", symbol).failures()


@pytest.mark.parametrize(("part", "symbol", "mistake"), [(*which, name) for which, name in WRONG.items()])
def test_wrong_ones_fail_and_are_named(show: Callable, part: str, symbol: str, mistake: str) -> None:
    """A wrong metric fails, and what was done is named."""
    failures = show(part, "simple_metrics/wrong_metrics.py", symbol).failures()
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
    ("symbol", "form"),
    {
        "accuracy_of_scores": "predictions as scores of the classes",
        "accuracy_last_axis": "predictions as scores of the classes",
        "accuracy_one_hot": "both as scores of the classes",
        "accuracy_in_columns": "both as scores of the classes in columns",
    }.items(),
)
def test_scores_of_the_classes_are_understood(show: Callable, symbol: str, form: str) -> None:
    """Code that looks for the largest score gets scores, and the report says so."""
    shown = show("accuracy", "simple_metrics/right_numpy.py", symbol)
    assert f"on NumPy arrays, {form}" in shown.description


@pytest.mark.parametrize(
    ("part", "file", "symbol", "note"),
    [
        ("accuracy", "right_lists", "accuracy", "this is the accuracy in percent"),
        ("precision", "right_numpy", "precision_in_percent", "this is the precision in percent"),
        (
            "mean_squared_error",
            "right_numpy",
            "halved",
            "this is the half of the mean squared error, whose slope has no factor two",
        ),
    ],
)
def test_other_right_answers_are_told(show: Callable, part: str, file: str, symbol: str, note: str) -> None:
    """Percent, or half of the error, is right, and the report says so."""
    reports = show(part, f"simple_metrics/{file}.py", symbol).reports()
    assert {note} == {note for report in reports.values() for note in report.notes}


def test_precision_that_is_recall_says_so(show: Callable) -> None:
    """The message shows the smallest labels on which the two differ."""
    shown = show("precision", "simple_metrics/wrong_metrics.py", "precision_as_recall")
    message = shown.failures()["agrees_with_the_reference"].message
    assert "This is what one gets when it is divided by what is positive: this is recall." in message
    assert "we called    precision(target=[1, 1], prediction=[1, 0])" in message.splitlines()


def test_the_references_are_those_of_scikit_learn(parts: Mapping[str, Part]) -> None:
    """On random labels each reference gives what scikit-learn gives."""
    rng = np.random.default_rng(0)
    target, prediction = rng.integers(0, 2, size=(2, 50))
    expected = [
        metrics.accuracy_score(target, prediction),
        metrics.mean_squared_error(target, prediction),
        metrics.precision_score(target, prediction),
        metrics.recall_score(target, prediction),
    ]
    names = ("accuracy", "mean_squared_error", "precision", "recall")
    came = [float(parts[name].reference(target, prediction)) for name in names]
    assert pytest.approx(expected) == came
