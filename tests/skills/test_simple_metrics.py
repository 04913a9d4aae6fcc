"""Metrics as learners write them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from sklearn import metrics

from pytest_mlchecklist.skill import Part


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
