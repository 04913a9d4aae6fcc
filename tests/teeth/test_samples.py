"""Samples written by hand, as learners write: right ones pass, wrong ones are told their mistake."""

from __future__ import annotations

from collections import Counter

import pytest

from pytest_mlchecklist.report import Outcome
from samples import Sample, by_hand, not_passed, required

RIGHT, WRONG = by_hand("right"), by_hand("wrong")

each_right = pytest.mark.parametrize("sample", RIGHT, ids=[sample.name for sample in RIGHT])
each_wrong = pytest.mark.parametrize("sample", WRONG, ids=[sample.name for sample in WRONG])


@each_right
def test_right_code_passes_every_required_check(sample: Sample) -> None:
    """Right code is never refused, whatever way it is written."""
    assert [] == not_passed(sample.reports(required(sample.part)))


@each_wrong
def test_wrong_code_fails_and_is_told_its_mistake(sample: Sample) -> None:
    """Wrong code fails, and what is named is what was done, if that is known, and nothing else."""
    reports = sample.reports(required(sample.part))
    failed = [report for report in reports if report.outcome is Outcome.FAILED]
    assert failed
    assert sample.named == {report.mistake for report in failed} - {""}


def test_no_sample_is_listed_twice() -> None:
    """A sample has one line."""
    counts = Counter(sample.name for sample in RIGHT + WRONG)
    assert [] == [name for name, count in counts.items() if count > 1]
