"""Probabilities as learners compute them: what is said of them besides the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from scipy import stats

from pytest_mlchecklist.skill import Part

NOTES = {
    ("entropy", "right_lists", "label_entropy"): "a list of labels, whose shares it counts",
    ("entropy", "right_lists", "entropy"): "entropy in bits",
    ("normal_pdf", "right_lists", "pdf_of_variance"): "the variance",
    ("normal_pdf", "right_numpy", "log_pdf"): "logarithm of the density",
    ("conditional", "right_numpy", "conditional"): "probability of the row, given the column",
    ("empirical_mean_std", "right_numpy", "mean_and_std"): "divided by n − 1",
}


@pytest.mark.parametrize(("part", "file", "symbol"), NOTES)
def test_other_right_answers_are_told(show: Callable, part: str, file: str, symbol: str) -> None:
    """Which of the known forms code follows is said beside its verdict."""
    reports = show(part, f"probabilities/{file}.py", symbol).reports()
    notes = {note for report in reports.values() for note in report.notes}
    assert any(NOTES[part, file, symbol] in note for note in notes)


def test_a_generator_that_must_be_given_is_given(show: Callable) -> None:
    """Code that wants a generator gets a fresh one for each call."""
    shown = show("sample", "probabilities/right_numpy.py", "sample_categorical")
    asked = {"probabilities": np.array([0.5, 0.5]), "n": 20}
    assert shown.ask("call", asked) == shown.ask("call", asked)


def test_the_references_are_those_of_scipy(parts: Mapping[str, Part]) -> None:
    """Our closed forms agree with the library."""
    p, q, x = np.array([0.5, 0.25, 0.25]), np.array([0.25, 0.5, 0.25]), np.linspace(-3, 3, 7)
    assert np.isclose(parts["entropy"].reference(p), stats.entropy(p))
    assert np.isclose(parts["kl_divergence"].reference(p, q), stats.entropy(p, q))
    assert np.allclose(parts["normal_pdf"].reference(x, 1.0, 2.0), stats.norm(1, 2).pdf(x))
