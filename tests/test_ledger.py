"""The ledger: what the report says of code that one name offers to two parts."""

from __future__ import annotations

import pytest

from pytest_mlchecklist.ledger import without_mix_ups
from pytest_mlchecklist.report import BindingReport, PartReport, Verdict


@pytest.mark.parametrize(
    ("how", "found", "expected"),
    [
        ("discovered", Verdict.COULD_NOT_RUN, Verdict.NOT_STARTED),
        ("discovered", Verdict.FAILING, Verdict.FAILING),
        ("declared", Verdict.COULD_NOT_RUN, Verdict.COULD_NOT_RUN),
    ],
)
def test_a_guess_that_is_another_part_is_no_failure(how, found, expected):
    """What discovery chose by its name alone, and is verified as something else, is not started here."""
    parts = {
        "bayes_rule": PartReport("bayes_rule", Verdict.VERIFIED, BindingReport("a.py:bayes", "discovered")),
        "bayes_posterior": PartReport("bayes_posterior", found, BindingReport("a.py:bayes", how)),
    }
    assert expected is without_mix_ups(parts)["bayes_posterior"].verdict


def test_it_says_what_the_code_is_instead():
    """The reason names the part as which the code is verified."""
    binding = BindingReport("a.py:bayes", "discovered")
    parts = {
        "bayes_rule": PartReport("bayes_rule", Verdict.VERIFIED, binding),
        "bayes_posterior": PartReport("bayes_posterior", Verdict.COULD_NOT_RUN, binding),
    }
    assert (
        "a.py:bayes is verified as bayes_rule" == without_mix_ups(parts)["bayes_posterior"].binding.convention
    )
