"""Metrics for every class and ranking: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from sklearn import metrics

from pytest_mlchecklist.report import Outcome, Severity
from pytest_mlchecklist.skill import Part

NOTES = {
    ("macro_f1", "right_numpy", "f1_of_averages"): "the other macro F1",
    ("confusion_matrix", "right_numpy", "ConfusionMatrix.compute"): "a row for what was predicted",
    ("average_precision", "right_numpy", "ap_voc"): "eleven points",
    ("iou", "right_lists", "iou_xywh"): "x, y, width and height",
    ("iou", "right_lists", "iou_of_pixels"): "whose last pixel belongs to them",
    ("iou", "right_numpy", "mask_iou"): "a mask",
    ("iou", "right_libraries", "intersection_over_union"): "centre, width and height",
    ("bleu", "right_lists", "bleu"): "several references",
    ("bleu", "right_lists", "sentence_bleu"): "in percent",
    ("bleu", "right_numpy", "d2l_like"): "longer n-grams weigh less",
    ("perplexity", "right_libraries", "perplexity"): "the loss of each token",
}


@pytest.mark.parametrize(("part", "file", "symbol"), NOTES)
def test_other_right_answers_are_told(show: Callable, part: str, file: str, symbol: str) -> None:
    """Which of the known forms a metric follows is said beside its verdict."""
    reports = show(part, f"advanced_metrics/{file}.py", symbol).reports()
    notes = {note for report in reports.values() for note in report.notes}
    assert any(NOTES[part, file, symbol] in note for note in notes)


def test_scores_of_many_classes_are_understood(show: Callable) -> None:
    """Code that takes the largest score is given scores."""
    shown = show("macro_f1", "advanced_metrics/right_numpy.py", "MacroF1")
    assert "predictions as scores of the classes" in shown.description


def test_a_cut_at_one_half_tells_scores(show: Callable) -> None:
    """Code that takes a vector of predictions for probabilities is given scores of all classes instead."""
    shown = show("confusion_matrix", "advanced_metrics/right_numpy.py", "KronyxLike")
    assert "predictions as scores of the classes" in shown.description
    assert {} == shown.failures()


@pytest.mark.parametrize("seed", range(5))
def test_the_references_are_those_of_scikit_learn(parts: Mapping[str, Part], seed: int) -> None:
    """Our closed forms agree with the library."""
    rng = np.random.default_rng(seed)
    target, prediction = (np.append([0, 1, 2], rng.integers(0, 3, size=9)) for _ in range(2))
    scores, ranking = rng.random(12), rng.random((12, 6))
    two, other = target > 0, prediction > 0
    right = {
        "macro_f1": metrics.f1_score(target, prediction, average="macro"),
        "confusion_matrix": metrics.confusion_matrix(target, prediction),
        "roc_auc": metrics.roc_auc_score(two, scores),
        "average_precision": metrics.average_precision_score(two, scores),
        "matthews_corrcoef": metrics.matthews_corrcoef(two, other),
        "top_k_accuracy": metrics.top_k_accuracy_score(target, ranking, k=2, labels=range(6)),
    }
    given = {
        "macro_f1": (target, prediction, 3),
        "confusion_matrix": (target, prediction, 3),
        "roc_auc": (two.astype(int), scores),
        "average_precision": (two.astype(int), scores),
        "matthews_corrcoef": (two.astype(int), other.astype(int)),
        "top_k_accuracy": (target, ranking, 2),
    }
    for name, expected in right.items():
        assert np.allclose(parts[name].reference(*given[name]), expected), name


def test_a_class_left_out_is_left_out_of_both_averages(show: Callable) -> None:
    """Who leaves it out of the precision alone rewards a model that never says it: that gets a remark."""
    shown = show("macro_f1", "advanced_metrics/right_numpy.py", "f1_of_averages_of_different_classes")
    report = shown.reports()["takes_an_absent_class"]
    assert (Severity.REMARK, Outcome.FAILED) == (report.severity, report.outcome)
    assert "it gave      0.705882" in report.message
